package cn.qingfeng.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The one table of all that is measured, with what was committed beside. A benchmark puts its rows as it gets them and prints the
 * table at its end; what other benchmarks of this build measured stays in it ({@code target/benchmark.tsv}), so that single ones
 * may be run again. With {@code -Dbench.keep=true} what was measured becomes what is committed.
 */
public final class BenchTable {

    /** Rows of {@code part TAB measure TAB bare engine TAB product TAB ratio}, after a line with the day. */
    private static final Path COMMITTED = Path.of("src/test/resources/bench/committed.tsv");

    private static final Path MEASURED = Path.of("target/benchmark.tsv");
    private static final Path TABLE = Path.of("target/benchmark.md");

    private record Row(String part, String measure, String engine, String product, String ratio) {
        String key() {
            return part + ": " + measure;
        }

        String line() {
            return String.join("\t", part, measure, engine, product, ratio);
        }
    }

    private BenchTable() {}

    /**
     * Something of the product alone, such as milliseconds of a page.
     *
     * @param part what belongs together, such as {@code reading}
     * @param measure what was measured, with its unit
     */
    public static void put(String part, String measure, double value) {
        put(part, measure, "", number(value), "");
    }

    /** Something of both, with the ratio of product to bare engine. */
    public static void put(String part, String measure, double engine, double product) {
        put(part, measure, number(engine), number(product), String.format(Locale.ROOT, "%.2f", product / engine));
    }

    /** A row in words. */
    static synchronized void put(String part, String measure, String engine, String product, String ratio) {
        var rows = read(MEASURED);
        var row = new Row(part, measure, engine, product, ratio);
        rows.put(row.key(), row);
        write(MEASURED, rows);
    }

    /** Prints the table as it stands, and keeps it in {@code target/benchmark.md}. */
    public static synchronized void print() {
        var measured = read(MEASURED);
        var committed = read(COMMITTED);
        var all = new LinkedHashMap<>(committed);
        all.putAll(measured);
        var text = new StringBuilder("\n| | bare engine | product | ratio (lowest–highest) | product, "
                + dayOf(committed) + " | ratio then |\n|---|---:|---:|---:|---:|---:|\n");
        all.forEach((key, row) -> {
            var now = measured.getOrDefault(key, new Row(row.part(), row.measure(), "", "", ""));
            var then = committed.getOrDefault(key, new Row(row.part(), row.measure(), "", "", ""));
            if (!key.isEmpty() && !row.part().equals(DAY)) {
                text.append("| %s | %s | %s | %s | %s | %s |\n"
                        .formatted(key, now.engine(), now.product(), now.ratio(), then.product(), then.ratio()));
            }
        });
        System.out.println(text);
        try {
            Files.writeString(TABLE, text);
            if (Boolean.getBoolean("bench.keep")) {
                var kept = new LinkedHashMap<String, Row>();
                var day = new Row(DAY, LocalDate.now(Clock.systemDefaultZone()).toString(), "", "", "");
                kept.put(day.part(), day);
                all.remove(dayKey(committed));
                kept.putAll(all);
                write(COMMITTED, kept);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String DAY = "committed on";

    private static String dayKey(Map<String, Row> committed) {
        return committed.values().stream()
                .filter(row -> row.part().equals(DAY))
                .map(Row::key)
                .findFirst()
                .orElse("");
    }

    private static String dayOf(Map<String, Row> committed) {
        return committed.values().stream()
                .filter(row -> row.part().equals(DAY))
                .map(Row::measure)
                .findFirst()
                .orElse("before");
    }

    private static Map<String, Row> read(Path file) {
        var rows = new LinkedHashMap<String, Row>();
        try {
            for (var line : Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.<String>of()) {
                var parts = line.split("\t", -1);
                if (parts.length == 5) {
                    var row = new Row(parts[0], parts[1], parts[2], parts[3], parts[4]);
                    rows.put(row.key(), row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static void write(Path file, Map<String, Row> rows) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(
                    file, new ArrayList<>(rows.values().stream().map(Row::line).toList()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }
}
