package cn.qingfeng.evidence.storage;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Content as a store may hold it: AES-GCM in frames of {@value #FRAME} bytes, so that neither sealing nor opening needs a
 * whole file in memory and nothing unproven is handed out. Each content has a key of its own, used once; a frame is bound to
 * the content's name, its place and whether it is the last, so that frames cannot be exchanged, left out or cut off.
 */
final class SealedFrames {

    static final int FRAME = 1 << 18;

    private static final int TAG = 16;

    private SealedFrames() {}

    /** Seals what is written; closing it writes the last frame, and closes {@code out}. */
    static OutputStream sealing(byte[] key, String name, OutputStream out) {
        return new Sealing(key, name, out);
    }

    /** Opens what was sealed; a frame that was changed, or is missing, ends the reading with an {@link IOException}. */
    static InputStream opening(byte[] key, String name, InputStream in) {
        return new Opening(key, name, in);
    }

    private static byte[] frame(int mode, byte[] key, String name, int place, boolean last, byte[] content, int length)
            throws IOException {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            // The key is this content's alone, so a counted nonce is never used twice.
            var nonce = ByteBuffer.allocate(12).putInt(8, place).array();
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD((name + (last ? "/last" : "/more")).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IOException("content " + name + " does not open", e);
        }
    }

    private static final class Sealing extends FilterOutputStream {

        private final byte[] key;
        private final String name;
        private final byte[] pending = new byte[FRAME];
        private int filled;
        private int place;
        private boolean closed;

        Sealing(byte[] key, String name, OutputStream out) {
            super(out);
            this.key = key;
            this.name = name;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; ) {
                if (filled == FRAME) {
                    out.write(frame(Cipher.ENCRYPT_MODE, key, name, place++, false, pending, filled));
                    filled = 0;
                }
                var some = Math.min(FRAME - filled, length - done);
                System.arraycopy(bytes, offset + done, pending, filled, some);
                filled += some;
                done += some;
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                out.write(frame(Cipher.ENCRYPT_MODE, key, name, place, true, pending, filled));
                out.close();
            }
        }
    }

    private static final class Opening extends FilterInputStream {

        private final byte[] key;
        private final String name;
        private byte[] ahead;
        private byte[] opened = new byte[0];
        private int at;
        private int place;
        private boolean done;

        Opening(byte[] key, String name, InputStream in) {
            super(in);
            this.key = key;
            this.name = name;
        }

        private boolean more() throws IOException {
            while (at == opened.length) {
                if (done) {
                    return false;
                }
                var sealed = ahead == null ? in.readNBytes(FRAME + TAG) : ahead;
                ahead = in.readNBytes(FRAME + TAG);
                done = ahead.length == 0;
                opened = frame(Cipher.DECRYPT_MODE, key, name, place++, done, sealed, sealed.length);
                at = 0;
            }
            return true;
        }

        @Override
        public int read() throws IOException {
            return more() ? opened[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            var some = Math.min(length, opened.length - at);
            System.arraycopy(opened, at, target, offset, some);
            at += some;
            return some;
        }

        @Override
        public int available() {
            return opened.length - at;
        }

        @Override
        public long skip(long wanted) throws IOException {
            return wanted <= 0 || !more() ? 0 : skipOpened(wanted);
        }

        private long skipOpened(long wanted) {
            var some = (int) Math.min(wanted, opened.length - at);
            at += some;
            return some;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
