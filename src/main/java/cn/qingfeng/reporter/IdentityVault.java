package cn.qingfeng.reporter;

import cn.qingfeng.Keys;
import cn.qingfeng.clue.ClueNumber;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps identities sealed with AES-GCM under a key from outside the database. The clue's number is sealed in with them,
 * so that a row copied to another clue does not open.
 */
@Component
class IdentityVault {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    IdentityVault(JdbcTemplate jdbc, ObjectMapper json, Keys keys) {
        this.jdbc = jdbc;
        this.json = json;
        this.key = new SecretKeySpec(keys.forPurpose("identity"), "AES");
    }

    @Transactional
    void keep(ClueNumber number, Identity identity) {
        jdbc.update(
                "insert into reporter_identity (clue_number, sealed) values (?, ?)",
                number.value(),
                seal(number, identity));
    }

    @Transactional(readOnly = true)
    Optional<Identity> open(ClueNumber number) {
        return jdbc
                .queryForList(
                        "select sealed from reporter_identity where clue_number = ?", String.class, number.value())
                .stream()
                .findFirst()
                .map(text -> unseal(number, text));
    }

    @Transactional(readOnly = true)
    Set<ClueNumber> kept(Collection<ClueNumber> numbers) {
        var wanted = numbers.stream().map(ClueNumber::value).collect(Collectors.toSet());
        return jdbc.queryForList("select clue_number from reporter_identity", String.class).stream()
                .filter(wanted::contains)
                .map(ClueNumber::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Transactional
    void erase(Collection<ClueNumber> numbers) {
        for (var table : new String[] {"reporter_identity", "receipt"}) {
            jdbc.batchUpdate(
                    "delete from " + table + " where clue_number = ?",
                    numbers.stream()
                            .map(number -> new Object[] {number.value()})
                            .toList());
        }
    }

    private String seal(ClueNumber number, Identity identity) {
        try {
            var nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var box = cipher(Cipher.ENCRYPT_MODE, nonce, number).doFinal(json.writeValueAsBytes(identity));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + box.length)
                            .put(nonce)
                            .put(box)
                            .array());
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Identity unseal(ClueNumber number, String stored) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(stored));
            var nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            var rest = new byte[bytes.remaining()];
            bytes.get(rest);
            return json.readValue(cipher(Cipher.DECRYPT_MODE, nonce, number).doFinal(rest), Identity.class);
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("the identity of " + number + " does not open with this key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, ClueNumber number) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(number.value().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
