package cn.qingfeng.evidence.picture;

import cn.qingfeng.evidence.Source;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/** PNG, moving ones too: keeps what draws the picture and its colours. */
public final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final Set<String> NEEDED = Set.of(
            "IHDR", "PLTE", "IDAT", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs", "acTL",
            "fcTL", "fdAT");
    private static final int LARGEST_EXIF = 1 << 20;

    private Png() {}

    public static void copy(Source in, OutputStream out) throws IOException {
        if (!Arrays.equals(in.take(SIGNATURE.length), SIGNATURE)) {
            throw Source.broken();
        }
        out.write(SIGNATURE);
        var drawn = false;
        while (true) {
            var length = in.next32();
            var name = in.take(4);
            var type = new String(name, StandardCharsets.ISO_8859_1);
            if (type.equals("IEND")) {
                if (!drawn) {
                    throw Source.broken();
                }
                chunk(name, new byte[0], out);
                return;
            }
            drawn |= type.equals("IDAT");
            if (NEEDED.contains(type)) {
                var data = new DataOutputStream(out);
                data.writeInt((int) length);
                data.write(name);
                in.copy(length + 4, out);
            } else if (type.equals("eXIf") && length <= LARGEST_EXIF) {
                var held = Orientation.in(in.take((int) length));
                in.skip(4);
                if (Orientation.isNeeded(held)) {
                    chunk(name, Orientation.only(held), out);
                }
            } else {
                in.skip(length + 4);
            }
        }
    }

    private static void chunk(byte[] name, byte[] content, OutputStream out) throws IOException {
        var named = new ByteArrayOutputStream();
        named.write(name);
        named.write(content);
        var sum = new CRC32();
        sum.update(named.toByteArray());
        var data = new DataOutputStream(out);
        data.writeInt(content.length);
        data.write(named.toByteArray());
        data.writeInt((int) sum.getValue());
    }
}
