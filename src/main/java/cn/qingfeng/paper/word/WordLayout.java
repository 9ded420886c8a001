package cn.qingfeng.paper.word;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What stands in a Word file, as boxes and styles that a page can draw: paragraphs, tables, pictures, the page's size and
 * whether pages are numbered. It knows what papers of offices use, not all of Word: columns, floating pictures and drawings
 * are passed over. Styles are lengths, colours and names of our own fonts, never text of the file.
 */
public final class WordLayout {

    /**
     * @param style the page's size and margins
     * @param numbered whether the file's foot counts pages
     */
    public record Sheet(String style, boolean numbered, List<Block> blocks) {}

    /** A paragraph or a table. */
    public sealed interface Block permits Paragraph, Table {

        default boolean isTable() {
            return this instanceof Table;
        }
    }

    public record Paragraph(String style, List<Span> spans) implements Block {}

    /** @param picture a picture as a data address, or null; {@code line} whether a new line begins before it */
    public record Span(String text, String style, boolean line, String picture) {}

    public record Table(String style, List<Row> rows) implements Block {}

    public record Row(String style, List<Cell> cells) {}

    public record Cell(int columns, int rows, String style, List<Block> blocks) {}

    private static final double TWIPS_IN_A_POINT = 20;
    private static final double LINE = 240;

    /** What covers a word, and the sign for it that also old fonts have. */
    private static final char COVER = '\u2587';

    private static final char SQUARE = '\u25A0';

    private static final int LARGEST_PICTURE = 1 << 20;

    private final WordFile file;
    private final Map<String, Element> styles = new HashMap<>();
    private Element byDefault;
    private Element ofParagraphsByDefault;
    private String usual;
    private double closer;

    private WordLayout(WordFile file) {
        this.file = file;
    }

    public static Sheet of(WordFile file) {
        return new WordLayout(file).sheet();
    }

