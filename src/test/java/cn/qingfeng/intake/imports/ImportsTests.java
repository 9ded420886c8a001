package cn.qingfeng.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.intake.imports.ClueImport.RowState;
import cn.qingfeng.intake.imports.ClueImport.State;
import cn.qingfeng.intake.imports.ImportBook.Kept;
import cn.qingfeng.intake.imports.sheet.SheetFile;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.Caller.Part;
import cn.qingfeng.testing.OnTheProduct;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Tables that become clues: what is wrong is told by row and column, what is good goes where it belongs. */
@OnTheProduct
@Tag("alone")
class ImportsTests {

    private static final String HEAD = "原编号,登记时间,来源,类别,标题,主要内容,发生地点,姓名,电话,企业名称,办理状态,办结时间,牌别,主办单位,办理结果,处理意见\n";

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    @Autowired
    SampleCounty county;

    @Autowired
    Imports imports;

    @Autowired
    ImportBook book;

    @Autowired
    ClueLedger ledger;

    @Autowired
    Timeline timeline;

    @Autowired
    Reporters reporters;

    @Autowired
    RuntimeService engine;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    @Autowired
    TransactionTemplate transaction;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void county() {
        county.load();
    }

    private ClueImport checked(String rows) throws IOException {
        var one = taken(rows);
        imports.check(one.id(), mapping(one, null), "grader");
        return settled(one.id());
    }

    private ClueImport taken(String rows) throws IOException {
        var file = Files.write(folder.resolve("t.csv"), (HEAD + rows).getBytes(Charset.forName("GBK")));
        return imports.take(file, "C:\\台账\\旧台账.csv", "grader");
    }

    private Mapping mapping(ClueImport one, String place) {
        return new Mapping(
                new ImportWords(cn.qingfeng.Messages.source()).recognized(imports.headersOf(one)),
                ReportingChannel.HOTLINE_12345,
                ClueKind.APPEAL,
                place);
    }

    /** As if a node looked at its rows. */
    private void beingChecked(ClueImport one, Instant sign) {
        book.check(one.id(), mapping(one, null));
        transaction.executeWithoutResult(status -> {
            jdbc.update("update intake_import set touched_at = ?, progress = 1 where id = ?", Utc.of(sign), one.id());
            jdbc.update("update intake_import_row set state = 'WRONG' where import_id = ? and line_no = 2", one.id());
        });
    }

    private String page(ClueImport one) {
        return Caller.signedIn(port, "grader")
                .speaking("zh-CN")
                .page("/imports/" + one.id())
                .body();
    }

    private ClueImport run(ClueImport one, boolean whole, boolean doubles) {
        imports.start(one.id(), whole, doubles, "grader");
        return settled(one.id());
    }

