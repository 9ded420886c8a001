package cn.qingfeng.evidence.film;

import cn.qingfeng.evidence.Source;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Ogg (RFC 3533): the packet of comments, the second of each stream, becomes one without comments and as long as before, its
 * maker's name blanks; the pages that hold it are summed anew.
 */
final class Ogg {

    private static final int HEAD = 27;
    private static final int FIRST = 2;
    private static final int[] SUMS = sums();

    private final RandomAccessFile file;
    private final Map<Integer, Stream> streams = new HashMap<>();
    private final TreeSet<Long> changed = new TreeSet<>();

    /** One stream: how many packets were whole, what its first says that it is, and where the open one lies. */
    private static final class Stream {
        int packets;
        String kind = "";
        final List<long[]> open = new ArrayList<>();
    }

    private Ogg(RandomAccessFile file) {
        this.file = file;
    }

    static void clean(RandomAccessFile file) throws IOException {
        var ogg = new Ogg(file);
        var end = 0L;
        while (end + HEAD <= file.length()) {
            end = ogg.page(end);
        }
        Overwriting.fill(file, end, file.length(), 0);
        for (var page : ogg.changed) {
            ogg.sum(page);
        }
    }

    private long page(long at) throws IOException {
        var head = new byte[HEAD];
        file.seek(at);
        file.readFully(head);
        if (!new String(head, 0, 4, StandardCharsets.ISO_8859_1).equals("OggS")) {
            throw Source.broken();
        }
        var lacing = new byte[head[26] & 0xFF];
        file.readFully(lacing);
        var number = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(14);
        if ((head[5] & FIRST) != 0) {
            streams.put(number, new Stream());
        }
        var stream = streams.computeIfAbsent(number, unknown -> new Stream());
        var from = at + HEAD + lacing.length;
        var to = from;
        for (var lace : lacing) {
            to += lace & 0xFF;
            if ((lace & 0xFF) < 255) {
                stream.open.add(part(at, from, to));
                whole(stream);
                stream.open.clear();
                stream.packets++;
                from = to;
            }
        }
        if (from < to && stream.packets < 64) {
            stream.open.add(part(at, from, to));
        }
        return Math.min(to, file.length());
    }

    private long[] part(long page, long from, long to) throws IOException {
        return new long[] {page, Math.min(from, file.length()), Math.min(to, file.length())};
    }

    private void whole(Stream stream) throws IOException {
        if (stream.packets > 0 && stream.kind.isEmpty()) {
            return;
        }
        if (stream.packets > 1 && !stream.kind.equals("\u007fFLAC") && !stream.kind.equals("fishead")) {
            return;
        }
        var length = 0L;
        for (var part : stream.open) {
            length += part[2] - part[1];
        }
        var packet = new byte[(int) length];
        var at = 0;
        for (var part : stream.open) {
            file.seek(part[1]);
            file.readFully(packet, at, (int) (part[2] - part[1]));
            at += (int) (part[2] - part[1]);
        }
        if (stream.packets == 0) {
            stream.kind = kind(new String(packet, 0, Math.min(8, packet.length), StandardCharsets.ISO_8859_1));
        } else if (blank(stream.kind, packet)) {
            at = 0;
            for (var part : stream.open) {
                file.seek(part[1]);
                file.write(packet, at, (int) (part[2] - part[1]));
                at += (int) (part[2] - part[1]);
                changed.add(part[0]);
            }
        }
    }

    private static String kind(String begin) {
        return List.of("\u0001vorbis", "OpusHead", "Speex   ", "\u0080theora", "\u007fFLAC", "fishead").stream()
                .filter(begin::startsWith)
                .findFirst()
                .orElse("");
    }

    private static boolean blank(String kind, byte[] packet) {
        return switch (kind) {
            case "\u0001vorbis" -> noComments(packet, 7, 1);
            case "\u0080theora" -> noComments(packet, 7, 0);
            case "OpusHead" -> noComments(packet, 8, 0);
            case "Speex   " -> noComments(packet, 0, 0);
            // Blocks that say what the sound is like stay; comments lose their text, pictures and the rest become
            // padding.
            case "\u007fFLAC" -> {
                var block = packet.length < 4 ? -1 : packet[0] & 0x7F;
                if (block == 4) {
                    yield noComments(packet, 4, 0);
                }
                if (block != 2 && block != 5 && block != 6) {
                    yield false;
                }
                packet[0] = (byte) (packet[0] & 0x80 | 1);
                Arrays.fill(packet, 4, packet.length, (byte) 0);
                yield true;
            }
            case "fishead" -> {
                if (packet.length > 52) {
                    Arrays.fill(packet, 52, packet.length, (byte) ' ');
                }
                yield packet.length > 52;
            }
            default -> false;
        };
    }

    /** Length of the maker's name, the name as blanks, no comments, and what ends it. */
    private static boolean noComments(byte[] packet, int before, int behind) {
        var name = packet.length - before - 8 - behind;
        if (name < 0) {
            return false;
        }
        Arrays.fill(packet, before, packet.length, (byte) 0);
        ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN).putInt(before, name);
        Arrays.fill(packet, before + 4, before + 4 + name, (byte) ' ');
        if (behind == 1) {
            packet[packet.length - 1] = 1;
        }
        return true;
    }

    private void sum(long at) throws IOException {
        file.seek(at + 26);
        var laces = file.readUnsignedByte();
        var length = HEAD + laces;
        for (var n = 0; n < laces; n++) {
            length += file.readUnsignedByte();
        }
        var page = new byte[(int) Math.min(length, file.length() - at)];
        file.seek(at);
        file.readFully(page);
        Arrays.fill(page, 22, 26, (byte) 0);
        var sum = 0;
        for (var b : page) {
            sum = sum << 8 ^ SUMS[(sum >>> 24 ^ b) & 0xFF];
        }
        file.seek(at + 22);
        file.writeInt(Integer.reverseBytes(sum));
    }

    private static int[] sums() {
        var sums = new int[256];
        for (var n = 0; n < 256; n++) {
            var sum = n << 24;
            for (var bit = 0; bit < 8; bit++) {
                sum = sum << 1 ^ (sum < 0 ? 0x04c11db7 : 0);
            }
            sums[n] = sum;
        }
        return sums;
    }
}
