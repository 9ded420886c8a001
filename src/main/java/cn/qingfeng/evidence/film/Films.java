package cn.qingfeng.evidence.film;

import cn.qingfeng.evidence.FileType;
import cn.qingfeng.evidence.Source;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes out of recordings and videos what they say beside sound and picture: place, time, device, author, notes. It is
 * overwritten where it stands and not cut out, so that everything else stays where the file says that it is; sound and
 * picture lose nothing.
 *
 * <ul>
 *   <li>MP4 and its kin (ISO 14496-12): boxes that players do not need become {@code free}; moments of creation become 0;
 *       tracks that are neither sound nor picture nor subtitles (place by the second, of action cameras and phones) go with
 *       their data.
 *   <li>WAV and AVI: lists of notes and everything unknown become {@code JUNK}.
 *   <li>MP3: the frames of ID3v2 become padding, ID3v1 and APE behind the sound blanks.
 *   <li>Others have a reader of their own: {@link Ogg}, {@link Matroska}, {@link Asf}, {@link Flv}.
 * </ul>
 */
public final class Films {

    private static final Set<String> TOP =
            Set.of("ftyp", "moov", "mdat", "moof", "mfra", "sidx", "ssix", "styp", "pdin", "wide", "free", "skip");
    private static final Set<String> IN_MOVIE =
            Set.of("mvhd", "trak", "mvex", "iods", "cmov", "rmra", "pssh", "ctab", "clip");
    private static final Set<String> IN_TRACK =
            Set.of("tkhd", "edts", "mdia", "tref", "load", "tapt", "matt", "clip", "trgr");
    private static final Set<String> IN_MEDIA = Set.of("mdhd", "hdlr", "minf", "elng");
    private static final Set<String> SHOWN =
            Set.of("vide", "soun", "text", "sbtl", "subt", "clcp", "auxv", "tmcd", "hint");
    private static final Set<String> RIFF_KEPT = Set.of(
            "fmt ", "data", "fact", "cue ", "smpl", "idx1", "hdrl", "movi", "strl", "avih", "strh", "strf", "strd",
            "vprp", "dmlh", "odml", "rec ", "indx");

    private static final int HEAD = 8;
    private static final int DEEPEST = 12;

    /** No table of a track is longer in a file of the size that is taken. */
    private static final int MOST_ENTRIES = 4_000_000;

    private final RandomAccessFile file;

    private Films(RandomAccessFile file) {
        this.file = file;
    }

    /** Whether such a file is cleaned here. */
    public static boolean cleans(FileType type) {
        return switch (type) {
            case MP4, MOV, THREE_GP, M4A, WAV, AVI, MP3, OGG, WEBM, MKV, WMV, FLV -> true;
            default -> false;
        };
    }

