package cn.qingfeng.evaluation.ballot;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.Round;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.Terms;
import cn.qingfeng.evaluation.score.BallotSum;
import cn.qingfeng.evaluation.score.BallotSums;
import cn.qingfeng.evaluation.score.Question;
import cn.qingfeng.evaluation.score.Tally;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.matter.MatterAct;
import cn.qingfeng.matter.MatterEvents;
import cn.qingfeng.matter.Matters;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rights to vote, what was cast, and the count (ADR 142). A right is a random secret on a slip without a name; casting marks it
 * used and puts a sealed ballot of the same length as every other into a pool. All are opened at once when the round closes,
 * taken apart unit by unit, shuffled and written; pool, rights and key are gone with the same commit.
 */
@Service
@Transactional
public class Ballots implements BallotSums {

    /** The step during which ballots are taken. */
    public static final String STEP = "userTask_close";

    /** Fewer ballots of a round, or about a unit, are not written down: who said what could be guessed. */
    public static final int FEWEST = 5;

    private static final String REPORT = "ballot-report";
    private static final String MARKS = "marks";
    private static final int LONGEST_REPORT = 1000;

    /**
     * What whoever has a right may rate.
     *
     * @param units the codes of the round's units
     */
    public record Voting(String round, String quarter, List<String> units) {}

    /**
     * How many rights there are, how many were used, and how many reports of pressure and papers await the second entry.
     *
     * @param differing the serial numbers of papers whose two entries differed
     */
    public record Turnout(int rights, int used, int reports, int papers, List<String> differing) {}

    /** What somebody told of pressure or rigging. */
    public record Report(String day, String words) {}

