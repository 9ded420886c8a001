package cn.qingfeng.evidence.picture;

import cn.qingfeng.evidence.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** WebP: keeps what draws the picture and its colour profile. Its head tells the whole length, so it is read twice. */
final class Webp {

    private static final Set<String> NEEDED = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");
    private static final Set<String> DRAWING = Set.of("VP8 ", "VP8L", "ANMF");
    private static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;
    private static final int LARGEST_EXIF = 1 << 20;

    private int orientation = 1;
    private boolean drawn;

    private Webp() {}

    static void copy(Path file, OutputStream out) throws IOException {
        var webp = new Webp();
        var length = webp.chunks(file, OutputStream.nullOutputStream());
        if (!webp.drawn) {
            throw Source.broken();
        }
        var held = Orientation.isNeeded(webp.orientation) ? Orientation.only(webp.orientation) : new byte[0];
        var exif = held.length == 0 ? 0 : 8 + held.length;
        head("RIFF", 4 + length + exif, out);
        out.write("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        webp.chunks(file, out);
        if (exif > 0) {
            head("EXIF", held.length, out);
            out.write(held);
        }
    }

    /** Copies the needed chunks and answers their length. */
    private long chunks(Path file, OutputStream out) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            var in = new Source(stream);
            if (!word(in).equals("RIFF")) {
                throw Source.broken();
            }
            var left = in.next32Reversed() - 4;
            if (!word(in).equals("WEBP")) {
                throw Source.broken();
            }
            var copied = 0L;
            while (left >= 8) {
                var type = word(in);
                var length = in.next32Reversed();
                // Each chunk ends at an even place.
                var padded = length + (length & 1);
                left -= 8 + padded;
                if (type.equals("EXIF") && length <= LARGEST_EXIF) {
                    orientation = Orientation.in(tiff(in.take((int) length)));
                    in.skip(padded - length);
                } else if (!NEEDED.contains(type)) {
                    in.skip(padded);
                } else {
                    drawn |= DRAWING.contains(type);
                    head(type, length, out);
                    if (type.equals("VP8X") && length >= 1) {
                        var flags = in.next() & ~(EXIF_FLAG | XMP_FLAG);
                        out.write(flags | (Orientation.isNeeded(orientation) ? EXIF_FLAG : 0));
                        in.copy(padded - 1, out);
                    } else {
                        in.copy(padded, out);
                    }
                    copied += 8 + padded;
                }
            }
            return copied;
        }
    }

    /** Some writers put the mark of JPEG's block before it. */
    private static byte[] tiff(byte[] exif) {
        var marked = new String(exif, 0, Math.min(6, exif.length), StandardCharsets.ISO_8859_1).equals("Exif\0\0");
        return marked ? Arrays.copyOfRange(exif, 6, exif.length) : exif;
    }

    private static String word(Source in) throws IOException {
        return new String(in.take(4), StandardCharsets.ISO_8859_1);
    }

    private static void head(String type, long length, OutputStream out) throws IOException {
        out.write(type.getBytes(StandardCharsets.ISO_8859_1));
        out.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) length)
                .array());
    }
}
