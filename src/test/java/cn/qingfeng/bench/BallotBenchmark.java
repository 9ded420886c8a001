package cn.qingfeng.bench;

import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.ballot.Ballots;
import cn.qingfeng.evaluation.ballot.Slip;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.matter.Steps;
import cn.qingfeng.sample.SampleCounty;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code mvn -Dgroups=bench test -Dtest=BallotBenchmark}: ballots a second while clues are registered beside ({@code
 * -Dbench.ballots=5000} of them), how long the count takes, and how long a round over five hundred units is reckoned. It judges
 * nothing, the machine decides the numbers.
 */
@Tag("bench")
@WalksEveryPath
class BallotBenchmark {

    private static final String PART = "evaluation";
    private static final int BALLOTS = Integer.getInteger("bench.ballots", 5000);
    private static final int UNITS = 500;
    private static final int VOTERS = 4;
    private static final int TEN_MINUTES = 600;

    private final Matters matters;
    private final Rounds rounds;
    private final Ballots ballots;
    private final Steps steps;
    private final Walk walk;
    private final CountyClock clock;
    private final SampleCounty county;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Random chance = new Random(7);

    BallotBenchmark(
            Matters matters,
            Rounds rounds,
            Ballots ballots,
            Steps steps,
            Walk walk,
            CountyClock clock,
            SampleCounty county,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.matters = matters;
        this.rounds = rounds;
        this.ballots = ballots;
        this.steps = steps;
        this.walk = walk;
        this.clock = clock;
        this.county = county;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Test
    void manyFirmsVoteBesideNormalWorkAndManyUnitsAreReckoned() throws Exception {
        county.load();
        transactions.executeWithoutResult(status -> jdbc.batchUpdate(
                "insert into enterprise (credit_code, name, town_code, key_enterprise) values (?, ?, ?, ?)",
                IntStream.range(0, BALLOTS)
                        .mapToObj(at ->
                                new Object[] {"B%017d".formatted(at), "基准企业%05d".formatted(at), "town-dongta", false})
                        .toList()));
        var quiet = registrations(20);
        var number = opened(1, BALLOTS);
        var slips = ballots.make("grader", number, 0);
        steps.go("grader", number, "handedOut", "装封");
        vote(number, slips, quiet);
        var counted = timed(() -> close(number));
        BenchTable.put(PART, "count of %,d ballots over %d units, s".formatted(slips.size(), units(number)), counted);

        transactions.executeWithoutResult(status -> jdbc.batchUpdate(
                "insert into unit (code, name, unit_group, list_position) values (?, ?, 'SERVICE', ?)",
                IntStream.range(units(number), UNITS)
                        .mapToObj(at -> new Object[] {"bench-%03d".formatted(at), "基准单位%03d".formatted(at), 1000 + at})
                        .toList()));
        var wide = opened(2, 100);
        var wideSlips = ballots.make("grader", wide, 0);
        steps.go("grader", wide, "handedOut", "装封");
        for (var slip : wideSlips) {
            ballots.cast(slip.code(), marks(wide), "10.1.1.1");
        }
        close(wide);
        steps.go("supervisor", wide, "outcome", "VALID", "finding", "没有异常");
        var reckoned = timed(() -> steps.go("grader", wide, "draftNote", "初稿"));
        BenchTable.put(PART, "a round over %d units reckoned, s".formatted(units(wide)), reckoned);
        BenchTable.print();
    }

    private int units(String number) {
        return rounds.unitsOf(number).size();
    }

    private String opened(int ago, int firms) {
        var then = LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).minusMonths(3L * ago);
        var number = matters.open("officehead", Rounds.KIND, "评议");
        var quarter = then.getYear() + "-Q" + ((then.getMonthValue() - 1) / 3 + 1);
        steps.go("officehead", number, "quarter", quarter, "theme", "兑现");
        steps.go("officehead", number, "groupsNote", "按类别");
        steps.go("supervisor", number, "size", String.valueOf(firms), "seed", "7", "witnesses", "工商联");
        return number;
    }

    private Map<String, String> marks(String number) {
        var marks = new HashMap<String, String>();
        rounds.unitsOf(number).stream()
                .filter(unit -> chance.nextInt(3) > 0)
                .forEach(unit -> marks.put(unit.unit(), "4%d543".formatted(chance.nextInt(6))));
        return marks;
    }

    /** All slips by several voters, each opening the ballot first, while one clerk registers clue after clue. */
    private void vote(String number, List<Slip> slips, List<Long> quiet) throws Exception {
        var marks = IntStream.range(0, 50).mapToObj(n -> marks(number)).toList();
        var next = new AtomicInteger();
        var over = new AtomicBoolean();
        var pool = Executors.newFixedThreadPool(VOTERS + 1);
        try {
            Callable<List<Long>> clerk = () -> {
                var times = new ArrayList<Long>();
                while (!over.get()) {
                    times.addAll(registrations(1));
                }
                return times;
            };
            var beside = pool.submit(clerk);
            var begin = System.nanoTime();
            var voters = IntStream.range(0, VOTERS)
                    .mapToObj(voter -> pool.submit(() -> {
                        for (var at = next.getAndIncrement(); at < slips.size(); at = next.getAndIncrement()) {
                            ballots.open(slips.get(at).code());
                            ballots.cast(slips.get(at).code(), marks.get(at % marks.size()), "10.1." + at % 200 + ".1");
                        }
                    }))
                    .toList();
            for (var voter : voters) {
                voter.get();
            }
            var seconds = (System.nanoTime() - begin) / 1e9;
            over.set(true);
            var busy = beside.get();
            BenchTable.put(PART, "ballots per second beside one clerk", slips.size() / seconds);
            BenchTable.put(PART, "ballots in ten minutes", slips.size() / seconds * TEN_MINUTES);
            BenchTable.put(PART, "registrations per second beside", busy.size() / seconds);
            BenchTable.put(PART, "registration alone, median ms", median(quiet));
            BenchTable.put(PART, "registration beside voters, median ms", median(busy));
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Long> registrations(int many) {
        var times = new ArrayList<Long>();
        for (var at = 0; at < many; at++) {
            var begin = System.nanoTime();
            walk.register(Walk.forCard(Card.BLUE));
            times.add(System.nanoTime() - begin);
        }
        return times;
    }

    private static double median(List<Long> times) {
        Collections.sort(times);
        return times.isEmpty() ? 0 : times.get(times.size() / 2) / 1e6;
    }

    private static double timed(Runnable what) {
        var begin = System.nanoTime();
        what.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private void close(String number) {
        transactions.executeWithoutResult(transaction -> jdbc.update(
                "update matter_step set due_at = ? where number = ? and ended_at is null",
                Utc.of(clock.instant().minus(Duration.ofHours(1))),
                number));
        steps.go("officehead", number, "closing", "期满");
    }
}
