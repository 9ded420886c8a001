package cn.qingfeng.insight.export;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.insight.column.Cell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back by a reader that has nothing to do with the writer. */
class SheetWriterTests {

    private static final ZoneId COUNTY = ZoneId.of("Asia/Shanghai");
    private static final String MARK = "台账 张三 A&B";
    private static final SheetHead HEAD =
            new SheetHead("台账", MARK, List.of("编号", "标题", "登记时间", "次数"), List.of(17, 32, 17, 8));
    private static final Instant NOON = Instant.parse("2026-02-12T04:00:59Z");

    private static List<Cell> row(String number, String title) {
        return List.of(Cell.of(number), Cell.of(title), Cell.of(NOON), new Cell.Number(3));
    }

    private static XSSFWorkbook excel(int most, List<List<Cell>> rows) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new ExcelWriter(out, HEAD, COUNTY, most);
        for (var row : rows) {
            writer.row(row);
            writer.flush();
        }
        writer.finish();
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }

    private static String csv(List<List<Cell>> rows) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new CsvWriter(out, HEAD, COUNTY);
        for (var row : rows) {
            writer.row(row);
        }
        writer.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String text(XSSFSheet sheet, int row, int column) {
        return sheet.getRow(row).getCell(column).getStringCellValue();
    }

    @Test
    void excelReadsMarkHeadAndRowsAsTheyAre() throws IOException {
        try (var book = excel(100, List.of(row("WY20260212-0001", "张𠮷 & <b>“引号”</b>\n第二行")))) {
            var sheet = book.getSheetAt(0);

            assertThat(text(sheet, 0, 0)).isEqualTo(MARK);
            assertThat(text(sheet, 1, 1)).isEqualTo("标题");
            assertThat(text(sheet, 2, 0)).isEqualTo("WY20260212-0001");
            assertThat(text(sheet, 2, 1)).isEqualTo("张𠮷 & <b>“引号”</b>\n第二行");
            assertThat(sheet.getRow(2).getCell(2).getLocalDateTimeCellValue())
                    .isEqualTo(LocalDateTime.parse("2026-02-12T12:00"));
            assertThat(sheet.getRow(2).getCell(2).getCellStyle().getDataFormatString())
                    .isEqualTo("yyyy-mm-dd hh:mm");
            assertThat(sheet.getRow(2).getCell(3).getNumericCellValue()).isEqualTo(3);
        }
    }

    @Test
    void excelShowsTheHeadOnEachPageAndEachPageSaysWhoTookIt() throws IOException {
        try (var book = excel(100, List.of(row("1", "标题")))) {
            var sheet = book.getSheetAt(0);

            assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) 2);
            assertThat(sheet.getRepeatingRows().getFirstRow()).isEqualTo(1);
            assertThat(sheet.getHeader().getCenter()).endsWith("台账 张三 A&&B");
            assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+8613800001111", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "012345678901234567"})
    void nothingBecomesAFormulaOrANumber(String typed) throws IOException {
        try (var book = excel(100, List.of(row("1", typed)))) {
            var cell = book.getSheetAt(0).getRow(2).getCell(1);
            assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
            assertThat(cell.getStringCellValue().strip()).isEqualTo(typed.strip());
        }
        assertThat(csv(List.of(row("1", typed)))).contains("\"'" + typed + "\"");
    }

    @Test
    void aFullSheetGoesOnInAnotherOne() throws IOException {
        var rows = List.of(row("1", "一"), row("2", "二"), row("3", "三"), row("4", "四"), row("5", "五"));
        try (var book = excel(2, rows)) {
            assertThat(book.getNumberOfSheets()).isEqualTo(3);
            assertThat(book.getSheetName(2)).isEqualTo("台账 3");
            assertThat(book.getSheetAt(0).getLastRowNum()).isEqualTo(3);
            assertThat(text(book.getSheetAt(1), 1, 0)).isEqualTo("编号");
            assertThat(text(book.getSheetAt(2), 2, 0)).isEqualTo("5");
        }
    }

    @Test
    void aTextLongerThanACellTakesEndsThere() throws IOException {
        var text = new Random(7)
                .ints(40_000, 0x4e00, 0x9fa5)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        try (var book = excel(100, List.of(row("1", text)))) {
            assertThat(text(book.getSheetAt(0), 2, 1)).isEqualTo(text.substring(0, 32_767));
        }
    }

    @Test
    void csvBeginsWithItsMarkAndQuotesEverything() throws IOException {
        assertThat(csv(List.of(row("WY20260212-0001", "他说\"不行\",\n再来"))))
                .isEqualTo("\uFEFF\"" + MARK + "\"\r\n\"编号\",\"标题\",\"登记时间\",\"次数\"\r\n"
                        + "\"WY20260212-0001\",\"他说\"\"不行\"\",\n再来\",\"2026-02-12 12:00\",3\r\n");
    }
}
