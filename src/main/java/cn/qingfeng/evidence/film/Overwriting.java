package cn.qingfeng.evidence.film;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/** Writes one byte over a stretch of a file. */
final class Overwriting {

    private Overwriting() {}

    static void fill(RandomAccessFile file, long from, long to, int with) throws IOException {
        var block = new byte[(int) Math.min(1 << 16, Math.max(0, to - from))];
        Arrays.fill(block, (byte) with);
        file.seek(from);
        for (var left = to - from; left > 0; left -= block.length) {
            file.write(block, 0, (int) Math.min(block.length, left));
        }
    }
}
