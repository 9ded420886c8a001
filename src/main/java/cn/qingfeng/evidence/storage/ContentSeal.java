package cn.qingfeng.evidence.storage;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * What seals one content and opens it again, and the hash of what it holds. Each content has a keyset of its own for Google
 * Tink's streaming AEAD: neither sealing nor opening needs a whole file in memory, nothing unproven is handed out, and it is
 * bound to the content's name. It lies in the content's row, sealed as a text.
 */
final class ContentSeal {

    private static final int OLDER_KEY_BYTES = 32;
    private static final AesGcmHkdfStreamingParameters PARAMETERS;

    static {
        try {
            StreamingAeadConfig.register();
            PARAMETERS = AesGcmHkdfStreamingParameters.builder()
                    .setKeySizeBytes(32)
                    .setDerivedAesGcmKeySizeBytes(32)
                    .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
                    .setCiphertextSegmentSizeBytes(1 << 18)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final byte[] key;
    private final String sha256;

    private ContentSeal(byte[] key, String sha256) {
        this.key = key;
        this.sha256 = sha256;
    }

    /** A new one, of a content whose hash is not known yet. */
    static ContentSeal fresh() {
        try {
            var keyset = KeysetHandle.generateNew(PARAMETERS);
            return new ContentSeal(TinkProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()), "");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static ContentSeal read(String written) {
        var parts = written.split(" ", 2);
        return new ContentSeal(Base64.getDecoder().decode(parts[0]), parts[1]);
    }

    ContentSeal of(String hash) {
        return new ContentSeal(key, hash);
    }

    String written() {
        return Base64.getEncoder().encodeToString(key) + " " + sha256;
    }

    String sha256() {
        return sha256;
    }

    /** Whether it was made before Tink sealed contents: it only opens. */
    boolean isOlder() {
        return key.length == OLDER_KEY_BYTES;
    }

    /** Seals what is written; closing it writes the end, and closes {@code out}. */
    OutputStream sealing(String name, OutputStream out) throws IOException {
        try {
            return tink().newEncryptingStream(out, name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException("content " + name + " cannot be sealed", e);
        }
    }

    /** Opens what was sealed; a piece that was changed, or is missing, ends the reading with an {@link IOException}. */
    InputStream opening(String name, InputStream in) throws IOException {
        if (isOlder()) {
            return OlderFrames.opening(key, name, in);
        }
        try {
            return tink().newDecryptingStream(in, name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException("content " + name + " does not open", e);
        }
    }

    private StreamingAead tink() throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseKeyset(key, InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    }
}
