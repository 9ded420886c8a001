package cn.qingfeng.evidence.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens contents that were sealed before Tink sealed them ({@link ContentSeal}): AES-GCM in frames of {@value #FRAME} bytes, each
 * bound to the content's name, its place and whether it is the last. A rotation of keys carries them over.
 */
final class OlderFrames {

    static final int FRAME = 1 << 18;

    private static final int TAG = 16;

    private OlderFrames() {}

    /** Opens what was sealed; a frame that was changed, or is missing, ends the reading with an {@link IOException}. */
    static InputStream opening(byte[] key, String name, InputStream in) {
        return new Opening(key, name, in);
    }

    private static byte[] open(byte[] key, String name, int place, boolean last, byte[] sealed) throws IOException {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            // The key is this content's alone, so a counted nonce is never used twice.
            var nonce = ByteBuffer.allocate(12).putInt(8, place).array();
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD((name + (last ? "/last" : "/more")).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(sealed);
        } catch (GeneralSecurityException e) {
            throw new IOException("content " + name + " does not open", e);
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
                opened = OlderFrames.open(key, name, place++, done, sealed);
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
            var some = wanted <= 0 || !more() ? 0 : (int) Math.min(wanted, opened.length - at);
            at += some;
            return some;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
