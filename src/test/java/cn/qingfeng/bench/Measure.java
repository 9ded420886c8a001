package cn.qingfeng.bench;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Measures one subject and prints what {@link Seat} reads: lines of {@code BENCH name=value}. */
final class Measure {

    private static final int COUNTED = 20;

    private final Subject subject;
    private final Counter counter;
    private final JdbcTemplate jdbc;
    private final int seconds = Integer.getInteger("bench.seconds", 20);
    private final int clients = Integer.getInteger("bench.clients", 4);
    private final boolean mysql = Boolean.getBoolean("bench.mysql");

    Measure(Subject subject, DataSource database) {
        this.subject = subject;
        this.counter = (Counter) database;
        this.jdbc = new JdbcTemplate(counter.getTargetDataSource());
    }

    /** What may be asked of it; each answer is one or more lines of figures. */
    Map<String, Orders.Order> orders() {
        // Classes, caches and the JIT first, on both kinds of work: more code takes longer to warm.
        return Map.of(
                "warm-up",
                () -> {
                    rate("warm-up", seconds * 2, this::life);
                    rate("warm-up", seconds, subject::register);
                },
                "registrations",
                () -> rate("registrations/s", seconds, subject::register),
                "lives",
                () -> rate("lives/s", seconds * 3 / 2, this::life),
                "count",
                this::count);
    }

    private void count() {
        var clues = new ArrayList<String>();
        count("registration", () -> {
            for (int i = 0; i < COUNTED; i++) {
                clues.add(subject.register());
            }
        });
        count("rest of life", () -> clues.forEach(subject::carryToTheEnd));
    }

    private String life() {
        var clue = subject.register();
        subject.carryToTheEnd(clue);
        return clue;
    }

    private void rate(String name, int seconds, Callable<String> work) throws Exception {
        var pool = Executors.newFixedThreadPool(clients);
        var done = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        var running = IntStream.range(0, clients)
                .mapToObj(client -> pool.submit(() -> {
                    while (System.nanoTime() < end) {
                        work.call();
                        done.incrementAndGet();
                    }
                    return null;
                }))
                .toList();
        try {
            for (var each : running) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        double took = (System.nanoTime() - begin) / 1e9;
        print(name, done.get() / took);
    }

    private void count(String name, Runnable work) {
        long asked = questions();
        counter.reset();
        counter.start();
        work.run();
        counter.stop();
        print(name + " round trips", counter.roundTrips() / (double) COUNTED);
        print(name + " rows", counter.rows() / (double) COUNTED);
        System.out.println(name + ", the most frequent statements:");
        counter.most(30, COUNTED).forEach(System.out::println);
        if (mysql) {
            // What the server itself counted, asking included.
            print(name + " server statements", (questions() - asked - 1) / (double) COUNTED);
        }
    }

    private long questions() {
        return mysql ? jdbc.queryForObject("show global status like 'Questions'", (row, n) -> row.getLong("Value")) : 0;
    }

    static void print(String name, double value) {
        System.out.printf(java.util.Locale.ROOT, "BENCH %s=%.2f%n", name.replace(' ', '_'), value);
    }
}
