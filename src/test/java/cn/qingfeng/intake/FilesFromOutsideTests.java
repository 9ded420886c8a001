package cn.qingfeng.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.evidence.EvidenceFile;
import cn.qingfeng.evidence.Origin;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.Caller.Part;
import cn.qingfeng.testing.Dump;
import cn.qingfeng.testing.OnBothDatabases;
import cn.qingfeng.testing.SomeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Files that strangers send: with and without script, through the API, with a receipt; and what of them comes to nothing. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "qingfeng.door.unproven-reports=1000/1m",
            "qingfeng.door.files=1000/1m",
            "server.servlet.session.cookie.secure=false"
        })
@OnBothDatabases
class FilesFromOutsideTests {

    private static final String ITS_NAME = "IMG_齐安禾_东塔所.jpg";

    @LocalServerPort
    int port;

    @Autowired
    SampleCounty county;

    @Autowired
    Evidence evidence;

    @Autowired
    Timeline timeline;

    @Autowired
    Organization organization;

    @Autowired
    CountyClock clock;

    @Autowired
    UserTasks desk;

    @Autowired
    List<ScheduledJob> jobs;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    /** An open page: its key, its challenge, and the token against forged posts. */
    private record Form(Caller phone, String once, String puzzle, String csrf) {

        static Form on(Caller phone, HttpResponse<String> page) {
            return new Form(phone, value(page, "_once"), value(page, "_puzzle"), value(page, "_csrf"));
        }

        private static String value(HttpResponse<String> page, String name) {
            var found =
                    Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
            assertThat(found.find()).as(name + " in " + page.statusCode()).isTrue();
            return found.group(1);
        }

        HttpResponse<String> ahead(byte[] content) {
            return ahead(once, puzzle, content);
        }

        HttpResponse<String> ahead(String once, String puzzle, byte[] content) {
            return phone.multipart(
                    "/report/files",
                    Map.of("X-CSRF-TOKEN", token(phone)),
                    Part.text("_once", once),
                    Part.text("_puzzle", puzzle),
                    Part.file("file", ITS_NAME, content));
        }

        HttpResponse<String> report(String kind, Part... files) {
            var parts = new ArrayList<>(List.of(
                    Part.text("_once", once),
                    Part.text("_puzzle", puzzle),
                    Part.text("_csrf", csrf),
                    Part.text("kind", kind),
                    Part.text("title", "变更住所材料被退两次"),
                    Part.text("narrative", "每次说缺的不一样"),
                    Part.text("place", "东塔所"),
                    Part.text("reporterAnonymous", "true"),
                    Part.text("truthful", "true"),
                    Part.text("privacyRead", "true")));
            if (!kind.equals("APPEAL")) {
                parts.add(Part.text("misconduct", "窗口人员当面索要烟酒"));
            }
            parts.addAll(List.of(files));
            return phone.multipart("/report", parts.toArray(Part[]::new));
        }
    }

    @BeforeEach
    void county() {
        county.load();
    }

    @AfterEach
    void theClockIsBack() {
        clock.moveToPresent();
    }

    @Test
    void comeWithAPlainFormAndTheGoodOnesStayWhenOneIsRefused() {
        var form = open();
        var page = form.report(
                "APPEAL",
                Part.file("files", ITS_NAME, SomeFiles.photo()),
                Part.file("files", "清单.zip", SomeFiles.zip("a.txt")));
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("第 2 个文件：不收压缩包", "照片 1").doesNotContain(ITS_NAME);

        page = form.report("APPEAL", Part.file("files", "", new byte[0]));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        var number = number(page);
        var file = only(number);
        assertThat(file.name()).isEqualTo("照片1.jpg");
        assertThat(content(number, file)).doesNotContain(SomeFiles.SECRET);
        assertThat(timeline.of(number))
                .anySatisfy(entry -> assertThat(entry.why())
                        .hasValueSatisfying(why -> assertThat(why).contains(file.sha256())));
        assertThat(Dump.findings(jdbc, List.of("IMG_齐安禾", SomeFiles.SECRET))).isEmpty();
        assertThat(waiting()).isZero();
    }

