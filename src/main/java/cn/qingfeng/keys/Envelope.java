package cn.qingfeng.keys;

import cn.qingfeng.StartFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM as it is used everywhere here: a fresh nonce of 12 bytes before the box, a tag of 128 bits, data bound to it. */
final class Envelope {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Envelope() {}

    static String close(SecretKeySpec key, String bound, byte[] content) {
        try {
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            var box = cipher(Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(content);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + box.length)
                            .put(nonce)
                            .put(box)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws GeneralSecurityException when the key or the bound data is another, or the box was changed */
    static byte[] open(SecretKeySpec key, String bound, String closed) throws GeneralSecurityException {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(closed));
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var box = new byte[bytes.remaining()];
        bytes.get(box);
        return cipher(Cipher.DECRYPT_MODE, key, nonce, bound).doFinal(box);
    }

    static String wrap(SecretKeySpec wrapping, int id, byte[] key) {
        return close(wrapping, "data-key/" + id, key);
    }

    static byte[] unwrap(SecretKeySpec wrapping, int id, String wrapped) {
        try {
            return open(wrapping, "data-key/" + id, wrapped);
        } catch (GeneralSecurityException e) {
            throw (StartFault) new StartFault("start.key.wrong").initCause(e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String bound)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