    private final Rounds rounds;
    private final Terms terms;
    private final Matters matters;
    private final Urn urn;
    private final Sealer sealer;
    private final BallotPlaces places;
    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Ballots(
            Rounds rounds,
            Terms terms,
            Matters matters,
            Urn urn,
            Sealer sealer,
            BallotPlaces places,
            PlatformTransactionManager transactions,
            JdbcTemplate jdbc,
            Clock clock) {
        this.rounds = rounds;
        this.terms = terms;
        this.matters = matters;
        this.urn = urn;
        this.sealer = sealer;
        this.places = places;
        this.transactions = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Makes as many slips as firms were drawn, in no order, and keeps nothing that would open one. Those made before are good
     * for nothing any more. That they were made is on the round's timeline.
     *
     * @param before how often they were made already, so that no reloaded page makes them once more
     * @throws Refusal conflict when it is not the time for it, or they were made meanwhile
     */
    public List<Slip> make(String by, String number, int before) {
        var round = rounds.lock(number);
        Rounds.require(round, RoundStage.DRAWN);
        if (round.slips() != before) {
            throw Refusal.conflict("ballot.slips.made");
        }
        var slips = urn.fill(number, round.wanted());
        rounds.slipsMade(number);
        matters.noted(number, by, MatterAct.SLIPS_MADE, String.valueOf(slips.size()));
        return slips;
    }

    /** @throws Refusal conflict when there are no slips to hand out */
    public void requireSlips(String number) {
        if (turnout(number).rights() == 0) {
            throw Refusal.conflict("ballot.slips.none");
        }
    }

    /**
     * What the holder of a secret may rate.
     *
     * @throws Refusal invalid for what no right is; conflict when it was used, or ballots are not taken
     */
    @Transactional(readOnly = true)
    public Voting open(String code) {
        var held = held(code);
        requireOpen(held.urn());
        if (urn.isUsed(held)) {
            throw Refusal.conflict("ballot.used");
        }
        return voting(rounds.get(held.urn()));
    }

    private Voting voting(Round round) {
        return new Voting(round.number(), round.quarter(), units(round.number()));
    }

    private List<String> units(String number) {
        return rounds.unitsOf(number).stream().map(Rounds.Entered::unit).toList();
    }

    private void requireOpen(String number) {
        if (rounds.get(number).stage() != RoundStage.OPEN || !terms.runs(number, STEP)) {
            throw Refusal.conflict("ballot.closed");
        }
    }

    /** A right of a round; what opens another urn is none. */
    private Urn.Held held(String code) {
        return urn.held(code)
                .filter(held -> rounds.find(held.urn()).isPresent())
                .orElseThrow(() -> Refusal.invalid("ballot.code"));
    }

    /**
     * Casts a ballot, once.
     *
     * @param marks for a unit's code five characters, 1 to 5 or 0 for 不了解
     * @param address where it came from, of which only the network is counted
     * @throws Refusal as {@link #open}; invalid when no unit is rated
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void cast(String code, Map<String, String> marks, String address) {
        var held = transactions.execute(transaction -> cast(code, marks));
        // Afterwards and by itself: no commit holds a ballot together with its place.
        places.note(held.urn(), held.key(), address);
    }

    private Urn.Held cast(String code, Map<String, String> marks) {
        var held = held(code);
        requireOpen(held.urn());
        urn.cast(held, written(held.urn(), marks));
        return held;
    }

    private String written(String number, Map<String, String> marks) {
        var written = Marks.write(units(number), marks);
        if (Marks.areEmpty(written)) {
            throw Refusal.invalid("ballot.empty");
        }
        return written;
    }

    /**
     * A paper, entered by one person and then by another: the second entry casts it when it is equal. One that differs takes
     * the first away too, so that both look at the paper anew.
     *
     * @return whether it is cast
     * @throws Refusal invalid for an unknown number; conflict when it voted already, the entries differ, or one person enters twice
     */
    @Transactional(noRollbackFor = DiffersException.class)
    public boolean enter(String by, String number, String serial, Map<String, String> marks) {
        requireOpen(number);
        var key = urn.key(number).orElseThrow(() -> Refusal.conflict("ballot.closed"));
        var typed = Slip.normal(serial);
        var used = jdbc
                .queryForList(
                        "select used from ballot_right where round = ? and serial = ? for update",
                        Boolean.class,
                        number,
                        typed)
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("ballot.serial"));
        if (used) {
            throw Refusal.conflict("ballot.serial.used");
        }
        var written = written(number, marks);
        var first = jdbc.query(
                "select locked_marks, entered_by, differed from ballot_paper where round = ? and serial = ? for update",
                (row, n) -> new Object[] {row.getString(1), row.getString(2), row.getInt(3)},
                number,
                typed);
        if (first.isEmpty() || first.get(0)[0] == null) {
            if (first.isEmpty()) {
                jdbc.update(
                        "insert into ballot_paper (round, serial, locked_marks, entered_by, differed) values (?, ?, ?, ?, 0)",
                        number,
                        typed,
                        key.seal(MARKS, written),
                        by);
            } else {
                jdbc.update(
                        "update ballot_paper set locked_marks = ?, entered_by = ? where round = ? and serial = ?",
                        key.seal(MARKS, written),
                        by,
                        number,
                        typed);
            }
            return false;
        }
        if (by.equals(first.get(0)[1])) {
            throw Refusal.conflict("ballot.paper.same");
        }
        if (!key.open(MARKS, (String) first.get(0)[0]).equals(written)) {
            jdbc.update(
                    "update ballot_paper set locked_marks = null, entered_by = null, differed = differed + 1"
                            + " where round = ? and serial = ?",
                    number,
                    typed);
            throw new DiffersException();
        }
        jdbc.update("delete from ballot_paper where round = ? and serial = ?", number, typed);
        jdbc.update("update ballot_right set used = true where round = ? and serial = ?", number, typed);
        urn.add(number, key, written);
        return true;
    }

    /** Two entries of a paper differ; that they did stays written. */
    public static final class DiffersException extends RuntimeException {}

    /** Whether every right was used: then nobody is waited for. */
    @Transactional(readOnly = true)
    public boolean isComplete(String number) {
        var turnout = turnout(number);
        return turnout.rights() > 0 && turnout.rights() == turnout.used();
    }

    /** Counted by rights alone: nobody knows whose they are. */
    @Transactional(readOnly = true)
    public Turnout turnout(String number) {
        var rights = urn.used(number);
        return new Turnout(
                rights.rights(),
                rights.used(),
                count("select count(*) from ballot_report where round = ?", number),
                count("select count(*) from ballot_paper where round = ? and locked_marks is not null", number),
                jdbc.queryForList(
                        "select serial from ballot_paper where round = ? and locked_marks is null order by serial",
                        String.class,
                        number));
    }

    private int count(String query, String number) {
        return jdbc.queryForObject(query, Integer.class, number);
    }

