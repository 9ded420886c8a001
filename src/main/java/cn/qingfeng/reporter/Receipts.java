package cn.qingfeng.reporter;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.text.Numbers;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The 16 digits with which a reporter finds the clue again. They are shown once; the database keeps a keyed hash, from
 * which they cannot be computed.
 */
@Component
public class Receipts {

    /** How many digits a receipt has. */
    public static final int DIGITS = 16;

    private final JdbcTemplate jdbc;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    Receipts(JdbcTemplate jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.key = new SecretKeySpec(keys.forPurpose("receipt"), "HmacSHA256");
    }

    /** Makes the receipt of a clue from chance. Joins the caller's transaction. */
    @Transactional
    public String issue(ClueNumber number) {
        var digits = new StringBuilder();
        for (var i = 0; i < DIGITS; i++) {
            digits.append(random.nextInt(10));
        }
        return keep(number, digits.toString());
    }

    /**
     * Makes the receipt of a clue from the key that the caller sent along, so that the same post answers the same again
     * although the receipt itself is not kept. Joins the caller's transaction.
     */
    @Transactional
    public String issue(ClueNumber number, String idempotencyKey) {
        return keep(number, again(number, idempotencyKey));
    }

    /** The receipt that {@link #issue(ClueNumber, String)} made for this key. */
    public String again(ClueNumber number, String idempotencyKey) {
        var modulus = BigInteger.TEN.pow(DIGITS);
        var value = new BigInteger(1, hmac("issue\n" + number + "\n" + idempotencyKey)).mod(modulus);
        return ("0".repeat(DIGITS) + value).substring(value.toString().length());
    }

    /** The clue of a receipt as people type it, if there is one. */
    @Transactional(readOnly = true)
    public Optional<ClueNumber> find(String receipt) {
        return jdbc
                .queryForList(
                        "select clue_number from receipt where keyed_hash = ?",
                        String.class,
                        hash(Numbers.ofLength(receipt, DIGITS).orElse("")))
                .stream()
                .findFirst()
                .map(ClueNumber::of);
    }

    private String keep(ClueNumber number, String receipt) {
        jdbc.update("insert into receipt (keyed_hash, clue_number) values (?, ?)", hash(receipt), number.value());
        return receipt;
    }

    private String hash(String receipt) {
        return HexFormat.of().formatHex(hmac("receipt\n" + receipt));
    }

    private byte[] hmac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