    @Test
    void goAheadOfTheFormOneByOneAndBelongToAPageThatWeGaveOut() {
        var form = open();
        var sent = form.ahead(SomeFiles.photo());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        assertThat(Caller.json(sent).path("place").asInt()).isEqualTo(1);
        assertThat(form.ahead(SomeFiles.pdf()).statusCode()).isEqualTo(201);

        var forged = form.ahead("another-key", form.puzzle(), SomeFiles.pdf());
        assertThat(forged.statusCode()).isEqualTo(400);
        assertThat(Caller.json(forged).path("detail").asText()).contains("页面已失效");
        var refused = form.ahead(SomeFiles.zip("a.exe"));
        assertThat(Caller.json(refused).path("detail").asText()).contains("不收程序");
        assertThat(form.phone()
                        .multipart(
                                "/report/files",
                                Part.text("_once", form.once()),
                                Part.file("file", "x", SomeFiles.pdf()))
                        .statusCode())
                .as("without the token")
                .isEqualTo(403);

        assertThat(drop(form, 1).statusCode()).isEqualTo(204);
        var number = number(form.report("APPEAL"));
        assertThat(only(number).name()).isEqualTo("文件1.pdf");
        assertThat(waiting()).isZero();
        assertThat(number(form.report("APPEAL"))).as("sent twice is once").isEqualTo(number);
        assertThat(evidence.ofReporter(number)).hasSize(1);
    }

    @Test
    void areTenAtMostHoweverManyComeAtOnce() throws Exception {
        var form = open();
        var pool = Executors.newFixedThreadPool(4);
        var answers = new ArrayList<java.util.concurrent.Future<Integer>>();
        for (var n = 0; n < 13; n++) {
            answers.add(pool.submit(() -> form.ahead(SomeFiles.png()).statusCode()));
        }
        var statuses = new ArrayList<Integer>();
        for (var answer : answers) {
            statuses.add(answer.get());
        }
        pool.shutdown();
        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(10);
        assertThat(evidence.ofReporter(number(form.report("APPEAL")))).hasSize(10);
    }

    @Test
    void ofAnAppealThatIsAReportTooGoToBothAndToNoUnit() {
        var form = open();
        form.ahead(SomeFiles.photo());
        var appeal = number(form.report("BOTH"));
        var report = ClueNumber.of(jdbc.queryForObject(
                "select report_number from clue_pair where appeal_number = ?", String.class, appeal.value()));
        assertThat(only(report).contentId()).isEqualTo(only(appeal).contentId());
        assertThat(only(appeal).isReleased()).isFalse();
        assertThat(Caller.basic(port, "discipline").get(list(report)).statusCode())
                .isEqualTo(200);
        for (var person : List.of("officehead", "grader", "clerk", "admin")) {
            assertThat(Caller.basic(port, person).get(list(report)).statusCode())
                    .as(person)
                    .isEqualTo(404);
        }
        // What is erased with one clue stays with the other.
        evidence.erase(List.of(appeal));
        assertThat(content(report, only(report))).isNotEmpty();
        evidence.erase(List.of(report));
        assertThat(jdbc.queryForObject("select count(*) from evidence_piece", Integer.class))
                .isEqualTo(jdbc.queryForObject(
                        "select count(*) from evidence_piece p where exists"
                                + " (select 1 from evidence_file f where f.content_id = p.content_id)",
                        Integer.class));
    }

