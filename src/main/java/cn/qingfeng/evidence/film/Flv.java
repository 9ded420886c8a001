package cn.qingfeng.evidence.film;

import java.io.IOException;
import java.io.RandomAccessFile;

/** Flash video: what is told beside sound and picture stands in script tags, each of which becomes one string of blanks. */
final class Flv {

    private static final int HEAD = 11;
    private static final int SOUND = 8;
    private static final int PICTURE = 9;
    private static final int LONGEST = 0xFFFF;

    private Flv() {}

    static void clean(RandomAccessFile file) throws IOException {
        file.seek(5);
        var at = (file.readInt() & 0xFFFFFFFFL) + 4;
        while (at + HEAD <= file.length()) {
            file.seek(at);
            var type = file.readUnsignedByte() & 0x1F;
            var length = file.readUnsignedByte() << 16 | file.readUnsignedShort();
            var from = at + HEAD;
            var to = Math.min(file.length(), from + length);
            if (type != SOUND && type != PICTURE) {
                Overwriting.fill(file, from, to, 0);
                var blanks = (int) Math.min(LONGEST, to - from - 3);
                if (blanks >= 0) {
                    file.seek(from);
                    file.write(2);
                    file.writeShort(blanks);
                    Overwriting.fill(file, from + 3, from + 3 + blanks, ' ');
                }
            }
            at = to + 4;
        }
        if (at < file.length()) {
            Overwriting.fill(file, at, file.length(), 0);
        }
    }
}
