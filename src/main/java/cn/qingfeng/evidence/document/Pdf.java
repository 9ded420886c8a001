package cn.qingfeng.evidence.document;

import cn.qingfeng.Refusal;
import cn.qingfeng.evidence.Source;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * PDF (ISO 32000): the strings of the dictionary that tells of the document become blanks, its XMP goes, photographs within it
 * lose what is beside the picture; all where it stands, so that every place which the file names stays where it is. A document that
 * is signed or encrypted is left alone. A library would hold what is unpacked in memory, as much as a stranger's file decides;
 * here every loop ends with the file, and what is unpacked has a bound.
 */
final class Pdf {

    private static final Pattern LOCKED = Pattern.compile("/Encrypt\\s*(?:<<|\\d+\\s+\\d+\\s+R)|/ByteRange\\s*\\[");
    private static final Pattern INFO = Pattern.compile("/Info\\s+(\\d{1,9})\\s+(\\d{1,5})\\s+R");
    private static final Pattern REFERENCE = Pattern.compile("\\b(\\d{1,9})\\s+\\d{1,5}\\s+R\\b");
    private static final Pattern OBJECT = Pattern.compile("(?<![\\d])(\\d{1,9})\\s+\\d{1,5}\\s+obj\\b");
    private static final Pattern METADATA = Pattern.compile("/Type\\s*/Metadata\\b");
    private static final Pattern STREAM_OF_OBJECTS = Pattern.compile("/Type\\s*/ObjStm\\b");
    /** A note on a page, which has its writer and its moments; a field of a form has its name where a note has its writer. */
    private static final Pattern NOTE =
            Pattern.compile("/Subtype\\s*/(?:Text|FreeText|Line|Square|Circle|Polygon|PolyLine|"
                    + "Highlight|Underline|Squiggly|StrikeOut|Stamp|Caret|Ink|Popup|FileAttachment|Redact)\\b");

    private static final Pattern OF_A_NOTE = Pattern.compile("/(?:T|M|CreationDate)\\s*(?=[(<](?!<))");
    private static final Pattern FIRST = Pattern.compile("/First\\s+(\\d{1,9})");
    private static final Pattern STREAM = Pattern.compile("\\bstream\\r?\\n");

    /** How far from its type a stream may begin, in bytes: its dictionary is short. */
    private static final int DICTIONARY = 500;
    /** How much of an object is looked at for what it is, in bytes. */
    private static final int NEAR = 2_000;
    /** Longest stream of objects that is looked into, in bytes; programs put a few hundred objects into one. */
    private static final int LONGEST = 8 << 20;

    /** And all of them together: a document of ten thousand pages stays below it. */
    private static final long LONGEST_ALL = 256L << 20;

    /** An empty stream in the coding of Flate. */
    private static final byte[] NOTHING = {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1};

    /** Marks of a JPEG: frames, where the picture begins, from where on blocks tell what is beside it. */
    private static final int LAST_FRAME = 0xCF;

    /** A camera writes some twenty blocks before the picture, its colours in up to 255. */
    private static final int MOST_BLOCKS = 600;

    private static final int PICTURE = 0xDA;
    private static final int FIRST_BESIDE = 0xE1;
    /** Among those: colours (once it says so), and how they are to be mixed. */
    private static final Set<Integer> SHOWN = Set.of(0xE2, 0xEE);

