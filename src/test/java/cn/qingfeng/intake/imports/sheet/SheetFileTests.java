package cn.qingfeng.intake.imports.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as officials have them, and as nobody should send them: each read right, or refused in words. */
class SheetFileTests {

    @TempDir
    Path folder;

    private final List<SheetRow> rows = new ArrayList<>();

    private SheetFile.Read read(byte[] content) throws IOException {
        return read(content, 100);
    }

    private SheetFile.Read read(byte[] content, int most) throws IOException {
        rows.clear();
        return SheetFile.read(Files.write(folder.resolve("sent"), content), most, rows::add);
    }

    private List<List<String>> texts() {
        return rows.stream()
                .map(row -> row.cells().stream().map(SheetCell::text).toList())
                .toList();
    }

    private void refuses(String key, byte[] content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.key()).isEqualTo("imports.file." + key));
    }

    private static byte[] workbook(Consumer<XSSFWorkbook> fill) throws IOException {
        try (var book = new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            fill.accept(book);
            book.write(out);
            return out.toByteArray();
        }
    }

    private static void row(XSSFSheet sheet, int line, Object... values) {
        var row = sheet.createRow(line);
        for (var at = 0; at < values.length; at++) {
            if (values[at] instanceof Double number) {
                row.createCell(at).setCellValue(number);
            } else {
                row.createCell(at).setCellValue((String) values[at]);
            }
        }
    }

    @Test
    void readsWhatAFormulaCameToAndSaysWhereNothingIsKnown() throws IOException {
        read(workbook(book -> {
            var sheet = book.createSheet("台账");
            row(sheet, 0, "标题", "电话", 46065.5);
            var cell = sheet.createRow(2).createCell(0);
            cell.setCellFormula("\"问\"&\"题\"");
            book.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(cell);
            sheet.getRow(2).createCell(1).setCellFormula("1/0");
            sheet.getRow(2).createCell(3).setCellValue(13900000001.0);
            book.getCreationHelper()
                    .createFormulaEvaluator()
                    .evaluateFormulaCell(sheet.getRow(2).getCell(1));
        }));
        assertThat(texts())
                .containsExactly(List.of("标题", "电话", "46065.5"), List.of("问题", "#DIV/0!", "", "13900000001"));
        assertThat(rows.get(1).line()).isEqualTo(3);
        assertThat(rows.get(1).at(1).kind()).isEqualTo(SheetCell.Kind.ERROR);

        read(changed(
                workbook(
                        book -> book.createSheet("s").createRow(0).createCell(0).setCellFormula("A2")),
                "xl/worksheets/sheet1.xml",
                xml -> xml.replaceAll("<v>.*?</v>|<v/>", "")));
        assertThat(rows.get(0).at(0).kind()).isEqualTo(SheetCell.Kind.NO_VALUE);
    }

    @Test
    void readsTheFirstSheetThatIsNotHiddenAndNamesTheOthers() throws IOException {
        var read = read(workbook(book -> {
            row(book.createSheet("藏"), 0, "不读");
            book.createSheet("空");
            row(book.createSheet("台账"), 0, "标题");
            row(book.createSheet("去年"), 0, "不读");
            book.setSheetHidden(0, true);
        }));
        assertThat(read.sheet()).isEqualTo("台账");
        assertThat(read.others()).containsExactly("藏", "空", "去年");
        assertThat(texts()).containsExactly(List.of("标题"));
    }

    @Test
    void tellsPlacesMergedOverSeveralRows() throws IOException {
        var read = read(workbook(book -> {
            var sheet = book.createSheet("台账");
            row(sheet, 0, "县台账");
            row(sheet, 1, "企业", "标题");
            row(sheet, 2, "甲公司", "一");
            row(sheet, 3, "", "二");
            sheet.addMergedRegion(CellRangeAddress.valueOf("A1:B1"));
            sheet.addMergedRegion(CellRangeAddress.valueOf("A3:A4"));
        }));
        assertThat(read.merged()).containsExactly(new SheetFile.Merged("A3:A4", 3, 4));
    }

    @Test
    void twoHundredThousandRowsAreRefusedBeforeTheyAreRead() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "Test", "1.0")) {
            var sheet = book.newWorksheet("台账");
            for (var line = 0; line < 200_000; line++) {
                sheet.inlineString(line, 0, "标题");
            }
        }
        assertThatThrownBy(
                        () -> SheetFile.read(Files.write(folder.resolve("many"), out.toByteArray()), 20_000, row -> {}))
                .isInstanceOfSatisfying(Refusal.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
                    assertThat(refused.args().toString()).isEqualTo("[20000]");
                });
    }

    @Test
    void rowsThatOnlyLookLikeSomethingAreNone() throws IOException {
        read(workbook(book -> {
            var sheet = book.createSheet("台账");
            row(sheet, 0, "标题");
            for (var line = 1; line < 500; line++) {
                row(sheet, line, "", " ");
            }
        }));
        assertThat(rows).hasSize(1);
    }

    @Test
    void oldLockedAndForeignFilesAreRefusedInWords() throws IOException {
        try (var old = new HSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            old.createSheet("台账").createRow(0).createCell(0).setCellValue("标题");
            old.write(out);
            refuses("xls", out.toByteArray());
        }
        refuses("empty", new byte[0]);
        refuses("web-page", "<html><table><tr><td>标题</td></tr></table></html>".getBytes(StandardCharsets.UTF_8));
        refuses("no-table", "%PDF-1.7 ...".getBytes(StandardCharsets.UTF_8));
        refuses("no-table", zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet".getBytes()));
        refuses("damaged", "PK\u0003\u0004 and no more".getBytes(StandardCharsets.ISO_8859_1));
        refuses("damaged", zip("xl/workbook.xml", "<workbook/>".getBytes()));
        refuses("charset", new byte[] {'a', ',', (byte) 0xFF, (byte) 0xFF, (byte) 0x80});
    }

    @Test
    void macrosAreRefusedWhateverTheFileIsCalled() throws IOException {
        refuses(
                "macros",
                with(workbook(book -> row(book.createSheet("s"), 0, "标题")), "xl/vbaProject.bin", new byte[9]));
    }

    @Test
    void aBombIsRefusedBeforeItGoesOff() throws IOException {
        var zeros = new byte[70 << 20];
        refuses("bomb", with(workbook(book -> row(book.createSheet("s"), 0, "标题")), "xl/sharedStrings.xml", zeros));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"})
    void nothingIsFetchedFromOutside(String part) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "geheim");
        refuses(
                "damaged",
                changed(
                        workbook(book -> row(book.createSheet("s"), 0, "标题")),
                        part,
                        xml -> xml.replaceFirst(
                                        "<(?=[a-z])", "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><")
                                .replace("标题", "&e;")));
    }

    @Test
    void datesCountedFrom1904AreRefused() throws IOException {
        refuses("1904", workbook(book -> {
            row(book.createSheet("s"), 0, "日期");
            book.getCTWorkbook().getWorkbookPr().setDate1904(true);
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030", "UTF-16"})
    void textIsReadInTheCodesOfOfficialsMachines(String charset) throws IOException {
        read("标题,企业\r\n\"有,逗号\r\n和\"\"换行\"\"\",甲公司\r\n\r\n二,".getBytes(Charset.forName(charset)));
        assertThat(texts()).containsExactly(List.of("标题", "企业"), List.of("有,逗号\r\n和\"换行\"", "甲公司"), List.of("二", ""));
        assertThat(rows).extracting(SheetRow::line).containsExactly(1, 2, 5);
    }

    @ParameterizedTest
    @CsvSource(
            value = {";", "\t", ","},
            delimiter = '§',
            ignoreLeadingAndTrailingWhitespace = false)
    void textIsPartedByWhatItsFirstLineHasMostOf(String separator) throws IOException {
        read(("\uFEFF县台账\n标题" + separator + "企业\n一" + separator + "'=1+1").getBytes(StandardCharsets.UTF_8));
        assertThat(texts()).containsExactly(List.of("县台账"), List.of("标题", "企业"), List.of("一", "=1+1"));
    }

    @Test
    void linesEndAsOnOldMachinesToo() throws IOException {
        read("标题,企业\r一,甲\r\r二,\"乙\"\r".getBytes(StandardCharsets.UTF_8));
        assertThat(texts()).containsExactly(List.of("标题", "企业"), List.of("一", "甲"), List.of("二", "乙"));
        assertThat(rows).extracting(SheetRow::line).containsExactly(1, 2, 4);
    }

    @Test
    void textOfFourBytesASignIsNoTable() {
        refuses("no-table", "\uFEFF标题,企业".getBytes(Charset.forName("UTF-32LE")));
    }

    @Test
    void moreLinesThanASheetHasAreRefusedHoweverBlank() {
        refuses("rows", "\n".repeat(SheetFile.LINES_OF_EXCEL + 1).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "0", "1", "2147483647"})
    void aRowThatStandsElsewhereThanItSaysIsNotLostInSilence(String second) throws IOException {
        refuses(
                "damaged",
                changed(
                        workbook(book -> {
                            var sheet = book.createSheet("s");
                            row(sheet, 0, "标题");
                            row(sheet, 1, "一");
                        }),
                        "xl/worksheets/sheet1.xml",
                        xml -> xml.replace("<row r=\"2\"", "<row r=\"" + second + "\"")));
    }

    @Test
    void quotationMarksThatDoNotMatchAreNamedByTheirRow() {
        refuses("quote", "标题,企业\n一,\"甲\n".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            put(zip, name, content);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        ((OutputStream) zip).write(content);
        zip.closeEntry();
    }

    /** The same file with a part more, or another one in its place. */
    private static byte[] with(byte[] book, String name, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out);
                var in = new ZipInputStream(new java.io.ByteArrayInputStream(book))) {
            for (var part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
                if (!part.getName().equals(name)) {
                    put(zip, part.getName(), in.readAllBytes());
                }
            }
            put(zip, name, content);
        }
        return out.toByteArray();
    }

    private static byte[] changed(byte[] book, String name, java.util.function.UnaryOperator<String> change)
            throws IOException {
        try (var in = new ZipInputStream(new java.io.ByteArrayInputStream(book))) {
            for (var part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
                if (part.getName().equals(name)) {
                    var xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    return with(book, name, change.apply(xml).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        throw new IllegalArgumentException(name);
    }
}
