package cn.qingfeng.evidence.document;

import cn.qingfeng.Refusal;
import cn.qingfeng.evidence.FileType;
import cn.qingfeng.evidence.Source;
import cn.qingfeng.evidence.picture.Jpeg;
import cn.qingfeng.evidence.picture.Png;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Word, Excel, PowerPoint and OFD: a ZIP of parts, written anew. Properties become empty, names of authors blank wherever the
 * format keeps them, previews go, pictures are written anew as if they had come by themselves.
 */
final class OfficePackage {

    private static final Pattern ROOT = Pattern.compile("<(?:\\w+:)?(\\w+)[\\s>/]");
    /** Who wrote a comment, changed a passage, or has the file open. */
    private static final Pattern WHO = Pattern.compile(
            "(\\b(?:\\w+:)?(?:author|initials|userName|userId|lastModifiedBy)\\s*=\\s*)(?:\"[^\"]*\"|'[^']*')");
    /** The same in lists of people, where a name must stand. */
    private static final Pattern LISTED =
            Pattern.compile("(\\b(?:name|displayName|providerId)\\s*=\\s*)(?:\"[^\"]*\"|'[^']*')");

    private static final Pattern AUTHOR = Pattern.compile("(<(?:\\w+:)?author>)[^<]*");
    /** Where a workbook lay on its author's machine. */
    private static final Pattern FOLDER =
            Pattern.compile("(<\\w+:absPath\\b[^>]*\\burl\\s*=\\s*)(?:\"[^\"]*\"|'[^']*')");

    private static final Pattern FILE_LINK =
            Pattern.compile("(\\bTarget\\s*=\\s*)(?:\"file:[^\"]*\"|'file:[^']*')", Pattern.CASE_INSENSITIVE);
    private static final Pattern OFD_INFO = Pattern.compile(
            "<((?:\\w+:)?(?:Title|Author|Subject|Abstract|Creator|CreatorVersion|CreationDate|ModDate|Keywords|CustomDatas))"
                    + "(?:\\s[^>]*)?(?:/>|>.*?</\\1>)",
            Pattern.DOTALL);

    /** A part that is longer is copied as it is: no part with names in it grows that long. */
    private static final long LONGEST_PART = 16L << 20;

    private static final long LONGEST = 400L << 20;
    private static final long FIRST_DAY = 315_532_800_000L;

    private final ZipFile from;
    private final ZipOutputStream to;
    private long written;

    private OfficePackage(ZipFile from, ZipOutputStream to) {
        this.from = from;
        this.to = to;
    }

