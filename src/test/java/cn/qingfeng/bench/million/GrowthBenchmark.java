package cn.qingfeng.bench.million;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.bench.BenchTable;
import cn.qingfeng.bench.Jvm;
import cn.qingfeng.bench.Seat;
import cn.qingfeng.testing.MySqlServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -Dgroups=bench test -Dtest=GrowthBenchmark -Dqingfeng.test.mysql.kept=<folder> -Dqingfeng.test.mysql.memory=6G}: what
 * one blue life costs with 10,000, 100,000 and 1,000,000 clues behind it ({@code -Dbench.counties}; a tenth of them open), in round
 * trips, rows and time. Counties that the kept server does not have yet are filled first. The products take turns, round by round,
 * each in a JVM of its own; the ratio is that to the smallest county. It judges the counts only: seconds are the machine's.
 */
@Tag("bench")
class GrowthBenchmark {

    private static final List<Integer> COUNTIES = Arrays.stream(
                    System.getProperty("bench.counties", "10000,100000,1000000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 20);

    private final Map<Integer, Map<String, List<Double>>> told = new LinkedHashMap<>();

    @Test
    void aLifeCostsAsMuchWithManyBehindIt() throws Exception {
        assertThat(MySqlServer.needed().kept())
                .as("a server that is kept (-Dqingfeng.test.mysql.kept)")
                .isNotNull();
        for (var clues : COUNTIES) {
            County.start(clues, clues / 10).close();
        }
        var seats = new LinkedHashMap<Integer, Seat>();
        try {
            for (var clues : COUNTIES) {
                seats.put(clues, Jvm.product(County.filledBefore(clues)));
            }
            if (SECONDS > 0) {
                for (var seat : seats.values()) {
                    seat.ask("warm-up");
                }
                for (var round = 0; round < ROUNDS; round++) {
                    ask(seats, "lives");
                }
            } else {
                // What is read once, and what is made with the first of a day, is no clue's cost.
                ask(seats, "count");
                told.clear();
            }
            ask(seats, "count");
        } finally {
            for (var seat : seats.values()) {
                seat.close();
            }
        }
        told.values().iterator().next().keySet().forEach(this::tell);
        BenchTable.print();
    }

    private void ask(Map<Integer, Seat> seats, String order) throws Exception {
        for (var seat : seats.entrySet()) {
            seat.getValue()
                    .ask(order)
                    .forEach((what, value) -> told.computeIfAbsent(seat.getKey(), clues -> new LinkedHashMap<>())
                            .computeIfAbsent(what, name -> new ArrayList<>())
                            .add(value));
        }
    }

    private void tell(String what) {
        var smallest = median(COUNTIES.get(0), what);
        for (var clues : COUNTIES) {
            var value = median(clues, what);
            BenchTable.put(
                    "growth, %,d clues".formatted(clues),
                    what + ", beside %,d clues".formatted(COUNTIES.get(0)),
                    smallest,
                    value);
            System.out.printf("%,12d clues: %-40s %10.2f %6.2f%n", clues, what, value, value / smallest);
            if (what.endsWith("round trips") || what.endsWith("rows")) {
                assertThat(value / smallest)
                        .as("%s with %,d clues beside %,d", what, clues, COUNTIES.get(0))
                        .isBetween(0.8, 1.2);
            }
        }
    }

    private double median(int clues, String what) {
        var values = told.get(clues).get(what).stream().sorted().toList();
        return values.get(values.size() / 2);
    }
}
