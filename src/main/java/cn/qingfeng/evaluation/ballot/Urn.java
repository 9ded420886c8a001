package cn.qingfeng.evaluation.ballot;

import cn.qingfeng.Refusal;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Urns by their numbers: rights to answer once, of which nobody knows whose they are, and what was thrown in, sealed under the
 * urn's own key until it is opened (ADR 142). Whoever asks something decides when an urn is open and of which length a sheet is:
 * all of an urn must be of one.
 */
@Component
@Transactional
public class Urn {

    private static final String KEY = "ballot-key";
    private static final String RIGHT = "right";
    private static final String SHEET = "marks";

    /** A right that somebody holds. */
    public record Held(String urn, BallotKey key, String hash) {}

    /** How many rights there are, and how many were used. */
    public record Used(int rights, int used) {}

    private final JdbcTemplate jdbc;
    private final Sealer sealer;

    Urn(JdbcTemplate jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    /** As many rights as are wanted, in no order; those made before are good for nothing any more, and nothing that opens one is kept. */
    public List<Slip> fill(String urn, int wanted) {
        jdbc.update("delete from ballot_right where round = ?", urn);
        jdbc.update("delete from ballot_key where round = ?", urn);
        var key = BallotKey.fresh();
        jdbc.update("insert into ballot_key (round, sealed_key) values (?, ?)", urn, sealer.seal(KEY, urn, key.text()));
        var slips = new HashMap<String, Slip>();
        while (slips.size() < wanted) {
            var slip = Slip.fresh();
            slips.put(slip.serial(), slip);
        }
        jdbc.batchUpdate(
                "insert into ballot_right (hash, round, serial, used) values (?, ?, ?, ?)",
                slips.values().stream()
                        .map(slip -> new Object[] {key.hash(RIGHT, slip.code()), urn, slip.serial(), false})
                        .toList());
        var shuffled = new ArrayList<>(slips.values());
        Collections.shuffle(shuffled, new SecureRandom());
        return shuffled;
    }

    /** The right that a secret proves, as it was typed; empty where none is. */
    @Transactional(readOnly = true)
    public Optional<Held> held(String code) {
        var secret = Slip.normal(code);
        for (var urn : jdbc.queryForList("select round from ballot_key order by round", String.class)) {
            var key = key(urn).orElseThrow();
            var hash = key.hash(RIGHT, secret);
            if (jdbc.queryForObject("select count(*) from ballot_right where hash = ?", Integer.class, hash) > 0) {
                return Optional.of(new Held(urn, key, hash));
            }
        }
        return Optional.empty();
    }

    @Transactional(readOnly = true)
    public boolean isUsed(Held held) {
        return jdbc.queryForObject("select used from ballot_right where hash = ?", Boolean.class, held.hash());
    }

    /**
     * Throws in a sheet, once.
     *
     * @throws Refusal conflict, when the right was used
     */
    public void cast(Held held, String sheet) {
        // The row is the arbiter: of two hundred at once one changes it.
        if (jdbc.update("update ballot_right set used = true where hash = ? and used = false", held.hash()) == 0) {
            throw Refusal.conflict("ballot.used");
        }
        add(held.urn(), held.key(), sheet);
    }

    void add(String urn, BallotKey key, String sheet) {
        jdbc.update(
                "insert into ballot_pool (id, round, locked_marks) values (?, ?, ?)",
                UUID.randomUUID().toString(),
                urn,
                key.seal(SHEET, sheet));
    }

    Optional<BallotKey> key(String urn) {
        return jdbc.queryForList("select sealed_key from ballot_key where round = ?", String.class, urn).stream()
                .findFirst()
                .map(text -> BallotKey.of(sealer.open(KEY, urn, text)));
    }

    /** Counted by rights alone. */
    @Transactional(readOnly = true)
    public Used used(String urn) {
        return jdbc.queryForObject(
                "select count(*), coalesce(sum(case when used then 1 else 0 end), 0) from ballot_right where round = ?",
                (row, n) -> new Used(row.getInt(1), row.getInt(2)),
                urn);
    }

    /**
     * Lets nobody in any more until the transaction ends, and says how many rights there were. Whoever is casting holds a right's
     * row: this waits for them.
     */
    public Used stop(String urn) {
        var used = jdbc.queryForList("select used from ballot_right where round = ? for update", Boolean.class, urn);
        return new Used(used.size(), (int) used.stream().filter(one -> one).count());
    }

    /** What was thrown in, all at once and in no order; of an urn that was stopped. */
    public List<String> sheets(String urn) {
        var key = key(urn).orElseThrow(() -> Refusal.conflict("ballot.closed"));
        var sheets =
                new ArrayList<>(jdbc
                        .queryForList(
                                "select locked_marks from ballot_pool where round = ? for update", String.class, urn)
                        .stream()
                        .map(text -> key.open(SHEET, text))
                        .toList());
        Collections.shuffle(sheets, new SecureRandom());
        return sheets;
    }

    /** What could open or prove a sheet is gone. */
    public void destroy(String urn) {
        jdbc.update("delete from ballot_pool where round = ?", urn);
        jdbc.update("delete from ballot_right where round = ?", urn);
        jdbc.update("delete from ballot_key where round = ?", urn);
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {

        @Bean
        SealedColumn sealedKeysOfBallots() {
            return new SealedColumn(KEY, "ballot_key", List.of("round"), "sealed_key", List.of("round"), "");
        }
    }
}
