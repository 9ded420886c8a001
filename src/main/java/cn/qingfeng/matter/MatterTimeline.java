package cn.qingfeng.matter;

import cn.qingfeng.Utc;
import cn.qingfeng.clue.timeline.KeyedHash;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.matter.Matter.Entry;
import cn.qingfeng.matter.Matter.Told;
import cn.qingfeng.supervision.check.Difference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The timelines of matters. Each entry's keyed hash covers the one before, and the matter's own row keeps how many there are
 * and the last hash under a hash of its own: a changed, missing or cut-off entry shows.
 */
@Component
public class MatterTimeline {

    private final JdbcTemplate jdbc;
    private final MatterWords words;
    private final Clock clock;
    private final byte[] key;

    MatterTimeline(JdbcTemplate jdbc, MatterWords words, Keys keys, Clock clock) {
        this.jdbc = jdbc;
        this.words = words;
        this.clock = clock;
        this.key = keys.forPurpose("matter-timeline");
    }

    /** Of a matter that is being entered: the hash of its end, before there is any entry. */
    String none(String number) {
        return ends(number, 0, "");
    }

    /** Enters a step; the matter's row must be there and locked by this transaction. */
    void enter(String number, String by, MatterAct act, String step, List<Told> told) {
        var last = jdbc.queryForMap("select entries, head, ends_hash from matter where number = ?", number);
        var before = ((Number) last.get("entries")).intValue();
        var head = (String) last.get("head");
        var whole = ends(number, before, head).equals(last.get("ends_hash"));
        var ordinal = before + 1;
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var hash = hash(number, head, new Entry(ordinal, at, by, act, step, told));
        jdbc.update(
                "insert into matter_entry (number, ordinal, at, done_by, act, step, sealed_words, keyed_hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                ordinal,
                Utc.of(at),
                by,
                act.name(),
                step,
                words.seal(number, ordinal, told),
                hash);
        jdbc.update(
                "update matter set entries = ?, head = ?, ends_hash = ? where number = ?",
                ordinal,
                hash,
                // What was broken stays so: work that goes on does not make good what somebody cut off.
                whole ? ends(number, ordinal, hash) : last.get("ends_hash"),
                number);
    }

    /** All entries of a matter in their order. */
    public List<Entry> of(String number) {
        return jdbc.query(
                "select ordinal, at, done_by, act, step, sealed_words from matter_entry where number = ? order by ordinal",
                (row, n) -> entry(number, row),
                number);
    }

    private Entry entry(String number, ResultSet row) throws SQLException {
        var ordinal = row.getInt(1);
        return new Entry(
                ordinal,
                Utc.of(row, "at"),
                row.getString(3),
                MatterAct.valueOf(row.getString(4)),
                row.getString(5),
                words.told(number, ordinal, row.getString(6)));
    }

    /** Names every matter whose timeline is not as it was kept. */
    public List<Difference> broken() {
        var broken = new ArrayList<Difference>();
        jdbc.query("select number, entries, head, ends_hash from matter order by number", row -> {
            var number = row.getString(1);
            var fault = fault(number, row.getInt(2), row.getString(3), row.getString(4));
            if (fault > 0) {
                broken.add(new Difference("MATTER_CHAIN", number, String.valueOf(fault), null));
            }
        });
        return broken;
    }

    /** The first entry that is not as it was kept; 0 where all are. */
    private int fault(String number, int entries, String head, String kept) {
        var before = "";
        var expected = 1;
        try {
            var hashes = jdbc.queryForList(
                    "select keyed_hash from matter_entry where number = ? order by ordinal", String.class, number);
            for (var entry : of(number)) {
                var hash = hash(number, before, entry);
                if (entry.ordinal() != expected || !hash.equals(hashes.get(expected - 1))) {
                    return expected;
                }
                before = hash;
                expected++;
            }
        } catch (IllegalStateException doesNotOpen) {
            return expected;
        }
        return expected - 1 == entries
                        && before.equals(head)
                        && ends(number, entries, head).equals(kept)
                ? 0
                : expected;
    }

    private String hash(String number, String before, Entry entry) {
        return KeyedHash.of(
                key,
                before,
                number,
                Integer.toString(entry.ordinal()),
                written(entry.at()),
                entry.by(),
                entry.act().name(),
                entry.step(),
                MatterWords.write(entry.told()));
    }

    private static String written(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private String ends(String number, int entries, String head) {
        return KeyedHash.of(key, "ends", number, Integer.toString(entries), head);
    }
}
