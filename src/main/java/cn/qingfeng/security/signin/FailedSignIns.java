package cn.qingfeng.security.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts failed sign-ins per account and per address, in the database, so that every node knows. Rows of past windows are
 * swept with each new failure: the table holds no more than the failures of one window.
 */
@Component
public class FailedSignIns {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate alone;
    private final SignInLimits limits;
    private final Clock clock;

    FailedSignIns(JdbcTemplate jdbc, PlatformTransactionManager transactions, SignInLimits limits, Clock clock) {
        this.jdbc = jdbc;
        this.limits = limits;
        this.clock = clock;
        this.alone = new TransactionTemplate(transactions);
        // The count must stay even when the request around it rolls back.
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * What is held against an account and an address.
     *
     * @param pause how long they have still to wait
     * @param failedBefore whether anything is counted, so that a sign-in without a past writes nothing
     */
    public record Standing(Optional<Duration> pause, boolean failedBefore) {}

    public Standing of(String account, String address) {
        var blocks = jdbc.queryForList(
                "select blocked_until from failed_sign_ins where subject in (?, ?)",
                Long.class,
                account(account),
                address(address));
        var longest = blocks.stream()
                .map(until -> until - clock.millis())
                .filter(millis -> millis > 0)
                .max(Comparator.naturalOrder())
                .map(Duration::ofMillis);
        return new Standing(longest, !blocks.isEmpty());
    }

    public void failed(String account, String address) {
        alone.executeWithoutResult(transaction -> {
            sweep();
            count(account(account), limits.perAccount(), limits.accountPause());
            count(address(address), limits.perAddress(), limits.addressPause());
        });
    }

    /** A right password clears the account, never the address: an attacker may own one account. */
    public void succeeded(String account) {
        alone.executeWithoutResult(
                transaction -> jdbc.update("delete from failed_sign_ins where subject = ?", account(account)));
    }

    private void count(String subject, int limit, Duration pause) {
        long now = clock.millis();
        long windowEnds = now + limits.window().toMillis();
        if (another(subject, now, windowEnds) == 0) {
            try {
                jdbc.update(
                        "insert into failed_sign_ins (subject, failures, window_ends, blocked_until) values (?, 1, ?, 0)",
                        subject,
                        windowEnds);
            } catch (DuplicateKeyException otherNodeWasFirst) {
                another(subject, now, windowEnds);
            }
        }
        jdbc.update(
                "update failed_sign_ins set blocked_until = ?, failures = 0 where subject = ? and failures >= ?",
                now + pause.toMillis(),
                subject,
                limit);
    }

    private int another(String subject, long now, long windowEnds) {
        // MySQL assigns from left to right: failures must be reckoned before window_ends changes.
        return jdbc.update(
                "update failed_sign_ins set failures = case when window_ends < ? then 1 else failures + 1 end,"
                        + " window_ends = case when window_ends < ? then ? else window_ends end where subject = ?",
                now,
                now,
                windowEnds,
                subject);
    }

    private void sweep() {
        long now = clock.millis();
        jdbc.update("delete from failed_sign_ins where window_ends < ? and blocked_until < ?", now, now);
    }

    private static String account(String name) {
        return "u" + hash(name.strip().toLowerCase(Locale.ROOT));
    }

    /** An IPv6 subscriber owns a whole /64, so only the first four groups count. */
    private static String address(String address) {
        String[] groups = address.split(":", -1);
        boolean six = groups.length > 4 && !address.contains("::");
        return "a" + hash(six ? String.join(":", groups[0], groups[1], groups[2], groups[3]) : address);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
