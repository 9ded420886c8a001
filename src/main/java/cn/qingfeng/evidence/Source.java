package cn.qingfeng.evidence;

import cn.qingfeng.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads a picture's structure by and by. What ends too early is broken, and refused. */
public final class Source {

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;

    public Source(InputStream in) {
        this.in = in;
    }

    public static Refusal broken() {
        return Refusal.invalid("file.broken");
    }

    /** Whether something is left. */
    boolean more() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    public int next() throws IOException {
        if (!more()) {
            throw broken();
        }
        return buffer[at++] & 0xFF;
    }

    /** Two bytes, the higher first. */
    public int next16() throws IOException {
        return next() << 8 | next();
    }

    /** Four bytes, the highest first, without sign. */
    public long next32() throws IOException {
        return (long) next16() << 16 | next16();
    }

    /** Four bytes, the lowest first, without sign. */
    public long next32Reversed() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    public byte[] take(int length) throws IOException {
        var taken = new byte[length];
        for (var i = 0; i < length; i++) {
            taken[i] = (byte) next();
        }
        return taken;
    }

    public void skip(long length) throws IOException {
        copy(length, OutputStream.nullOutputStream());
    }

    public void copy(long length, OutputStream out) throws IOException {
        for (var left = length; left > 0; ) {
            if (!more()) {
                throw broken();
            }
            var some = (int) Math.min(left, end - at);
            out.write(buffer, at, some);
            at += some;
            left -= some;
        }
    }

    /** Copies up to the next byte of this value, which stays to be read. */
    public void copyUntil(int value, OutputStream out) throws IOException {
        while (true) {
            if (!more()) {
                throw broken();
            }
            var from = at;
            while (at < end && (buffer[at] & 0xFF) != value) {
                at++;
            }
            out.write(buffer, from, at - from);
            if (at < end) {
                return;
            }
        }
    }

    /** Whether the next two bytes belong to the data of a JPEG's scan: an escaped byte or a restart, no other mark. */
    public boolean escapeFollows() throws IOException {
        if (end - at < 2) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
            var some = in.read(buffer, end, buffer.length - end);
            if (some <= 0) {
                throw broken();
            }
            end += some;
        }
        var second = buffer[at + 1] & 0xFF;
        return second == 0 || second >= 0xD0 && second <= 0xD7;
    }
}