    @Test
    void comeThroughTheApiOnceForOneKeyAndNotAtAllWhenOneIsWrong() {
        var program = Caller.anonymous(port).speaking("zh-CN");
        var key = Map.of("Idempotency-Key", "file-key-" + System.nanoTime());
        var clue = Part.text("clue", json());
        var first = program.multipart("/api/public/clues", key, clue, Part.file("files", ITS_NAME, SomeFiles.photo()));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        var again = program.multipart("/api/public/clues", key, clue, Part.file("files", ITS_NAME, SomeFiles.photo()));
        assertThat(again.body()).isEqualTo(first.body());
        var other = program.multipart("/api/public/clues", key, clue, Part.file("files", ITS_NAME, SomeFiles.pdf()));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(evidence.ofReporter(
                        ClueNumber.of(Caller.json(first).path("clueNumber").asText())))
                .hasSize(1);

        var clues = jdbc.queryForObject("select count(*) from clue", Integer.class);
        var wrong = program.multipart(
                "/api/public/clues",
                clue,
                Part.file("files", "a.jpg", SomeFiles.photo()),
                Part.file("files", "b.jpg", SomeFiles.bytes("<svg xmlns='http://www.w3.org/2000/svg'/>")));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(program.multipart("/api/public/clues", Part.text("clue", "{nonsense"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(jdbc.queryForObject("select count(*) from clue", Integer.class))
                .isEqualTo(clues);
        assertThat(waiting()).isZero();
    }

    /** By whichever door a file comes, the last byte that is taken is the same, and so are the words about the next one. */
    @Test
    void areOfTwentyMegabytesAtMostAtEveryDoorWithOneAnswer() throws Exception {
        var most = SomeFiles.wav(20 << 20);
        var more = Arrays.copyOf(most, most.length + 1);
        var form = open();
        var page = form.report("APPEAL");
        var number = number(page);
        var receipt = receipt(page);
        var clerk = Caller.basic(port, "clerk").speaking("zh-CN");
        var counter = clerk.page("/register");
        var grader = Caller.basic(port, "grader").speaking("zh-CN");
        var file = grader.page("/clues/" + number);
        var doors = new LinkedHashMap<String, Function<byte[], HttpResponse<String>>>();
        doors.put("/report/files, by the script", content -> open().ahead(content));
        doors.put("/report, as a plain form", content -> open().report("APPEAL", Part.file("files", "a.wav", content)));
        doors.put(
                "/api/public/clues",
                content -> Caller.anonymous(port)
                        .speaking("zh-CN")
                        .multipart("/api/public/clues", Part.text("clue", json()), Part.file("files", "a", content)));
        doors.put("/track/files, by the script", content -> {
            var track = track(form, receipt);
            return track.phone()
                    .multipart(
                            "/track/files",
                            Map.of("X-CSRF-TOKEN", token(track.phone())),
                            Part.text("_once", track.once()),
                            Part.text("_puzzle", track.puzzle()),
                            Part.file("file", "a.wav", content));
        });
        doors.put("/track/answer, as a plain form", content -> {
            var track = track(form, receipt);
            return track.phone()
                    .multipart(
                            "/track/answer",
                            Part.text("receipt", receipt),
                            Part.text("number", number.value()),
                            Part.text("text", "录音"),
                            Part.text("_once", track.once()),
                            Part.text("_puzzle", track.puzzle()),
                            Part.text("_csrf", track.csrf()),
                            Part.file("files", "a.wav", content));
        });
        doors.put(
                "/register/files, by the script",
                content -> clerk.multipart(
                        "/register/files",
                        Map.of("X-CSRF-TOKEN", token(clerk)),
                        Part.text("_once", Form.value(counter, "_once")),
                        Part.file("file", "a.wav", content)));
        doors.put(
                "the clue's file, by the script and from the drawer",
                content -> grader.multipart(list(number), Part.file("file", "a.wav", content)));
        doors.put("the clue's page, as a plain form", content -> {
            grader.multipart(
                    "/clues/" + number + "/files",
                    Part.text("_csrf", Form.value(file, "_csrf")),
                    Part.file("file", "a.wav", content));
            return grader.page("/clues/" + number);
        });
        try {
            doors.forEach((door, sends) -> {
                var before = contents();
                var refused = sends.apply(more);
                assertThat(said(refused)).as(door).contains("文件不能超过 20 MB");
                if (!door.contains("clue's page")) {
                    assertThat(refused.statusCode()).as(door).isIn(400, 413);
                }
                assertThat(contents()).as(door).isEqualTo(before);
                var taken = sends.apply(most);
                assertThat(taken.statusCode()).as(door).isIn(200, 201);
                assertThat(said(taken)).as(door).doesNotContain("文件不能超过");
                assertThat(contents()).as(door).isEqualTo(before + 1);
            });
        } finally {
            clock.moveTo(clock.instant().plus(Duration.ofHours(25)));
            sweep();
        }
        // A film of a phone, far beyond: not even read.
        assertThat(send(
                        "POST /api/public/clues HTTP/1.1\r\nHost: x\r\nAccept-Language: zh-CN\r\nContent-Type: multipart/form-data;"
                                + " boundary=x\r\nContent-Length: 400000000\r\n\r\n"))
                .contains(" 413 ", "20 MB");
    }

    /** Without what a page has ready for its script. */
    private static String said(HttpResponse<String> answer) {
        return answer.body().replaceAll("data-large=\"[^\"]*\"", "");
    }

    private static Form track(Form form, String receipt) {
        return Form.on(form.phone(), form.phone().form("/track", Map.of("receipt", receipt, "_csrf", form.csrf())));
    }

    @Test
    void areRefusedBeforeTheyAreReadWhereTheyDoNotBelongOrDoNotSayHowLongTheyAre() {
        var program = Caller.anonymous(port).speaking("zh-CN");
        for (var path : List.of("/api/public/receipts/status", "/login", "/rate", "/report/other")) {
            assertThat(program.multipart(path, Part.file("files", "a", SomeFiles.pdf()))
                            .statusCode())
                    .as(path)
                    .isEqualTo(415);
        }
        var endless = program.send(
                "/api/public/clues",
                request -> request.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100])))
                        .header("Content-Type", "multipart/form-data; boundary=x"));
        assertThat(endless.statusCode()).isEqualTo(411);
        assertThat(endless.body()).contains("没有说明大小");
        assertThat(send("POST /report/files HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                        + "Content-Length: 99999999\r\n\r\n"))
                .contains(" 413 ");
        assertThat(send("POST /report HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                        + "Content-Length: 9999999999\r\n\r\n"))
                .contains(" 413 ");
    }

    @Test
    void thatBreakOffMidwayLeaveNothing() throws Exception {
        var before = contents();
        var form = open();
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("POST /report/files HTTP/1.1\r\nHost: localhost\r\nCookie: QF-CSRF=" + token(form.phone())
                                    + "\r\nX-CSRF-TOKEN: " + token(form.phone())
                                    + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n"
                                    + "--x\r\nContent-Disposition: form-data; name=\"_once\"\r\n\r\n" + form.once()
                                    + "\r\n--x\r\nContent-Disposition: form-data; name=\"_puzzle\"\r\n\r\n"
                                    + form.puzzle()
                                    + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.4")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(new byte[300_000]);
        }
        assertThat(number(form.report("APPEAL"))).isNotNull();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void comeLaterWithTheReceiptAndOnlyItsHolderGetsThemBack() {
        var form = open();
        var page = form.report("APPEAL");
        var number = number(page);
        var receipt = receipt(page);
        var track =
                Form.on(form.phone(), form.phone().form("/track", Map.of("receipt", receipt, "_csrf", form.csrf())));
        var answer = track.phone()
                .multipart(
                        "/track/answer",
                        Part.text("receipt", receipt),
                        Part.text("number", number.value()),
                        Part.text("text", ""),
                        Part.text("_once", track.once()),
                        Part.text("_puzzle", track.puzzle()),
                        Part.text("_csrf", track.csrf()),
                        Part.file("files", ITS_NAME, SomeFiles.photo()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("已送达", "补充了 1 个文件", "照片1.jpg").doesNotContain(ITS_NAME);
        var file = only(number);
        var mine = Map.of("receipt", receipt, "number", number.value(), "id", file.id(), "_csrf", track.csrf());
        var got = track.phone().form("/track/file", mine);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.headers().firstValue("Content-Type")).contains("image/jpeg");

        var other = receipt(open().report("APPEAL"));
        assertThat(track.phone()
                        .form(
                                "/track/file",
                                Map.of(
                                        "receipt", other,
                                        "number", number.value(),
                                        "id", file.id(),
                                        "_csrf", track.csrf()))
                        .statusCode())
                .isEqualTo(404);
    }

    /** It lay with a clue on which nobody works, and the unit that needs it could never be shown it. */
    @Test
    void ofAMergedCluesReporterLieWhereItIsHandledTooOverSeveralStepsAndItsReporterSeesNone() {
        var form = open();
        var page = form.report("APPEAL");
        var first = open().report("APPEAL");
        var last = open().report("APPEAL");
        merge(number(page), number(first));
        merge(number(first), number(last));
        var track = track(form, receipt(page));
        var answer = track.phone()
                .multipart(
                        "/track/answer",
                        Part.text("receipt", receipt(page)),
                        Part.text("number", number(page).value()),
                        Part.text("text", "收据的照片"),
                        Part.text("_once", track.once()),
                        Part.text("_puzzle", track.puzzle()),
                        Part.text("_csrf", track.csrf()),
                        Part.file("files", ITS_NAME, SomeFiles.photo()));
        assertThat(answer.body()).contains("已送达", "照片1.jpg");
        assertThat(only(number(page)).origin()).isEqualTo(Origin.REPORTER);
        var grader = Caller.basic(port, "grader").speaking("zh-CN");
        assertThat(Caller.json(grader.get(list(number(last))))).hasSize(1);
        assertThat(grader.page("/clues/" + number(last)).body()).contains("照片1.jpg", "收据的照片");
        assertThat(evidence.ofReporter(number(last))).isEmpty();
        assertThat(evidence.ofReporter(number(first))).isEmpty();
        var others = open();
        assertThat(others.phone()
                        .form("/track", Map.of("receipt", receipt(last), "_csrf", others.csrf()))
                        .body())
                .doesNotContain("照片1.jpg", "收据的照片", number(page).value());
    }

    private void merge(ClueNumber one, ClueNumber into) {
        desk.advance(one);
        desk.submit(
                "grader",
                one,
                "userTask_reviewAdmission",
                Map.of("outcome", "DUPLICATE", "originalNumber", into.value()));
    }

    @Test
    void thatNoFormClaimsAreErasedAfterADay() {
        var form = open();
        form.ahead(SomeFiles.photo());
        var before = contents();
        sweep();
        assertThat(contents()).as("too early").isEqualTo(before);
        clock.moveTo(clock.instant().plus(Duration.ofHours(25)));
        sweep();
        assertThat(waiting()).isZero();
        assertThat(contents()).isEqualTo(before - 1);
    }

    @Test
    void areAddedAtTheWindowToo() {
        var clerk = Caller.basic(port, "clerk").speaking("zh-CN");
        var page = clerk.page("/register");
        var csrf = Form.value(page, "_csrf");
        var once = Form.value(page, "_once");
        var sent = clerk.multipart(
                "/register/files",
                Map.of("X-CSRF-TOKEN", token(clerk)),
                Part.text("_once", once),
                Part.file("file", ITS_NAME, SomeFiles.photo()));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        var registered = clerk.multipart(
                "/register",
                Part.text("_once", once),
                Part.text("_csrf", csrf),
                Part.text("kind", "APPEAL"),
                Part.text("title", "变更住所材料被退两次"),
                Part.text("narrative", "每次说缺的不一样"),
                Part.text("request", "请一次告知"),
                Part.text("place", "东塔所"),
                Part.text("channel", "WINDOW"),
                Part.text("unitsConcerned", "1"),
                Part.text("reporterAnonymous", "true"),
                Part.text("truthful", "true"),
                Part.text("privacyRead", "true"),
                Part.file("files", "协议.pdf", SomeFiles.pdf()));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
        assertThat(evidence.ofReporter(number(registered)))
                .extracting(EvidenceFile::name)
                .containsExactly("照片1.jpg", "文件1.pdf");
    }

    /** What our scripts send in a header. */
    private static String token(Caller browser) {
        return browser.cookie("QF-CSRF").orElseThrow();
    }

    private Form open() {
        var phone = Caller.anonymous(port).speaking("zh-CN");
        return Form.on(phone, phone.page("/report"));
    }

    private static HttpResponse<String> drop(Form form, int place) {
        return form.phone()
                .form(
                        "/report/files/drop",
                        Map.of(
                                "_once", form.once(),
                                "_puzzle", form.puzzle(),
                                "_csrf", form.csrf(),
                                "place", String.valueOf(place)));
    }

    private void sweep() {
        var job = jobs.stream()
                .filter(one -> one.key().equals("evidence-sweep"))
                .findFirst()
                .orElseThrow();
        transactions.executeWithoutResult(status -> job.run(null));
    }

    private EvidenceFile only(ClueNumber number) {
        var files = evidence.ofReporter(number);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private String content(ClueNumber number, EvidenceFile file) {
        try (var content = evidence.open(file)) {
            return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(number + " " + file, e);
        }
    }

    private int waiting() {
        return jdbc.queryForObject("select count(*) from evidence_waiting", Integer.class);
    }

    private int contents() {
        return jdbc.queryForObject("select count(*) from evidence_content", Integer.class);
    }

    private String send(String head) {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            var answer = new byte[4096];
            var length = socket.getInputStream().read(answer);
            return new String(Arrays.copyOf(answer, Math.max(0, length)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ClueNumber number(HttpResponse<String> page) {
        var found = Pattern.compile("WY\\d{8}-\\d{4}").matcher(page.body());
        assertThat(found.find()).as("%s: %s", page.statusCode(), page.body()).isTrue();
        return ClueNumber.of(found.group());
    }

    private static String receipt(HttpResponse<String> page) {
        var found = Pattern.compile("\\d{4} \\d{4} \\d{4} \\d{4}").matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group().replace(" ", "");
    }

    private static String list(ClueNumber number) {
        return "/api/clues/" + number + "/files";
    }

    private static String json() {
        return """
                {"kind":"APPEAL","title":"变更住所材料被退","narrative":"每次不一样","place":"东塔所",
                 "request":"请一次告知","reporter":{"anonymous":true}}""";
    }
}
