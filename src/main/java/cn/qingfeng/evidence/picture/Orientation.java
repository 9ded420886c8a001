package cn.qingfeng.evidence.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Which way up a picture is held: the one thing in a camera's EXIF block that is needed to look at it. Everything else in
 * there (place, time, camera, thumbnail) is dropped, and a block with this alone is written in its stead.
 */
final class Orientation {

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int UPRIGHT = 1;

    private Orientation() {}

    /** The orientation that a TIFF block names, 1 (upright) to 8; 1 where it names none or cannot be read. */
    static int in(byte[] tiff) {
        try {
            var block = ByteBuffer.wrap(tiff);
            var order = block.getShort();
            block.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if (order != 0x4949 && order != 0x4D4D || block.getShort() != 42) {
                return UPRIGHT;
            }
            block.position(block.getInt());
            for (var left = Short.toUnsignedInt(block.getShort()); left > 0; left--) {
                var tag = Short.toUnsignedInt(block.getShort());
                var type = block.getShort();
                var count = block.getInt();
                var value = Short.toUnsignedInt(block.getShort());
                block.getShort();
                if (tag == TAG && type == SHORT && count == 1) {
                    return value >= 1 && value <= 8 ? value : UPRIGHT;
                }
            }
            return UPRIGHT;
        } catch (BufferUnderflowException | IllegalArgumentException unreadable) {
            return UPRIGHT;
        }
    }

    static boolean isNeeded(int orientation) {
        return orientation != UPRIGHT;
    }

    /** A TIFF block that says nothing but this. */
    static byte[] only(int orientation) {
        return ByteBuffer.allocate(26)
                .putShort((short) 0x4D4D)
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) TAG)
                .putShort((short) SHORT)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }
}
