package cn.qingfeng.visit.own;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.timeline.KeyedHash;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.visit.Firm;
import cn.qingfeng.visit.Firms;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The link by which a firm opens its own page without an account. Its secret is shown once, to whoever makes it, and kept as a keyed
 * hash; a new link ends the one before, and none lasts longer than a year.
 */
@Service
@Transactional
public class FirmLinks {

    private static final String PURPOSE = "firm-link";
    private static final int SECRET_BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param endsOn the last day on which it opens */
    record Link(String madeBy, LocalDate madeOn, LocalDate endsOn) {}

    private final Firms firms;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final byte[] key;

    FirmLinks(Firms firms, JdbcTemplate jdbc, Clock clock, Keys keys) {
        this.firms = firms;
        this.jdbc = jdbc;
        this.clock = clock;
        this.key = keys.forPurpose(PURPOSE);
    }

    /**
     * Makes the firm's link; the one before opens no more.
     *
     * @return its secret, which nobody can read again
     * @throws Refusal not found or forbidden for whoever does not look after the firm
     */
    public String make(String by, String creditCode) {
        var firm = lookedAfter(by, creditCode);
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        end(firm);
        jdbc.update(
                "insert into firm_link (credit_code, secret_key, made_by, made_on, ends_on) values (?, ?, ?, ?, ?)",
                firm.creditCode(),
                KeyedHash.of(key, secret),
                by,
                today().toString(),
                today().plusYears(1).toString());
        return secret;
    }

    /** Ends the firm's link, as when it was handed to the wrong one; without one nothing happens. */
    public void end(String by, String creditCode) {
        end(lookedAfter(by, creditCode));
    }

    private void end(Firm firm) {
        jdbc.update("delete from firm_link where credit_code = ?", firm.creditCode());
    }

    private Firm lookedAfter(String by, String creditCode) {
        var firm = firms.seenBy(by, creditCode);
        if (!firms.looksAfter(by, firm)) {
            throw Refusal.forbidden("firms.keep.forbidden");
        }
        return firm;
    }

    /** The firm's link that opens today. */
    Optional<Link> of(String creditCode) {
        return jdbc
                .query(
                        "select made_by, made_on, ends_on from firm_link where credit_code = ? and ends_on >= ?",
                        (row, n) -> new Link(
                                row.getString(1), LocalDate.parse(row.getString(2)), LocalDate.parse(row.getString(3))),
                        creditCode,
                        today().toString())
                .stream()
                .findFirst();
    }

    /** @throws Refusal not found, alike for a wrong secret, one that ended, and a firm that is in the register no more */
    Firm open(String secret) {
        return jdbc
                .queryForList(
                        "select credit_code from firm_link where secret_key = ? and ends_on >= ?",
                        String.class,
                        KeyedHash.of(key, secret.strip()),
                        today().toString())
                .stream()
                .findFirst()
                .flatMap(firms::find)
                .orElseThrow(() -> Refusal.notFound("own.unknown"));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }
}
