package cn.qingfeng.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * PDF (ISO 32000): the strings of the dictionary that tells of the document become blanks, its XMP goes, pictures within it
 * lose place and camera; all where it stands, so that every place which the file names stays where it is. A document that
 * is signed or encrypted is left alone.
 */
final class Pdf {

    private static final Pattern LOCKED = Pattern.compile("/Encrypt\\s*(?:<<|\\d+\\s+\\d+\\s+R)|/ByteRange\\s*\\[");
    private static final Pattern INFO = Pattern.compile("/Info\\s+(\\d{1,9})\\s+(\\d{1,5})\\s+R");
    private static final Pattern REFERENCE = Pattern.compile("\\b(\\d{1,9})\\s+\\d{1,5}\\s+R\\b");
    private static final Pattern OBJECT = Pattern.compile("(?<![\\d])(\\d{1,9})\\s+\\d{1,5}\\s+obj\\b");
    private static final Pattern METADATA = Pattern.compile("/Type\\s*/Metadata\\b");
    private static final Pattern STREAM_OF_OBJECTS = Pattern.compile("/Type\\s*/ObjStm\\b");
    private static final Pattern FIRST = Pattern.compile("/First\\s+(\\d{1,9})");
    private static final Pattern STREAM = Pattern.compile("\\bstream\\r?\\n");

    /** How far from its type a stream may begin, in bytes: its dictionary is short. */
    private static final int NEAR = 2_000;
    /** Longest stream of objects that is looked into, in bytes; programs put a few hundred objects into one. */
    private static final int LONGEST = 8 << 20;

