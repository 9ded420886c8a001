package cn.qingfeng.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.intake.channel.ChannelKeys;
import cn.qingfeng.intake.plaque.PlaqueKind;
import cn.qingfeng.intake.plaque.Plaques;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.meeting.Meetings;
import cn.qingfeng.notification.address.UnitChannels;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.Papers;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.process.task.UserTasks.OpenTask;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.testing.Accounts;
import cn.qingfeng.testing.Addresses;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.Dump;
import cn.qingfeng.testing.HttpReceiver;
import cn.qingfeng.testing.Mail;
import cn.qingfeng.testing.SomeFiles;
import cn.qingfeng.tolerance.RiskFilings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Nobody who should not know learns who reported. The demo county's samples are walked and twenty people report through the
 * public entry; then every name and number that was given is looked for in the whole database, the engine's tables and
 * history among them, in the log, in the mails, and in every answer that any account can get.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "qingfeng.sample.load=true",
            "qingfeng.sample.clues=false",
            "camunda.bpm.job-execution.enabled=false",
            "qingfeng.mail.enabled=true"
        })
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class ConfidentialityTests {

    private static final Set<ClueStatus> AT_THE_UNIT =
            EnumSet.of(ClueStatus.DISPATCHED, ClueStatus.HANDLING, ClueStatus.UNDER_REVIEW);
    private static final Set<ClueStatus> AT_THE_CALLER = EnumSet.of(ClueStatus.CALLING_BACK, ClueStatus.CONCLUDING);
    private static final Set<String> AT_THE_PROVINCE = Set.of("grader", "officehead");
    private static final String SENDER = "grader";
    private static final List<String> IN_A_MATTER = List.of("甄不为", "13711119999");
    private static final String HOOK = "/hook/confidentiality";
    private static final String EXPORT = "7d0b4a52-0a51-4c0e-9f0d-5f1c2b3a4d5e";
    private static final String LABEL = "2026-01+9";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SampleClues samples;
    private final ClueLedger ledger;
    private final UserTasks desk;
    private final Organization organization;
    private final CountyClock clock;
    private final TransactionTemplate transactions;
    private final ManagementService jobs;
    private final RuntimeService runtime;
    private final List<ScheduledJob> schedule;
    private final JdbcTemplate jdbc;
    private final Places places;
    private final Plaques plaques;
    private final HistoryService history;
    private final TaskService tasks;
    private final Addresses addresses;
    private final Map<String, Caller> browsers = new HashMap<>();

    /** What each reporter gave: name and telephone. */
    private final Map<ClueNumber, List<String>> given =
            new TreeMap<>(java.util.Comparator.comparing(ClueNumber::value));

    @LocalServerPort
    int port;

    @Autowired
    UnitChannels channels;

    @Autowired
    ChannelKeys keys;

    @Autowired
    Papers papers;

    @Autowired
    Meetings meetings;

    @Autowired
    Matters matters;

    private final List<String> issuedPapers = new ArrayList<>();

    private String channel;

    private String importPage;

    private String meetingPage = "none";

    private String batch = "none";

    /** A matter in whose words, and in the name of whose file, somebody is named: for whoever sees it. */
    private String filing = "none";

    /** A case that anybody reads of: on its way to the public somebody was named in everything that is not shown. */
    private String exposure = "none";

    ConfidentialityTests(
            SampleClues samples,
            ClueLedger ledger,
            UserTasks desk,
            Organization organization,
            CountyClock clock,
            TransactionTemplate transactions,
            ManagementService jobs,
            RuntimeService runtime,
            List<ScheduledJob> schedule,
            JdbcTemplate jdbc,
            Places places,
            Plaques plaques,
            HistoryService history,
            TaskService tasks,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.samples = samples;
        this.ledger = ledger;
        this.desk = desk;
        this.organization = organization;
        this.clock = clock;
        this.transactions = transactions;
        this.jobs = jobs;
        this.runtime = runtime;
        this.schedule = schedule;
        this.jdbc = jdbc;
        this.places = places;
        this.plaques = plaques;
        this.history = history;
        this.tasks = tasks;
        this.addresses = new Addresses(mappings);
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
    }

    @Test
    void noNameAndNoNumberIsFoundOutsideTheVaultsOwnAnswers(CapturedOutput output) throws Exception {
        Mail.up();
        Mail.empty();
        channels.leaveAlone(UnitChannels.COUNTY, "00:00", "00:00", "admin");
        samples.walk(SampleClue.all().stream().limit(21).toList(), new ThroughTheDoor());
        var first = report(0);
        // Each kind with each consent.
        for (var n = 1; n < 6; n++) {
            report(n);
        }
        toldToAnotherSystem();
        dispatched(first);
        var unread = imported();
        shown(first);
        var meeting = met(first);
        filing = filed();
        promised();
        exposure = exposed();
        done(first);
        runTheSchedule();
        issued(first);
        issue(new Papers.Wish(PaperKind.MINUTES, null, meeting, Map.of(), null));
        sendTheMail();

        var words = Stream.of(given.values().stream().flatMap(List::stream), unread.stream(), IN_A_MATTER.stream())
                .flatMap(each -> each)
                .distinct()
                .toList();
        assertThat(words).hasSizeGreaterThan(40);
        assertThat(Dump.findings(jdbc, words)).as("in the database").isEmpty();
        assertThat(words).as("in the log").noneMatch(output.getAll()::contains);
        assertThat(Mail.received()).isNotEmpty();
        for (var mail : Mail.received()) {
            var text = mail.getSubject() + mail.getContent();
            assertThat(words).as("in a mail").noneMatch(text::contains);
        }
        assertThat(filesWith(words, first)).as("in what is taken out").isEmpty();
        assertThat(browser("officehead").page("/meetings/" + meetingPage).statusCode())
                .isEqualTo(200);
        assertThat(browser(SENDER).page("/ledger/batches/" + batch).statusCode())
                .isEqualTo(200);
        assertThat(answersWith(words)).as("in an answer").isEmpty();
        for (var page : List.of("/pledges", "/exposures", "/exposures/" + exposure, "/conduct", "/figures")) {
            var read = Caller.anonymous(port).page(page).body();
            assertThat(read).as(page).hasSizeGreaterThan(400);
            assertThat(words).as("for anybody at " + page).noneMatch(read::contains);
        }
        assertThat(Caller.anonymous(port).page("/pledges").body())
                .as("a promise is read, its names are covered")
                .contains("***之前答复");
        assertThat(Caller.anonymous(port).page("/exposures").body()).contains("一件事跑了三趟");
        for (var paper : issuedPapers) {
            for (var as : List.of("", "/word", "/pdf")) {
                var read = SomeFiles.read(Caller.basic(port, "officehead")
                        .bytes("/papers/" + paper + as)
                        .body());
                assertThat(read).hasSizeGreaterThan(40);
                assertThat(words).as("in a paper " + as).noneMatch(read::contains);
            }
        }
        await().atMost(30, TimeUnit.SECONDS).until(() -> !calls().isEmpty());
        assertThat(words).as("in what other systems are told").noneMatch(calls().toString()::contains);
    }

    /** A risk filing in which a unit names somebody all the same. */
    private String filed() throws IOException {
        var number = matters.open("handler", RiskFilings.KIND, "先照后验，联系 " + String.join(" ", IN_A_MATTER));
        var sent = Caller.basic(port, "handler")
                .multipart(
                        "/api/matters/" + number + "/files",
                        Caller.Part.file("file", String.join(" ", IN_A_MATTER) + ".png", SomeFiles.png()));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        return number;
    }

    /** A promise before the camera whose public sentence names somebody all the same. */
    private void promised() {
        var named = String.join(" ", IN_A_MATTER);
        var episode = matters.open("media", "matter-episode", "第九期");
        var number = matters.open("media", "matter-pledge", "收费目录");
        fill(
                "media",
                number,
                Map.of(
                        "episode",
                        episode,
                        "shown",
                        day(0),
                        "question",
                        "为何 " + named,
                        "clip",
                        "00:01",
                        "asker",
                        named,
                        "unit",
                        "market-supervision"));
        fill(
                "unithead",
                number,
                Map.of(
                        "person",
                        IN_A_MATTER.get(0),
                        "measure",
                        named,
                        "milestones",
                        named,
                        "finish",
                        day(9),
                        "proofWanted",
                        named,
                        "promise",
                        IN_A_MATTER.get(0) + "之前答复，电话 " + IN_A_MATTER.get(1)));
    }

    private String exposed() {
        var named = String.join(" ", IN_A_MATTER);
        var number = matters.open("media", "matter-exposure", "窗口推诿");
        fill(
                "media",
                number,
                Map.of(
                        "outcome",
                        "PRAISE",
                        "origin",
                        "INSPECTION",
                        "inspection",
                        named,
                        "unit",
                        "market-supervision",
                        "reason",
                        named));
        fill("supervisor", number, Map.of("outcome", "TRUE", "finding", named));
        fill("grader", number, Map.of("outcome", "NONE", "publicTitle", "一件事跑了三趟", "publicText", "现在一次办完。"));
        fill("legal", number, Map.of("outcome", "PASS", "legalOpinion", named));
        fill("discipline", number, Map.of("outcome", "PASS", "disciplineOpinion", named));
        fill("leader", number, Map.of("outcome", "APPROVED", "approval", named, "signed", true));
        fill("media", number, Map.of("film", "《问政》"));
        return number;
    }

    private void fill(String by, String number, Map<String, Object> answers) {
        desk.submit(by, matters.open(number).get(0).id(), answers);
    }

    private String day(int ahead) {
        return java.time.LocalDate.ofInstant(clock.instant(), CountyClock.ZONE)
                .plusDays(ahead)
                .toString();
    }

    /** A joint meeting about the clue, and what it decided. */
    private String met(ClueNumber number) {
        meetingPage = meetings.call("联席会商", "三楼", clock.instant().plusSeconds(3600), List.of(number), "officehead")
                .id();
        meetings.held(meetingPage, "各单位说明了情况。", "officehead");
        meetings.decide(meetingPage, number, "market-supervision", "handler", "三日内交底", 3, "officehead");
        return meetingPage;
    }

    /** Something is done for a list of clues: what is said of each stands on a page of its own. */
    private void done(ClueNumber number) {
        var id = UUID.randomUUID().toString();
        var begun = browser(SENDER)
                .submitted("/ledger/batches", Map.of("_act", "SIGN_FOR", "_once", id, "_clue", number.value()));
        assertThat(begun.statusCode()).isEqualTo(302);
        batch = id;
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> Caller.json(browser(SENDER).get("/api/ledger/batches/" + id))
                        .path("over")
                        .asBoolean());
    }

    /** Another system of the county is told of statuses from now on. */
    private void toldToAnotherSystem() {
        HttpReceiver.empty();
        var added = browser("admin").submitted("/webhooks", Map.of("name", "大数据局", "url", HttpReceiver.url(HOOK)));
        assertThat(SomeFiles.read(added.body())).contains("qfw_");
    }

    private static List<HttpReceiver.Post> calls() {
        return HttpReceiver.received().stream()
                .filter(post -> post.path().equals(HOOK))
                .toList();
    }

    /**
     * A table of which one row becomes a clue and the other does not, being wrong.
     *
     * @return whom the second row names: whoever sent the table reads that there, and nobody else
     */
    private List<String> imported() {
        var who = person(700);
        var other = person(701);
        var sender = browser(SENDER);
        var token = sender.page("/imports").body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        var table = "原编号,标题,主要内容,发生地点,姓名,电话\n" + "旧1,变更被退,材料退了三次,县城," + String.join(",", who) + "\n旧2,,,县城,"
                + String.join(",", other) + "\n";
        var sent = sender.multipart(
                "/imports",
                Caller.Part.text("_csrf", token),
                Caller.Part.file("file", "旧台账.csv", table.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        importPage = sent.headers().firstValue("Location").orElseThrow();
        importPage = importPage.substring(importPage.indexOf("/imports"));
        assertThat(sender.form(
                                importPage + "/columns",
                                Map.of(
                                        "_csrf", token,
                                        "column.EXTERNAL_NUMBER", "0",
                                        "column.TITLE", "1",
                                        "column.NARRATIVE", "2",
                                        "column.PLACE", "3",
                                        "column.NAME", "4",
                                        "column.PHONE", "5",
                                        "channel", "HOTLINE_12345",
                                        "kind", "APPEAL"))
                        .statusCode())
                .isEqualTo(302);
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> sender.page(importPage).body().contains("name=\"whole\""));
        sender.form(importPage + "/start", Map.of("_csrf", token, "whole", "false"));
        await().atMost(60, TimeUnit.SECONDS)
                .until(
                        () -> jdbc.queryForList(
                                        "select clue_number from intake_import_row where clue_number is not null",
                                        String.class)
                                .size(),
                        size -> size == 1);
        given.put(
                ClueNumber.of(jdbc.queryForObject(
                        "select clue_number from intake_import_row where clue_number is not null", String.class)),
                who);
        return other;
    }

    /** What is taken out as a file by a form, by everybody, that held what its reader may not know. */
    private List<String> filesWith(List<String> words, ClueNumber number) {
        var forms = Map.of(
                "/ledger/exports",
                List.of(
                        Map.of("format", "XLSX", "everyColumn", "true"),
                        Map.of("format", "CSV", "everyColumn", "true", "export", EXPORT)),
                "/dashboard/exports",
                List.of(Map.of("chart", "units")),
                "/province/export",
                List.of(
                        Map.of("clue", number.value(), "format", "XLSX"),
                        Map.of("clue", number.value(), "format", "JSON")),
                "/papers/zip",
                List.of(
                        Map.of("id", issuedPapers.get(0), "as", "WORD"),
                        Map.of("id", issuedPapers.get(1), "as", "PDF")),
                "/matters/kinds/{key}/export",
                List.of(Map.of("format", "CSV")),
                // A reporter's own files, by the receipt.
                "/track/file",
                List.of(Map.of("receipt", "0000000000000000", "id", "none")));
        assertThat(SomeFiles.read(browser(SENDER)
                        .submitted("/ledger/exports", Map.of("format", "CSV", "everyColumn", "true"))
                        .body()))
                .as("a search that reads nothing is blind")
                .contains(number.value());
        assertThat(addresses.filesByForm()).as("what is taken out is known").isEqualTo(new TreeSet<>(forms.keySet()));
        var found = new ArrayList<String>();
        for (var account : Accounts.ALL) {
            forms.forEach((path, each) -> each.forEach(fields -> {
                var answer = browser(account).submitted(path.replace("{key}", RiskFilings.KIND), fields);
                assertThat(answer.statusCode()).as("%s %s", account, path).isLessThan(500);
                var read = SomeFiles.read(answer.body()) + answer.headers().map();
                var byRight = path.equals("/province/export") && AT_THE_PROVINCE.contains(account);
                if (byRight) {
                    assertThat(read).as("the province is told who reported").contains(given.get(number));
                }
                words.stream()
                        .filter(word -> read.contains(word)
                                && !(byRight && given.get(number).contains(word))
                                && !(path.startsWith("/matters/") && seesFiling(account) && IN_A_MATTER.contains(word)))
                        .forEach(word -> found.add(account + " " + path + fields + ": " + word));
            }));
        }
        return found;
    }

    /** The papers of a clue that was dispatched, to its unit and to its reporter, and those of the week and the month. */
    private void issued(ClueNumber number) {
        for (var kind : List.of(PaperKind.DISPATCH, PaperKind.RECEIPT, PaperKind.ADMITTED)) {
            issue(new Papers.Wish(kind, number, "", Map.of(), null));
        }
        for (var kind : List.of(PaperKind.WEEKLY, PaperKind.MONTHLY)) {
            issue(new Papers.Wish(kind, null, LABEL, Map.of(), null));
        }
    }

    private void issue(Papers.Wish wish) {
        issuedPapers.add(
                papers.issue("officehead", wish, java.util.UUID.randomUUID().toString())
                        .id());
    }

    /** Whatever a firm's plaque is handed in as: an unnamed reporter's firm stands nowhere outside the vault. */
    @Test
    void aFirmsPlaqueTellsNobodyWhichFirmAnUnnamedReporterBelongsTo(CapturedOutput output) {
        var firms = places.enterprises();
        var n = 0;
        for (var firm : firms.subList(firms.size() - 5, firms.size())) {
            var code = plaques.codeOf(PlaqueKind.ENTERPRISE, firm.creditCode());
            var handedIn = List.of(
                            code,
                            firm.creditCode(),
                            firm.creditCode().toLowerCase(java.util.Locale.ROOT),
                            code.substring(0, code.length() - 1) + "0",
                            " " + firm.creditCode().substring(0, 9) + " "
                                    + firm.creditCode().substring(9))
                    .get(n);
            var number = post(
                    Caller.anonymous(port),
                    "/api/public/clues",
                    new HashMap<>(Map.of(
                            "kind",
                            n == 3 ? "SUGGESTION" : "APPEAL",
                            "title",
                            "第 " + n + " 件无名",
                            "narrative",
                            "消防复查等了两个月，没有说法。",
                            "place",
                            "工业园 " + firm.name(),
                            "unit",
                            "market-supervision",
                            "channel",
                            "PLAQUE",
                            "point",
                            handedIn,
                            "reporter",
                            Map.of("anonymous", true))),
                    "plaque-" + n++);
            var words = List.of(firm.name(), firm.creditCode());
            assertThat(Dump.findings(jdbc, words))
                    .as("%s in the database", handedIn)
                    .allMatch(found -> found.toLowerCase(java.util.Locale.ROOT)
                            .matches("(enterprise|contact_point|.*plaque|visit)\\..*"));
            // That the firm is visited says nothing of who reported, unless a visit names the clue.
            assertThat(jdbc.queryForList("select * from visit").toString()).doesNotContain(number.value());
            assertThat(words).as("in the log").noneMatch(output.getAll()::contains);
            for (var account : Accounts.ALL) {
                for (var address : about(account, number)) {
                    assertThat(in(account, address, words)).as(handedIn).isEmpty();
                }
            }
        }
    }

    /** A contact point that hangs within a firm is as good as the firm's name: its code, its place, the firm's short name. */
    @Test
    void aContactPointWithinAFirmTellsNobodyWhichFirmEither() {
        var n = 0;
        for (var point : places.contactPoints().stream()
                .filter(each -> each.enterprise().isPresent())
                .toList()) {
            var firm = places.enterprise(point.enterprise().get()).orElseThrow();
            var code = plaques.codeOf(PlaqueKind.POINT, point.code());
            var handedIn = List.of(
                    code,
                    point.code(),
                    code + "X",
                    point.code().toLowerCase(java.util.Locale.ROOT),
                    "ＷＹ－" + point.code().substring(3));
            var number = post(
                    Caller.anonymous(port),
                    "/api/public/clues",
                    new HashMap<>(Map.of(
                            "kind",
                            n % 2 == 0 ? "APPEAL" : "REPORT",
                            "title",
                            "无名第 " + n + " 件",
                            "narrative",
                            "检查的人一个月来了四次。",
                            "place",
                            point.place(),
                            "unit",
                            "market-supervision",
                            "channel",
                            "PLAQUE",
                            "point",
                            handedIn.get(n % handedIn.size()),
                            "reporter",
                            Map.of("anonymous", true))),
                    "within-" + n++);
            var words = List.of(firm.name(), firm.creditCode(), point.place(), point.code());
            for (var account : Accounts.ALL) {
                for (var address : about(account, number)) {
                    assertThat(in(account, address, words))
                            .as("%s by %s", point.place(), handedIn)
                            .isEmpty();
                }
            }
            assertThat(jdbc.queryForList(
                            "select code from plaque_report where clue_number = ?", String.class, number.value()))
                    .allMatch(kept -> kept == null);
        }
        assertThat(n).isGreaterThan(3);
    }

    /** At which window or in which village a person was reported is counted nowhere: the clerk there would know the day. */
    @Test
    void noPlaqueCountsTheReportsAgainstPersonsThatCameByIt() {
        var window = places.windows().get(3);
        var village = places.contactPoints().stream()
                .filter(point -> point.enterprise().isEmpty())
                .findFirst()
                .orElseThrow();
        var codes = Map.of(
                PlaqueKind.WINDOW, plaques.codeOf(PlaqueKind.WINDOW, window.code()),
                PlaqueKind.POINT, plaques.codeOf(PlaqueKind.POINT, village.code()));
        codes.forEach((kind, code) -> {
            var before = plaques.tally(kind, Instant.EPOCH);
            post(
                    Caller.anonymous(port),
                    "/api/public/clues",
                    new HashMap<>(Map.of(
                            "kind", "REPORT",
                            "title", "收了东西才办",
                            "narrative", "窗口的人收了两条烟。",
                            "place", "县城",
                            "unit", "market-supervision",
                            "channel", "PLAQUE",
                            "point", code,
                            "reporter", Map.of("anonymous", true))),
                    "sealed-" + kind);
            var after = plaques.tally(kind, Instant.EPOCH);
            assertThat(after.get(window.code())).isEqualTo(before.get(window.code()));
            assertThat(after.get(village.code())).isEqualTo(before.get(village.code()));
        });
    }

    /**
     * What the engine keeps of a report, and of the notices about it, is planned or told by the day: no moment in any of its
     * tables is one of those seconds in which something was told.
     */
    @Test
    void noMomentOfTheEngineTellsWhenAReportWasMade() {
        for (var n = 0; n < 3; n++) {
            var clue = new HashMap<String, Object>(Map.of(
                    "kind",
                    "APPEAL",
                    "title",
                    "一起说的 " + n,
                    "narrative",
                    "执照一直没有办下来。",
                    "misconduct",
                    "有人收了两条烟。",
                    "place",
                    "县城",
                    "unit",
                    "market-supervision",
                    "reporter",
                    Map.of(
                            "anonymous",
                            false,
                            "name",
                            person(900 + n).get(0),
                            "phone",
                            person(900 + n).get(1),
                            "consent",
                            "OFFICE_ONLY")));
            var appeal = post(Caller.anonymous(port), "/api/public/clues", clue, "moment-" + n);
            var report = jdbc.queryForObject(
                    "select report_number from clue_pair where appeal_number = ?", String.class, appeal.value());
            sendTheMail();
            var of = new TreeSet<>(jdbc.queryForList(
                    "select ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ like ?", String.class, report + "%"));
            assertThat(of).isNotEmpty();
            var moments = moments(of);
            assertThat(moments).isNotEmpty();
            moments.values().removeIf(at -> at.toInstant().getEpochSecond() % 60 == 0);
            assertThat(moments).isEmpty();
        }
        var asked =
                jdbc.queryForList("select EVAL_TIME_ from ACT_HI_DECINST where PROC_INST_ID_ is null", Timestamp.class);
        assertThat(asked).allMatch(at -> at.toInstant().getEpochSecond() % 60 == 0);
    }

    /** Every moment in the engine's tables that belongs to one of these instances, by its place. */
    private Map<String, Timestamp> moments(Set<String> instances) {
        var moments = new TreeMap<String, Timestamp>();
        for (var table : Dump.tables(jdbc)) {
            if (!table.toUpperCase(java.util.Locale.ROOT).contains("ACT_")) {
                continue;
            }
            jdbc.query("select * from " + table, row -> {
                var columns = row.getMetaData();
                var theirs = false;
                for (var i = 1; i <= columns.getColumnCount(); i++) {
                    theirs |= columns.getColumnLabel(i).matches("(?i)(.*PROC.*_INST.*ID_|PROCESS_INSTANCE_ID_|ID_)")
                            && instances.contains(String.valueOf(row.getObject(i)));
                }
                for (var i = 1; theirs && i <= columns.getColumnCount(); i++) {
                    if (row.getObject(i) instanceof Timestamp at) {
                        moments.put(table + columns.getColumnLabel(i) + " " + row.getRow(), at);
                    }
                }
            });
        }
        return moments;
    }

    /** Neither number, nor id, nor moment, nor title tells that an appeal and a report were told together. */
    @Test
    void nothingOutsideTellsThatAnAppealAndAReportWereToldTogether() {
        for (var n = 0; n < 3; n++) {
            var clue = new HashMap<String, Object>(Map.of(
                    "kind", "APPEAL",
                    "title", "两件一起说 " + n,
                    "narrative", "执照一直没有办下来。",
                    "misconduct", "有人收了两条烟。",
                    "place", "县城",
                    "unit", "market-supervision",
                    "reporter", Map.of("anonymous", true)));
            var appeal = post(Caller.anonymous(port), "/api/public/clues", clue, "pair-" + n);
            var report = jdbc.queryForObject(
                    "select report_number from clue_pair where appeal_number = ?", String.class, appeal.value());
            assertThat(Math.abs(ordinal(appeal.value()) - ordinal(report))).isGreaterThan(100);
            var started = history.createHistoricProcessInstanceQuery()
                    .processInstanceBusinessKey(report)
                    .singleResult();
            assertThat(started.getStartTime()
                            .toInstant()
                            .atZone(clock.getZone())
                            .toLocalTime())
                    .isEqualTo(java.time.LocalTime.MIDNIGHT);
            assertThat(java.util.UUID.fromString(started.getId()).version())
                    .as("ids that hold the moment")
                    .isEqualTo(4);
            for (var task :
                    tasks.createTaskQuery().processInstanceBusinessKey(report).list()) {
                assertThat(task.getCreateTime()
                                .toInstant()
                                .atZone(clock.getZone())
                                .toLocalTime())
                        .isEqualTo(java.time.LocalTime.MIDNIGHT);
            }
            assertThat(history.createHistoricActivityInstanceQuery()
                            .processInstanceId(started.getId())
                            .list())
                    .isNotEmpty()
                    .allSatisfy(step -> assertThat(step.getStartTime()
                                    .toInstant()
                                    .atZone(clock.getZone())
                                    .toLocalTime())
                            .isEqualTo(java.time.LocalTime.MIDNIGHT));
            assertThat(ledger.get(ClueNumber.of(report)).content().title())
                    .isNotEqualTo(ledger.get(appeal).content().title());
        }
    }

    private static int ordinal(String number) {
        return Integer.parseInt(number.substring(number.indexOf('-') + 1));
    }

    private List<String> person(int n) {
        return List.of("阙" + (char) (0x4E00 + 101 * n) + "璟", "1371200%04d".formatted(n));
    }

    /** Somebody reports from home, by the public entry. */
    private ClueNumber report(int n) {
        var who = person(100 + n);
        var clue = new HashMap<String, Object>(Map.of(
                "kind",
                List.of("APPEAL", "REPORT", "SUGGESTION").get(n % 3),
                "title",
                "第 " + n + " 件",
                "narrative",
                "办事跑了三趟。",
                "place",
                "县城",
                "unit",
                "market-supervision",
                "reporter",
                Map.of(
                        "anonymous",
                        false,
                        "name",
                        who.get(0),
                        "phone",
                        who.get(1),
                        "consent",
                        n % 2 == 0 ? "UNIT_MAY_KNOW" : "OFFICE_ONLY")));
        var number = post(Caller.anonymous(port), "/api/public/clues", clue, "public-" + n);
        given.put(number, who);
        return number;
    }

    /** An appeal whose reporter consented, handed to the unit: there the handlers read who it was, by right. */
    private void dispatched(ClueNumber appeal) {
        desk.advance(appeal);
        desk.submit("grader", appeal, "userTask_reviewAdmission", Map.of("outcome", "ADMIT"));
        desk.submit(
                "grader",
                appeal,
                "userTask_triage",
                Map.of("classification", "problem.middle-blockage", "unitsConcerned", 1));
        desk.submit("officehead", appeal, "userTask_decideYellow", Map.of("card", "YELLOW", "signed", true));
        desk.submit(
                "officehead",
                appeal,
                "userTask_dispatch",
                Map.of(
                        "leadUnit",
                        "market-supervision",
                        "assistUnits",
                        List.of("justice"),
                        "summary",
                        "材料被退。",
                        "requirements",
                        "一次告知。",
                        "screened",
                        true,
                        "signed",
                        true));
        assertThat(mayKnow("handler", appeal)).isTrue();
    }

    private ClueNumber post(Caller caller, String path, Map<String, Object> clue, String key) {
        if (channel == null) {
            channel = keys.issue("小程序", List.of(ReportingChannel.values()), ChannelKeys.STATEMENTS, "officehead");
        }
        var headers = path.contains("public")
                ? Map.of("Idempotency-Key", key, "X-Channel-Key", channel)
                : Map.of("Idempotency-Key", key);
        var answer = caller.json("POST", path, written(clue), headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ClueNumber.of(Caller.json(answer).get("clueNumber").asText());
    }

    private static String written(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The samples, each told by somebody whose name stands nowhere else. */
    private final class ThroughTheDoor implements SampleClues.Hands {

        @Override
        @SuppressWarnings("unchecked")
        public ClueNumber register(Map<String, Object> clue, String by, String key) {
            var told = new HashMap<>(clue);
            var reporter = new HashMap<>((Map<String, Object>) clue.getOrDefault("reporter", Map.of()));
            var who = person(given.size());
            var named = reporter.get("phone") != null;
            if (named) {
                reporter.put("name", who.get(0));
                reporter.put("phone", who.get(1));
                told.put("reporter", reporter);
            }
            var number = by.equals("public")
                    ? post(Caller.anonymous(port), "/api/public/clues", told, key)
                    : post(Caller.basic(port, by), "/api/clues", told, key);
            if (named) {
                given.put(number, who);
            }
            return number;
        }

        @Override
        public void submit(String person, ClueNumber number, OpenTask task, Map<String, Object> answers) {
            desk.submit(person, task.id(), answers);
        }

        @Override
        public void prove(String person, ClueNumber number, String name, byte[] picture) {
            var answer = Caller.basic(port, person)
                    .multipart("/api/clues/" + number + "/files", Caller.Part.file("file", name, picture));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }

        @Override
        public void screen(String person, ClueNumber number) {
            var path = "/api/clues/" + number + "/screening";
            var decisions = new ArrayList<Map<String, Object>>();
            for (var place : Caller.json(browser(person).get(path)).path("places")) {
                if (place.path("decision").isNull()) {
                    decisions.add(Map.of(
                            "part", place.path("part").asText(),
                            "from", place.path("from").asInt(),
                            "to", place.path("to").asInt(),
                            "cover", true));
                }
            }
            if (!decisions.isEmpty()) {
                var answer = Caller.basic(port, person).post(path, written(Map.of("decisions", decisions)));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        }
    }

    /** One identity is shown, by two people: the answer that may hold it, and that this test can see what it looks for. */
    private void shown(ClueNumber number) {
        var request = Caller.json(Caller.basic(port, "grader")
                        .post(
                                "/api/clues/" + number + "/actions/reveal",
                                "{\"ground\":\"FEEDBACK\",\"reason\":\"反馈。\",\"signed\":true}"))
                .path("number")
                .asText();
        desk.submit(
                "officehead",
                number,
                "userTask_decideReveal",
                Map.of("outcome", "APPROVE", "reason", "可以。", "signed", true));
        var grader = browser("grader");
        var token =
                grader.page("/reveals/" + request).body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        assertThat(grader.form("/reveals/" + request + "/look", Map.of("_csrf", token))
                        .body())
                .contains(given.get(number));
    }

    private void runTheSchedule() {
        var month = YearMonth.now(clock);
        schedule.forEach(job -> {
            // Windows are ranked for a month that is over.
            var of = job.key().equals("window-round") ? month.minusMonths(1) : month;
            transactions.executeWithoutResult(status -> job.run(new Period(LABEL, of.atDay(1), clock.instant())));
        });
    }

    private void sendTheMail() {
        for (var round = 0; round < 20; round++) {
            var waiting = jobs.createJobQuery().messages().withRetriesLeft().list();
            if (waiting.isEmpty()) {
                return;
            }
            waiting.forEach(job -> jobs.executeJob(job.getId()));
        }
    }

    /** Every answer of ours and of the engine that held a name or number which its reader may not know. */
    private List<String> answersWith(List<String> words) {
        var found = new ArrayList<String>();
        var byRight = 0;
        for (var account : Accounts.ALL) {
            var strangers = seesFiling(account)
                    ? words.stream().filter(word -> !IN_A_MATTER.contains(word)).toList()
                    : words;
            for (var address : addresses.all(values(given.keySet().iterator().next()))) {
                if (!isAbout(address)) {
                    in(account, address, address.contains("/matters") ? strangers : words)
                            .forEach(word -> found.add(account + " " + address + ": " + word));
                }
            }
            assertThat(browser(account).get("/matters/" + filing).body().contains(IN_A_MATTER.get(0)))
                    .as(account)
                    .isEqualTo(seesFiling(account));
            for (var number : given.keySet()) {
                var own = mayKnow(account, number) ? given.get(number) : List.<String>of();
                var others = words.stream().filter(word -> !own.contains(word)).toList();
                for (var address : about(account, number)) {
                    var seen = in(account, address, words);
                    others.stream()
                            .filter(seen::contains)
                            .forEach(word -> found.add(account + " " + address + ": " + word));
                    byRight += seen.stream().filter(own::contains).count();
                }
            }
        }
        assertThat(byRight).as("a search that finds nothing at all is blind").isPositive();
        return found;
    }

    /** Units see what is theirs, the offices, the leaders and legal the kind. */
    private static boolean seesFiling(String account) {
        return Set.of(
                        "grader",
                        "officehead",
                        "grouphead",
                        "handler",
                        "unithead",
                        "supervisor",
                        "discipline",
                        "leader",
                        "legal")
                .contains(account);
    }

    private static boolean isAbout(String address) {
        return address.contains("WY2") || address.contains("JS2");
    }

    /** What can be asked about one clue; for whoever may not see it, its two doors. */
    private List<String> about(String account, ClueNumber number) {
        var door = "/api/clues/" + number;
        if (browser(account).get(door).statusCode() != 200) {
            return List.of(door, "/clues/" + number);
        }
        var all = new ArrayList<>(addresses.with(Set.of("number", "taskId"), values(number)));
        // A matter's pages are asked for once, with those that are about no clue.
        all.removeIf(address -> address.contains("/matters/") || address.contains("rounds/"));
        var instance = instance(number);
        all.add("/engine-rest/task?maxResults=50&processInstanceBusinessKey=" + number);
        all.add("/engine-rest/history/detail?maxResults=200&processInstanceId=" + instance);
        all.add("/engine-rest/history/variable-instance?maxResults=200&processInstanceId=" + instance);
        return all;
    }

    private Map<String, String> values(ClueNumber number) {
        return Map.ofEntries(
                Map.entry("number", number.value()),
                Map.entry(
                        "taskId",
                        desk.waiting(number).stream()
                                .map(OpenTask::id)
                                .findFirst()
                                .orElse("none")),
                Map.entry("path", "reveal"),
                Map.entry("kind", "SUPPLEMENT"),
                Map.entry("/imports/{id}", importPage == null ? "none" : importPage.substring("/imports/".length())),
                Map.entry("/api/ledger/exports/{id}", EXPORT),
                Map.entry("/meetings/{id}", meetingPage),
                Map.entry("/matters/{number}", filing),
                Map.entry("/matters/{number}/steps/{step}", filing),
                Map.entry("step", "none"),
                Map.entry("round", "none"),
                Map.entry("window", "none"),
                Map.entry("pillar", "CIVILITY"),
                Map.entry("unit", "market-supervision"),
                Map.entry("/firms/{code}", "91411199MA9105489X"),
                Map.entry("/firms/{code}/edit", "91411199MA9105489X"),
                Map.entry("/firms/{code}/link", "91411199MA9105489X"),
                Map.entry("/api/matters/{number}", filing),
                Map.entry("/api/matters/{number}/picture", filing),
                Map.entry("/matters/kinds/{key}", RiskFilings.KIND),
                Map.entry("/exposures/{number}", exposure),
                Map.entry("/ledger/batches/{id}", batch),
                Map.entry("/api/ledger/batches/{id}", batch),
                Map.entry("/matters/batches/{id}", batch),
                Map.entry("/api/matters/batches/{id}", batch),
                Map.entry("/papers/{id}", paper()),
                Map.entry("/papers/{id}/word", paper()),
                Map.entry("/papers/{id}/pdf", paper()),
                Map.entry("ending", "withdraw"),
                Map.entry("/reveals/{number}", "JS" + number.value().substring(2) + "-1"),
                Map.entry("/api/board/instances/{id}/clue", instance(number)),
                Map.entry("/api/board/instances/{id}/around", instance(number)),
                Map.entry("/api/board/definitions/{id}/tasks", definition()),
                Map.entry("id", "ask-reveal"),
                Map.entry("label", LABEL),
                Map.entry("key", "weekly-dispatch"),
                Map.entry("event", "DISPATCHED"),
                Map.entry("username", "handler"),
                Map.entry("code", "market-supervision"),
                Map.entry("file", "clue-lifecycle.bpmn"),
                Map.entry("which", "shipped"),
                Map.entry("year", "2026"));
    }

    private String paper() {
        return issuedPapers.isEmpty() ? "none" : issuedPapers.get(0);
    }

    private String instance(ClueNumber number) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number.value()).list().stream()
                .map(instance -> instance.getId())
                .findFirst()
                .orElse("none");
    }

    private String definition() {
        return runtime.createProcessInstanceQuery().processDefinitionKey("clue-lifecycle").listPage(0, 1).stream()
                .map(instance -> instance.getProcessDefinitionId())
                .findFirst()
                .orElseThrow();
    }

    private List<String> in(String account, String address, List<String> words) {
        var answer = browser(account).bytes(address, request -> request.GET().header("Accept", "text/html, */*;q=0.8"));
        assertThat(answer.statusCode()).as("%s %s", account, address).isLessThan(500);
        var seen = SomeFiles.read(answer.body()) + answer.headers().map();
        // Whoever sent a table reads what it says.
        return account.equals(SENDER) && address.equals(importPage)
                ? List.of()
                : words.stream().filter(seen::contains).toList();
    }

    /** The county's rule, not asked of the product: the unit by consent while it handles, the caller while a call is owed. */
    private boolean mayKnow(String account, ClueNumber number) {
        return transactions.execute(status -> {
            var clue = ledger.get(number);
            if (clue.content().kind() == ClueKind.REPORT) {
                return false;
            }
            return clue.content().consent() == Consent.UNIT_MAY_KNOW
                            && AT_THE_UNIT.contains(clue.status())
                            && isTheirs(account, clue)
                    || account.equals("caller") && AT_THE_CALLER.contains(clue.status());
        });
    }

    private boolean isTheirs(String account, Clue clue) {
        var units = organization.unitsOf(Set.of(account));
        return clue.leadUnit().filter(units::contains).isPresent()
                || clue.assistUnits().stream().anyMatch(units::contains);
    }

    private Caller browser(String account) {
        return browsers.computeIfAbsent(account, name -> Caller.signedIn(port, name));
    }
}
