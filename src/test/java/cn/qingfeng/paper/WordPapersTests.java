package cn.qingfeng.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Messages;
import cn.qingfeng.Refusal;
import cn.qingfeng.paper.pdf.PdfDrawings;
import cn.qingfeng.paper.word.WordFile;
import cn.qingfeng.paper.word.WordLayout;
import cn.qingfeng.testing.Needs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Papers from the product's own templates, read back by others than those that wrote them: Word as a ZIP of XML, PDF by
 * PDFBox. And what an office, or somebody worse, hands in as a template.
 */
class WordPapersTests {

    private final PaperTemplates templates = new PaperTemplates(null, Messages.source(), Clock.systemDefaultZone());

    private static final PdfDrawings PDF = new PdfDrawings();

    /** Every place filled with its own name between signs that no template has. */
    private PaperValues everything(PaperKind kind, int rows) {
        var values = new EnumMap<Place, String>(Place.class);
        kind.places().forEach(place -> values.put(place, "《" + templates.name(place) + "》"));
        values.put(Place.NUMBER, "舞营商交〔2026〕7号");
        values.put(Place.TEXT, "第一行\n第二行 <b>&\u0001");
        var lines = new java.util.ArrayList<Map<Place, String>>();
        for (var at = 1; at <= rows; at++) {
            var line = new EnumMap<Place, String>(Place.class);
            for (var place : kind.ofRows()) {
                line.put(place, templates.name(place) + at);
            }
            lines.add(line);
        }
        var bars = List.of(new PaperValues.Bar("税务局", 12.5), new PaperValues.Bar("市场监管局", 3));
        return new PaperValues(values, lines, kind.about() == PaperKind.About.PACK ? bars : List.of());
    }

    private WordFile paper(PaperKind kind, PaperValues values) {
        return templates.filled(templates.checked(kind, templates.shipped(kind)), kind, values);
    }

