package cn.qingfeng.intake.rating;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.CallBack.Rating;
import cn.qingfeng.intake.Texts;
import cn.qingfeng.intake.plaque.Scan;
import cn.qingfeng.intake.plaque.Scan.Standing;
import cn.qingfeng.keys.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What visitors say of a service window on the spot. A scan opens one visit, and a visit counts once; who visited is not
 * asked. Ratings by a code that is no longer good are kept, marked, and not counted.
 */
@Component
@Transactional(readOnly = true)
public class WindowRatings {

    /** How long after the scan a rating is still about this visit. */
    private static final Duration VISIT = Duration.ofMinutes(60);

    /** Why a visitor may be dissatisfied. */
    static final List<String> REASONS = List.of("AWAY", "SLOW", "ATTITUDE", "NOT_TOLD", "SENT_AWAY", "MONEY", "OTHER");

    /**
     * A window's ratings.
     *
     * @param satisfied how many were at least basically satisfied
     */
    public record Tally(int all, int satisfied) {
        /** In percent, for a reader. */
        public int share() {
            return all == 0 ? 0 : Math.round(100f * satisfied / all);
        }
    }

    /** @param sum of the points: five for 非常满意 down to one for 非常不满意 */
    public record Points(int count, int sum) {}

    /**
     * A visitor was dissatisfied with a window; who it was is not known.
     *
     * @param rating the rating's id
     */
    public record Bad(String rating, String window, Rating level, List<String> reasons, Instant at) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final SecretKeySpec key;

    WindowRatings(JdbcTemplate jdbc, Clock clock, Keys keys) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.key = new SecretKeySpec(keys.forPurpose("visit"), "HmacSHA256");
    }

    /** Opens a visit: what the page brings back with the rating. */
    String visit(String window) {
        var visit = clock.instant().getEpochSecond() + "." + UUID.randomUUID();
        return visit + "." + sign(window, visit);
    }

    /**
     * Keeps what a visitor says.
     *
     * @throws Refusal when the visit is over, was rated already or is not this window's, or something is missing
     */
    @Transactional
    void rate(Scan scan, String visit, Rating rating, List<String> reasons) {
        var window = scan.place().orElseThrow(() -> Refusal.notFound("rate.window.unknown"));
        require(window, visit);
        if (!REASONS.containsAll(reasons)) {
            throw Texts.fault("reasons", "rating.reason.unknown");
        }
        var dissatisfied = rating.ordinal() > Rating.BASICALLY.ordinal();
        if (dissatisfied && reasons.isEmpty()) {
            throw Texts.fault("reasons", "rating.reasons.missing");
        }
        try {
            jdbc.update(
                    "insert into window_rating (id, window_code, visit_hash, standing, rating, reasons, rated_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    UUID.randomUUID().toString(),
                    window,
                    sign("once", visit),
                    scan.standing().name(),
                    rating.name(),
                    dissatisfied ? String.join(",", reasons) : "",
                    Timestamp.from(clock.instant()));
        } catch (DuplicateKeyException again) {
            throw Refusal.conflict("rate.twice");
        }
    }

    private void require(String window, String visit) {
        var end = visit == null ? -1 : visit.lastIndexOf('.');
        var dot = visit == null ? -1 : visit.indexOf('.');
        if (end <= dot || !visit.substring(0, dot).matches("\\d{1,12}")) {
            throw Refusal.invalid("rate.visit.over");
        }
        var signed = MessageDigest.isEqual(
                sign(window, visit.substring(0, end)).getBytes(StandardCharsets.US_ASCII),
                visit.substring(end + 1).getBytes(StandardCharsets.UTF_8));
        var age = clock.instant().getEpochSecond() - Long.parseLong(visit.substring(0, dot));
        if (!signed || age < 0 || age > VISIT.toSeconds()) {
            throw Refusal.invalid("rate.visit.over");
        }
    }

    /** The bad ratings by a good code from one moment until before another, in no order that would tell when each was given. */
    public List<Bad> bad(Instant from, Instant until) {
        return jdbc.query(
                "select id, window_code, rating, reasons, rated_at from window_rating where standing = ?"
                        + " and rating in ('DISSATISFIED', 'VERY_DISSATISFIED') and rated_at >= ? and rated_at < ? order by id",
                (row, n) -> new Bad(
                        row.getString(1),
                        row.getString(2),
                        Rating.valueOf(row.getString(3)),
                        row.getString(4).isEmpty()
                                ? List.of()
                                : List.of(row.getString(4).split(",")),
                        row.getTimestamp(5).toInstant()),
                Standing.VALID.name(),
                Timestamp.from(from),
                Timestamp.from(until));
    }

    /** A rating that was found mistaken counts no more, here or in any round; the matter of that number says why. */
    @Transactional
    public void setAside(String rating, String matter) {
        jdbc.update("update window_rating set set_aside_by = ? where id = ? and set_aside_by is null", matter, rating);
    }

    /** Each window's ratings by a good code since a moment. */
    public Map<String, Tally> tally(Instant since) {
        var tallies = new LinkedHashMap<String, Tally>();
        jdbc.query(
                "select window_code, count(*),"
                        + " sum(case when rating in ('VERY_SATISFIED', 'SATISFIED', 'BASICALLY') then 1 else 0 end)"
                        + " from window_rating where standing = ? and set_aside_by is null and rated_at >= ? group by window_code",
                row -> {
                    tallies.put(row.getString(1), new Tally(row.getInt(2), row.getInt(3)));
                },
                Standing.VALID.name(),
                Timestamp.from(since));
        return tallies;
    }

    /** Each window's ratings by a good code from one moment until before another, in points. */
    public Map<String, Points> points(Instant from, Instant until) {
        var points = new LinkedHashMap<String, Points>();
        jdbc.query(
                "select window_code, rating, count(*) from window_rating"
                        + " where standing = ? and set_aside_by is null and rated_at >= ? and rated_at < ?"
                        + " group by window_code, rating",
                row -> {
                    var count = row.getInt(3);
                    var each = points(Rating.valueOf(row.getString(2)));
                    points.merge(
                            row.getString(1),
                            new Points(count, count * each),
                            (one, other) -> new Points(one.count() + other.count(), one.sum() + other.sum()));
                },
                Standing.VALID.name(),
                Timestamp.from(from),
                Timestamp.from(until));
        return points;
    }

    /** From five for 非常满意 down to one for 非常不满意. */
    public static int points(Rating level) {
        return Rating.values().length - level.ordinal();
    }

    private String sign(String what, String visit) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((what + "\n" + visit).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
