package cn.qingfeng.draft;

import cn.qingfeng.Refusal;
import cn.qingfeng.keys.Sealer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Drafts of people at places. A place is a task or a page, named by who asks; a person has one draft at each and nobody
 * else's. Who may be at a place is the asking room's to say, and so is when a draft there is of no use any more.
 */
@Component
@Transactional
public class Drafts {

    /** Longest draft, in characters of JSON: ten times the longest form that anybody fills in. */
    public static final int LONGEST = 200_000;

    /** The counter's page. */
    public static final String REGISTER = "page/register";

    /** The public page; whoever is there is nobody's account, and has a key of chance in place of a name. */
    public static final String REPORT = "page/report";

    /** Where the holder of a receipt writes; in place of a person stands the case. */
    public static final String TRACK = "page/track";

    /** How the places of the officials' other pages begin. */
    static final String PAGE = "form:";

    /** More than anybody leaves unfinished; the oldest go first. */
    private static final int MOST_ON_PAGES = 50;

    /** How long a draft of a public page lies: until the line is back, not until the phone is in other hands. */
    public static final Duration STREET = Duration.ofHours(2);

    /** How long an official's lies. */
    private static final Duration OFFICE = Duration.ofDays(30);

    /** Longest name of a place. */
    private static final int LONGEST_PLACE = 100;

    static final String PURPOSE = "draft";

    /** A place with a draft, and whose it is. */
    public record At(String person, String place) {}

    private final JdbcTemplate jdbc;
    private final Sealer sealer;
    private final ObjectMapper json;
    private final Clock clock;

    Drafts(JdbcTemplate jdbc, Sealer sealer, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.json = json;
        this.clock = clock;
    }

    /** The person's draft at this place, if there is one. */
    @Transactional(readOnly = true)
    public Optional<Draft> of(String person, String place) {
        return jdbc
                .query(
                        "select sealed, saved_at, version from draft where person = ? and place = ?",
                        (row, n) -> new Draft(
                                open(person, place, row.getString(1)),
                                row.getTimestamp(2).toInstant(),
                                row.getLong(3)),
                        person,
                        place)
                .stream()
                .findFirst();
    }

    /**
     * Keeps what was typed in place of what was kept before.
     *
     * @throws Refusal too large, when it is longer than {@link #LONGEST}
     */
    public Saved save(String person, String place, Map<String, Object> answers) {
        return save(person, place, answers, Seen.ANYTHING);
    }

    /**
     * As {@link #save(String, String, Map)}, for a window that may not be the only one.
     *
     * @throws Refusal conflict, when another window has saved since this one looked
     */
    public Saved save(String person, String place, Map<String, Object> answers, Seen seen) {
        if (place.length() > LONGEST_PLACE) {
            throw new IllegalArgumentException("longer than a place may be: " + place.length());
        }
        var sealed = sealer.seal(PURPOSE, bound(person, place), write(answers));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return replace(person, place, sealed, now, seen).orElseGet(() -> {
            // A draft that comes after a dropped one is not taken for it.
            var version = ChronoUnit.MICROS.between(Instant.EPOCH, now);
            try {
                jdbc.update(
                        "insert into draft (person, place, sealed, saved_at, version, tab) values (?, ?, ?, ?, ?, ?)",
                        person,
                        place,
                        sealed,
                        Timestamp.from(now),
                        version,
                        seen.tab());
                return new Saved(now, version);
            } catch (DuplicateKeyException fromAnotherTab) {
                return replace(person, place, sealed, now, seen).orElseThrow();
            }
        });
    }

    private Optional<Saved> replace(String person, String place, String sealed, Instant now, Seen seen) {
        return jdbc
                .query(
                        "select version, tab from draft where person = ? and place = ? for update",
                        (row, n) -> {
                            if (!seen.mayReplace(row.getLong(1), row.getString(2))) {
                                throw new Refusal(Refusal.Kind.CONFLICT, "draft.elsewhere", List.of());
                            }
                            return row.getLong(1) + 1;
                        },
                        person,
                        place)
                .stream()
                .findFirst()
                .map(version -> {
                    jdbc.update(
                            "update draft set sealed = ?, saved_at = ?, version = ?, tab = ? where person = ? and place = ?",
                            sealed,
                            Timestamp.from(now),
                            version,
                            seen.tab(),
                            person,
                            place);
                    return new Saved(now, version);
                });
    }

    /** How many people have a draft at this place. */
    @Transactional(readOnly = true)
    public int countAt(String place) {
        return jdbc.queryForObject("select count(*) from draft where place = ?", Integer.class, place);
    }

    /** Forgets the person's draft at this place. */
    public void drop(String person, String place) {
        jdbc.update("delete from draft where person = ? and place = ?", person, place);
    }

    /** Forgets everybody's draft at this place. */
    public void dropAllAt(String place) {
        jdbc.update("delete from draft where place = ?", place);
    }

    /** Forgets every draft at this place but this person's. */
    public void dropOthersAt(String place, String person) {
        jdbc.update("delete from draft where place = ? and person <> ?", place, person);
    }

    /** Forgets what has lain unsent on a page for too long, and answers how many; a task's draft stays with its task. */
    public int dropOld(Instant now) {
        return jdbc.update(
                        "delete from draft where place in (?, ?) and saved_at < ?",
                        REPORT,
                        TRACK,
                        Timestamp.from(now.minus(STREET)))
                + jdbc.update(
                        "delete from draft where (place = ? or place like ?) and saved_at < ?",
                        REGISTER,
                        PAGE + "%",
                        Timestamp.from(now.minus(OFFICE)));
    }

    /** As {@link #save(String, String, Map, Seen)}, for a page of which there may be any number. */
    Saved saveOnPage(String person, String place, Map<String, Object> answers, Seen seen) {
        var saved = save(person, place, answers, seen);
        jdbc
                .queryForList(
                        "select place from draft where person = ? and place like ? order by saved_at desc",
                        String.class,
                        person,
                        PAGE + "%")
                .stream()
                .skip(MOST_ON_PAGES)
                .forEach(oldest -> drop(person, oldest));
        return saved;
    }

    /** Where drafts lie whose place begins so. */
    @Transactional(readOnly = true)
    public List<At> at(String prefix) {
        return jdbc.query(
                "select person, place from draft where place like ? order by place, person",
                (row, n) -> new At(row.getString(1), row.getString(2)),
                prefix + "%");
    }

    private String write(Map<String, Object> answers) {
        try {
            var text = json.writeValueAsString(answers);
            if (text.length() > LONGEST) {
                throw new Refusal(Refusal.Kind.TOO_LARGE, "draft.long", List.of(), LONGEST);
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> open(String person, String place, String sealed) {
        try {
            return json.readValue(sealer.open(PURPOSE, bound(person, place), sealed), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String bound(String person, String place) {
        return person + "/" + place;
    }
}