    /**
     * Opens all ballots at once, takes them apart unit by unit, shuffles and writes them; what could open or prove one is gone
     * with the same commit. Fewer than {@link #FEWEST} in all, or about a unit, are counted and not written.
     */
    public void close(String number) {
        var rights = urn.stop(number);
        var units = units(number);
        var cast = urn.sheets(number).stream()
                .map(sheet -> Marks.read(units, sheet))
                .toList();
        var rows = new ArrayList<Map.Entry<String, String>>();
        for (var unit : units) {
            var about = cast.stream().filter(one -> one.containsKey(unit)).toList();
            rounds.counted(number, unit, about.size());
            if (about.size() >= FEWEST) {
                about.forEach(one -> rows.add(Map.entry(unit, one.get(unit))));
            }
        }
        Collections.shuffle(rows, new SecureRandom());
        jdbc.batchUpdate(
                "insert into ballot (id, round, unit, marks) values (?, ?, ?, ?)",
                rows.stream()
                        .map(row -> new Object[] {UUID.randomUUID().toString(), number, row.getKey(), row.getValue()})
                        .toList());
        rounds.closed(number, rights.rights(), rights.used());
        destroy(number);
    }

    /** What could open or prove a ballot is gone. */
    private void destroy(String number) {
        places.forget(number);
        jdbc.update("delete from ballot_paper where round = ?", number);
        urn.destroy(number);
    }

    /** A round that is given up leaves nothing to open. */
    @EventListener
    void on(MatterEvents.Withdrawn withdrawn) {
        if (rounds.find(withdrawn.number()).isPresent()) {
            destroy(withdrawn.number());
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<BallotSum> of(String number) {
        var marks = new HashMap<String, List<String>>();
        jdbc.query(
                "select unit, marks from ballot where round = ?",
                row -> {
                    marks.computeIfAbsent(row.getString(1), unit -> new ArrayList<>())
                            .add(row.getString(2));
                },
                number);
        return rounds.unitsOf(number).stream()
                .filter(one -> one.ballots() != null)
                .map(one -> new BallotSum(
                        one.unit(), one.ballots(), one.ballots(), tallies(marks.getOrDefault(one.unit(), List.of()))))
                .toList();
    }

    private static Map<Question, Tally> tallies(List<String> marks) {
        var by = new EnumMap<Question, Tally>(Question.class);
        if (marks.size() < FEWEST) {
            return by;
        }
        for (var question : Question.values()) {
            var given = marks.stream()
                    .map(one -> one.charAt(question.ordinal()) - '0')
                    .toList();
            var rated = (int) given.stream().filter(one -> one > 0).count();
            // What two firms said about one question would be told by its sum.
            by.put(
                    question,
                    rated < FEWEST
                            ? new Tally(0, 0, given.size() - rated)
                            : new Tally(
                                    rated, given.stream().mapToInt(one -> one).sum(), given.size() - rated));
        }
        return by;
    }

    /** Many ballots of a day from one network, for whoever checks. */
    @Transactional(readOnly = true)
    public List<Map.Entry<String, Integer>> bursts(String number) {
        return places.of(number).stream()
                .filter(one -> one.votes() > 1)
                .map(one -> Map.entry(one.day() + " #" + one.place(), one.votes()))
                .toList();
    }

    /**
     * Somebody tells of pressure or rigging in the round that is going on, without a name.
     *
     * @throws Refusal invalid without words; conflict when no round is going on
     */
    public void report(String words) {
        var said = words == null ? "" : words.strip();
        if (said.isEmpty() || said.length() > LONGEST_REPORT) {
            throw Refusal.invalid("ballot.report.words", LONGEST_REPORT);
        }
        var round = rounds.all().stream()
                .filter(one -> one.stage() == RoundStage.OPEN || one.stage() == RoundStage.CLOSED)
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("ballot.report.none"));
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into ballot_report (id, round, sealed_words, reported_on) values (?, ?, ?, ?)",
                id,
                round.number(),
                sealer.seal(REPORT, id, said),
                LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).toString());
    }

    @Transactional(readOnly = true)
    public List<Report> reports(String number) {
        return jdbc.query(
                "select id, reported_on, sealed_words from ballot_report where round = ? order by reported_on, id",
                (row, n) -> new Report(row.getString(2), sealer.open(REPORT, row.getString(1), row.getString(3))),
                number);
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {

        @Bean
        SealedColumn sealedReportsOfBallots() {
            return new SealedColumn(REPORT, "ballot_report", List.of("id"), "sealed_words", List.of("id"), "");
        }
    }
}
