package cn.qingfeng.paper.word;

import cn.qingfeng.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The places of a template, <code>${线索编号}</code>, and how they are filled in. Word splits what one typed in one go over
 * several runs: a paragraph's texts are read as one, and what is put in takes the look of the place's first sign. A table's
 * row with places for rows is repeated for each of them.
 */
public final class WordPlaces {

    /** Also as a Chinese keyboard types it. */
    private static final Pattern PLACE = Pattern.compile("[$＄][{｛]([^{}｛｝$＄]{0,60})[}｝]");

    private static final Pattern BEGUN = Pattern.compile("[$＄][{｛]");

    /** What XML 1.0 cannot hold. */
    private static final Pattern UNWRITABLE = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    private WordPlaces() {}

    /**
     * The places that a template uses, in the order of its text.
     *
     * @param known the places that are filled in once; {@code ofRows} those of a repeated row
     * @throws Refusal when it names one that there is not, one of rows outside a table, or two tables with such rows
     */
    public static Set<String> used(WordFile template, Set<String> known, Set<String> ofRows) {
        var used = new LinkedHashSet<String>();
        var rows = new ArrayList<Element>();
        template.texts()
                .forEach(part -> WordFile.elements(template.xml(part), "p").forEach(paragraph -> {
                    var text = joined(own(paragraph));
                    var found = PLACE.matcher(text)
                            .results()
                            .map(place -> name(place.group(1)))
                            .toList();
                    if (BEGUN.matcher(text).results().count() > found.size()) {
                        throw Refusal.invalid("paper.place.open", shortened(text));
                    }
                    for (var name : found) {
                        if (ofRows.contains(name)) {
                            var row = WordFile.above(paragraph, "tr");
                            if (row == null) {
                                throw Refusal.invalid("paper.place.row", name);
                            }
                            if (rows.stream().noneMatch(row::isSameNode)) {
                                rows.add(row);
                            }
                        }
                        used.add(name);
                    }
                }));
        var unknown = new TreeSet<>(used);
        unknown.removeAll(known);
        unknown.removeAll(ofRows);
        if (!unknown.isEmpty()) {
            throw Refusal.invalid(
                    "paper.place.unknown",
                    unknown.stream().map(WordPlaces::written).collect(Collectors.joining(" ")));
        }
        if (rows.size() > 1) {
            throw Refusal.invalid("paper.place.rows");
        }
        return used;
    }

    private static String name(String typed) {
        return typed.strip();
    }

    private static String written(String name) {
        return "${" + name + "}";
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /**
     * The template with its places filled in.
     *
     * @param values by place; a place without one becomes empty
     * @param rows the values of each repetition of the row, by place
     */
    public static WordFile filled(
            WordFile template, Map<String, String> values, Set<String> ofRows, List<Map<String, String>> rows) {
        var changed = new LinkedHashMap<String, Document>();
        template.texts().forEach(part -> {
            var page = template.xml(part);
            repeat(page, values, ofRows, rows);
            WordFile.elements(page, "p").forEach(paragraph -> fill(paragraph, values::get));
            changed.put(part, page);
        });
        return template.with(changed);
    }

    private static void repeat(
            Document page, Map<String, String> values, Set<String> ofRows, List<Map<String, String>> rows) {
        var repeated = WordFile.elements(page, "p")
                .filter(paragraph -> PLACE.matcher(joined(own(paragraph)))
                        .results()
                        .anyMatch(place -> ofRows.contains(name(place.group(1)))))
                .map(paragraph -> WordFile.above(paragraph, "tr"))
                .findFirst();
        repeated.ifPresent(row -> {
            var table = row.getParentNode();
            for (var one : rows) {
                var copy = (Element) row.cloneNode(true);
                table.insertBefore(copy, row);
                WordFile.elements(copy, "p")
                        .forEach(paragraph ->
                                fill(paragraph, name -> one.containsKey(name) ? one.get(name) : values.get(name)));
            }
            if (rows.isEmpty()) {
                WordFile.elements(row, "p").forEach(paragraph -> fill(paragraph, name -> ""));
            } else {
                table.removeChild(row);
            }
        });
    }

    /** The texts of a paragraph, without those of paragraphs in a text box that hangs in it. */
    private static List<Element> own(Element paragraph) {
        return WordFile.elements(paragraph, "t")
                .filter(text -> WordFile.W.equals(text.getNamespaceURI()))
                .filter(text -> paragraph.isSameNode(WordFile.above(text, "p")))
                .toList();
    }

    private static String joined(List<Element> texts) {
        return texts.stream().map(Node::getTextContent).collect(Collectors.joining());
    }

    private static void fill(Element paragraph, Function<String, String> value) {
        var texts = own(paragraph);
        var places = PLACE.matcher(joined(texts)).results().toList();
        // From the end, so that what stands before keeps its place.
        for (var at = places.size() - 1; at >= 0; at--) {
            var place = places.get(at);
            var told = value.apply(name(place.group(1)));
            replace(
                    texts,
                    place.start(),
                    place.end(),
                    told == null ? "" : UNWRITABLE.matcher(told).replaceAll(""));
        }
        if (!places.isEmpty()) {
            if (!inParagraphs(paragraph, texts)) {
                texts.forEach(WordPlaces::breakLines);
            }
        }
    }

    /** Where the lines are all that a paragraph says, each becomes a paragraph of the same look. */
    private static boolean inParagraphs(Element paragraph, List<Element> texts) {
        var said =
                texts.stream().filter(text -> !text.getTextContent().isEmpty()).toList();
        if (said.size() != 1) {
            return false;
        }
        var lines = said.get(0).getTextContent().split("\\R", -1);
        for (var at = 0; at < lines.length; at++) {
            set(said.get(0), lines[at]);
            if (at < lines.length - 1) {
                paragraph.getParentNode().insertBefore(paragraph.cloneNode(true), paragraph);
            }
        }
        return true;
    }

    private static void replace(List<Element> texts, int from, int to, String told) {
        var begin = 0;
        for (var text : texts) {
            var here = text.getTextContent();
            var end = begin + here.length();
            if (end > from && begin < to) {
                var before = here.substring(0, Math.max(0, from - begin));
                var after = here.substring(Math.min(here.length(), to - begin));
                set(text, before + (begin <= from ? told : "") + after);
            }
            begin = end;
        }
    }

    private static void set(Element text, String content) {
        text.setTextContent(content);
        text.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
    }

    private static void breakLines(Element text) {
        var lines = text.getTextContent().split("\\R", -1);
        if (lines.length == 1) {
            return;
        }
        set(text, lines[0]);
        var before = text.getNextSibling();
        var run = text.getParentNode();
        var prefix = text.getPrefix() == null ? "" : text.getPrefix() + ":";
        for (var at = 1; at < lines.length; at++) {
            run.insertBefore(text.getOwnerDocument().createElementNS(WordFile.W, prefix + "br"), before);
            var line = (Element) text.cloneNode(false);
            set(line, lines[at]);
            run.insertBefore(line, before);
        }
    }
}