    /** The fonts that a file names for Chinese. */
    public static Set<PaperFont> fonts(WordFile file) {
        return named(
                        file,
                        Stream.concat(file.texts(), Stream.of("word/styles.xml").filter(file::has)))
                .map(PaperFont::of)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PaperFont.class)));
    }

    /** The fonts that a file's text names for Chinese and that are none of official papers: FANG is taken for them. */
    public static Set<String> strangeFonts(WordFile file) {
        return named(file, file.texts())
                .filter(name -> PaperFont.known(name).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> named(WordFile file, Stream<String> parts) {
        return parts.flatMap(part -> WordFile.elements(file.xml(part), "rFonts"))
                .map(font -> attribute(font, "eastAsia"))
                .filter(name -> !name.isEmpty());
    }

    private Sheet sheet() {
        readStyles();
        var body = WordFile.elements(file.xml(WordFile.DOCUMENT), "body")
                .findFirst()
                .orElseThrow();
        var section = children(body, "sectPr").findFirst();
        closer = section.flatMap(it -> child(it, "docGrid"))
                .map(grid -> number(grid, "charSpace", 0) / 4096)
                .filter(space -> space < 0)
                .orElse(0.0);
        var numbered = file.texts()
                .filter(part -> part.startsWith("word/footer"))
                .map(file::xml)
                .anyMatch(foot -> Stream.concat(
                                WordFile.elements(foot, "instrText").map(Node::getTextContent),
                                WordFile.elements(foot, "fldSimple")
                                        .map(field -> field.getAttributeNS(WordFile.W, "instr")))
                        .anyMatch(told -> told.toUpperCase(Locale.ROOT).matches("(?s).*\\bPAGE\\b.*")));
        return new Sheet(page(section), numbered, blocks(body));
    }

    private static String page(Optional<Element> section) {
        var size = section.flatMap(it -> child(it, "pgSz"));
        var margins = section.flatMap(it -> child(it, "pgMar"));
        Function<String, Double> margin =
                side -> margins.map(it -> number(it, side, 1440)).orElse(1440.0);
        return "size:" + points(size.map(it -> number(it, "w", 11906)).orElse(11906.0)) + " "
                + points(size.map(it -> number(it, "h", 16838)).orElse(16838.0))
                + ";margin:" + points(margin.apply("top")) + " " + points(margin.apply("right")) + " "
                + points(margin.apply("bottom")) + " " + points(margin.apply("left"));
    }

    private void readStyles() {
        if (!file.has("word/styles.xml")) {
            return;
        }
        var page = file.xml("word/styles.xml");
        WordFile.elements(page, "rPrDefault")
                .findFirst()
                .flatMap(it -> child(it, "rPr"))
                .ifPresent(it -> byDefault = it);
        WordFile.elements(page, "pPrDefault")
                .findFirst()
                .flatMap(it -> child(it, "pPr"))
                .ifPresent(it -> ofParagraphsByDefault = it);
        WordFile.elements(page, "style").forEach(style -> {
            styles.put(attribute(style, "styleId"), style);
            if (attribute(style, "type").equals("paragraph")
                    && attribute(style, "default").matches("1|true|on")) {
                usual = attribute(style, "styleId");
            }
        });
    }

    /** Texts and tables, also those within content controls and what a reviewer put in. */
    private List<Block> blocks(Element within) {
        var blocks = new ArrayList<Block>();
        all(within).forEach(element -> {
            switch (element.getLocalName()) {
                case "p" -> {
                    blocks.add(paragraph(element));
                    WordFile.elements(element, "chart")
                            .forEach(chart -> bars(chart).ifPresent(blocks::add));
                }
                case "tbl" -> blocks.add(table(element));
                case "sdt", "sdtContent", "customXml", "ins", "smartTag" -> blocks.addAll(blocks(element));
                default -> {}
            }
        });
        return blocks;
    }

    private Paragraph paragraph(Element paragraph) {
        var chain = chain(paragraph);
        var size = points(chain, "sz", 21) / 2;
        var css = new StringBuilder();
        css.append("text-align:")
                .append(
                        switch (first(chain, "jc", "val").orElse("both")) {
                            case "center" -> "center";
                            case "right", "end" -> "right";
                            case "left", "start" -> "left";
                            default -> "justify";
                        });
        var firstLine = indent(chain, "firstLine", size).orElse(0.0)
                - indent(chain, "hanging", size).orElse(0.0);
        css.append(";text-indent:").append(point(firstLine));
        css.append(";margin:")
                .append(point(space(chain, "before")))
                .append(" ")
                .append(point(indent(chain, "right", size)
                        .or(() -> indent(chain, "end", size))
                        .orElse(0.0)))
                .append(" ")
                .append(point(space(chain, "after")))
                .append(" ")
                .append(point(indent(chain, "left", size)
                        .or(() -> indent(chain, "start", size))
                        .orElse(0.0)));
        var line = first(chain, "spacing", "line").map(WordLayout::number).orElse(LINE);
        var rule = first(chain, "spacing", "lineRule").orElse("auto");
        css.append(";line-height:")
                .append(rule.equals("auto") ? round(1.3 * line / LINE) : point(line / TWIPS_IN_A_POINT));
        css.append(";font-size:").append(point(size));
        if (isOn(chain, "keepNext")) {
            css.append(";page-break-after:avoid");
        }
        if (isOn(chain, "pageBreakBefore")) {
            css.append(";page-break-before:always");
        }
        chain.stream()
                .flatMap(it -> child(it, "pBdr").stream())
                .findFirst()
                .ifPresent(borders -> css.append(borders(borders)));
        var spans = new ArrayList<Span>();
        spans(paragraph, chain, spans);
        return new Paragraph(css.toString(), spans);
    }

    private void spans(Element within, List<Element> chain, List<Span> spans) {
        all(within).forEach(element -> {
            switch (element.getLocalName()) {
                case "r" -> run(element, chain, spans);
                case "hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml" ->
                    spans(element, chain, spans);
                default -> {}
            }
        });
    }

    private void run(Element run, List<Element> ofParagraph, List<Span> spans) {
        var chain = new ArrayList<Element>();
        child(run, "rPr").ifPresent(own -> {
            chain.add(own);
            child(own, "rStyle").ifPresent(style -> inherited(attribute(style, "val"), "rPr", chain));
        });
        chain.addAll(ofParagraph);
        var style = style(chain);
        var line = false;
        for (var piece : all(run).toList()) {
            switch (piece.getLocalName()) {
                case "t" -> {
                    spans.add(new Span(piece.getTextContent().replace(COVER, SQUARE), style, line, null));
                    line = false;
                }
                case "tab" -> spans.add(new Span("\u3000\u3000", style, false, null));
                case "br", "cr" -> {
                    if (line) {
                        spans.add(new Span("", style, true, null));
                    }
                    line = true;
                }
                case "drawing", "pict" -> picture(piece).ifPresent(spans::add);
                default -> {}
            }
        }
        if (line) {
            spans.add(new Span("", style, true, null));
        }
    }

    private String style(List<Element> chain) {
        var css = new StringBuilder();
        css.append("font-family:")
                .append(PaperFont.of(first(chain, "rFonts", "eastAsia").orElse(""))
                        .withOthers());
        css.append(";font-size:").append(point(points(chain, "sz", 21) / 2));
        if (isOn(chain, "b")) {
            css.append(";font-weight:bold");
        }
        if (first(chain, "u", "val").filter(kind -> !kind.equals("none")).isPresent()) {
            css.append(";text-decoration:underline");
        }
        first(chain, "color", "val")
                .filter(colour -> colour.matches("[0-9A-Fa-f]{6}"))
                .ifPresent(colour -> css.append(";color:#").append(colour));
        var spread = first(chain, "spacing", "val").map(WordLayout::number).orElse(0.0) / TWIPS_IN_A_POINT
                + (first(chain, "snapToGrid", "val")
                                .filter(it -> it.matches("0|false|off"))
                                .isPresent()
                        ? 0
                        : closer);
        if (spread != 0) {
            css.append(";letter-spacing:").append(point(spread));
        }
        return css.toString();
    }

    /** A picture that stands in the line, with its size; whatever else is drawn is passed over. */
    private Optional<Span> picture(Element drawing) {
        var size = WordFile.elements(drawing, "extent").findFirst();
        return WordFile.elements(drawing, "blip")
                .findFirst()
                .map(blip -> blip.getAttributeNS(
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "embed"))
                .flatMap(this::target)
                .filter(name -> file.has(name) && file.part(name).length <= LARGEST_PICTURE)
                .flatMap(name -> {
                    var type = name.endsWith(".png") ? "png" : name.matches(".*\\.jpe?g") ? "jpeg" : null;
                    return Optional.ofNullable(type)
                            .map(kind -> new Span(
                                    "",
                                    size.map(it -> "width:" + point(attributeNumber(it, "cx") / 12700) + ";height:"
                                                    + point(attributeNumber(it, "cy") / 12700))
                                            .orElse(""),
                                    false,
                                    "data:image/" + kind + ";base64,"
                                            + Base64.getEncoder().encodeToString(file.part(name))));
                });
    }

    /** A chart of bars, from the amounts that the file keeps beside it: a row for each. */
    private Optional<Table> bars(Element chart) {
        var part = target(chart.getAttributeNS(
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id"))
                .filter(file::has);
        if (part.isEmpty()) {
            return Optional.empty();
        }
        var page = file.xml(part.get());
        var names = points(page, "cat");
        var amounts = points(page, "val");
        var most = amounts.stream().mapToDouble(WordLayout::number).max().orElse(0);
        var rows = new ArrayList<Row>();
        for (var at = 0; at < Math.min(names.size(), amounts.size()); at++) {
            var share = most <= 0 ? 0 : 100 * Math.max(0, number(amounts.get(at))) / most;
            rows.add(new Row(
                    "",
                    List.of(
                            said(names.get(at), "width:32%"),
                            new Cell(
                                    1,
                                    1,
                                    "width:56%;vertical-align:middle",
                                    List.of(new Paragraph(
                                            "height:8pt;min-height:0;background-color:#2f5d8a;width:" + round(share)
                                                    + "%",
                                            List.of()))),
                            said(amounts.get(at).replaceFirst("\\.0+$", ""), "width:12%"))));
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Table("width:100%", rows));
    }

    private static Cell said(String text, String style) {
        return new Cell(
                1,
                1,
                style,
                List.of(new Paragraph(
                        "font-size:9pt",
                        List.of(new Span(text, "font-family:" + PaperFont.SONG.withOthers(), false, null)))));
    }

    private static List<String> points(Document page, String of) {
        return WordFile.elements(page, of)
                .flatMap(series -> WordFile.elements(series, "pt"))
                .flatMap(point -> WordFile.elements(point, "v"))
                .map(Node::getTextContent)
                .toList();
    }

    private Optional<String> target(String relationship) {
        return file.has("word/_rels/document.xml.rels")
                ? WordFile.elements(file.xml("word/_rels/document.xml.rels"), "Relationship")
                        .filter(link -> link.getAttribute("Id").equals(relationship))
                        .map(link -> link.getAttribute("Target"))
                        .map(to -> to.startsWith("/") ? to.substring(1) : "word/" + to)
                        .findFirst()
                : Optional.empty();
    }

    private Table table(Element table) {
        var widths = child(table, "tblGrid").stream()
                .flatMap(grid -> children(grid, "gridCol"))
                .map(column -> number(column, "w", 0))
                .toList();
        var properties = child(table, "tblPr");
        var borders = properties.flatMap(it -> child(it, "tblBorders"));
        var styled = properties
                .flatMap(it -> child(it, "tblStyle"))
                .map(style -> styles.get(attribute(style, "val")))
                .flatMap(style -> child(style, "tblPr"))
                .flatMap(it -> child(it, "tblBorders"));
        var lined = borders.or(() -> styled)
                .flatMap(it -> child(it, "insideH").or(() -> child(it, "top")))
                .filter(line -> !attribute(line, "val").matches("none|nil"))
                .isPresent();
        var rows = new ArrayList<Row>();
        var open = new HashMap<Integer, int[]>();
        children(table, "tr").forEach(row -> {
            var cells = new ArrayList<Cell>();
            var column = 0;
            for (var cell : children(row, "tc").toList()) {
                var of = child(cell, "tcPr");
                var span = of.flatMap(it -> child(it, "gridSpan"))
                        .map(it -> (int) number(it, "val", 1))
                        .orElse(1);
                var merge = of.flatMap(it -> child(it, "vMerge"));
                if (merge.isPresent() && !attribute(merge.get(), "val").equals("restart")) {
                    var above = open.get(column);
                    if (above != null) {
                        above[2]++;
                    }
                } else {
                    if (merge.isPresent()) {
                        open.put(column, new int[] {rows.size(), cells.size(), 1});
                    } else {
                        open.remove(column);
                    }
                    cells.add(new Cell(span, 1, cell(of, widths, column, span, lined), blocks(cell)));
                }
                column += span;
            }
            rows.add(new Row(
                    child(row, "trPr")
                            .flatMap(it -> child(it, "trHeight"))
                            .map(it -> "height:" + points(number(it, "val", 0)))
                            .orElse(""),
                    cells));
            open.forEach((at, first) -> stretch(rows, first));
        });
        var all = widths.stream().mapToDouble(Double::doubleValue).sum();
        var style = "margin-left:"
                + (properties
                                .flatMap(it -> child(it, "jc"))
                                .filter(it -> attribute(it, "val").equals("center"))
                                .isPresent()
                        ? "auto"
                        : "0")
                + (all > 0 ? ";max-width:100%;width:" + points(all) : ";width:100%");
        return new Table(style, rows);
    }

    private static void stretch(List<Row> rows, int[] first) {
        var cells = rows.get(first[0]).cells();
        if (first[1] < cells.size()) {
            var cell = cells.get(first[1]);
            cells.set(first[1], new Cell(cell.columns(), first[2], cell.style(), cell.blocks()));
        }
    }

    private static String cell(Optional<Element> of, List<Double> widths, int column, int span, boolean lined) {
        var css = new StringBuilder();
        var width = 0.0;
        for (var at = column; at < column + span && at < widths.size(); at++) {
            width += widths.get(at);
        }
        var all = widths.stream().mapToDouble(Double::doubleValue).sum();
        if (width > 0) {
            css.append("width:").append(round(100 * width / all)).append("%;");
        }
        css.append(lined ? "border:0.5pt solid #000;" : "");
        of.flatMap(it -> child(it, "shd"))
                .map(it -> attribute(it, "fill"))
                .filter(fill -> fill.matches("[0-9A-Fa-f]{6}"))
                .ifPresent(fill -> css.append("background-color:#").append(fill).append(";"));
        of.flatMap(it -> child(it, "tcBorders")).ifPresent(borders -> css.append(borders(borders)));
        of.flatMap(it -> child(it, "vAlign"))
                .filter(it -> attribute(it, "val").equals("center"))
                .ifPresent(it -> css.append("vertical-align:middle;"));
        return css.toString();
    }

    private static String borders(Element borders) {
        var css = new StringBuilder();
        for (var side : List.of("top", "right", "bottom", "left")) {
            child(borders, side).ifPresent(line -> {
                var kind = attribute(line, "val");
                var colour = attribute(line, "color");
                css.append(";border-").append(side).append(":");
                if (kind.matches("none|nil")) {
                    css.append("none");
                } else {
                    css.append(point(Math.max(0.35, number(line, "sz", 4) / 8)))
                            .append(" solid #")
                            .append(colour.matches("[0-9A-Fa-f]{6}") ? colour : "000000");
                    css.append(";padding-").append(side).append(":").append(point(number(line, "space", 0)));
                }
            });
        }
        return css.append(";").toString();
    }

    /** Where a paragraph's look is looked for: itself, its style and those that it is based on, the file's own default. */
    private List<Element> chain(Element paragraph) {
        var chain = new ArrayList<Element>();
        var own = child(paragraph, "pPr");
        own.ifPresent(chain::add);
        var style = own.flatMap(it -> child(it, "pStyle"))
                .map(it -> attribute(it, "val"))
                .orElse(usual);
        inherited(style, "pPr", chain);
        inherited(style, "rPr", chain);
        if (ofParagraphsByDefault != null) {
            chain.add(ofParagraphsByDefault);
        }
        if (byDefault != null) {
            chain.add(byDefault);
        }
        return chain;
    }

    private void inherited(String name, String part, List<Element> chain) {
        var at = name;
        for (var deep = 0; at != null && deep < 12; deep++) {
            var style = styles.get(at);
            if (style == null) {
                return;
            }
            child(style, part).ifPresent(chain::add);
            at = child(style, "basedOn").map(it -> attribute(it, "val")).orElse(null);
        }
    }

    private static Optional<String> first(List<Element> chain, String name, String attribute) {
        return chain.stream()
                .flatMap(it -> child(it, name).stream())
                .map(it -> attribute(it, attribute))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static boolean isOn(List<Element> chain, String name) {
        return chain.stream()
                .flatMap(it -> child(it, name).stream())
                .findFirst()
                .filter(it -> !attribute(it, "val").matches("0|false|off"))
                .isPresent();
    }

    private static double points(List<Element> chain, String name, double otherwise) {
        return first(chain, name, "val").map(WordLayout::number).orElse(otherwise);
    }

    /** In points; what is given in characters counts before what is given in twips. */
    private static Optional<Double> indent(List<Element> chain, String side, double size) {
        return first(chain, "ind", side + "Chars")
                .map(WordLayout::number)
                .filter(characters -> characters != 0)
                .map(characters -> characters / 100 * size)
                .or(() -> first(chain, "ind", side).map(twips -> number(twips) / TWIPS_IN_A_POINT));
    }

    private static double space(List<Element> chain, String side) {
        return first(chain, "spacing", side).map(WordLayout::number).orElse(0.0) / TWIPS_IN_A_POINT;
    }

    private static Stream<Element> all(Element within) {
        var found = new ArrayList<Element>();
        for (var node = within.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found.stream();
    }

    private static Stream<Element> children(Element within, String name) {
        return all(within).filter(element -> element.getLocalName().equals(name));
    }

    private static Optional<Element> child(Element within, String name) {
        return children(within, name).findFirst();
    }

    private static String attribute(Element element, String name) {
        return element.getAttributeNS(WordFile.W, name);
    }

    private static double attributeNumber(Element element, String name) {
        return number(element.getAttribute(name));
    }

    private static double number(Element element, String attribute, double otherwise) {
        var told = attribute(element, attribute);
        return told.isEmpty() ? otherwise : number(told);
    }

    /** A length that somebody wrote; nothing where it is none, and none beyond what a page could be. */
    private static double number(String told) {
        try {
            var value = Double.parseDouble(told);
            return Double.isFinite(value) ? Math.max(-100_000_000, Math.min(100_000_000, value)) : 0;
        } catch (NumberFormatException other) {
            return 0;
        }
    }

    private static String points(double twips) {
        return point(twips / TWIPS_IN_A_POINT);
    }

    private static String point(double points) {
        return round(points) + "pt";
    }

    private static String round(double value) {
        return String.valueOf(Math.round(value * 100) / 100.0);
    }
}