    static void clean(Path file) throws IOException {
        var anew = Files.createTempFile("qingfeng-", ".part");
        try {
            if (!isSigned(file)) {
                write(file, anew);
                Files.move(anew, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (ZipException | IllegalArgumentException broken) {
            throw Source.broken();
        } finally {
            Files.deleteIfExists(anew);
        }
    }

    private static boolean isSigned(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            return zip.stream()
                    .map(entry -> entry.getName().replace('\\', '/').toLowerCase(Locale.ROOT))
                    .anyMatch(name -> name.startsWith("_xmlsignatures/") || name.endsWith("signatures.xml"));
        }
    }

    private static void write(Path file, Path anew) throws IOException {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
                var out = new ZipOutputStream(Files.newOutputStream(anew), names(zip))) {
            var whole = new OfficePackage(zip, out);
            var seen = new HashSet<String>();
            var entries = zip.entries();
            while (entries.hasMoreElements()) {
                var entry = entries.nextElement();
                if (seen.add(entry.getName())) {
                    whole.part(entry);
                }
            }
        }
    }

    /** Names stay as they are, in whatever the machine spoke that wrote them; those in UTF-8 stay in it. */
    private static Charset names(ZipFile zip) {
        var plain = StandardCharsets.ISO_8859_1.newEncoder();
        return zip.stream().allMatch(entry -> plain.canEncode(entry.getName()))
                ? StandardCharsets.ISO_8859_1
                : StandardCharsets.UTF_8;
    }

    private void part(ZipEntry entry) throws IOException {
        var name = entry.getName().replace('\\', '/').toLowerCase(Locale.ROOT);
        if (name.startsWith("docprops/thumbnail")) {
            // Its relationship stays and leads nowhere, which readers take.
            return;
        }
        var copy = new ZipEntry(entry.getName());
        copy.setTime(FIRST_DAY);
        to.putNextEntry(copy);
        if (!entry.isDirectory()) {
            try (var in = from.getInputStream(entry)) {
                content(name, in);
            }
        }
        to.closeEntry();
    }

    private void content(String name, InputStream in) throws IOException {
        var content = in.readNBytes((int) LONGEST_PART);
        if (content.length == LONGEST_PART) {
            put(content);
            rest(in);
        } else if (name.endsWith(".xml") || name.endsWith(".rels")) {
            put(without(name, content));
        } else if (content.length > 3 && (content[0] & 0xFF) == 0xFF && (content[1] & 0xFF) == 0xD8) {
            put(picture(FileType.JPEG, content));
        } else if (content.length > 8 && content[1] == 'P' && content[2] == 'N' && content[3] == 'G') {
            put(picture(FileType.PNG, content));
        } else {
            put(content);
        }
    }

    private void rest(InputStream in) throws IOException {
        var block = new byte[1 << 16];
        for (int some; (some = in.read(block)) > 0; ) {
            count(some);
            to.write(block, 0, some);
        }
    }

    private void put(byte[] content) throws IOException {
        count(content.length);
        to.write(content);
    }

    private void count(long more) {
        written += more;
        if (written > LONGEST) {
            throw Refusal.invalid("file.type.archive");
        }
    }

    private static byte[] picture(FileType type, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream(content.length);
        try {
            var source = new Source(new ByteArrayInputStream(content));
            copy(type, source, out);
            return out.toByteArray();
        } catch (Refusal broken) {
            return content;
        }
    }

    private static void copy(FileType type, Source source, OutputStream out) throws IOException {
        if (type == FileType.JPEG) {
            Jpeg.copy(source, out);
        } else {
            Png.copy(source, out);
        }
    }

    /** Tags and attributes are plain letters in whatever coding but UTF-16, so that the part is read byte by byte. */
    private static byte[] without(String name, byte[] content) {
        var wide = content.length > 1
                && ((content[0] & 0xFF) >= 0xFE && (content[1] & 0xFF) >= 0xFE || content[0] == 0 || content[1] == 0);
        var coding = !wide
                ? StandardCharsets.ISO_8859_1
                : (content[0] & 0xFF) == 0xFE || content[0] == 0
                        ? StandardCharsets.UTF_16BE
                        : StandardCharsets.UTF_16LE;
        var text = new String(content, coding);
        if (name.endsWith(".rels")) {
            return FILE_LINK.matcher(text).replaceAll("$1\"file:///\"").getBytes(coding);
        }
        var begin = text.substring(0, Math.min(4096, text.length())).replaceAll("<\\?[^>]*\\?>|(?s)<!--.*?-->", "");
        var root = ROOT.matcher(begin);
        var kind = root.find() ? root.group(1) : "";
        if (kind.equals("coreProperties") || kind.equals("Properties") && begin.contains("-properties")) {
            return emptied(text, begin, kind).getBytes(coding);
        }
        if (kind.equals("OFD")) {
            return OFD_INFO.matcher(text).replaceAll("").getBytes(coding);
        }
        text = WHO.matcher(text).replaceAll("$1\"\"");
        text = switch (kind) {
            case "comments" -> AUTHOR.matcher(text).replaceAll("$1");
            case "workbook" -> FOLDER.matcher(text).replaceAll("$1\"\"");
            case "personList", "cmAuthorLst", "authorLst", "users" ->
                LISTED.matcher(text).replaceAll("$1\"-\"");
            default -> text;
        };
        return text.getBytes(coding);
    }

    /** The root of a list of properties alone. */
    private static String emptied(String text, String begin, String kind) {
        var declared = text.startsWith("<?xml") ? text.substring(0, text.indexOf("?>") + 2) : "";
        var root = Pattern.compile("<((?:\\w+:)?" + kind + ")\\b[^>]*>").matcher(begin);
        if (!root.find()) {
            throw Source.broken();
        }
        return declared + (root.group().endsWith("/>") ? root.group() : root.group() + "</" + root.group(1) + ">");
    }
}