    /** An empty stream in the coding of Flate. */
    private static final byte[] NOTHING = {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1};

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] XMP = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] NOTES = "Photoshop 3.0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] bytes;
    private final String text;

    Pdf(byte[] bytes) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Cleans the content itself. */
    void clean() {
        if (LOCKED.matcher(text).find()) {
            return;
        }
        var told = new HashSet<String>();
        var infos = INFO.matcher(text);
        while (infos.find()) {
            told.add(infos.group(1));
        }
        // What the dictionary names instead of saying it is blanked as well.
        for (var round = 0; round < 2; round++) {
            told.addAll(objects(told));
            told.addAll(packed(told));
        }
        xmp();
        pictures();
    }

    /** Blanks the strings of these objects as they stand in the file; answers what they name. */
    private Set<String> objects(Set<String> numbers) {
        var named = new HashSet<String>();
        var objects = OBJECT.matcher(text);
        while (objects.find()) {
            if (numbers.contains(objects.group(1))) {
                var end = text.indexOf("endobj", objects.end());
                var to = end < 0 ? bytes.length : end;
                if (text.substring(objects.end(), Math.min(to, objects.end() + NEAR))
                        .contains("stream")) {
                    continue;
                }
                blankStrings(bytes, objects.end(), to);
                references(text.substring(objects.end(), to), named);
            }
        }
        return named;
    }

    private static void references(String text, Set<String> named) {
        var references = REFERENCE.matcher(text);
        while (references.find()) {
            named.add(references.group(1));
        }
    }

    /** The same within streams of objects, which are packed again into no more room than they had. */
    private Set<String> packed(Set<String> numbers) {
        var named = new HashSet<String>();
        var streams = STREAM_OF_OBJECTS.matcher(text);
        while (streams.find()) {
            var dictionary = dictionary(streams.start(), streams.end());
            var first = FIRST.matcher(dictionary);
            if (!first.find() || !dictionary.contains("/FlateDecode") || dictionary.contains("/DecodeParms")) {
                continue;
            }
            var from = begin(streams.end());
            var to = from < 0 ? -1 : text.indexOf("endstream", from);
            if (to < 0) {
                continue;
            }
            var objects = inflated(from, to);
            var begin = Integer.parseInt(first.group(1));
            if (objects != null && begin <= objects.length && blankPacked(objects, begin, numbers, named)) {
                packInto(objects, from, to);
            }
        }
        return named;
    }

    /** What stands around the type, from the object's begin to the stream's. */
    private String dictionary(int from, int to) {
        var begin = Math.max(text.lastIndexOf("obj", from), from - NEAR);
        var end = begin(to);
        return text.substring(Math.max(0, begin), end < 0 ? to : end);
    }

    private int begin(int from) {
        var stream = STREAM.matcher(text).region(from, Math.min(text.length(), from + NEAR));
        return stream.find() ? stream.end() : -1;
    }

    private static boolean blankPacked(byte[] objects, int begin, Set<String> numbers, Set<String> named) {
        var head = new String(objects, 0, begin, StandardCharsets.ISO_8859_1)
                .strip()
                .split("\\s+");
        var changed = false;
        for (var n = 0; n + 1 < head.length; n += 2) {
            if (numbers.contains(head[n]) && head[n + 1].matches("\\d{1,8}")) {
                var from = begin + Integer.parseInt(head[n + 1]);
                var to = n + 3 < head.length && head[n + 3].matches("\\d{1,8}")
                        ? begin + Integer.parseInt(head[n + 3])
                        : objects.length;
                if (from <= to && to <= objects.length) {
                    blankStrings(objects, from, to);
                    references(new String(objects, from, to - from, StandardCharsets.ISO_8859_1), named);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private byte[] inflated(int from, int to) {
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, to - from);
            var out = new ByteArrayOutputStream();
            var block = new byte[1 << 16];
            while (!inflater.finished() && out.size() < LONGEST) {
                var some = inflater.inflate(block);
                if (some == 0) {
                    return null;
                }
                out.write(block, 0, some);
            }
            return inflater.finished() ? out.toByteArray() : null;
        } catch (DataFormatException broken) {
            return null;
        } finally {
            inflater.end();
        }
    }

    private void packInto(byte[] objects, int from, int to) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(objects);
            deflater.finish();
            var packed = new byte[to - from];
            var length = deflater.deflate(packed);
            if (!deflater.finished()) {
                // Blanks take less room than what they replace; where they do not, the document cannot be cleaned.
                throw Source.broken();
            }
            Arrays.fill(packed, length, packed.length, (byte) '\n');
            System.arraycopy(packed, 0, bytes, from, packed.length);
        } finally {
            deflater.end();
        }
    }

    private void xmp() {
        var streams = METADATA.matcher(text);
        while (streams.find()) {
            var from = begin(streams.end());
            var to = from < 0 ? -1 : text.indexOf("endstream", from);
            if (to < 0) {
                continue;
            }
            Arrays.fill(bytes, from, to, (byte) ' ');
            if (dictionary(streams.start(), streams.end()).contains("/Filter") && to - from >= NOTHING.length) {
                System.arraycopy(NOTHING, 0, bytes, from, NOTHING.length);
            }
        }
        for (var at = text.indexOf("<?xpacket begin"); at >= 0; at = text.indexOf("<?xpacket begin", at + 1)) {
            var end = text.indexOf("<?xpacket end", at);
            Arrays.fill(bytes, at, end < 0 ? at : end, (byte) ' ');
        }
    }

    /** Blocks of a JPEG, which lies in a PDF as a camera wrote it: mark, length, what it is. */
    private void pictures() {
        for (var at = 0; at + 4 < bytes.length; at++) {
            if ((bytes[at] & 0xFF) != 0xFF || (bytes[at + 1] & 0xFF) != 0xE1 && (bytes[at + 1] & 0xFF) != 0xED) {
                continue;
            }
            for (var kind : new byte[][] {EXIF, XMP, NOTES}) {
                var end = at + 2 + ((bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF);
                var from = at + 4 + kind.length;
                if (from <= end && end <= bytes.length && Arrays.equals(bytes, at + 4, from, kind, 0, kind.length)) {
                    Arrays.fill(bytes, from, end, (byte) 0);
                }
            }
        }
    }

    /** Strings in brackets, with brackets and escapes inside, and in hexadecimal digits. */
    private static void blankStrings(byte[] bytes, int from, int to) {
        for (var at = from; at < to; at++) {
            if (bytes[at] == '(') {
                var depth = 1;
                for (at++; at < to && depth > 0; at++) {
                    var letter = bytes[at];
                    depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
                    if (depth > 0) {
                        bytes[at] = ' ';
                        if (letter == '\\' && at + 1 < to) {
                            bytes[++at] = ' ';
                        }
                    }
                }
                at--;
            } else if (bytes[at] == '<' && at + 1 < to && bytes[at + 1] == '<') {
                at++;
            } else if (bytes[at] == '<') {
                for (at++; at < to && bytes[at] != '>'; at++) {
                    bytes[at] = ' ';
                }
            }
        }
    }
}