    private ClueImport settled(String id) {
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !imports.get(id, "grader").isBusy());
        return imports.get(id, "grader");
    }

    private List<ClueNumber> numbers(ClueImport one) {
        return book.rows(one.id(), 0, 100, RowState.DONE).stream()
                .map(Kept::number)
                .toList();
    }

    private String open(String number, String title) {
        return mark + number + ",2026年2月3日,12345,诉求," + title + mark + ",经过" + title + ",县城,王小明,１３９００００００１１,甲" + mark
                + "公司,办理中,,,,,\n";
    }

    private String closed(String number, String title) {
        return mark + number + ",20250303,来信,诉求," + title + mark + ",经过" + title
                + ",县城,王小明,13900000011,甲公司,已办结,2025/3/20 16:00,黄牌,市场监督管理局,已解决,已当面答复\n";
    }

    @Test
    void openOnesStartAsRegistrationDoesAndClosedOnesEnterTheLedgerOnly() throws IOException {
        var one = run(checked(open("a", "变更被退") + closed("b", "补贴未到")), true, false);
        assertThat(one.state()).isEqualTo(State.DONE);
        var numbers = numbers(one);

        var open = ledger.get(numbers.get(0));
        assertThat(open.status()).isEqualTo(ClueStatus.REGISTERED);
        assertThat(open.content().externalNumber()).isEqualTo(mark + "a");
        assertThat(open.content().channel()).isEqualTo(ReportingChannel.HOTLINE_12345);
        assertThat(running(open)).isEqualTo(1);
        assertThat(timeline.of(open.number()))
                .filteredOn(entry -> entry.act() == TimelineAction.IMPORTED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.to()).contains("2026-02-02T16:00:00Z"));
        assertThat(reporters.takenAlong(open.number()))
                .hasValueSatisfying(who -> assertThat(who.phone()).isEqualTo("13900000011"));

        var closed = ledger.get(numbers.get(1));
        assertThat(closed.status()).isEqualTo(ClueStatus.CLOSED);
        assertThat(closed.importId()).contains(one.id());
        assertThat(closed.closedAt()).map(Object::toString).contains("2025-03-20T08:00:00Z");
        assertThat(closed.leadUnit()).contains("market-supervision");
        assertThat(running(closed)).isZero();
        assertThat(timeline.of(closed.number()))
                .singleElement()
                .extracting(TimelineEntry::act)
                .isEqualTo(TimelineAction.IMPORTED);
        assertThat(jdbc.queryForObject(
                        "select count(*) from notice where clue_number = ?",
                        Integer.class,
                        closed.number().value()))
                .isZero();
        assertThat(jdbc.queryForObject(
                        "select count(*) from clue_limit where clue_number = ?",
                        Integer.class,
                        closed.number().value()))
                .isZero();
    }

    private long running(Clue clue) {
        return engine.createProcessInstanceQuery()
                .processInstanceBusinessKey(clue.number().value())
                .rootProcessInstances()
                .count();
    }

    @Test
    void whatIsWrongIsToldByRowAndColumnAndTheGoodRowsCanGoAlone() throws IOException {
        var one = checked(open("1", "一")
                + mark + "2,昨天,12345,诉求,二,内容,县城,王小明,12,甲公司,办理中,,,,,\n"
                + mark + "3,20250303,来信,举报,三,内容,县城,,,,已办结,20250304,,,,\n"
                + mark + "4,20250303,来信,诉求,四,内容,县城,,,,已办结,20250101,紫牌,没有的局,已解决,\n");
        var page = Caller.signedIn(port, "grader")
                .speaking("zh-CN")
                .page("/imports/" + one.id())
                .body();
        assertThat(page)
                .contains("B 列“登记时间”：不是日期", "I 列“联系电话”：不是手机或座机号码", "已办结的举报件由信访举报专岗")
                .contains("早于登记时间", "没有这个单位：没有的局", "认不出来，可写：蓝牌/黄牌/红牌");
        assertThatThrownBy(() -> imports.start(one.id(), true, false, "grader"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("imports.whole.wrong");
        var done = run(one, false, false);
        assertThat(book.counts(done.id())).containsEntry(RowState.DONE, 1L).containsEntry(RowState.WRONG, 3L);
    }

    @Test
    void whileItsRowsAreLookedAtOnlyHowFarItIsIsShownAndNoOtherTableOfThisPersonIsLookedAt() throws IOException {
        var one = taken(open("1", "一") + open("2", "二"));
        var other = taken(open("3", "三"));
        beingChecked(one, clock.instant());
        assertThat(page(one)).contains("1 / 2 行", "停止核对").doesNotContain("有问题的 1 行", "不导入，删除所传内容", "name=\"whole\"");
        assertThatThrownBy(() -> imports.check(other.id(), mapping(other, null), "grader"))
                .hasMessageContaining("imports.check.busy");
        assertThatThrownBy(() -> imports.check(one.id(), mapping(one, "县城"), "grader"))
                .hasMessageContaining("imports.check.busy");
        assertThatThrownBy(() -> imports.start(one.id(), false, false, "grader"))
                .hasMessageContaining("imports.not-now");
        assertThatThrownBy(() -> imports.discard(one.id(), "grader")).hasMessageContaining("imports.not-now");
        assertThatThrownBy(() -> imports.stopChecking(one.id(), "officehead")).hasMessageContaining("imports.unknown");

        imports.stopChecking(one.id(), "grader");
        assertThat(imports.get(one.id(), "grader").state()).isEqualTo(State.READ);
        assertThat(page(one)).contains("核对各行").doesNotContain("有问题的 1 行");
        assertThatThrownBy(() -> imports.stopChecking(one.id(), "grader")).hasMessageContaining("imports.not-now");
        imports.check(other.id(), mapping(other, null), "grader");
        assertThat(settled(other.id()).state()).isEqualTo(State.CHECKED);
    }

    @Test
    void aCheckThatDiedIsToldLeavesNothingHalfAndIsDoneAnew() throws IOException {
        var one = taken(open("1", "一") + open("2", "二"));
        beingChecked(one, clock.instant().minusSeconds(3600));
        assertThat(page(one)).contains("上次核对中断了", "重新核对").doesNotContain("有问题的 1 行", "name=\"whole\"");
        assertThatThrownBy(() -> imports.start(one.id(), false, false, "grader"))
                .hasMessageContaining("imports.not-now");
        // Whoever was thought dead wakes up: what it still writes is not wanted.
        assertThat(book.goesOnChecking(one(one), 2)).isFalse();
        imports.check(one.id(), mapping(one, null), "grader");
        assertThat(settled(one.id()).state()).isEqualTo(State.CHECKED);
        assertThat(book.counts(one.id())).containsEntry(RowState.GOOD, 2L).doesNotContainKey(RowState.WRONG);
    }

    private ClueImport one(ClueImport one) {
        return book.find(one.id()).orElseThrow();
    }

    @Test
    void whoeverLooksAtRowsStopsOnceTheirColumnsMeanSomethingElse() throws IOException {
        var one = taken(open("1", "一"));
        beingChecked(one, clock.instant());
        var earlier = one(one);
        imports.stopChecking(one.id(), "grader");
        assertThat(book.goesOnChecking(earlier, 1)).isFalse();
        book.check(one.id(), mapping(one, "别处"));
        assertThat(book.goesOnChecking(earlier, 1)).isFalse();
        assertThat(book.goesOnChecking(one(one), 1)).isTrue();
        imports.stopChecking(one.id(), "grader");
    }

    @Test
    void theSameOldNumberOrTheSameWordsOfTheSameFirmAreOfferedAsDoubles() throws IOException {
        run(checked(open("1", "一")), true, false);
        var again = checked(open("1", "别的") + open("2", "一") + open("3", "三") + open("3", "四"));
        assertThat(book.counts(again.id())).containsEntry(RowState.DOUBLE, 3L).containsEntry(RowState.GOOD, 1L);
        assertThat(numbers(run(again, true, false))).hasSize(1);
        assertThat(numbers(run(checked(open("1", "一")), true, true))).hasSize(1);
    }

    @Test
    void whatTheFileSaidLiesSealedAndIsGoneOnceItIsAClue() throws IOException {
        var one = checked(open("1", "一"));
        var stored =
                jdbc.queryForList("select sealed from intake_import_row where import_id = ?", String.class, one.id());
        assertThat(stored.toString()).doesNotContain("王小明", "13900000011", mark);
        run(one, true, false);
        assertThat(jdbc.queryForObject(
                        "select count(*) from intake_import_row where import_id = ? and state = 'DONE' and sealed is not null",
                        Integer.class,
                        one.id()))
                .isZero();
        assertThatThrownBy(() -> imports.get(one.id(), "officehead")).isInstanceOf(Refusal.class);
    }

    @Test
    void anImportIsTakenBackWithAReasonUnlessSomebodyWorkedOnIt() throws IOException {
        var one = run(checked(open("1", "一") + open("2", "二") + closed("3", "三")), true, false);
        var numbers = numbers(one);
        transaction.executeWithoutResult(status -> ledger.admit(numbers.get(1), "grader", "受理"));
        assertThatThrownBy(() -> imports.withdraw(one.id(), " ", "grader")).isInstanceOf(Refusal.class);
        imports.withdraw(one.id(), "选错了文件", "grader");
        assertThat(settled(one.id()).state()).isEqualTo(State.WITHDRAWN);
        assertThat(ledger.get(numbers.get(0)).status()).isEqualTo(ClueStatus.WITHDRAWN);
        assertThat(running(ledger.get(numbers.get(0)))).isZero();
        assertThat(ledger.get(numbers.get(1)).status()).isEqualTo(ClueStatus.ADMITTED);
        assertThat(ledger.get(numbers.get(2)).status()).isEqualTo(ClueStatus.WITHDRAWN);
        assertThat(timeline.of(numbers.get(2)))
                .last()
                .satisfies(entry -> assertThat(entry.why()).contains("选错了文件"));
    }

    @Test
    void headersAreFoundBelowATitleAndMergedDataIsRefused() throws IOException {
        try (var workbook = new org.apache.poi.xssf.usermodel.XSSFWorkbook();
                var out = new java.io.ByteArrayOutputStream()) {
            var sheet = workbook.createSheet("台账");
            sheet.createRow(0).createCell(0).setCellValue("某县问题线索台账");
            var head = sheet.createRow(1);
            List.of("序号", "标题", "标题", "", "主要内容")
                    .forEach(text ->
                            head.createCell(Math.max(0, head.getLastCellNum())).setCellValue(text));
            for (var line = 2; line < 4; line++) {
                sheet.createRow(line).createCell(1).setCellValue("第" + line);
            }
            workbook.write(out);
            var one = imports.take(Files.write(folder.resolve("a.xlsx"), out.toByteArray()), "a.xlsx", "grader");
            assertThat(imports.headersOf(one)).containsExactly("序号", "标题", "标题", "", "主要内容");
            assertThat(Caller.signedIn(port, "grader")
                            .speaking("zh-CN")
                            .page("/imports/" + one.id())
                            .body())
                    .contains("表头重复", "（没有表头）");
        }
        try (var workbook = new org.apache.poi.xssf.usermodel.XSSFWorkbook();
                var out = new java.io.ByteArrayOutputStream()) {
            var sheet = workbook.createSheet("台账");
            sheet.createRow(0).createCell(0).setCellValue("标题");
            sheet.getRow(0).createCell(1).setCellValue("企业名称");
            sheet.createRow(1).createCell(0).setCellValue("一");
            sheet.createRow(2).createCell(0).setCellValue("二");
            sheet.addMergedRegion(org.apache.poi.ss.util.CellRangeAddress.valueOf("B2:B3"));
            workbook.write(out);
            assertThatThrownBy(() ->
                            imports.take(Files.write(folder.resolve("b.xlsx"), out.toByteArray()), "b.xlsx", "grader"))
                    .hasMessageContaining("imports.file.merged");
        }
    }

    @Test
    void theTemplateIsReadBackWithEveryColumnRecognized() throws IOException {
        var browser = Caller.signedIn(port, "grader").speaking("zh-CN");
        var template = browser.bytes("/imports/template").body();
        SheetFile.read(
                Files.write(folder.resolve("t.xlsx"), template),
                10,
                row -> assertThat(new ImportWords(cn.qingfeng.Messages.source()).recognized(Imports.headers(row)))
                        .hasSize(ImportField.values().length));
    }

    @Test
    void aFileIsSentOnThePageAndWhatIsWrongWithItIsToldThere() {
        var browser = Caller.signedIn(port, "grader").speaking("zh-CN");
        browser.page("/imports");
        var token = browser.cookie("QF-CSRF").orElseThrow();
        var refused =
                browser.multipart("/imports", Map.of("X-CSRF-TOKEN", token), Part.file("file", "旧.xls", new byte[] {
                    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0
                }));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("这是 2003 版的 .xls");
        var sent = browser.multipart(
                "/imports",
                Map.of("X-CSRF-TOKEN", token),
                Part.file("file", "台账.csv", (HEAD + open("1", "一")).getBytes(StandardCharsets.UTF_8)));
        assertThat(sent.statusCode()).as(sent.body()).isIn(200, 302, 303);
        assertThat(browser.page("/imports").body()).contains("台账.csv", "待核对");
    }
}
