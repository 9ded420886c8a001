package cn.qingfeng.paper.word;

import cn.qingfeng.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A .docx as its parts. Whoever hands one in may be hostile: what it unpacks to is bounded, and what would run, be fetched
 * from elsewhere or hide another file is refused in words (macros, external links, embedded objects, fields that fetch).
 * Parts are read as XML and not through POI's objects, because places may stand where those do not look: text boxes, content
 * controls, headers.
 */
public final class WordFile {

    /** Longest file that is read, in bytes, and in megabytes for words. */
    public static final int MOST_MEGABYTES = 2;

    private static final int MOST_BYTES = MOST_MEGABYTES << 20;
    private static final int MOST_PARTS = 500;
    private static final int MOST_UNPACKED = 24 << 20;
    private static final long FIRST_DAY = 315_532_800_000L;

    static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    static final String DOCUMENT = "word/document.xml";
    private static final String TYPES = "[Content_Types].xml";
    private static final String MAIN =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    private static final Pattern MACROS = Pattern.compile("(?i).*(vbaProject|vbaData|customUI/).*");
    private static final Pattern OBJECTS = Pattern.compile("(?i).*(/embeddings/|/activeX/|oleObject|/afchunk).*");
    private static final Pattern WITH_TEXT =
            Pattern.compile("word/(document|(header|footer)\\d*|footnotes|endnotes)\\.xml");

    /** Fields that fetch something from elsewhere, or start something. */
    private static final Pattern FETCHING = Pattern.compile(
            "(?i)^\\s*\"?\\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|LINK|IMPORT|DATABASE|MACROBUTTON|RD|EMBED)\\b.*",
            Pattern.DOTALL);

    private final Map<String, byte[]> parts;

