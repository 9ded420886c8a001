package cn.qingfeng.reporter;

import cn.qingfeng.Keys;
import cn.qingfeng.clue.ClueNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Seals what a reporter writes after reporting: it may say who the reporter is, so that the database holds it under
 * AES-GCM only, bound to its clue.
 */
@Component
public class SealedTexts {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    SealedTexts(Keys keys) {
        this.key = new SecretKeySpec(keys.forPurpose("reporter-text"), "AES");
    }

    /** The text as the database may hold it. */
    public String seal(ClueNumber number, String text) {
        try {
            var nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var box = cipher(Cipher.ENCRYPT_MODE, nonce, number).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + box.length)
                            .put(nonce)
                            .put(box)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text that was sealed for this clue. */
    public String open(ClueNumber number, String sealed) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
            var nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            var rest = new byte[bytes.remaining()];
            bytes.get(rest);
            return new String(cipher(Cipher.DECRYPT_MODE, nonce, number).doFinal(rest), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a text of " + number + " does not open with this key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, ClueNumber number) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(number.value().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
