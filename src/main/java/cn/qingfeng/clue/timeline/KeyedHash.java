package cn.qingfeng.clue.timeline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A hash keyed from outside the database, so that neither a changed nor a recomputed row goes unseen. */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private KeyedHash() {}

    /** Each part goes in with its length, so that no two lists of parts can read the same. */
    public static String of(byte[] key, String... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (var part : parts) {
                var bytes = part == null ? null : part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(4)
                        .putInt(bytes == null ? -1 : bytes.length)
                        .array());
                if (bytes != null) {
                    mac.update(bytes);
                }
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
