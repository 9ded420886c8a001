package cn.qingfeng.evidence.storage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals contents as they were sealed before Tink did. */
final class OlderFramesOut {

    private OlderFramesOut() {}

    static ContentSeal seal(byte[] key, String sha256) {
        return ContentSeal.read(Base64.getEncoder().encodeToString(key) + " " + sha256);
    }

    static byte[] sealed(byte[] key, String name, byte[] content) {
        var out = new ByteArrayOutputStream();
        var place = 0;
        for (var at = 0; at == 0 || at < content.length; at += OlderFrames.FRAME) {
            var end = Math.min(content.length, at + OlderFrames.FRAME);
            out.writeBytes(frame(key, name, place++, end == content.length, Arrays.copyOfRange(content, at, end)));
        }
        return out.toByteArray();
    }

    private static byte[] frame(byte[] key, String name, int place, boolean last, byte[] content) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            var nonce = ByteBuffer.allocate(12).putInt(8, place).array();
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD((name + (last ? "/last" : "/more")).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
