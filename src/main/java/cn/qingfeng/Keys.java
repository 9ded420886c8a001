package cn.qingfeng;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The installation's secret, which never lies in the database: 32 bytes as Base64 in {@code qingfeng.keys.master}, or,
 * where {@code qingfeng.keys.file} names a file, in that file, which is made on the first start. Each purpose gets a key
 * of its own, derived from it.
 */
@Component
public class Keys {

    private static final int BYTES = 32;

    private final byte[] master;

    Keys(@Value("${qingfeng.keys.master:}") String configured, @Value("${qingfeng.keys.file:}") String file)
            throws IOException {
        if (configured.isBlank() && file.isBlank()) {
            throw new IllegalStateException("qingfeng.keys.master (QINGFENG_MASTER_KEY) is missing");
        }
        master = Base64.getDecoder().decode(configured.isBlank() ? fromFile(Path.of(file)) : configured.strip());
        if (master.length != BYTES) {
            throw new IllegalStateException("qingfeng.keys.master must be 32 bytes in Base64");
        }
    }

    private static String fromFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            var fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            Files.createDirectories(file.toAbsolutePath().getParent());
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.writeString(
                    posix ? Files.createFile(file, owner) : Files.createFile(file),
                    Base64.getEncoder().encodeToString(fresh));
        }
        return Files.readString(file).strip();
    }

    /** The 32-byte key for one purpose, the same at every start. */
    public byte[] forPurpose(String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
