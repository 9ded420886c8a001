package cn.qingfeng.keys;

import cn.qingfeng.StartFault;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The installation's secret, which never lies readable in the database: 32 bytes as Base64 in {@code qingfeng.keys.master},
 * or, where {@code qingfeng.keys.file} names a file, in that file, which is made on the first start. Each purpose gets a
 * key of its own, derived from the root. The root is the first master; once the master was changed ({@link KeyRotation})
 * it lies in the database, wrapped by the present master, because receipts and timelines cannot be hashed anew.
 */
@Component
public class Keys {

    static final int BYTES = 32;

    private final byte[] master;
    private final byte[] root;

    @Autowired
    Keys(
            @Value("${qingfeng.keys.master:}") String configured,
            @Value("${qingfeng.keys.file:}") String file,
            JdbcTemplate jdbc)
            throws IOException {
        if (configured.isBlank() && file.isBlank()) {
            throw new IllegalStateException("qingfeng.keys.master (QINGFENG_MASTER_KEY) is missing");
        }
        master = configured.isBlank()
                ? decode(file, fromFile(Path.of(file), jdbc))
                : decode("qingfeng.keys.master (QINGFENG_MASTER_KEY)", configured);
        root = jdbc.queryForList("select wrapped from data_key where id = ?", String.class, DataKeys.ROOT).stream()
                .findFirst()
                .map(wrapped -> wrapping().unwrap(DataKeys.ROOT, wrapped))
                .orElse(master);
    }

    /** The keys of a secret alone, without a database. */
    Keys(String secret) {
        master = decode("secret", secret);
        root = master;
    }

    public static byte[] decode(String name, String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length == BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException noBase64) {
            // Told below.
        }
        throw new StartFault("start.key.malformed", name);
    }

    private static String fromFile(Path file, JdbcTemplate jdbc) throws IOException {
        if (!Files.exists(file)) {
            if (jdbc.queryForObject("select count(*) from data_key", Integer.class) > 0) {
                // Nothing that was sealed would open with a new one.
                throw new StartFault(
                        "start.key.missing",
                        file.toString(),
                        String.valueOf(file.toAbsolutePath().getParent()));
            }
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
        return derive(root, purpose);
    }

    byte[] root() {
        return root.clone();
    }

    /** What data keys are wrapped with; it follows the present master, not the root. */
    Wrapping wrapping() {
        return wrapping(master);
    }

    static Wrapping wrapping(byte[] master) {
        return new Wrapping(derive(master, "data-key-wrapping"));
    }

    private static byte[] derive(byte[] secret, String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
