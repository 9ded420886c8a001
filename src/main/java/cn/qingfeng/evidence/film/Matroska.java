package cn.qingfeng.evidence.film;

import cn.qingfeng.evidence.Source;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Set;

/**
 * WebM and Matroska (RFC 9559): title, date, programs, tags, chapters, attachments and names of tracks become {@code Void}
 * where they stand, so that every place which the file names stays where it is.
 */
final class Matroska {

    private static final long EBML = 0x1A45DFA3L;
    private static final long SEGMENT = 0x18538067L;
    private static final long SEEK_HEAD = 0x114D9B74L;
    private static final long INFO = 0x1549A966L;
    private static final long TRACKS = 0x1654AE6BL;
    private static final long CLUSTER = 0x1F43B675L;
    private static final long CUES = 0x1C53BB6BL;
    private static final long TAGS = 0x1254C367L;
    private static final long CHAPTERS = 0x1043A770L;
    private static final long ATTACHMENTS = 0x1941A469L;
    private static final long TRACK = 0xAE;
    private static final long VOID = 0xEC;
    private static final long CHECKSUM = 0xBF;

    /** What a segment holds: where one of these begins, a cluster of unknown length has ended. */
    private static final Set<Long> IN_SEGMENT =
            Set.of(SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES, TAGS, CHAPTERS, ATTACHMENTS, SEGMENT);

    /** The names of the programs, which must be there: they become blanks. */
    private static final Set<Long> PROGRAMS = Set.of(0x4D80L, 0x5741L);
    /** Scale and length of time. */
    private static final Set<Long> TIMES = Set.of(0x2AD7B1L, 0x4489L);
    /** A track's name, its codec's in words, and what is attached to it. */
    private static final Set<Long> NAMES = Set.of(0x536EL, 0x258688L, 0x7446L);

    private static final long UNKNOWN = -1;

    private final RandomAccessFile file;

    /** An element: where it begins, where its content begins, and its length as told, or {@link #UNKNOWN}. */
    private record Element(long id, long start, long content, long length) {
        long end(long to) {
            return length == UNKNOWN || length > to - content ? to : content + length;
        }
    }

    private Matroska(RandomAccessFile file) {
        this.file = file;
    }

    static void clean(RandomAccessFile file) throws IOException {
        new Matroska(file).top();
    }

    private void top() throws IOException {
        for (long at = 0; at < file.length(); ) {
            var element = element(at);
            at = element.end(file.length());
            if (element.id() == SEGMENT) {
                segment(element.content(), at);
            } else if (element.id() != EBML) {
                blank(element, at);
            }
        }
    }

    private void segment(long from, long to) throws IOException {
        for (var at = from; at < to; ) {
            var element = element(at);
            var end = element.end(to);
            if (element.id() == CLUSTER && element.length() == UNKNOWN) {
                end = endOfCluster(element.content(), to);
            } else if (element.id() == INFO) {
                info(element.content(), end);
            } else if (element.id() == TRACKS) {
                tracks(element.content(), end, 0);
            } else if (element.id() != CLUSTER && element.id() != CUES && element.id() != SEEK_HEAD) {
                blank(element, end);
            }
            at = end;
        }
    }

    private long endOfCluster(long from, long to) throws IOException {
        var at = from;
        while (at < to) {
            var element = element(at);
            if (IN_SEGMENT.contains(element.id())) {
                return at;
            }
            at = element.end(to);
        }
        return to;
    }

    private void info(long from, long to) throws IOException {
        for (var at = from; at < to; ) {
            var element = element(at);
            at = element.end(to);
            if (PROGRAMS.contains(element.id())) {
                Overwriting.fill(file, element.content(), at, ' ');
            } else if (!TIMES.contains(element.id())) {
                blank(element, at);
            }
        }
    }

    private void tracks(long from, long to, int depth) throws IOException {
        for (var at = from; at < to; ) {
            var element = element(at);
            at = element.end(to);
            if (element.id() == TRACK && depth == 0) {
                tracks(element.content(), at, 1);
            } else if (element.id() == CHECKSUM || NAMES.contains(element.id())) {
                blank(element, at);
            }
        }
    }

    /** Void: its id, a length of as many bytes as there is room for, nothing. */
    private void blank(Element element, long end) throws IOException {
        var all = end - element.start();
        if (all < 2) {
            throw Source.broken();
        }
        var width = all < 9 ? 1 : 8;
        var left = all - 1 - width;
        file.seek(element.start());
        file.write((int) VOID);
        if (width == 1) {
            file.write((int) (0x80 | left));
        } else {
            file.writeLong(0x0100000000000000L | left);
        }
        Overwriting.fill(file, element.start() + 1 + width, end, 0);
    }

    private Element element(long at) throws IOException {
        file.seek(at);
        var first = file.readUnsignedByte();
        var width = Integer.numberOfLeadingZeros(first) - 23;
        if (width > 4) {
            throw Source.broken();
        }
        long id = first;
        for (var n = 1; n < width; n++) {
            id = id << 8 | file.readUnsignedByte();
        }
        var sized = file.readUnsignedByte();
        var bytes = Integer.numberOfLeadingZeros(sized) - 23;
        if (bytes > 8) {
            throw Source.broken();
        }
        long length = sized & (0xFF >> bytes);
        var unknown = length == 0xFF >> bytes;
        for (var n = 1; n < bytes; n++) {
            var next = file.readUnsignedByte();
            unknown &= next == 0xFF;
            length = length << 8 | next;
        }
        return new Element(id, at, at + width + bytes, unknown ? UNKNOWN : length);
    }
}
