package cn.qingfeng.province;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.province.ProvinceCode.Kind;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnBothDatabases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What must be entered on the provincial platform, by whom and when; what leaves for it, and what comes back. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=false", "server.servlet.session.cookie.secure=false"})
// Not needed here: the same product as that of other classes is not started once more.
@Import({PathCoverage.class, Walk.class})
@OnBothDatabases
class ProvinceTests {

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    @Autowired
    SampleCounty county;

    @Autowired
    Registration registration;

    @Autowired
    Province province;

    @Autowired
    ProvinceBook book;

    @Autowired
    ProvinceCodes codes;

    @Autowired
    ProvinceExport export;

    @Autowired
    ProvinceReturns returns;

    @Autowired
    ProvinceWatch watch;

    @Autowired
    ClueLedger ledger;

    @Autowired
    Timeline timeline;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    @BeforeEach
    void county() {
        county.load();
    }

    private ClueNumber register(String kind, String title) {
        var clue = new NewClue();
        clue.kind = kind;
        clue.title = title;
        clue.narrative = "经过";
        clue.place = "县城";
        clue.channel = "WINDOW";
        clue.unit = "market-supervision";
        clue.reporter.name = "王小明";
        clue.reporter.phone = "13900000011";
        clue.reporter.consent = "APPEAL".equals(kind) ? "OFFICE_ONLY" : null;
        return ClueNumber.of(registration.register(clue, "clerk").clueNumber());
    }

    private static String theirs() {
        return "20260212营商"
                + String.format("%06d", Math.floorMod(UUID.randomUUID().hashCode(), 1_000_000));
    }

    @Test
    void appealsAndReportsAreOwedWithinAWorkingDayAndSuggestionsAreNot() {
        var appeal = register("APPEAL", "诉求");
        assertThat(book.find(appeal)).hasValueSatisfying(one -> {
            assertThat(one.isOwed()).isTrue();
            assertThat(one.dueAt()).isAfter(ledger.get(appeal).registeredAt());
        });
        assertThat(book.find(register("REPORT", "举报"))).isPresent();
        assertThat(book.find(register("SUGGESTION", "建议"))).isEmpty();
    }

