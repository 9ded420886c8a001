package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.reporter.retention.Erasing;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.Caller.Part;
import cn.qingfeng.testing.Dump;
import cn.qingfeng.testing.SomeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Files of clues as officials add and read them, everybody by right; and what a yellow or red clue needs to end. */
@WalksEveryPath
class EvidenceTests {

    private static final String NO_PROOF = "file.proof-missing";

    private static final byte[] PNG = SomeFiles.png();

    private final Walk walk;
    private final SampleCounty county;
    private final Timeline timeline;
    private final Erasing erasing;
    private final Clock clock;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    @LocalServerPort
    int port;

    EvidenceTests(
            Walk walk,
            SampleCounty county,
            Timeline timeline,
            Erasing erasing,
            Clock clock,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.walk = walk;
        this.county = county;
        this.timeline = timeline;
        this.erasing = erasing;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @Test
    void goesOntoTheTimelineWithItsHashAndComesBackAsItWasKept() throws IOException {
        var clue = walk.handled(Card.YELLOW);
        var content = SomeFiles.pdfByAuthor(document -> {
            var picture = new byte[5 << 20];
            new Random(1).nextBytes(picture);
            document.getDocumentCatalog()
                    .getCOSObject()
                    .setItem("Appended", new PDStream(document, new ByteArrayInputStream(picture)));
        });
        var added = add("handler", clue.number, "整改 <报告>.exe", content);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        var file = Caller.json(added);
        Assertions.assertThat(file.path("name").asText()).isEqualTo("整改 报告.pdf");
        assertThat(added.body()).doesNotContain("contentId");

        var entry = last(clue.number);
        assertThat(entry.act()).isEqualTo(TimelineAction.FILE_ADDED);
        assertThat(entry.by()).isEqualTo("handler");
        assertThat(entry.to()).contains("PDF");
        assertThat(entry.why())
                .hasValueSatisfying(why ->
                        assertThat(why).contains(file.path("sha256").asText()).doesNotContain("整改"));
        assertThat(timeline.verify()).isEmpty();

        var answer = Caller.basic(port, "officehead")
                .bytes(path(clue.number, file.path("id").asText()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(DigestUtils.sha256Hex(answer.body()))
                .isEqualTo(file.path("sha256").asText());
        assertThat(answer.body().length).isGreaterThan(5 << 20);
        Assertions.assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
                .doesNotContain(SomeFiles.SECRET);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(
                        way -> assertThat(way).startsWith("attachment").contains("filename*=UTF-8''%E6%95%B4"));
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void showsOnlyPicturesBesideThePage() {
        var clue = walk.handled(Card.BLUE);
        var picture = id(add("handler", clue.number, "a.png", PNG));
        var document = id(add("handler", clue.number, "a.pdf", SomeFiles.pdf()));
        var handler = Caller.basic(port, "handler");
        assertThat(handler.bytes(path(clue.number, picture) + "?show=true")
                        .headers()
                        .firstValue("Content-Disposition"))
                .hasValueSatisfying(way -> assertThat(way).startsWith("inline"));
        assertThat(handler.bytes(path(clue.number, document) + "?show=true")
                        .headers()
                        .firstValue("Content-Disposition"))
                .hasValueSatisfying(way -> assertThat(way).startsWith("attachment"));
    }

    @Test
    void isSeenByWhoMaySeeTheClueAndAnOfficesFileByUnitsOnlyAfterItsRelease() {
        var clue = walk.handled(Card.YELLOW);
        var proof = id(add("handler", clue.number, "佐证.png", PNG));
        var hint = id(add("grader", clue.number, "现场.png", PNG));
        for (var person : List.of("grader", "officehead", "grouphead", "caller", "supervisor", "discipline")) {
            assertThat(seen(person, clue.number)).as(person).containsExactly(proof, hint);
        }
        for (var person : List.of("handler", "unithead", "leader")) {
            assertThat(seen(person, clue.number)).as(person).containsExactly(proof);
            assertThat(Caller.basic(port, person).bytes(path(clue.number, hint)).statusCode())
                    .as(person)
                    .isEqualTo(404);
        }
        for (var person : List.of("handler2", "owner", "admin")) {
            assertThat(Caller.basic(port, person).get(list(clue.number)).statusCode())
                    .as(person)
                    .isEqualTo(404);
            assertThat(Caller.basic(port, person)
                            .bytes(path(clue.number, proof))
                            .statusCode())
                    .as(person)
                    .isEqualTo(404);
            assertThat(add(person, clue.number, "x.png", PNG).statusCode())
                    .as(person)
                    .isEqualTo(404);
        }
        assertThat(Caller.anonymous(port).get(list(clue.number)).statusCode()).isEqualTo(401);
        assertThat(add("leader", clue.number, "x.png", PNG).statusCode()).isEqualTo(403);

        assertThat(release("handler", clue.number, hint).statusCode()).isEqualTo(404);
        assertThat(release("officehead", clue.number, proof).statusCode()).isEqualTo(409);
        assertThat(release("officehead", clue.number, hint).statusCode()).isEqualTo(200);
        assertThat(last(clue.number).act()).isEqualTo(TimelineAction.FILE_RELEASED);
        assertThat(seen("handler", clue.number)).containsExactly(proof, hint);
        var steps = timeline.of(clue.number).size();
        assertThat(release("officehead", clue.number, hint).statusCode()).isEqualTo(200);
        assertThat(timeline.of(clue.number)).as("twice is once").hasSize(steps);
    }

    @Test
    void ofAReportAgainstAPersonIsItsDesksAlone() throws IOException {
        var report = walk.register(clue -> clue.kind = "REPORT");
        var added = add("discipline", report.number, "举报材料.pdf", SomeFiles.pdfByAuthor());
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        for (var person :
                List.of("clerk", "grader", "officehead", "grouphead", "supervisor", "leader", "handler", "admin")) {
            assertThat(Caller.basic(port, person)
                            .bytes(path(report.number, id(added)))
                            .statusCode())
                    .as(person)
                    .isEqualTo(404);
        }
        assertThat(release("discipline", report.number, id(added)).statusCode()).isEqualTo(403);
        assertThat(Dump.findings(
                        jdbc, List.of("举报材料", Caller.json(added).path("sha256").asText())))
                .as("names and hashes lie sealed")
                .isEmpty();
    }

    @Test
    void isRefusedInPlainWordsAndLeavesNothing() {
        var clue = walk.handled(Card.YELLOW);
        var steps = timeline.of(clue.number).size();
        var contents = contents();
        refused(add("handler", clue.number, "照片.png", SomeFiles.zip("a.exe")), 400, "不收程序文件");
        refused(add("handler", clue.number, "照片.jpg", SomeFiles.bytes("<html><script>1</script>")), 400, "不收网页");
        refused(add("handler", clue.number, "照片.jpg", new byte[0]), 400, "空的");
        var cut = Arrays.copyOf(PNG, PNG.length - 60);
        refused(add("handler", clue.number, "照片.png", cut), 400, "已损坏");
        refused(add("handler", clue.number, "大.pdf", content((20 << 20) + 1)), 413, "20 MB");
        assertThat(timeline.of(clue.number)).hasSize(steps);
        assertThat(contents()).isEqualTo(contents);
        assertThat(jdbc.queryForObject(
                        "select count(*) from evidence_piece p where not exists"
                                + " (select 1 from evidence_content c where c.id = p.content_id)",
                        Integer.class))
                .isZero();
    }

    @Test
    void isErasedWithTheReportersIdentityOnceTheRetentionListIsConfirmed() {
        var clue = walk.handled(Card.YELLOW).finished().go(Tasks.CALL_BACK);
        var before = contents();
        var anonymous = walk.register(it -> it.reporter = anonymous());
        anonymous.go(Tasks.REVIEW_ADMISSION, "outcome", "REJECT", "rejectReason", "LITIGATION", "explanation", "已诉讼。");
        assertThat(erasing.candidates(clock.instant().plusSeconds(60)))
                .extracting(Erasing.Candidate::clueNumber)
                .as("files alone are enough, nothing at all is not")
                .contains(clue.number.value())
                .doesNotContain(anonymous.number.value());
        erasing.erase(List.of(clue.number.value()));
        assertThat(seen("officehead", clue.number)).isEmpty();
        assertThat(contents()).isEqualTo(before - 1);
        assertThat(timeline.of(clue.number)).extracting(TimelineEntry::act).contains(TimelineAction.FILE_ADDED);
    }

    private static NewClue.ReporterSheet anonymous() {
        var nobody = new NewClue.ReporterSheet();
        nobody.anonymous = true;
        return nobody;
    }

    @Test
    void ofOneSideAreTenAtMostHoweverManyComeAtOnce() throws Exception {
        var clue = walk.handled(Card.YELLOW);
        var pool = Executors.newFixedThreadPool(4);
        var answers = new ArrayList<Future<HttpResponse<String>>>();
        for (var n = 0; n < 14; n++) {
            answers.add(pool.submit(() -> add("handler", clue.number, "佐证.png", PNG)));
        }
        for (var answer : answers) {
            assertThat(answer.get().statusCode()).as(answer.get().body()).isIn(201, 409);
        }
        pool.shutdown();
        assertThat(seen("handler", clue.number)).hasSizeBetween(4, 10);
        while (seen("handler", clue.number).size() < 10) {
            assertThat(add("handler", clue.number, "佐证.png", PNG).statusCode()).isEqualTo(201);
        }
        refused(add("handler", clue.number, "佐证.png", PNG), 409, "最多 10 个");
        assertThat(add("officehead", clue.number, "x.png", PNG).statusCode())
                .as("another side has its own ten")
                .isEqualTo(201);
        assertThat(timeline.verify()).isEmpty();
    }

    @Test
    void isNotAddedByAUnitBeforeDispatchNorToAClueThatEnded() {
        var clue = walk.register(Walk.forCard(Card.YELLOW));
        assertThat(add("handler", clue.number, "x.png", PNG).statusCode()).isEqualTo(404);
        clue.go(Tasks.REVIEW_ADMISSION, "outcome", "REJECT", "rejectReason", "LITIGATION", "explanation", "不属本县。");
        assertThat(add("grader", clue.number, "x.png", PNG).statusCode()).isEqualTo(409);
    }

    @Test
    void ofTheUnitIsOwedBeforeAYellowOrRedClueIsFinished() {
        for (var card : List.of(Card.YELLOW, Card.RED)) {
            var clue = walk.handled(card).go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN);
            refusesToFinish(clue);
            add("officehead", clue.number, "办公室的.png", PNG);
            refusesToFinish(clue);
            assertThat(Caller.basic(port, "handler")
                            .get("/api/clues/" + clue.number)
                            .body())
                    .contains("\"lacksProof\":true");
            add("handler", clue.number, "佐证.png", PNG);
            clue.submits("handler", Tasks.FINISH).go(Tasks.SIGN_REPLY).go(Tasks.REVIEW_RESULT);
        }
        walk.handled(Card.BLUE).go(Tasks.CONTACT_REPORTER).submits("handler", Tasks.FINISH);
    }

    @Test
    void isLookedForAgainWhenTheOfficeAcceptsAndWhenTheCaseIsToClose() {
        var raised = walk.handled(Card.BLUE).go(Tasks.CONTACT_REPORTER).submits("handler", Tasks.FINISH);
        change("update clue set card = 'YELLOW' where clue_number = ?", raised.number);
        raised.go(Tasks.SIGN_REPLY);
        Assertions.assertThatThrownBy(() -> raised.go(Tasks.REVIEW_RESULT)).hasMessageMatching(NO_PROOF);
        raised.proves("handler");

        var closing = walk.handled(Card.YELLOW).finished();
        change("delete from evidence_file where clue_number = ?", closing.number);
        Assertions.assertThatThrownBy(() -> closing.go(Tasks.CALL_BACK)).hasMessageMatching(NO_PROOF);
        assertThat(closing.waiting()).contains(Tasks.CALL_BACK);
        closing.proves("handler").go(Tasks.CALL_BACK);
        assertThat(closing.clue().closedAt()).isPresent();
    }

    private void change(String statement, ClueNumber number) {
        transactions.executeWithoutResult(status -> jdbc.update(statement, number.value()));
    }

    private static void refusesToFinish(Started clue) {
        Assertions.assertThatThrownBy(() -> clue.submits("handler", Tasks.FINISH))
                .hasMessageMatching(NO_PROOF);
        assertThat(clue.waiting()).contains(Tasks.FINISH);
    }

    private void refused(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Caller.json(answer).path("detail").asText()).contains(words);
    }

    private HttpResponse<String> add(String person, ClueNumber number, String name, byte[] content) {
        return Caller.basic(port, person).speaking("zh-CN").multipart(list(number), Part.file("file", name, content));
    }

    private HttpResponse<String> release(String person, ClueNumber number, String id) {
        return Caller.basic(port, person).post(path(number, id) + "/release", "");
    }

    private List<String> seen(String person, ClueNumber number) {
        var answer = Caller.basic(port, person).get(list(number));
        assertThat(answer.statusCode()).as("%s: %s", person, answer.body()).isEqualTo(200);
        var ids = new ArrayList<String>();
        Caller.json(answer).forEach(file -> ids.add(file.path("id").asText()));
        return ids;
    }

    private static String id(HttpResponse<String> added) {
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return Caller.json(added).path("id").asText();
    }

    private int contents() {
        return jdbc.queryForObject("select count(*) from evidence_content", Integer.class);
    }

    private TimelineEntry last(ClueNumber number) {
        var entries = timeline.of(number);
        return entries.get(entries.size() - 1);
    }

    private static String list(ClueNumber number) {
        return "/api/clues/" + number + "/files";
    }

    private static String path(ClueNumber number, String id) {
        return list(number) + "/" + id;
    }

    /** A document of so many bytes. */
    private static byte[] content(int length) {
        var content = new byte[length];
        new Random(length).nextBytes(content);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.UTF_8), 0, content, 0, 9);
        return content;
    }
}
