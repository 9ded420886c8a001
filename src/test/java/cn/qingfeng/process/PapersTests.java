package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.Caller.Part;
import cn.qingfeng.testing.Dump;
import cn.qingfeng.testing.OnBothDatabases;
import cn.qingfeng.testing.SomeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.transaction.support.TransactionTemplate;

/** Papers as offices issue them, over HTTP: numbers, register, who reads what, and the office's own templates. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // An installation's cookies go over TLS alone; a test's server has none.
        properties = {"camunda.bpm.job-execution.enabled=false", "server.servlet.session.cookie.secure=false"})
@Import({PathCoverage.class, Walk.class})
@OnBothDatabases
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class PapersTests {

    private final Walk walk;
    private final SampleCounty county;
    private final Timeline timeline;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    private final Map<String, Caller> browsers = new java.util.concurrent.ConcurrentHashMap<>();
    private final Map<String, String> tokens = new java.util.concurrent.ConcurrentHashMap<>();

    @LocalServerPort
    int port;

    PapersTests(
            Walk walk, SampleCounty county, Timeline timeline, JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.walk = walk;
        this.county = county;
        this.timeline = timeline;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @Test
    void aPaperIsNumberedKeptAndReadByWhomItIsFor() throws IOException {
        var clue = walk.handled(Card.YELLOW);
        var preview = page("officehead", "/papers/write?kind=DISPATCH&clue=" + clue.number);
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body()).contains("签发时编号").contains(clue.number.value());
        assertThat(page("officehead", "/clues/" + clue.number).body()).contains("出具文书");

        var once = UUID.randomUUID().toString();
        var paper = issued("officehead", "DISPATCH", clue.number, once, Map.of());
        assertThat(issued("officehead", "DISPATCH", clue.number, once, Map.of()))
                .as("the same click sent twice")
                .isEqualTo(paper);
        var number = jdbc.queryForObject("select paper_number from paper where id = ?", String.class, paper);
        assertThat(number).matches("舞营商交〔\\d{4}〕\\d+号");

        var word = Caller.basic(port, "handler").bytes("/papers/" + paper + "/word");
        assertThat(text(word.body()))
                .contains(number)
                .contains(clue.number.value())
                .doesNotContain("${", "齐安禾", "13900000001");
        var told = timeline.of(clue.number).stream()
                .filter(step -> step.act() == TimelineAction.PAPER_ISSUED)
                .toList();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).why().orElseThrow()).contains(number).contains(DigestUtils.sha256Hex(word.body()));
        assertThat(page("handler2", "/papers/" + paper).statusCode()).isEqualTo(404);
        assertThat(page("admin", "/papers/" + paper).statusCode()).isEqualTo(404);
        assertThat(page("supervisor", "/papers?series=DISPATCH").body()).contains(number);
        assertThat(page("handler", "/papers").statusCode()).isEqualTo(403);
    }

    @Test
    void manyAtOnceLeaveNoGapAndWhatIsRefusedUsesNoNumber() throws Exception {
        var clue = walk.handled(Card.BLUE);
        var before = last("RECEIPT");
        var pool = Executors.newFixedThreadPool(4);
        var answers = new ArrayList<Future<String>>();
        for (var n = 0; n < 6; n++) {
            answers.add(pool.submit(() ->
                    issued("grader", "RECEIPT", clue.number, UUID.randomUUID().toString(), Map.of())));
        }
        for (var answer : answers) {
            answer.get();
        }
        pool.shutdown();
        var refused = write(
                "grader",
                "RECEIPT",
                clue.number,
                UUID.randomUUID().toString(),
                Map.of("text", "请打 13800001111"),
                "issue");
        assertThat(refused.statusCode()).isEqualTo(400);
        issued("grader", "RECEIPT", clue.number, UUID.randomUUID().toString(), Map.of());
        assertThat(last("RECEIPT")).isEqualTo(before + 7);
        assertThat(jdbc.queryForObject(
                        "select count(*) from paper where series = 'RECEIPT' and ordinal > ?", Integer.class, before))
                .isEqualTo(7);
        assertThat(timeline.verify()).isEmpty();
    }

    @Test
    void aMistakeIsCorrectedByAnotherPaperAndAVoidOneKeepsItsNumber() {
        var clue = walk.handled(Card.BLUE);
        var first = issued("grader", "RECEIPT", clue.number, UUID.randomUUID().toString(), Map.of());
        var second = issued(
                "grader",
                "RECEIPT",
                clue.number,
                UUID.randomUUID().toString(),
                Map.of("corrects", first, "text", "更正"));
        assertThat(page("grader", "/papers/" + first).body()).contains("已更正").contains("/papers/" + second);
        act("grader", second, "mark", Map.of("step", "SIGNED"));
        act("grader", second, "mark", Map.of("step", "SENT"));
        assertThat(page("grader", "/papers/" + second).body()).contains("已送达");
        act("grader", second, "void", Map.of("reason", ""));
        assertThat(page("grader", "/papers/" + second).body()).doesNotContain("已作废");
        act("grader", second, "void", Map.of("reason", "开错了对象"));
        assertThat(page("grader", "/papers/" + second).body()).contains("已作废").contains("开错了对象");
        assertThat(Dump.findings(jdbc, List.of("开错了对象")))
                .as("the reason stands on the timeline, which is the clue's, and sealed with the paper")
                .noneMatch(found -> found.toLowerCase(java.util.Locale.ROOT).startsWith("paper."));
        assertThat(page("supervisor", "/papers?series=RECEIPT").body())
                .contains("已作废")
                .contains("已更正");
        assertThat(timeline.of(clue.number).stream().map(step -> step.act().name()))
                .containsSubsequence("PAPER_ISSUED", "PAPER_ISSUED", "PAPER_SIGNED", "PAPER_SENT", "PAPER_VOIDED");
    }

    @Test
    void theSignedSheetLiesAmongTheCluesFiles() {
        var clue = walk.handled(Card.YELLOW);
        var paper =
                issued("officehead", "DISPATCH", clue.number, UUID.randomUUID().toString(), Map.of());
        var added = browser("officehead")
                .multipart(
                        "/papers/" + paper + "/scan",
                        Part.text("_csrf", token("officehead")),
                        Part.file("file", "扫描.png", SomeFiles.png()));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(302);
        assertThat(page("officehead", "/clues/" + clue.number).body()).contains("签章件");
        var elsewhere = Caller.basic(port, "officehead")
                .multipart("/papers/" + paper + "/word", Part.file("file", "扫描.png", SomeFiles.png()));
        assertThat(elsewhere.statusCode()).isEqualTo(415);
    }

    /** Neither who handles nor what the offices wrote to each other; and no unit reads what a reporter is sent. */
    @Test
    void aReportersLetterSaysNothingThatTheReporterShouldNotRead() throws IOException {
        var clue = walk.register(Walk.forCard(Card.YELLOW))
                .go(Tasks.REVIEW_ADMISSION, "note", "内部备注甲")
                .go(Tasks.TRIAGE, "stoppage", false)
                .go(Tasks.DECIDE_YELLOW)
                .go(Tasks.DISPATCH, "requirements", "内部要求乙")
                .go(Tasks.SIGN_FOR);
        for (var kind : List.of("ADMITTED", "RECEIPT", "SUPPLEMENT")) {
            var paper =
                    issued("officehead", kind, clue.number, UUID.randomUUID().toString(), Map.of("addressee", "反映人"));
            var said = text(Caller.basic(port, "officehead")
                    .bytes("/papers/" + paper + "/word")
                    .body());
            assertThat(said)
                    .contains(clue.number.value(), "变更住所材料被退两次")
                    .doesNotContain("内部备注甲", "内部要求乙", "齐安禾", "13900000001", "${");
            for (var person : List.of("handler", "unithead")) {
                assertThat(page(person, "/papers/" + paper).statusCode())
                        .as(person)
                        .isEqualTo(404);
                assertThat(page(person, "/clues/" + clue.number).body()).doesNotContain(paper);
            }
        }
    }

    @Test
    void papersAboutReportsAreTheirDesksAloneAndHaveACountOfTheirOwn() {
        var clue = walk.register(told -> {
            told.kind = "REPORT";
            told.title = "收了两条烟才办";
        });
        var others = last("RECEIPT");
        for (var person : List.of("officehead", "grader", "clerk", "supervisor")) {
            assertThat(write(person, "RECEIPT", clue.number, UUID.randomUUID().toString(), Map.of(), "issue")
                            .statusCode())
                    .as(person)
                    .isEqualTo(404);
        }
        var paper =
                issued("discipline", "RECEIPT", clue.number, UUID.randomUUID().toString(), Map.of());
        assertThat(last("RECEIPT")).isEqualTo(others);
        assertThat(last("SEALED")).isPositive();
        for (var person : List.of("officehead", "grader", "supervisor", "admin", "handler")) {
            assertThat(page(person, "/papers/" + paper).statusCode()).as(person).isEqualTo(404);
            assertThat(page(person, "/papers?series=SEALED").statusCode())
                    .as(person)
                    .isIn(403, 404);
        }
        assertThat(page("discipline", "/papers?series=SEALED").body()).contains(clue.number.value());
    }

    @Test
    void theOfficesOwnTemplateHoldsFromItsDayAndIsTakenBack() throws IOException {
        var clue = walk.handled(Card.BLUE);
        var path = "/papers/templates/SUPPLEMENT";
        assertThat(page("handler", path).statusCode()).isEqualTo(403);
        assertThat(page("owner", path).statusCode()).isEqualTo(403);
        var shipped = Caller.basic(port, "officehead")
                .bytes(path + "/word?version=shipped")
                .body();
        var own = changed(shipped, "以下材料或者说明：", "以下材料（本县新增一句）：");
        var wrong = changed(shipped, "${正文}", "${反映人手机号}");

        assertThat(handIn("officehead", path, wrong, "put", clue.number).body()).contains("${反映人手机号}");
        assertThat(handIn("officehead", path, "x".getBytes(StandardCharsets.UTF_8), "put", clue.number)
                        .body())
                .contains("这不是 Word 文件");
        assertThat(jdbc.queryForObject("select count(*) from paper_template", Integer.class))
                .isZero();

        assertThat(handIn("officehead", path, own, "check", clue.number).body())
                .contains("模板可以使用")
                .contains("本县新增一句")
                .contains(clue.number.value());
        assertThat(jdbc.queryForObject("select count(*) from paper_template", Integer.class))
                .isZero();
        assertThat(handIn("officehead", path, own, "put", clue.number).statusCode())
                .isEqualTo(302);
        var paper = issued(
                "officehead", "SUPPLEMENT", clue.number, UUID.randomUUID().toString(), Map.of());
        assertThat(said("officehead", paper)).contains("本县新增一句");
        assertThat(page("officehead", "/papers/" + paper).body()).contains("本单位第 1 版");

        var id = jdbc.queryForObject("select id from paper_template", String.class);
        form("officehead", path + "/back", Map.of("id", id));
        var after = issued(
                "officehead", "SUPPLEMENT", clue.number, UUID.randomUUID().toString(), Map.of());
        assertThat(said("officehead", after)).doesNotContain("本县新增一句");
        assertThat(said("officehead", paper)).as("what was issued stays").contains("本县新增一句");
        assertThat(page("officehead", path).body()).contains("撤回");
    }

    @Test
    void theCountySaysHowNumbersAreWritten() {
        var pattern = "/papers/templates/pattern";
        for (var wrong : List.of("无年度{n}号", "{year}{n}{n}", "〔{year}〕{n}<b>", "{year}{n}" + "长".repeat(60))) {
            form("officehead", pattern, Map.of("series", "LISTED", "pattern", wrong));
        }
        form("officehead", pattern, Map.of("series", "LISTED", "pattern", "舞营商督〔{year}〕{n}号"));
        assertThat(jdbc.queryForList("select pattern from paper_pattern", String.class))
                .isEmpty();
        form("officehead", pattern, Map.of("series", "LISTED", "pattern", "舞政督挂〔{year}〕{n}号"));
        assertThat(page("officehead", "/papers/templates").body()).contains("舞政督挂〔{year}〕{n}号");
        assertThat(Caller.basic(port, "handler")
                        .form(pattern, Map.of("series", "LISTED", "pattern", "{year}{n}"))
                        .statusCode())
                .isEqualTo(403);
        transactions.executeWithoutResult(begun -> jdbc.update("delete from paper_pattern"));
    }

    private HttpResponse<String> handIn(String person, String path, byte[] word, String act, ClueNumber on) {
        return browser(person)
                .multipart(
                        path,
                        Part.text("_csrf", token(person)),
                        Part.file("file", "模板.docx", word),
                        Part.text("act", act),
                        Part.text("clue", on.value()));
    }

    private String said(String person, String paper) throws IOException {
        return text(
                Caller.basic(port, person).bytes("/papers/" + paper + "/word").body());
    }

    private HttpResponse<String> page(String person, String path) {
        return Caller.basic(port, person).speaking("zh-CN").page(path);
    }

    private Caller browser(String person) {
        return browsers.computeIfAbsent(
                person, name -> Caller.signedIn(port, name).speaking("zh-CN"));
    }

    /** What every form of ours carries. */
    private String token(String person) {
        return tokens.computeIfAbsent(
                person,
                name -> browser(name)
                        .page("/inbox")
                        .body()
                        .replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1"));
    }

    private HttpResponse<String> form(String person, String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("_csrf", token(person));
        return browser(person).form(path, all);
    }

    private void act(String person, String paper, String what, Map<String, String> fields) {
        assertThat(form(person, "/papers/" + paper + "/" + what, fields).statusCode())
                .isEqualTo(302);
    }

    private HttpResponse<String> write(
            String person, String kind, ClueNumber clue, String once, Map<String, String> more, String act) {
        var fields = new HashMap<>(more);
        fields.putAll(Map.of("kind", kind, "clue", clue.value(), "_once", once, "act", act));
        return form(person, "/papers/write", fields);
    }

    /** The id of the paper that was issued. */
    private String issued(String person, String kind, ClueNumber clue, String once, Map<String, String> more) {
        var answer = write(person, kind, clue, once, more, "issue");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
    }

    private int last(String series) {
        return jdbc
                .queryForList("select last_ordinal from paper_counter where series = ?", Integer.class, series)
                .stream()
                .reduce(0, Integer::sum);
    }

    /** What stands in a Word file, by nothing but its XML. */
    private static String text(byte[] word) throws IOException {
        return part(word).replaceAll("<[^>]+>", "");
    }

    private static String part(byte[] word) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(word))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                if (entry.getName().equals("word/document.xml")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no document");
    }

    private static byte[] changed(byte[] word, String from, String to) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(word));
                var anew = new java.util.zip.ZipOutputStream(out)) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                var content = zip.readAllBytes();
                anew.putNextEntry(new ZipEntry(entry.getName()));
                anew.write(
                        entry.getName().equals("word/document.xml")
                                ? new String(content, StandardCharsets.UTF_8)
                                        .replace(from, to)
                                        .getBytes(StandardCharsets.UTF_8)
                                : content);
            }
        }
        return out.toByteArray();
    }
}
