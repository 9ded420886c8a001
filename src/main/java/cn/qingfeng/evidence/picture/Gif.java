package cn.qingfeng.evidence.picture;

import cn.qingfeng.evidence.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** GIF, moving ones too: keeps pictures, their timing and how often they repeat; drops comments and other notes. */
final class Gif {

    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2C;
    private static final int END = 0x3B;
    private static final int TIMING = 0xF9;
    private static final int APPLICATION = 0xFF;
    private static final Set<String> LOOPS = Set.of("NETSCAPE2.0", "ANIMEXTS1.0");

    private Gif() {}

    static void copy(Source in, OutputStream out) throws IOException {
        var signature = in.take(6);
        if (!Set.of("GIF87a", "GIF89a").contains(new String(signature, StandardCharsets.ISO_8859_1))) {
            throw Source.broken();
        }
        out.write(signature);
        var screen = in.take(7);
        out.write(screen);
        in.copy(colours(screen[4]), out);
        while (true) {
            var block = in.next();
            switch (block) {
                case END -> {
                    out.write(END);
                    return;
                }
                case PICTURE -> {
                    out.write(PICTURE);
                    var place = in.take(9);
                    out.write(place);
                    in.copy(colours(place[8]), out);
                    out.write(in.next());
                    blocks(in, out);
                }
                case EXTENSION -> extension(in, out);
                default -> throw Source.broken();
            }
        }
    }

    /** The bytes of a colour table, if its flags say that there is one. */
    private static int colours(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static void extension(Source in, OutputStream out) throws IOException {
        var label = in.next();
        var length = in.next();
        if (length == 0) {
            return;
        }
        var first = in.take(length);
        var needed = label == TIMING
                || label == APPLICATION && LOOPS.contains(new String(first, StandardCharsets.ISO_8859_1));
        if (!needed) {
            blocks(in, OutputStream.nullOutputStream());
            return;
        }
        out.write(EXTENSION);
        out.write(label);
        out.write(length);
        out.write(first);
        blocks(in, out);
    }

    private static void blocks(Source in, OutputStream out) throws IOException {
        for (int length; (length = in.next()) > 0; ) {
            out.write(length);
            in.copy(length, out);
        }
        out.write(0);
    }
}
