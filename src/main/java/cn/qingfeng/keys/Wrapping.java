package cn.qingfeng.keys;

import cn.qingfeng.StartFault;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * What data keys are wrapped with, each bound to its number. A data key is a keyset of Google Tink, so that the way it seals
 * is kept with it; those from before there were keysets are 32 bytes, which sealed as Tink's AES-GCM without prefix does.
 */
final class Wrapping {

    private static final AesGcmParameters AES_256_GCM;

    static {
        try {
            AeadConfig.register();
            // Without Tink's own prefix: a sealed text begins with the number of its key already.
            AES_256_GCM = AesGcmParameters.builder()
                    .setKeySizeBytes(32)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Aead aead;

    /** @param secret 32 bytes */
    Wrapping(byte[] secret) {
        this.aead = aead(keyset(secret));
    }

    /** A new key. */
    static KeysetHandle fresh() {
        try {
            return KeysetHandle.generateNew(AES_256_GCM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key of 32 bytes that did not come from Tink. */
    static KeysetHandle keyset(byte[] secret) {
        try {
            var key = AesGcmKey.builder()
                    .setParameters(AES_256_GCM)
                    .setKeyBytes(SecretBytes.copyFrom(secret, InsecureSecretKeyAccess.get()))
                    .build();
            return KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Aead aead(KeysetHandle keyset) {
        try {
            return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String wrap(int id, KeysetHandle keyset) {
        try {
            return wrap(id, TinkProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String wrap(int id, byte[] secret) {
        try {
            return Base64.getEncoder().encodeToString(aead.encrypt(secret, bound(id)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws StartFault when it was wrapped with another master, or changed */
    KeysetHandle keyset(int id, String wrapped) {
        var bytes = unwrap(id, wrapped);
        try {
            return bytes.length == Keys.BYTES
                    ? keyset(bytes)
                    : TinkProtoKeysetFormat.parseKeyset(bytes, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw wrong(e);
        }
    }

    /** @throws StartFault when it was wrapped with another master, or changed */
    byte[] unwrap(int id, String wrapped) {
        try {
            return aead.decrypt(Base64.getDecoder().decode(wrapped), bound(id));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private static StartFault wrong(Exception e) {
        return (StartFault) new StartFault("start.key.wrong").initCause(e);
    }

    private static byte[] bound(int id) {
        return ("data-key/" + id).getBytes(StandardCharsets.UTF_8);
    }
}
