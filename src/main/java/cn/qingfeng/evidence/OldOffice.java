package cn.qingfeng.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Word, Excel and PowerPoint up to 2003, and WPS (MS-CFB): the two sheets of properties become empty where they stand, and
 * the names of authors that the main streams keep become blanks.
 */
final class OldOffice {

    private static final int ENTRY = 128;
    private static final int END = -2;
    /** Where a document of Word says where its lists of names stand: properties, commenters, revisers, who saved it. */
    private static final int[] LISTS_OF_WORD = {0x19A, 0x1BA, 0x232, 0x2D2};

    private static final int COMMENTERS = 0x1BA;
    private static final int WRITE_ACCESS = 0x5C;

    private final byte[] bytes;
    private final ByteBuffer file;
    private int[] next = {};
    private int[] nextMini = {};
    private int sector;
    private int miniSector;
    private int miniLimit;
    private int[] miniStream = {};

    /** A stream: the place in the file of each of its bytes, by stretches of one length. */
    private record Stretch(int[] at, int each, int length) {
        int place(int offset) {
            return at[offset / each] + offset % each;
        }
    }

    OldOffice(byte[] bytes) {
        this.bytes = bytes;
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Cleans the content itself; what cannot be followed is broken, and refused. */
    void clean() {
        try {
            var streams = streams();
            streams.forEach(this::clean);
            var word = streams.get("WordDocument");
            if (word != null) {
                var table = streams.get((get(word, 0x0B) & 2) != 0 ? "1Table" : "0Table");
                if (table != null) {
                    lists(word, table);
                }
            }
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException broken) {
            throw Source.broken();
        }
    }

    private void clean(String name, Stretch stream) {
        switch (name) {
            case "\u0005SummaryInformation", "\u0005DocumentSummaryInformation" -> noProperties(stream);
            case "Workbook", "Book" -> writeAccess(stream);
            case "Current User" -> blank(stream, 28, stream.length(), 0);
            default -> {}
        }
    }

    /** One section, without a property. */
    private void noProperties(Stretch stream) {
        if (stream.length() < 56) {
            return;
        }
        blank(stream, 8, 28, 0);
        put32(stream, 24, 1);
        put32(stream, 44, 48);
        put32(stream, 48, 8);
        blank(stream, 52, stream.length(), 0);
    }

    /** Records of number and length, from the begin on: one says who saved the workbook last. */
    private void writeAccess(Stretch stream) {
        for (var at = 0; at + 4 <= stream.length(); ) {
            var kind = get16(stream, at);
            var length = get16(stream, at + 2);
            if (kind == WRITE_ACCESS) {
                blank(stream, at + 4, Math.min(stream.length(), at + 4 + length), ' ');
                return;
            }
            at += 4 + length;
        }
    }

    private void lists(Stretch word, Stretch table) {
        for (var list : LISTS_OF_WORD) {
            if (word.length() < list + 8) {
                return;
            }
            var from = get32(word, list);
            var to = from + get32(word, list + 4);
            if (from < 0 || to > table.length() || to <= from) {
                continue;
            }
            // A table of strings has a head of six bytes, unless its letters are one byte each.
            var at = list == COMMENTERS ? from : from + 6;
            while (at + 2 <= to) {
                var letters = get16(table, at);
                for (var n = 0; n < letters && at + 4 + 2 * n <= to; n++) {
                    table(table, at + 2 + 2 * n);
                }
                at += 2 + 2 * letters;
            }
        }
    }

    private void table(Stretch stream, int at) {
        bytes[stream.place(at)] = ' ';
        bytes[stream.place(at + 1)] = 0;
    }

    private Map<String, Stretch> streams() {
        sector = 1 << file.getShort(30);
        miniSector = 1 << file.getShort(32);
        miniLimit = file.getInt(56);
        if (sector < 512 || sector > 4096 || miniSector < 64 || miniSector > sector) {
            throw new IndexOutOfBoundsException("sectors of " + sector);
        }
        next = table(lists(file.getInt(44)));
        var directory = chain(file.getInt(48), next);
        nextMini = table(chain(file.getInt(60), next));
        var streams = new LinkedHashMap<String, Stretch>();
        for (var at : directory) {
            for (var entry = place(at); entry + ENTRY <= Math.min(bytes.length, place(at) + sector); entry += ENTRY) {
                entry(entry, streams);
            }
        }
        return streams;
    }

    private void entry(int at, Map<String, Stretch> streams) {
        var letters = file.getShort(at + 64);
        var kind = bytes[at + 66];
        if (letters < 2 || letters > 64 || kind != 2 && kind != 5) {
            return;
        }
        var name = new String(bytes, at, letters - 2, StandardCharsets.UTF_16LE);
        var first = file.getInt(at + 116);
        var length = file.getInt(at + 120);
        if (length < 0 || length > bytes.length) {
            throw new IndexOutOfBoundsException(length);
        }
        if (kind == 5) {
            miniStream = chain(first, next);
        } else if (length < miniLimit) {
            var each = Arrays.stream(chain(first, nextMini))
                    .map(mini -> place(miniStream[mini * miniSector / sector]) + mini * miniSector % sector)
                    .toArray();
            put(streams, name, new Stretch(each, miniSector, length));
        } else {
            put(
                    streams,
                    name,
                    new Stretch(
                            Arrays.stream(chain(first, next)).map(this::place).toArray(), sector, length));
        }
    }

    /** What lies inside another document has the same names; the first is the file's own, and the others are cleaned at once. */
    private void put(Map<String, Stretch> streams, String name, Stretch stream) {
        if (streams.putIfAbsent(name, stream) != null) {
            clean(name, stream);
        }
    }

    /** The sectors in which the table of sectors stands. */
    private int[] lists(int count) {
        var lists = new int[Math.min(count, bytes.length / sector + 1)];
        var n = 0;
        for (; n < lists.length && n < 109; n++) {
            lists[n] = file.getInt(76 + 4 * n);
        }
        for (var more = file.getInt(68); n < lists.length && more >= 0; ) {
            for (var k = 0; k < sector / 4 - 1 && n < lists.length; k++, n++) {
                lists[n] = file.getInt(place(more) + 4 * k);
            }
            more = file.getInt(place(more) + sector - 4);
        }
        return Arrays.copyOf(lists, n);
    }

    private int[] table(int[] sectors) {
        var table = new int[sectors.length * (sector / 4)];
        for (var n = 0; n < table.length; n++) {
            var at = place(sectors[n / (sector / 4)]) + 4 * (n % (sector / 4));
            table[n] = at + 4 <= bytes.length ? file.getInt(at) : END;
        }
        return table;
    }

    private int[] chain(int first, int[] following) {
        var chain = new int[Math.min(following.length, 16)];
        var n = 0;
        for (var at = first; at >= 0; at = following[at]) {
            if (n == following.length) {
                throw new IndexOutOfBoundsException("a circle of sectors");
            }
            if (n == chain.length) {
                chain = Arrays.copyOf(chain, Math.min(following.length, 2 * n));
            }
            chain[n++] = at;
        }
        return Arrays.copyOf(chain, n);
    }

    private int place(int number) {
        return Math.multiplyExact(number + 1, sector);
    }

    private int get(Stretch stream, int at) {
        return bytes[stream.place(at)] & 0xFF;
    }

    private int get16(Stretch stream, int at) {
        return get(stream, at) | get(stream, at + 1) << 8;
    }

    private int get32(Stretch stream, int at) {
        return get16(stream, at) | get16(stream, at + 2) << 16;
    }

    private void put32(Stretch stream, int at, int value) {
        for (var n = 0; n < 4; n++) {
            bytes[stream.place(at + n)] = (byte) (value >> 8 * n);
        }
    }

    private void blank(Stretch stream, int from, int to, int with) {
        for (var at = from; at < to; at++) {
            bytes[stream.place(at)] = (byte) with;
        }
    }
}
