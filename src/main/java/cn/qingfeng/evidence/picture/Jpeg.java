package cn.qingfeng.evidence.picture;

import cn.qingfeng.evidence.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JPEG: keeps what decodes the picture, its colour profile and which way up it is held. */
public final class Jpeg {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COM = 0xFE;

    private Jpeg() {}

    public static void copy(Source in, OutputStream out) throws IOException {
        if (in.next() != 0xFF || in.next() != SOI) {
            throw Source.broken();
        }
        out.write(0xFF);
        out.write(SOI);
        var scanned = false;
        for (int marker; (marker = marker(in)) != EOI; ) {
            if (isBare(marker)) {
                out.write(0xFF);
                out.write(marker);
                continue;
            }
            var length = in.next16() - 2;
            if (length < 0) {
                throw Source.broken();
            }
            segment(marker, length, in, out);
            if (marker == SOS) {
                scanned = true;
                scan(in, out);
            }
        }
        if (!scanned) {
            throw Source.broken();
        }
        // What stands behind the end (a maker's trailer, a film, an archive) is left there.
        out.write(0xFF);
        out.write(EOI);
    }

    private static int marker(Source in) throws IOException {
        if (in.next() != 0xFF) {
            throw Source.broken();
        }
        int marker;
        do {
            marker = in.next();
        } while (marker == 0xFF);
        if (marker == 0) {
            throw Source.broken();
        }
        return marker;
    }

    /** Marks that have no length behind them. */
    private static boolean isBare(int marker) {
        return marker == 0x01 || isRestart(marker);
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    private static void segment(int marker, int length, Source in, OutputStream out) throws IOException {
        if (marker >= APP0 && marker <= APP15 || marker == COM) {
            aside(marker, in.take(length), out);
            return;
        }
        out.write(0xFF);
        out.write(marker);
        write16(length + 2, out);
        in.copy(length, out);
    }

    /** An application's block: only a few are needed. */
    private static void aside(int marker, byte[] content, OutputStream out) throws IOException {
        switch (marker) {
            case APP0 -> {
                if (startsWith(content, "JFIF\0") && content.length >= 14) {
                    // Without the thumbnail that may follow.
                    var plain = Arrays.copyOf(content, 14);
                    plain[12] = 0;
                    plain[13] = 0;
                    write(APP0, plain, out);
                }
            }
            case APP1 -> {
                if (startsWith(content, "Exif\0\0")) {
                    var held = Orientation.in(Arrays.copyOfRange(content, 6, content.length));
                    if (Orientation.isNeeded(held)) {
                        var only = Orientation.only(held);
                        var block = Arrays.copyOf("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), 6 + only.length);
                        System.arraycopy(only, 0, block, 6, only.length);
                        write(APP1, block, out);
                    }
                }
            }
            case APP2 -> {
                if (startsWith(content, "ICC_PROFILE\0")) {
                    write(APP2, content, out);
                }
            }
            case APP14 -> {
                if (startsWith(content, "Adobe") && content.length >= 12) {
                    write(APP14, Arrays.copyOf(content, 12), out);
                }
            }
            default -> {
                // Somebody's own notes.
            }
        }
    }

    private static void scan(Source in, OutputStream out) throws IOException {
        while (true) {
            in.copyUntil(0xFF, out);
            // A mark that ends the scan is read by whoever called.
            if (!in.escapeFollows()) {
                return;
            }
            out.write(in.next());
            out.write(in.next());
        }
    }

    private static boolean startsWith(byte[] content, String word) {
        var wanted = word.getBytes(StandardCharsets.ISO_8859_1);
        return content.length >= wanted.length && Arrays.equals(content, 0, wanted.length, wanted, 0, wanted.length);
    }

    private static void write(int marker, byte[] content, OutputStream out) throws IOException {
        out.write(0xFF);
        out.write(marker);
        write16(content.length + 2, out);
        out.write(content);
    }

    private static void write16(int value, OutputStream out) throws IOException {
        out.write(value >> 8);
        out.write(value);
    }
}
