package cn.qingfeng.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Product and bare engine in turn, round by round, on one database; of each figure the ratio of every round. */
final class Turns {

    static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

    private final String database;
    private final Seat engine;
    private final Seat product;

    Turns(String database, Seat engine, Seat product) {
        this.database = database;
        this.engine = engine;
        this.product = product;
    }

    /** Both carry it out once; of what they say nothing is kept. */
    void prepare(String order) throws IOException {
        System.out.printf("%s: %s%n", database, order);
        engine.ask(order);
        product.ask(order);
    }

    /** Both carry it out once each round; who begins changes with the round. What each said comes back. */
    List<Map<String, Double>> measure(String order, int rounds) throws IOException {
        var said = new ArrayList<Map<String, Double>>();
        var ratios = new LinkedHashMap<String, TreeSet<double[]>>();
        for (var round = 0; round < rounds; round++) {
            System.out.printf("%s: %s, round %d of %d%n", database, order, round + 1, rounds);
            var productFirst = round % 2 == 1;
            var first = (productFirst ? product : engine).ask(order);
            var second = (productFirst ? engine : product).ask(order);
            said.add(first);
            said.add(second);
            keep(ratios, productFirst ? second : first, productFirst ? first : second);
        }
        ratios.forEach(this::tell);
        return said;
    }

    private static void keep(
            Map<String, TreeSet<double[]>> ratios, Map<String, Double> engine, Map<String, Double> product) {
        engine.forEach((name, value) -> ratios.computeIfAbsent(
                        name,
                        // By ratio, then by what was measured: equal rounds are two rounds.
                        each -> new TreeSet<>(Arrays::compare))
                .add(new double[] {product.get(name) / value, value, product.get(name)}));
    }

    private void tell(String name, TreeSet<double[]> rounds) {
        var sorted = List.copyOf(rounds);
        var median = sorted.get(sorted.size() / 2);
        BenchTable.put(
                database,
                name,
                "%.2f".formatted(median[1]),
                "%.2f".formatted(median[2]),
                sorted.size() == 1
                        ? "%.2f".formatted(median[0])
                        : String.format(
                                Locale.ROOT,
                                "%.2f (%.2f–%.2f)",
                                median[0],
                                sorted.get(0)[0],
                                sorted.get(sorted.size() - 1)[0]));
    }
}