    /** Cleans the file where it lies. */
    public static void clean(FileType type, Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            var films = new Films(file);
            switch (type) {
                case MP4, MOV, THREE_GP, M4A -> films.boxes(0, file.length(), TOP, 0);
                case WAV, AVI -> films.chunks(12, file.length(), 0);
                case MP3 -> films.tags();
                case OGG -> Ogg.clean(file);
                case WEBM, MKV -> Matroska.clean(file);
                case WMV -> Asf.clean(file);
                case FLV -> Flv.clean(file);
                default -> throw new IllegalArgumentException(type + " is not cleaned");
            }
        } catch (EOFException e) {
            throw Source.broken();
        }
    }

    /** A box: where it begins, where its content begins, and where it ends. */
    private record Box(String type, long start, long content, long end) {}

    private List<Box> list(long from, long to) throws IOException {
        var boxes = new ArrayList<Box>();
        for (var at = from; at + HEAD <= to; ) {
            file.seek(at);
            var size = file.readInt() & 0xFFFFFFFFL;
            var type = word();
            var content = at + HEAD;
            if (size == 1 && at + 16 <= to) {
                size = file.readLong();
                content = at + 16;
            } else if (size == 0) {
                size = to - at;
            }
            if (size < content - at || size > to - at) {
                // Cut off, or no box at all: it goes as far as there is something.
                size = to - at;
            }
            boxes.add(new Box(type, at, content, at + size));
            at += size;
        }
        return boxes;
    }

    private void boxes(long from, long to, Set<String> needed, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw Source.broken();
        }
        var last = from;
        for (var box : list(from, to)) {
            last = box.end();
            if (!needed.contains(box.type())
                    || box.type().equals("free")
                    || box.type().equals("skip")) {
                blank(box);
                continue;
            }
            switch (box.type()) {
                case "moov" -> boxes(box.content(), box.end(), IN_MOVIE, depth + 1);
                case "trak" -> {
                    if (SHOWN.contains(handler(box))) {
                        boxes(box.content(), box.end(), IN_TRACK, depth + 1);
                    } else {
                        wipeSamples(box);
                        blank(box);
                    }
                }
                case "mdia" -> boxes(box.content(), box.end(), IN_MEDIA, depth + 1);
                case "mvhd", "tkhd", "mdhd" -> noMoment(box);
                default -> {}
            }
        }
        zero(last, to);
    }

    private void blank(Box box) throws IOException {
        file.seek(box.start() + 4);
        file.write("free".getBytes(StandardCharsets.ISO_8859_1));
        zero(box.content(), box.end());
    }

    private void noMoment(Box box) throws IOException {
        file.seek(box.content());
        var wide = file.readByte() == 1;
        zero(box.content() + 4, Math.min(box.end(), box.content() + 4 + (wide ? 16 : 8)));
    }

    private Box within(Box around, String... path) throws IOException {
        var box = around;
        for (var type : path) {
            Box found = null;
            for (var inner : list(box.content(), box.end())) {
                if (inner.type().equals(type)) {
                    found = inner;
                    break;
                }
            }
            if (found == null) {
                return null;
            }
            box = found;
        }
        return box;
    }

    private String handler(Box track) throws IOException {
        var handler = within(track, "mdia", "hdlr");
        if (handler == null || handler.end() < handler.content() + 12) {
            return "";
        }
        file.seek(handler.content() + 8);
        return word();
    }

    /** Overwrites the data of a track: its chunks, each with as many samples of the sizes that its tables say. */
    private void wipeSamples(Box track) throws IOException {
        var table = within(track, "mdia", "minf", "stbl");
        var sizes = table == null ? null : within(table, "stsz");
        var runs = table == null ? null : within(table, "stsc");
        var places = table == null ? null : within(table, "stco");
        var wide = places == null && table != null;
        if (wide) {
            places = within(table, "co64");
        }
        if (sizes == null || runs == null || places == null) {
            return;
        }
        var offsets = numbers(places.content() + 4, 1, wide ? 8 : 4);
        file.seek(sizes.content() + 4);
        var same = file.readInt() & 0xFFFFFFFFL;
        var each = same == 0 ? numbers(sizes.content() + 8, 1, 4) : new long[0];
        var perChunk = numbers(runs.content() + 4, 3, 4);
        var sample = 0;
        for (int chunk = 0, run = 0; chunk < offsets.length && perChunk.length >= 3; chunk++) {
            while (run + 3 < perChunk.length && chunk + 1 >= perChunk[run + 3]) {
                run += 3;
            }
            var length = 0L;
            if (same != 0) {
                length = Math.min(file.length(), same * perChunk[run + 1]);
            }
            for (var n = 0L; n < perChunk[run + 1] && sample < each.length; n++, sample++) {
                length += each[sample];
            }
            zero(offsets[chunk], Math.min(file.length(), offsets[chunk] + length));
        }
    }

    /** A table: how many rows, then the rows, each of so many numbers of so many bytes. */
    private long[] numbers(long at, int columns, int bytes) throws IOException {
        file.seek(at);
        var rows = file.readInt() & 0xFFFFFFFFL;
        if (rows * columns > MOST_ENTRIES || at + 4 + rows * columns * bytes > file.length()) {
            throw Source.broken();
        }
        var block = new byte[(int) (rows * columns * bytes)];
        file.readFully(block);
        var read = java.nio.ByteBuffer.wrap(block);
        var numbers = new long[(int) rows * columns];
        for (var n = 0; n < numbers.length; n++) {
            numbers[n] = bytes == 8 ? read.getLong() : read.getInt() & 0xFFFFFFFFL;
        }
        return numbers;
    }

    /** RIFF: type, length (lowest byte first), content, at an even place. */
    private void chunks(long from, long to, int depth) throws IOException {
        var at = from;
        while (at + HEAD <= to) {
            file.seek(at);
            var type = word();
            var length = Integer.reverseBytes(file.readInt()) & 0xFFFFFFFFL;
            var end = Math.min(to, at + HEAD + length);
            if (type.equals("LIST") && end >= at + 12 && depth < DEEPEST) {
                var kind = word();
                if (kind.equals("movi")) {
                    at = end + (end & 1);
                    continue;
                }
                if (RIFF_KEPT.contains(kind)) {
                    chunks(at + 12, end, depth + 1);
                } else {
                    junk(at, end);
                }
            } else if (type.equals("RIFF") && end >= at + 12) {
                // The further parts of a long AVI.
                chunks(at + 12, end, depth + 1);
            } else if (!RIFF_KEPT.contains(type)) {
                junk(at, end);
            }
            at = end + (end & 1);
        }
        zero(Math.min(at, to), to);
    }

    private void junk(long at, long end) throws IOException {
        file.seek(at);
        file.write("JUNK".getBytes(StandardCharsets.ISO_8859_1));
        zero(at + HEAD, end);
    }

    private void tags() throws IOException {
        var head = new byte[10];
        file.seek(0);
        if (file.length() >= head.length) {
            file.readFully(head);
            if (new String(head, 0, 3, StandardCharsets.ISO_8859_1).equals("ID3")) {
                var length = (head[6] & 0x7F) << 21 | (head[7] & 0x7F) << 14 | (head[8] & 0x7F) << 7 | head[9] & 0x7F;
                file.seek(5);
                // No extended header, no footer: nothing but padding follows.
                file.write(0);
                zero(
                        head.length,
                        Math.min(file.length(), (long) head.length + length + ((head[5] & 0x10) != 0 ? 10 : 0)));
            }
        }
        var end = file.length();
        if (end >= 128 && tagged(end - 128, "TAG")) {
            zero(end - 128, end);
            end -= 128;
        }
        if (end >= 32 && tagged(end - 32, "APETAGEX")) {
            file.seek(end - 20);
            var length = Integer.reverseBytes(file.readInt()) & 0xFFFFFFFFL;
            zero(Math.max(0, end - length - 32), end);
        }
    }

    private boolean tagged(long at, String word) throws IOException {
        var read = new byte[word.length()];
        file.seek(at);
        file.readFully(read);
        return new String(read, StandardCharsets.ISO_8859_1).equals(word);
    }

    private String word() throws IOException {
        var word = new byte[4];
        file.readFully(word);
        return new String(word, StandardCharsets.ISO_8859_1);
    }

    private void zero(long from, long to) throws IOException {
        Overwriting.fill(file, from, to, 0);
    }
}