    private WordFile(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    /**
     * Reads and looks through a file.
     *
     * @throws Refusal with what is wrong, in words; nothing of the file was used then
     */
    public static WordFile read(byte[] content) {
        if (content.length > MOST_BYTES) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, "paper.word.large", List.of(), MOST_MEGABYTES);
        }
        if (content.length > 1 && (content[0] & 0xFF) == 0xD0 && (content[1] & 0xFF) == 0xCF) {
            throw Refusal.invalid("paper.word.old");
        }
        if (content.length < 4 || content[0] != 'P' || content[1] != 'K') {
            throw Refusal.invalid("paper.word.other");
        }
        var word = new WordFile(unpacked(content));
        word.look();
        return word;
    }

    /** One that this product wrote and kept: read under the same limits, not looked through again. */
    public static WordFile own(byte[] content) {
        return new WordFile(unpacked(content));
    }

    private static Map<String, byte[]> unpacked(byte[] content) {
        var parts = new LinkedHashMap<String, byte[]>();
        var left = MOST_UNPACKED;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                var part = zip.readNBytes(left + 1);
                left -= part.length;
                if (left < 0 || parts.size() >= MOST_PARTS) {
                    throw Refusal.invalid("paper.word.bomb");
                }
                if (!entry.isDirectory() && parts.put(entry.getName().replace('\\', '/'), part) != null) {
                    throw Refusal.invalid("paper.word.damaged");
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException broken) {
            throw Refusal.invalid("paper.word.damaged");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    private void look() {
        if (parts.isEmpty()) {
            throw Refusal.invalid("paper.word.damaged");
        }
        if (!parts.containsKey(TYPES) || !parts.containsKey(DOCUMENT)) {
            throw Refusal.invalid("paper.word.other");
        }
        var types = xml(TYPES);
        var all = elements(types, "*")
                .map(type -> type.getAttribute("ContentType"))
                .toList();
        if (parts.keySet().stream().anyMatch(name -> MACROS.matcher(name).matches())
                || all.stream().anyMatch(type -> type.contains("macroEnabled") || type.contains("vba"))) {
            throw Refusal.invalid("paper.word.macros");
        }
        if (parts.keySet().stream().anyMatch(name -> OBJECTS.matcher("/" + name).matches())
                || all.stream().anyMatch(type -> type.contains("oleObject") || type.contains("activeX"))) {
            throw Refusal.invalid("paper.word.objects");
        }
        if (all.stream().noneMatch(MAIN::equals)) {
            throw Refusal.invalid("paper.word.other");
        }
        parts.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".rels"))
                .flatMap(name -> elements(xml(name), "*"))
                .filter(link -> link.getAttribute("TargetMode").equalsIgnoreCase("External"))
                .findFirst()
                .ifPresent(link -> {
                    throw Refusal.invalid("paper.word.links", shortened(link.getAttribute("Target")));
                });
        texts().forEach(this::lookThrough);
    }

    private void lookThrough(String part) {
        var page = xml(part);
        if (elements(page, "altChunk").findAny().isPresent()
                || elements(page, "object").findAny().isPresent()) {
            throw Refusal.invalid("paper.word.objects");
        }
        var simple = elements(page, "fldSimple").map(field -> field.getAttributeNS(W, "instr"));
        var told = elements(page, "p").flatMap(paragraph -> fields(paragraph).stream());
        Stream.concat(simple, told)
                .filter(field -> FETCHING.matcher(field).matches())
                .findFirst()
                .ifPresent(field -> {
                    throw Refusal.invalid("paper.word.links", shortened(field));
                });
    }

    /** What the fields of a paragraph are told, joined over the runs into which Word splits it. */
    private static List<String> fields(Element paragraph) {
        var fields = new java.util.ArrayList<String>();
        var now = new StringBuilder();
        elements(paragraph, "*").forEach(element -> {
            if (element.getLocalName().equals("fldChar")) {
                fields.add(now.toString());
                now.setLength(0);
            } else if (element.getLocalName().equals("instrText")) {
                now.append(element.getTextContent());
            }
        });
        fields.add(now.toString());
        return fields;
    }

    private static String shortened(String told) {
        var one = told.strip().replaceAll("\\s+", " ");
        return one.length() <= 60 ? one : one.substring(0, 60) + "…";
    }

    /** The parts in which somebody may have written: the text, heads and feet of pages, notes. */
    Stream<String> texts() {
        return parts.keySet().stream().filter(name -> WITH_TEXT.matcher(name).matches());
    }

    boolean has(String part) {
        return parts.containsKey(part);
    }

    byte[] part(String name) {
        return parts.get(name);
    }

    /** @throws Refusal when the part is no XML, or brings definitions of its own */
    Document xml(String part) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var reader = factory.newDocumentBuilder();
            reader.setErrorHandler(null);
            return reader.parse(new ByteArrayInputStream(parts.get(part)));
        } catch (SAXException broken) {
            throw Refusal.invalid("paper.word.damaged");
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same file with other parts. */
    WordFile with(Map<String, Document> changed) {
        var all = new LinkedHashMap<>(parts);
        changed.forEach((name, page) -> all.put(name, written(page)));
        return new WordFile(all);
    }

    private static byte[] written(Document page) {
        try {
            page.setXmlStandalone(true);
            var factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var writer = factory.newTransformer();
            writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            var out = new ByteArrayOutputStream();
            writer.transform(new DOMSource(page), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file, the same bytes for the same parts. */
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                var entry = new ZipEntry(part.getKey());
                entry.setTime(FIRST_DAY);
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** All elements of that local name below a node, in the order of the text; {@code *} for all. */
    static Stream<Element> elements(Node below, String name) {
        var found = below instanceof Document page
                ? page.getElementsByTagNameNS("*", name)
                : ((Element) below).getElementsByTagNameNS("*", name);
        // A list that follows later changes: taken down first.
        var all = new java.util.ArrayList<Element>(found.getLength());
        for (var at = 0; at < found.getLength(); at++) {
            all.add((Element) found.item(at));
        }
        return all.stream();
    }

    /** The nearest element of that name above, or null. */
    static Element above(Node node, String name) {
        for (var up = node.getParentNode(); up instanceof Element element; up = up.getParentNode()) {
            if (element.getLocalName().equals(name)) {
                return element;
            }
        }
        return null;
    }
}
