package cn.qingfeng.bench.million;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines for the database's loader, as they grow. */
final class Bytes {
    private byte[] data = new byte[1 << 16];
    private int size;

    void add(byte[] more) {
        if (size + more.length > data.length) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, size + more.length));
        }
        System.arraycopy(more, 0, data, size, more.length);
        size += more.length;
    }

    /** Text of which no character means anything to the loader. */
    void add(String plain) {
        add(plain.getBytes(StandardCharsets.UTF_8));
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** All lines, once: it is empty again. */
    InputStream take() {
        var taken = new ByteArrayInputStream(data, 0, size);
        size = 0;
        return taken;
    }

    /** Text as the loader reads it back. */
    static byte[] escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\0", "\\0")
                .getBytes(StandardCharsets.UTF_8);
    }
}
