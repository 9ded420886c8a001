package cn.qingfeng.evaluation.ballot;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A round's own random key, from which all is derived that hides its ballots: once it is gone, nothing of them opens. */
final class BallotKey {

    private static final int BYTES = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final byte[] key;

    private BallotKey(byte[] key) {
        this.key = key;
    }

    static BallotKey fresh() {
        return new BallotKey(random(BYTES));
    }

    static BallotKey of(String text) {
        return new BallotKey(Base64.getDecoder().decode(text));
    }

    String text() {
        return Base64.getEncoder().encodeToString(key);
    }

    /** What the database may know of a secret. */
    String hash(String purpose, String secret) {
        return HexFormat.of().formatHex(mac(purpose + "\n" + secret));
    }

    String seal(String purpose, String text) {
        try {
            var nonce = random(NONCE);
            var sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            var all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException when it was sealed by another or changed */
    String open(String purpose, String sealed) {
        try {
            var all = Base64.getDecoder().decode(sealed);
            var opened = cipher(Cipher.DECRYPT_MODE, purpose, Arrays.copyOf(all, NONCE))
                    .doFinal(all, NONCE, all.length - NONCE);
            return new String(opened, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a " + purpose + " does not open with its round's key", e);
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(mac("seal\n" + purpose), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] mac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
