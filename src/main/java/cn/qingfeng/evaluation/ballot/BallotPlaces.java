package cn.qingfeng.evaluation.ballot;

import cn.qingfeng.calendar.clock.CountyClock;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many ballots of a day came from one network, for whoever checks the round: many from one place may be a unit that
 * fills in for its firms. Written five ballots at a time, so that no state of the database shows one ballot together with its
 * place; up to four of a node are therefore forgotten when it is killed, which touches no ballot.
 */
@Component
class BallotPlaces {

    /** Below this many, nothing is written. */
    static final int TOGETHER = 5;

    /** @param place which of that day's places, the busiest first; of a running round */
    record Burst(String day, int place, int votes) {}

    private record Seen(String round, String day, String place) {}

    private final List<Seen> seen = new ArrayList<>();
    private final JdbcTemplate jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;

    BallotPlaces(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** A ballot was cast from that address. */
    void note(String round, BallotKey key, String address) {
        var day = LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).toString();
        // Another day, another hash: nobody follows a place from day to day.
        var one = new Seen(round, day, key.hash("place " + day, network(address)));
        var together = new ArrayList<Seen>();
        synchronized (seen) {
            seen.add(one);
            if (seen.stream().filter(each -> each.round().equals(round)).count() >= TOGETHER) {
                together.addAll(taken(round));
            }
        }
        writeApart(together);
    }

    /** What waits to be written of a round, which waits no more: nobody holds it while the database is asked. */
    private List<Seen> taken(String round) {
        synchronized (seen) {
            var own = seen.stream().filter(one -> one.round().equals(round)).toList();
            seen.removeAll(own);
            return own;
        }
    }

    private void back(List<Seen> taken) {
        synchronized (seen) {
            seen.addAll(taken);
        }
    }

    private void writeApart(List<Seen> together) {
        if (together.isEmpty()) {
            return;
        }
        try {
            apart.executeWithoutResult(transaction -> write(together));
        } catch (DataAccessException anotherNodeWasFirst) {
            // Written with the next: the ballot that was cast counts whatever becomes of its place.
            back(together);
        }
    }

    /** Everybody of an IPv4 /24 or an IPv6 /48 is one place. */
    static String network(String address) {
        var parts = address.split("[.:]");
        return parts.length < 3 ? address : String.join(".", parts[0], parts[1], parts[2]);
    }

    private void write(List<Seen> together) {
        var counts = new HashMap<Seen, Integer>();
        together.forEach(one -> counts.merge(one, 1, Integer::sum));
        counts.forEach(this::add);
    }

    private void add(Seen one, int votes) {
        var changed = jdbc.update(
                "update ballot_place set votes = votes + ? where round = ? and voted_on = ? and place = ?",
                votes,
                one.round(),
                one.day(),
                one.place());
        if (changed == 0) {
            jdbc.update(
                    "insert into ballot_place (round, voted_on, place, votes) values (?, ?, ?, ?)",
                    one.round(),
                    one.day(),
                    one.place(),
                    votes);
        }
    }

    @PreDestroy
    void stop() {
        List<String> rounds;
        synchronized (seen) {
            rounds = seen.stream().map(Seen::round).distinct().toList();
        }
        rounds.forEach(round -> writeApart(taken(round)));
    }

    /** The hashes go with the round's key; which place of its day a count belongs to is all that stays. */
    void forget(String round) {
        var rest = taken(round);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    back(rest);
                }
            }
        });
        write(rest);
        var bursts = of(round);
        jdbc.update("delete from ballot_place where round = ?", round);
        bursts.forEach(one -> jdbc.update(
                "insert into ballot_place (round, voted_on, place, votes) values (?, ?, ?, ?)",
                round,
                one.day(),
                String.valueOf(one.place()),
                one.votes()));
    }

    /** By day, the busiest place first. */
    List<Burst> of(String round) {
        Map<String, Integer> places = new HashMap<>();
        return jdbc.query(
                "select voted_on, votes from ballot_place where round = ? order by voted_on, votes desc",
                (row, n) -> new Burst(row.getString(1), places.merge(row.getString(1), 1, Integer::sum), row.getInt(2)),
                round);
    }
}