    @ParameterizedTest
    @EnumSource(PaperKind.class)
    void everyShippedTemplateIsTakenAndLeavesNoPlaceOpen(PaperKind kind) throws IOException {
        var template = templates.checked(kind, templates.shipped(kind));
        var written = text(paper(kind, everything(kind, 3)).bytes());
        assertThat(written).doesNotContain("${");
        // Copies of a paper ballot are alike: what a firm marks carries no number but the one that it copies itself.
        assertThat(written.contains("舞营商交〔2026〕7号")).isEqualTo(kind != PaperKind.BALLOT_FORM);
        for (var place : template.used()) {
            if (kind.ofRows().contains(place)) {
                for (var at = 1; at <= 3; at++) {
                    assertThat(written).contains(templates.name(place) + at);
                }
            } else if (place == Place.CHART) {
                var parts = parts(paper(kind, everything(kind, 3)).bytes());
                assertThat(parts.keySet()).contains("word/charts/chart1.xml");
                assertThat(parts.get("word/charts/chart1.xml")).contains("税务局").contains("12.5");
            } else if (place != Place.NUMBER && place != Place.TEXT) {
                assertThat(written).contains("《" + templates.name(place) + "》");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PaperKind.class)
    void thePdfSaysTheSameAsTheWordFile(PaperKind kind) throws IOException {
        Needs.part("A Chinese TrueType font", PDF.arePossible(), "no .ttf with Chinese signs was found");
        var word = paper(kind, everything(kind, 40));
        var pdf = PDF.of(word, "舞营商交〔2026〕7号");
        Files.write(Files.createDirectories(Path.of("target/papers")).resolve(kind + ".pdf"), pdf);
        Files.write(Path.of("target/papers").resolve(kind + ".docx"), word.bytes());
        try (var document = Loader.loadPDF(pdf)) {
            // Where lines and pages break is the page's affair.
            var said = bare(new PDFTextStripper().getText(document)).replaceAll("—\\d+—", "");
            assertThat(paragraphs(word.bytes()).stream().filter(text -> !said.contains(text)))
                    .isEmpty();
            assertThat(said).contains("字体代用");
            if (kind.places().contains(Place.CHART)) {
                assertThat(said).as("the chart's bars").contains("税务局12.5").contains("市场监管局3");
            }
            if (!kind.ofRows().isEmpty()) {
                assertThat(document.getNumberOfPages()).isGreaterThan(1);
                assertThat(bare(new PDFTextStripper().getText(document))).contains("—2—");
            }
        }
    }

    private static String bare(String text) {
        return text.replaceAll("[\\s\\u3000\\u00A0]", "");
    }

    /** Word splits what was typed in one go, and marks what it finds odd. */
    @Test
    void aPlaceIsFoundHoweverWordSplitIt() throws IOException {
        var split =
                document("<w:p><w:r><w:t>编号：$</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>{线索</w:t></w:r>"
                        + "<w:r><w:rPr><w:b/></w:rPr><w:t>编号 </w:t></w:r><w:r><w:t>}，＄｛登记日期｝止</w:t></w:r></w:p>");
        var written =
                text(paper(split, Map.of(Place.CLUE_NUMBER, "WY20260212-0001", Place.REGISTERED_ON, "2026年2月12日")));
        assertThat(written).isEqualTo("编号：WY20260212-0001，2026年2月12日止");
    }

    @Test
    void whatIsFilledInIsTextAndNeverMarkupNorAPlace() throws IOException {
        var written = paper(
                document("<w:p><w:r><w:t>[${正文}]</w:t></w:r></w:p>"),
                Map.of(Place.TEXT, "${线索编号} <w:p/>&amp;\n第二行\u0000", Place.CLUE_NUMBER, "WY"));
        assertThat(text(written)).isEqualTo("[${线索编号} <w:p/>&amp;第二行]");
        assertThat(parts(written).get("word/document.xml").split("</w:p>")).hasSize(3);
    }

    private byte[] paper(byte[] template, Map<Place, String> values) {
        return templates
                .filled(
                        templates.checked(PaperKind.SUPPLEMENT, template),
                        PaperKind.SUPPLEMENT,
                        new PaperValues(values, List.of(), List.of()))
                .bytes();
    }

    @Test
    void aTableWithNothingToListKeepsAnEmptyRow() throws IOException {
        var written =
                paper(PaperKind.DISPATCH, everything(PaperKind.DISPATCH, 0)).bytes();
        assertThat(text(written)).doesNotContain("${").contains("截止时间");
    }

    @Test
    void aPlaceThatThereIsNotIsSaidWithItsName() {
        refused("paper.place.unknown", document("<w:p><w:r><w:t>${反映人姓名} ${正文}</w:t></w:r></w:p>"))
                .satisfies(refusal ->
                        assertThat(((Refusal) refusal).args().toString()).isEqualTo("[${反映人姓名}]"));
        refused("paper.place.open", document("<w:p><w:r><w:t>${正文</w:t></w:r></w:p>"));
    }

    /** A reporter's letter has no place for what the offices wrote to each other, nor for who handles. */
    @Test
    void noLetterToAReporterCanNameWhatAReporterShouldNotRead() {
        var inside = List.of(
                Place.REQUIREMENTS,
                Place.LEADER,
                Place.SUMMARY,
                Place.CARD,
                Place.PROBLEM,
                Place.DEMAND,
                Place.TRANSFER_REASON,
                Place.WISH_REASON,
                Place.WISH_GROUND,
                Place.PRESS_GROUND);
        for (var kind : PaperKind.values()) {
            if (kind.reader() == PaperKind.Reader.REPORTER) {
                assertThat(kind.places()).as(kind.name()).doesNotContainAnyElementsOf(inside);
            }
        }
    }

    @Test
    void aFontThatPapersDoNotHaveIsNamed() {
        var run = "<w:p><w:r><w:rPr><w:rFonts w:eastAsia=\"%s\"/></w:rPr><w:t>一句</w:t></w:r></w:p>";
        var template =
                templates.checked(PaperKind.DISPATCH, document(run.formatted("方正舞体") + run.formatted("仿宋_GB2312")));
        assertThat(WordLayout.strangeFonts(template.file())).containsExactly("方正舞体");
        assertThat(WordLayout.strangeFonts(templates
                        .checked(PaperKind.DISPATCH, templates.shipped(PaperKind.DISPATCH))
                        .file()))
                .isEmpty();
    }

    @Test
    void aRowsPlaceStandsInATableAndInOneRowOnly() {
        assertThatThrownBy(() ->
                        templates.checked(PaperKind.DISPATCH, document("<w:p><w:r><w:t>${时限名称}</w:t></w:r></w:p>")))
                .hasMessageContaining("paper.place.row");
        var row = "<w:tr><w:tc><w:p><w:r><w:t>${时限名称}</w:t></w:r></w:p></w:tc></w:tr>";
        assertThatThrownBy(
                        () -> templates.checked(PaperKind.DISPATCH, document("<w:tbl>" + row + row + "</w:tbl><w:p/>")))
                .hasMessageContaining("paper.place.rows");
    }

    @Test
    void whatIsNoTemplateIsRefusedInWordsBeforeAnythingIsKept() throws IOException {
        var fine = document("<w:p/>");
        refused("paper.word.other", "just text".getBytes(StandardCharsets.UTF_8));
        refused("paper.word.other", zip(Map.of("a.txt", "b")));
        refused("paper.word.old", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
        refused("paper.word.damaged", Arrays.copyOf(fine, fine.length / 2));
        refused("paper.word.damaged", changed(fine, "word/document.xml", xml -> xml.replace("</w:body>", "")));
        refused(
                "paper.word.damaged",
                changed(
                        fine,
                        "word/document.xml",
                        xml -> xml.replaceFirst(
                                "(<\\?xml[^>]*>)", "$1<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>")));
        refused("paper.word.large", new byte[(2 << 20) + 1]);
        refused("paper.word.bomb", with(fine, "word/media/image1.png", "0".repeat(30 << 20)));
        refused("paper.word.macros", with(fine, "word/vbaProject.bin", "x"));
        refused(
                "paper.word.macros",
                changed(
                        fine,
                        "[Content_Types].xml",
                        xml -> xml.replace(
                                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                                "application/vnd.ms-word.document.macroEnabled.main+xml")));
        refused("paper.word.objects", with(fine, "word/embeddings/oleObject1.bin", "x"));
        refused("paper.word.objects", with(fine, "word/activeX/activeX1.xml", "<a/>"));
        refused("paper.word.objects", document("<w:altChunk r:id=\"rId9\" xmlns:r=\"urn:r\"/>"));
        refused(
                "paper.word.links",
                with(
                        fine,
                        "word/_rels/settings.xml.rels",
                        "<Relationships xmlns=\"urn:x\"><Relationship Id=\"a\""
                                + " Target=\"http://198.51.100.1/a.dotm\" TargetMode=\"External\"/></Relationships>"));
        refused(
                "paper.word.links",
                document(
                        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r>"
                                + "<w:r><w:instrText>AUTO cmd</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"));
        refused(
                "paper.word.links",
                document(
                        "<w:p><w:fldSimple w:instr=\" INCLUDETEXT &quot;C:\\a.docx&quot;\"><w:r/></w:fldSimple></w:p>"));
        // The page number that every template has is no such field.
        templates.checked(
                PaperKind.SUPPLEMENT,
                document("<w:p><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>"));
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(String key, byte[] content) {
        return assertThatThrownBy(() -> templates.checked(PaperKind.SUPPLEMENT, content))
                .as(key)
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(key);
    }

    @Test
    void numbersAreWrittenAsTheCountySaid() {
        assertThat(PaperNumbers.written("舞营商交〔{year}〕{n}号", 2026, "1")).isEqualTo("舞营商交〔2026〕1号");
        assertThat(PaperNumbers.written("$1\\{n}/{year}", 2027, "12")).isEqualTo("$1\\12/2027");
    }

    /** A document with that body, in the parts of a shipped template. */
    private byte[] document(String body) {
        try {
            return changed(
                    templates.shipped(PaperKind.SUPPLEMENT),
                    "word/document.xml",
                    xml -> "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w="
                            + "\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + body
                            + "</w:body></w:document>");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> parts(byte[] word) throws IOException {
        var parts = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(word))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private static byte[] zip(Map<String, String> parts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] with(byte[] word, String name, String content) throws IOException {
        var parts = parts(word);
        parts.put(name, content);
        return zip(parts);
    }

    private static byte[] changed(byte[] word, String name, UnaryOperator<String> change) throws IOException {
        var parts = parts(word);
        var before = parts.get(name);
        parts.put(name, change.apply(before));
        assertThat(parts.get(name)).isNotEqualTo(before);
        return zip(parts);
    }

    /** The texts of a document's paragraphs, by nothing but its XML. */
    private static List<String> paragraphs(byte[] word) throws IOException {
        return Arrays.stream(parts(word).get("word/document.xml").split("</w:p>"))
                .map(paragraph -> bare(joined(paragraph)))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static final Pattern TEXT = Pattern.compile("<w:t(?:\\s[^>]*)?>([^<]*)</w:t>");

    /** What the document's text is, by nothing but its XML. */
    private static String text(byte[] word) throws IOException {
        return joined(parts(word).get("word/document.xml"));
    }

    private static String joined(String xml) {
        var text = new StringBuilder();
        TEXT.matcher(xml).results().forEach(found -> text.append(found.group(1)));
        return text.toString().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
