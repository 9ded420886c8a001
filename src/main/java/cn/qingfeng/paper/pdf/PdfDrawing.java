package cn.qingfeng.paper.pdf;

import cn.qingfeng.Refusal;
import cn.qingfeng.paper.word.PaperFont;
import cn.qingfeng.paper.word.WordFile;
import cn.qingfeng.paper.word.WordLayout;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Draws a paper's PDF from what stands in its Word file, so that both say the same whatever the office changed in the
 * template. The fonts that official papers ask for are not free: the PDF says on its last page which others stand for them.
 */
@Component
public class PdfDrawing {

    private final PdfFonts fonts;
    private final SpringTemplateEngine pages;
    private final MessageSource messages;

    PdfDrawing(PdfFonts fonts, SpringTemplateEngine pages, MessageSource messages) {
        this.fonts = fonts;
        this.pages = pages;
        this.messages = messages;
    }

    /** Whether this machine can draw one at all. */
    public boolean isPossible() {
        return !fonts.all().isEmpty();
    }

    /**
     * The PDF.
     *
     * @param title for the file's own properties
     * @throws Refusal unavailable here, when no font is there or none has a sign that the paper needs; the Word file is the
     *     way out
     */
    public byte[] of(WordFile paper, String title) {
        var found = fonts.all();
        if (found.isEmpty()) {
            throw Refusal.conflict("paper.pdf.no-font");
        }
        var sheet = WordLayout.of(paper);
        requireSigns(sheet, found);
        var context = new Context(Locale.CHINA);
        context.setVariable("sheet", sheet);
        context.setVariable("title", title);
        context.setVariable("standIns", standInsFor(paper));
        var page = pages.process("paper/pdf", context);
        try {
            var out = new ByteArrayOutputStream();
            var builder = new PdfRendererBuilder();
            found.forEach((font, file) -> {
                for (var weight : List.of(400, 700)) {
                    for (var style : List.of(FontStyle.NORMAL, FontStyle.ITALIC)) {
                        builder.useFont(file.file().toFile(), font.css(), weight, style, true);
                    }
                }
            });
            builder.useFastMode();
            // Nothing is fetched: pictures come with the page.
            builder.useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null);
            builder.withProducer("Qingfeng");
            builder.withHtmlContent(page, null);
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands for the fonts that a file names, in words; empty where nothing has to, or nothing can. */
    public String standInsFor(WordFile file) {
        var wanted = WordLayout.fonts(file);
        var found = new EnumMap<PaperFont, PdfFonts.Found>(PaperFont.class);
        fonts.all().forEach((font, one) -> {
            if (wanted.contains(font)) {
                found.put(font, one);
            }
        });
        return standIns(found);
    }

    private String standIns(Map<PaperFont, PdfFonts.Found> found) {
        return found.entrySet().stream()
                .filter(each -> !isTheRightOne(each.getKey(), each.getValue()))
                .map(each -> messages.getMessage(
                        "paper.pdf.stand-in",
                        new Object[] {
                            messages.getMessage("paper.font." + each.getKey(), null, Locale.CHINA),
                            each.getValue().family()
                        },
                        Locale.CHINA))
                .collect(Collectors.joining("\uff1b"));
    }

    private static boolean isTheRightOne(PaperFont font, PdfFonts.Found file) {
        var family = file.family().toLowerCase(Locale.ROOT);
        var first = font.families().get(0);
        return family.contains(first)
                || font == PaperFont.FANG && family.contains("fangsong")
                || font == PaperFont.KAI && family.contains("kaiti") && !family.contains("ar pl");
    }

    private static void requireSigns(WordLayout.Sheet sheet, Map<PaperFont, PdfFonts.Found> found) {
        var wanted = new TreeSet<Integer>();
        texts(sheet.blocks()).forEach(text -> text.codePoints().forEach(wanted::add));
        wanted.removeIf(sign -> sign < 0x20 || Character.isWhitespace(sign) || sign == 0xA0 || sign == 0x3000);
        found.values().stream()
                .map(PdfFonts.Found::file)
                .distinct()
                .forEach(file -> wanted.retainAll(lacking(file, wanted)));
        if (!wanted.isEmpty()) {
            throw Refusal.conflict(
                    "paper.pdf.no-sign",
                    wanted.stream().limit(10).map(Character::toString).collect(Collectors.joining(" ")));
        }
    }

    private static TreeSet<Integer> lacking(Path file, TreeSet<Integer> wanted) {
        try (var font = PdfFonts.parsed(file)) {
            var signs = font.getUnicodeCmapLookup();
            return wanted.stream()
                    .filter(sign -> signs.getGlyphId(sign) == 0)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> texts(List<WordLayout.Block> blocks) {
        return blocks.stream()
                .flatMap(block -> block instanceof WordLayout.Paragraph paragraph
                        ? paragraph.spans().stream().map(WordLayout.Span::text)
                        : ((WordLayout.Table) block)
                                .rows().stream()
                                        .flatMap(row -> row.cells().stream())
                                        .flatMap(cell -> texts(cell.blocks())));
    }
}
