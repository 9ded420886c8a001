package cn.qingfeng.evaluation.ballot;

import cn.qingfeng.clue.timeline.KeyedHash;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * An urn's own random key, by which everything is sealed or hashed that hides what was thrown in: once it is gone, nothing of them
 * opens. One half seals, the other hashes.
 */
public final class BallotKey {

    private static final int HALF = 32;

    private final byte[] key;
    private final Aead aead;

    private BallotKey(byte[] key) {
        this.key = key;
        try {
            this.aead = new AesGcmJce(Arrays.copyOf(key, HALF));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static BallotKey fresh() {
        var bytes = new byte[2 * HALF];
        new SecureRandom().nextBytes(bytes);
        return new BallotKey(bytes);
    }

    static BallotKey of(String text) {
        return new BallotKey(Base64.getDecoder().decode(text));
    }

    String text() {
        return Base64.getEncoder().encodeToString(key);
    }

    /** What the database may know of a secret. */
    String hash(String purpose, String secret) {
        return KeyedHash.of(Arrays.copyOfRange(key, HALF, key.length), purpose, secret);
    }

    String seal(String purpose, String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(aead.encrypt(
                            text.getBytes(StandardCharsets.UTF_8), purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException when it was sealed by another or changed */
    String open(String purpose, String sealed) {
        try {
            return new String(
                    aead.decrypt(Base64.getDecoder().decode(sealed), purpose.getBytes(StandardCharsets.UTF_8)),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a " + purpose + " does not open with its round's key", e);
        }
    }
}
