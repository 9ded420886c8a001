package cn.qingfeng.intake.plaque;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.plaque.Scan.Standing;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.place.ContactPoint;
import cn.qingfeng.organization.place.Enterprise;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.text.Numbers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The codes on the plaques: {@code <place>.<version>.<signature>}. The signature keeps people from printing plaques of
 * their own that seem to hang elsewhere; rotating a plaque makes every printed copy old. A code that is not good never
 * keeps anybody from reporting.
 */
@Component
@Transactional(readOnly = true)
public class Plaques {

    private static final Pattern SHAPE = Pattern.compile("([A-Za-z0-9-]{1,40})\\.(\\d{1,6})\\.([0-9A-Z]{16})");
    /** Without letters that are taken for digits. */
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** What a report came by. */
    public record Origin(PlaqueKind kind, Optional<String> code, Standing standing) {}

    /** A firm behind a plaque, in its town, and where the plaque hangs; null where that is the firm alone. */
    public record Firm(String name, String creditCode, String town, String place) {}

    /** One plaque's reports: how many by a good code and by others, and when the last by a good code. */
    public record Tally(int good, int others, Instant last) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Places places;
    private final Organization organization;
    private final SecretKeySpec key;

    Plaques(JdbcTemplate jdbc, Clock clock, Places places, Organization organization, Keys keys) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.places = places;
        this.organization = organization;
        this.key = new SecretKeySpec(keys.forPurpose("plaque"), "HmacSHA256");
    }

    /** The present code of a place's plaque. */
    public String codeOf(PlaqueKind kind, String place) {
        var version = version(kind, place);
        return place + "." + version + "." + sign(kind, place, version);
    }

    /** Reads what was scanned. */
    public Scan read(PlaqueKind kind, String text) {
        var handed = text.length() > 80 ? text.substring(0, 80) : text;
        var shape = SHAPE.matcher(handed);
        if (!shape.matches()) {
            // Copied by hand or cut off: it names its place all the same.
            var named = named(kind, handed);
            return new Scan(kind, known(kind, named) ? named : null, Standing.UNVERIFIED, handed);
        }
        var place = shape.group(1);
        var version = Integer.parseInt(shape.group(2));
        if (!known(kind, place)) {
            return new Scan(kind, null, Standing.UNVERIFIED, handed);
        }
        var signed = MessageDigest.isEqual(
                sign(kind, place, version).getBytes(StandardCharsets.US_ASCII),
                shape.group(3).getBytes(StandardCharsets.US_ASCII));
        if (!signed) {
            return new Scan(kind, place, Standing.UNVERIFIED, handed);
        }
        return new Scan(kind, place, version == version(kind, place) ? Standing.VALID : Standing.ROTATED, handed);
    }

    /** The place that a code names which was typed: in whatever width and case, with or without what comes behind. */
    private String named(PlaqueKind kind, String typed) {
        var dot = typed.indexOf('.');
        var place = dot < 0 ? typed : typed.substring(0, dot);
        if (known(kind, place)) {
            return place;
        }
        var plain = Normalizer.normalize(place, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}|\\s", "")
                .replaceAll("\\p{Pd}", "-");
        return kind == PlaqueKind.WINDOW ? plain.toLowerCase(Locale.ROOT) : plain.toUpperCase(Locale.ROOT);
    }

    /** Reads what {@link Scan#handOn} wrote; nothing for what it never wrote. */
    public Optional<Scan> handedOn(String text) {
        if (text == null || text.indexOf(':') < 0) {
            return Optional.empty();
        }
        return PlaqueKind.named(text.substring(0, text.indexOf(':')))
                .map(kind -> read(kind, text.substring(text.indexOf(':') + 1)));
    }

    /** The scan in the parameters of an address, such as {@code point=WY-001.1.…}. */
    public Optional<Scan> scanned(String point, String window, String enterprise) {
        if (point != null) {
            return Optional.of(read(PlaqueKind.POINT, point));
        }
        if (window != null) {
            return Optional.of(read(PlaqueKind.WINDOW, window));
        }
        return Optional.ofNullable(enterprise).map(code -> read(PlaqueKind.ENTERPRISE, code));
    }

    /**
     * The firm that the plaque tells of: an enterprise's own, or a contact point within one. Whoever reports by it is taken
     * for one of its people, so that a firm is treated like the reporter's name.
     */
    public Optional<Firm> firmOf(Scan scan) {
        return Optional.ofNullable(scan.code())
                .flatMap(code -> switch (scan.kind()) {
                    case ENTERPRISE -> places.enterprise(code);
                    case POINT ->
                        places.contactPoint(code)
                                .flatMap(ContactPoint::enterprise)
                                .flatMap(places::enterprise);
                    case WINDOW -> Optional.<Enterprise>empty();
                })
                .map(firm -> new Firm(
                        firm.name(),
                        firm.creditCode(),
                        organization.unitName(firm.town()),
                        scan.kind() == PlaqueKind.POINT ? nameOf(scan.kind(), scan.code()) : null));
    }

    /** Whether nothing is counted of this plaque, because it tells of a firm. */
    public boolean isFirms(PlaqueKind kind, String place) {
        return firmOf(new Scan(kind, place, Standing.VALID, place)).isPresent();
    }

    /** The reports that were noted with a firm's plaque before none was, each with its firm; and takes the note away. */
    @Transactional
    public Map<ClueNumber, Firm> forgetFirms() {
        var told = new LinkedHashMap<ClueNumber, Firm>();
        jdbc.query(
                "select clue_number, kind, code from plaque_report where code is not null and kind <> 'WINDOW'",
                row -> {
                    var code = row.getString(3);
                    var number = ClueNumber.of(row.getString(1));
                    firmOf(new Scan(PlaqueKind.valueOf(row.getString(2)), code, Standing.VALID, code))
                            .ifPresent(firm -> told.put(number, firm));
                });
        told.keySet()
                .forEach(number ->
                        jdbc.update("update plaque_report set code = null where clue_number = ?", number.value()));
        return told;
    }

    /** Reads a code of whatever kind of plaque: where only a contact point's is asked for, people hand in a firm's. */
    public Scan readAny(String text) {
        var point = read(PlaqueKind.POINT, text);
        if (point.code() != null) {
            return point;
        }
        var window = read(PlaqueKind.WINDOW, text);
        if (window.code() != null) {
            return window;
        }
        var code = text.indexOf('.') < 0 ? text : text.substring(0, text.indexOf('.'));
        var firm = Numbers.creditCode(code)
                .map(plain -> read(PlaqueKind.ENTERPRISE, plain + text.substring(code.length())));
        return firm.filter(scan -> scan.code() != null).orElse(point);
    }

    private boolean known(PlaqueKind kind, String place) {
        return switch (kind) {
            case POINT -> places.contactPoint(place).isPresent();
            case WINDOW -> places.window(place).isPresent();
            case ENTERPRISE -> places.enterprise(place).isPresent();
        };
    }

    /** What the code fills into the report's form: where, which unit and window, which enterprise. */
    public Map<String, Object> prefill(Scan scan) {
        var answers = new HashMap<String, Object>();
        scan.place().ifPresent(place -> {
            switch (scan.kind()) {
                case POINT ->
                    places.contactPoint(place).ifPresent(point -> {
                        answers.put("place", point.place());
                        point.unit().ifPresent(unit -> answers.put("unit", unit));
                        point.enterprise().ifPresent(code -> enterprise(code, answers));
                    });
                case WINDOW ->
                    places.window(place).ifPresent(window -> {
                        answers.put("place", window.place());
                        answers.put("unit", window.unit());
                        answers.put("window", window.name());
                    });
                case ENTERPRISE -> {
                    enterprise(place, answers);
                    places.enterprise(place)
                            .ifPresent(firm ->
                                    answers.put("place", organization.unitName(firm.town()) + " " + firm.name()));
                }
            }
        });
        return answers;
    }

    private void enterprise(String creditCode, Map<String, Object> answers) {
        places.enterprise(creditCode).ifPresent(firm -> {
            answers.put("reporterEnterprise", firm.name());
            answers.put("reporterCreditCode", firm.creditCode());
        });
    }

    /** What a plaque's reader knows its place by. */
    public String nameOf(PlaqueKind kind, String place) {
        return switch (kind) {
            case POINT -> places.contactPoint(place).map(point -> point.place()).orElse(place);
            case WINDOW -> places.window(place).map(window -> window.name()).orElse(place);
            case ENTERPRISE -> places.enterprise(place).map(firm -> firm.name()).orElse(place);
        };
    }

    /** Makes every printed copy of this plaque old. */
    @Transactional
    public void rotate(PlaqueKind kind, String place, String by) {
        if (!known(kind, place)) {
            throw Refusal.notFound("plaque.unknown", place);
        }
        var version = version(kind, place) + 1;
        var now = Timestamp.from(clock.instant());
        if (jdbc.update(
                        "update plaque set version = ?, rotated_at = ?, rotated_by = ? where kind = ? and code = ?",
                        version,
                        now,
                        by,
                        kind.name(),
                        place)
                == 0) {
            jdbc.update(
                    "insert into plaque (kind, code, version, rotated_at, rotated_by) values (?, ?, ?, ?, ?)",
                    kind.name(),
                    place,
                    version,
                    now,
                    by);
        }
    }

    /**
     * Notes by which plaque a report came; of a firm's only that it was one, whoever reported: the count of its reports and
     * the moment of the last would tell. So they would at any plaque, where a person was reported. Joins the caller's
     * transaction.
     *
     * @param sealed whether it is a report against a person
     */
    @Transactional
    public void note(ClueNumber number, Scan scan, boolean sealed) {
        jdbc.update(
                "insert into plaque_report (clue_number, kind, code, standing, told_at) values (?, ?, ?, ?, ?)",
                number.value(),
                scan.kind().name(),
                sealed || firmOf(scan).isPresent() ? null : scan.code(),
                scan.standing().name(),
                Timestamp.from(clock.instant()));
    }

    /** By which plaque a report came, if by any. */
    public Optional<Origin> originOf(ClueNumber number) {
        return jdbc
                .query(
                        "select kind, code, standing from plaque_report where clue_number = ?",
                        (row, n) -> new Origin(
                                PlaqueKind.valueOf(row.getString(1)),
                                Optional.ofNullable(row.getString(2)),
                                Standing.valueOf(row.getString(3))),
                        number.value())
                .stream()
                .findFirst();
    }

    /** Each place's reports since a moment, by its code; under null those whose code named no place. */
    public Map<String, Tally> tally(PlaqueKind kind, Instant since) {
        var tallies = new LinkedHashMap<String, Tally>();
        jdbc.query(
                "select code, sum(case when standing = 'VALID' then 1 else 0 end),"
                        + " sum(case when standing = 'VALID' then 0 else 1 end),"
                        + " max(case when standing = 'VALID' then told_at end)"
                        + " from plaque_report where kind = ? and told_at >= ? group by code",
                row -> {
                    var last = row.getTimestamp(4);
                    tallies.put(
                            row.getString(1),
                            new Tally(row.getInt(2), row.getInt(3), last == null ? null : last.toInstant()));
                },
                kind.name(),
                Timestamp.from(since));
        return tallies;
    }

    /** The reports by good codes since a moment, with the place's code. */
    public Map<ClueNumber, String> reportsSince(PlaqueKind kind, Instant since) {
        var reports = new LinkedHashMap<ClueNumber, String>();
        jdbc.query(
                "select clue_number, code from plaque_report where kind = ? and told_at >= ? and standing = 'VALID'"
                        + " and code is not null",
                row -> {
                    reports.put(ClueNumber.of(row.getString(1)), row.getString(2));
                },
                kind.name(),
                Timestamp.from(since));
        return reports;
    }

    private int version(PlaqueKind kind, String place) {
        List<Integer> version = jdbc.queryForList(
                "select version from plaque where kind = ? and code = ?", Integer.class, kind.name(), place);
        return version.isEmpty() ? 1 : version.get(0);
    }

    private String sign(PlaqueKind kind, String place, int version) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var hash = mac.doFinal((kind + "\n" + place + "\n" + version).getBytes(StandardCharsets.UTF_8));
            var letters = new StringBuilder();
            for (int bit = 0; bit < 80; bit += 5) {
                var two = (hash[bit / 8] & 0xFF) << 8 | hash[bit / 8 + 1] & 0xFF;
                letters.append(LETTERS.charAt(two >> 11 - bit % 8 & 31));
            }
            return letters.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