    @Test
    void theTableForThePlatformHasItsFieldsInItsOrderWithWhoReportedAndIsPutDown() throws IOException {
        var number = register("APPEAL", "=变更被退");
        var made = export.make(List.of(number), ProvinceExport.Format.XLSX, "grader");
        try (var read = new XSSFWorkbook(new ByteArrayInputStream(made.content()))) {
            var sheet = read.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).contains("grader", "仅供录入省平台");
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("标题");
            assertThat(sheet.getRow(1).getCell(4).getStringCellValue()).isEqualTo("姓名");
            assertThat(sheet.getRow(1).getCell(43).getStringCellValue()).isEqualTo("过程");
            assertThat(sheet.getRow(2).getCell(0).getStringCellValue()).isEqualTo("=变更被退");
            assertThat(sheet.getRow(2).getCell(2).getStringCellValue()).isEqualTo("6 线下窗口");
            assertThat(sheet.getRow(2).getCell(4).getStringCellValue()).isEqualTo("王小明");
            assertThat(sheet.getRow(2).getCell(5).getStringCellValue()).isEqualTo("13900000011");
            assertThat(sheet.getRow(2).getCell(43).getStringCellValue()).startsWith("00 创建");
        }
        var json = new String(export.make(List.of(number), ProvinceExport.Format.JSON, "officehead")
                .content());
        assertThat(json).contains("officehead", "\"手机\" : \"13900000011\"", number.value());
        assertThat(timeline.of(number))
                .filteredOn(entry -> entry.act() == TimelineAction.PROVINCE_TAKEN)
                .hasSize(2);
    }

    @Test
    void reportersLeaveOnlyForWhoeverMayEnterThemThere() {
        var appeal = register("APPEAL", "诉求");
        var report = register("REPORT", "举报");
        for (var person : List.of("handler", "clerk", "supervisor", "leader", "discipline")) {
            assertThatThrownBy(() -> export.make(List.of(appeal), ProvinceExport.Format.JSON, person))
                    .as(person)
                    .isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> export.make(List.of(report), ProvinceExport.Format.JSON, "grader"))
                .isInstanceOf(Refusal.class);
        assertThat(export.make(List.of(report), ProvinceExport.Format.JSON, "discipline")
                        .clues())
                .isEqualTo(1);
        assertThatThrownBy(() -> province.enter(report, theirs(), "grader")).isInstanceOf(Refusal.class);
        var page = Caller.signedIn(port, "grader")
                .speaking("zh-CN")
                .page("/province")
                .body();
        assertThat(page).contains(appeal.value()).doesNotContain(report.value(), "王小明", "13900000011");
    }

    @Test
    void numbersStatusesAndTimesComeBackAndWhatDoesNotFitIsListed() throws IOException {
        var known = register("APPEAL", "已录入的");
        var fresh = register("APPEAL", "刚录入的");
        var first = theirs();
        var second = theirs();
        var third = theirs();
        province.enter(known, first, "grader");
        var list = "投诉编号,标题,状态,办理时限\n" + first + ",一,已办结,2026-04-01\n" + second + ",见 " + fresh + ",3,2026年4月2日 18:00\n"
                + third + ",别处的,调查中,\n" + theirs() + ",五,没有的状态,\n短,六,,\n";
        var outcome =
                returns.take(Files.write(folder.resolve("back.csv"), list.getBytes(Charset.forName("GBK"))), "grader");
        assertThat(outcome.matched()).isEqualTo(2);
        assertThat(outcome.numbered()).isEqualTo(1);
        assertThat(outcome.faults()).extracting(ProvinceReturns.Fault::line).containsExactly(5, 6);
        assertThat(book.find(fresh)).hasValueSatisfying(one -> {
            assertThat(one.number()).isEqualTo(second);
            assertThat(one.status()).isEqualTo("3");
            assertThat(one.theirDue()).hasToString("2026-04-02T10:00:00Z");
            assertThat(province.nextDue(one)).isEqualTo(one.theirDue());
        });
        assertThat(timeline.of(fresh)).anySatisfy(entry -> {
            assertThat(entry.act()).isEqualTo(TimelineAction.PROVINCE_ENTERED);
            assertThat(entry.to()).contains(second);
        });
        assertThat(province.mismatches(false, 1000))
                .anySatisfy(one -> {
                    assertThat(one.kind()).isEqualTo(Province.Mismatch.Kind.STATUS);
                    assertThat(one.clue()).isEqualTo(known);
                })
                .anySatisfy(one -> {
                    assertThat(one.kind()).isEqualTo(Province.Mismatch.Kind.UNKNOWN_HERE);
                    assertThat(one.number()).isEqualTo(third);
                })
                .noneMatch(one -> fresh.equals(one.clue()));
        assertThatThrownBy(() -> province.enter(fresh, first, "grader")).hasMessageContaining("province.number.taken");
    }

    @Test
    void theirNumberIsAColumnOfTheLedgerAndFindsTheClueForOfficesOnly() {
        var entered = register("APPEAL", "有号的");
        var owed = register("APPEAL", "没有号的");
        var theirs = theirs();
        province.enter(entered, theirs, "grader");
        var office = Caller.signedIn(port, "grader").speaking("zh-CN");
        var found = office.page(
                "/ledger?text=" + java.net.URLEncoder.encode(theirs, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(found.body()).contains(entered.value()).doesNotContain(owed.value());
        assertThat(office.page("/ledger?province=OWED").body())
                .contains(owed.value())
                .doesNotContain(entered.value());
        assertThat(office.page("/ledger?province=ENTERED").body())
                .contains(entered.value())
                .doesNotContain(owed.value());
        assertThat(new String(office.submitted(
                                "/ledger/exports",
                                Map.of("format", "CSV", "everyColumn", "true", "province", "ENTERED"))
                        .body()))
                .contains("省平台编号", theirs);
        var unit = Caller.signedIn(port, "handler");
        assertThat(unit.page("/ledger?province=ENTERED").body()).doesNotContain(entered.value(), "id=\"province\"");
        assertThat(unit.get("/api/clues?text="
                                + java.net.URLEncoder.encode(theirs, java.nio.charset.StandardCharsets.UTF_8))
                        .body())
                .doesNotContain(entered.value());
        assertThat(office.page("/ledger?province=nonsense").body()).contains("nonsense");
    }

    @Test
    void whoeverEntersIsWarnedBeforeTheTimeIsOverAndOnceMoreWhenItIs() {
        var number = register("APPEAL", "待录入");
        transaction.executeWithoutResult(status -> jdbc.update(
                "update province_case set due_at = ? where clue_number = ?",
                LocalDateTime.ofInstant(clock.instant().minus(Duration.ofDays(1)), ZoneOffset.UTC),
                number.value()));
        assertThat(province.mismatches(false, 1000))
                .anyMatch(one -> one.kind() == Province.Mismatch.Kind.NOT_ENTERED && number.equals(one.clue()));
        var before = told();
        run("a");
        run("b");
        assertThat(told()).isEqualTo(before + 1);
        province.exempt(number, "与省平台无关", "officehead");
        assertThat(book.find(number))
                .hasValueSatisfying(one -> assertThat(one.isOwed()).isFalse());
    }

    private void run(String label) {
        transaction.executeWithoutResult(
                status -> watch.run(new Period(UUID.randomUUID() + label, LocalDate.now(clock), clock.instant())));
    }

    private int told() {
        return jdbc.queryForObject(
                "select count(*) from notice where event = 'PROVINCE_DUE' and recipient = 'grader' and channel = 'INBOX'",
                Integer.class);
    }

    @Test
    void theOfficesTablesHoldFromADay() {
        var today = LocalDate.now(clock);
        codes.put(Kind.SOURCE, "0", "线上渠道", "WEB", today.plusDays(3), "officehead");
        assertThat(codes.of(Kind.SOURCE, "WEB"))
                .hasValueSatisfying(code -> assertThat(code.name()).isEqualTo("线上"));
        assertThat(codes.current())
                .filteredOn(code -> code.kind() == Kind.SOURCE && code.code().equals("0"))
                .extracting(ProvinceCode::to, ProvinceCode::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(today.plusDays(2), "线上"),
                        org.assertj.core.groups.Tuple.tuple(null, "线上渠道"));
        assertThatThrownBy(() -> codes.put(Kind.LIMIT, "ENTER", "一", "", today, "officehead"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> codes.put(Kind.SOURCE, "0", "x", "", today.minusDays(1), "officehead"))
                .isInstanceOf(Refusal.class);
        var grader = Caller.signedIn(port, "grader").speaking("zh-CN");
        var page = grader.page("/province/tables").body();
        assertThat(page).contains("线上渠道");
        assertThat(grader.form(
                                "/province/tables",
                                Map.of(
                                        "kind",
                                        "SOURCE",
                                        "code",
                                        "0",
                                        "name",
                                        "x",
                                        "ours",
                                        "",
                                        "from",
                                        today.plusDays(9).toString(),
                                        "_csrf",
                                        page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1")))
                        .statusCode())
                .isEqualTo(403);
    }
}