    private static final byte[] COLOUR = "ICC_PROFILE".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] bytes;
    private final String text;

    Pdf(byte[] bytes) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Cleans the content itself. */
    void clean() {
        if (isLocked()) {
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
        var ends = new Ahead("endobj");
        var objects = OBJECT.matcher(text);
        for (var found = objects.find(); found; ) {
            var number = objects.group(1);
            var from = objects.end();
            found = objects.find();
            // One that does not end before the next begins has no more to tell.
            var to = Math.min(found ? objects.start() : bytes.length, ends.from(from));
            var near = text.substring(from, Math.min(to, from + NEAR));
            if (NOTE.matcher(near).find()) {
                blankNote(bytes, from, near);
            }
            if (numbers.contains(number) && !near.contains("stream")) {
                blankStrings(bytes, from, to);
                references(text.substring(from, to), named);
            }
        }
        return named;
    }

    /** Where a word stands next, asked for from places that only go on: the file is read once, however often it is asked. */
    private final class Ahead {
        private final String word;
        private int place = -1;

        Ahead(String word) {
            this.word = word;
        }

        /** The place, or the file's end. */
        int from(int begin) {
            if (place < begin) {
                var next = text.indexOf(word, begin);
                place = next < 0 ? bytes.length : next;
            }
            return place;
        }
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
        eachPacked(packed -> {
            if (blankPacked(packed.objects(), packed.first(), numbers, named)) {
                packInto(packed.objects(), packed.from(), packed.to());
            }
        });
        return named;
    }

    /** A stream of objects: where it stands packed, itself, and where in it the first object begins. */
    private record Packed(int from, int to, byte[] objects, int first) {}

    /** One after the other, so that no more than one lies unpacked in memory. */
    private void eachPacked(Consumer<Packed> what) {
        var all = 0L;
        var last = -1;
        var ends = new Ahead("endstream");
        var streams = STREAM_OF_OBJECTS.matcher(text);
        while (streams.find()) {
            var from = begin(streams.end());
            if (from <= last) {
                // None, or the one that was looked into.
                continue;
            }
            last = from;
            var dictionary = dictionary(streams.start(), streams.end());
            var first = FIRST.matcher(dictionary);
            if (!first.find() || !dictionary.contains("/FlateDecode") || dictionary.contains("/DecodeParms")) {
                continue;
            }
            var to = ends.from(from);
            var objects = inflated(from, to);
            all += objects == null ? LONGEST : objects.length;
            if (all > LONGEST_ALL) {
                throw Refusal.invalid("file.type.archive");
            }
            var begin = Integer.parseInt(first.group(1));
            if (objects != null && begin <= objects.length) {
                what.accept(new Packed(from, to, objects, begin));
            }
        }
    }

    private boolean isLocked() {
        var locked = new boolean[] {LOCKED.matcher(text).find()};
        eachPacked(packed -> locked[0] |= LOCKED.matcher(new String(packed.objects(), StandardCharsets.ISO_8859_1))
                .find());
        return locked[0];
    }

    /** What stands around the type, from the object's begin to the stream's. */
    private String dictionary(int from, int to) {
        var before = text.substring(Math.max(0, from - DICTIONARY), from);
        var end = begin(to);
        return before.substring(Math.max(0, before.lastIndexOf("obj"))) + text.substring(from, end < 0 ? to : end);
    }

    private int begin(int from) {
        var stream = STREAM.matcher(text).region(from, Math.min(text.length(), from + DICTIONARY));
        return stream.find() ? stream.end() : -1;
    }

    private static boolean blankPacked(byte[] objects, int begin, Set<String> numbers, Set<String> named) {
        var head = new String(objects, 0, begin, StandardCharsets.ISO_8859_1)
                .strip()
                .split("\\s+");
        var changed = false;
        for (var n = 0; n + 1 < head.length; n += 2) {
            if (head[n + 1].matches("\\d{1,8}")) {
                var from = begin + Integer.parseInt(head[n + 1]);
                var to = n + 3 < head.length && head[n + 3].matches("\\d{1,8}")
                        ? begin + Integer.parseInt(head[n + 3])
                        : objects.length;
                if (from > to || to > objects.length) {
                    continue;
                }
                var object = new String(objects, from, to - from, StandardCharsets.ISO_8859_1);
                if (numbers.contains(head[n])) {
                    blankStrings(objects, from, to);
                    references(object, named);
                    changed = true;
                } else if (NOTE.matcher(object).find()) {
                    blankNote(objects, from, object);
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
        var ends = new Ahead("endstream");
        var streams = METADATA.matcher(text);
        while (streams.find()) {
            var from = begin(streams.end());
            if (from < 0) {
                continue;
            }
            var to = ends.from(from);
            Arrays.fill(bytes, from, to, (byte) ' ');
            if (dictionary(streams.start(), streams.end()).contains("/Filter") && to - from >= NOTHING.length) {
                System.arraycopy(NOTHING, 0, bytes, from, NOTHING.length);
            }
        }
        for (var at = text.indexOf("<?xpacket begin"); at >= 0; ) {
            var end = text.indexOf("<?xpacket end", at);
            if (end < 0) {
                return;
            }
            Arrays.fill(bytes, at, end, (byte) ' ');
            at = text.indexOf("<?xpacket begin", end);
        }
    }

    /**
     * A photograph lies in a PDF as a camera wrote it. What is beside the picture becomes zeros; only where block follows
     * block from the begin to the picture itself is it one, and not packed bytes that look like its begin.
     */
    private void pictures() {
        for (var at = 0; at + 4 < bytes.length; at++) {
            if (at(at) == 0xFF && at(at + 1) == 0xD8 && at(at + 2) == 0xFF) {
                picture(at + 2);
            }
        }
    }

    private void picture(int begin) {
        var beside = new ArrayList<int[]>();
        var framed = false;
        var at = begin;
        for (var blocks = 0; blocks < MOST_BLOCKS && at + 4 < bytes.length && at(at) == 0xFF; blocks++) {
            var mark = at(at + 1);
            var end = at + 2 + (at(at + 2) << 8 | at(at + 3));
            if (mark < 0xC0 || end < at + 4 || end > bytes.length) {
                return;
            }
            if (mark == PICTURE) {
                if (framed) {
                    beside.forEach(block -> Arrays.fill(bytes, block[0], block[1], (byte) 0));
                }
                return;
            }
            framed |= mark <= LAST_FRAME;
            if (mark >= FIRST_BESIDE && !SHOWN.contains(mark) || mark == FIRST_BESIDE + 1 && !isColour(at + 4)) {
                beside.add(new int[] {at + 4, end});
            }
            at = end;
        }
    }

    private boolean isColour(int at) {
        return at + COLOUR.length <= bytes.length
                && Arrays.equals(bytes, at, at + COLOUR.length, COLOUR, 0, COLOUR.length);
    }

    private int at(int place) {
        return bytes[place] & 0xFF;
    }

    private static void blankNote(byte[] bytes, int from, String object) {
        var told = OF_A_NOTE.matcher(object);
        while (told.find()) {
            var end = object.charAt(told.end()) == '<' ? object.indexOf('>', told.end()) : closing(object, told.end());
            blankStrings(bytes, from + told.end(), from + (end < 0 ? object.length() : end + 1));
        }
    }

    /** Where the string that begins there ends. */
    private static int closing(String text, int open) {
        var depth = 0;
        for (var at = open; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '\\' -> at++;
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return at;
            }
        }
        return -1;
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
