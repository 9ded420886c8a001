package cn.qingfeng.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.qingfeng.testing.MySqlServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * {@code mvn -Dgroups=faults test -Dtest=NumbersUnderKill}: many register on two nodes at once, and again and again
 * ({@code -Dkills=8}) one of them is killed in the middle of it. Afterwards every number of the day stands in the account once:
 * with its clue, or void within a minute.
 */
@Tag("faults")
class NumbersUnderKill {

    private static final int KILLS = Integer.getInteger("kills", 8);
    private static final int CLERKS = 8;

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger keys = new AtomicInteger();
    private volatile boolean ended;

    @Test
    void everyNumberStandsInTheAccountOnce() throws Exception {
        System.setProperty("qingfeng.test.mysql.flush", "1");
        var server = MySqlServer.needed();
        var schema = server.freshSchema("numbers");
        var jdbc = new JdbcTemplate(new DriverManagerDataSource(schema, server.user(), server.password()));
        try (var one = Node.of("numbers-one", server, schema, List.of());
                var two = Node.of("numbers-two", server, schema, List.of())) {
            one.start();
            two.start();
            var clerks = Executors.newFixedThreadPool(CLERKS);
            var working = new ArrayList<Future<?>>();
            for (var clerk = 0; clerk < CLERKS; clerk++) {
                working.add(clerks.submit(() -> {
                    var walker = new Walker(List.of(one, two));
                    while (!ended) {
                        var key = "number-" + keys.incrementAndGet();
                        acknowledged.put(key, walker.register(key));
                    }
                }));
            }
            var chance = new Random();
            for (var kill = 1; kill <= KILLS; kill++) {
                var enough = acknowledged.size() + 40;
                await().atMost(Duration.ofMinutes(3)).until(() -> acknowledged.size() >= enough);
                // Each kill meets the registrations at another moment.
                TimeUnit.MILLISECONDS.sleep(chance.nextInt(300));
                var victim = kill % 2 == 0 ? one : two;
                System.out.printf("kill -9 of %s, %d registered%n", victim.name(), acknowledged.size());
                victim.kill();
                victim.start();
            }
            ended = true;
            for (var each : working) {
                each.get();
            }
            clerks.shutdown();

            await("what was cut off is void within a minute")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> jdbc.queryForObject("select count(*) from number_reserved", Integer.class) == 0);
            var clues = jdbc.queryForList("select clue_number from clue order by clue_number", String.class);
            assertThat(new TreeSet<>(acknowledged.values()))
                    .as("acknowledged, each once, and nothing else registered")
                    .hasSameSizeAs(acknowledged.values())
                    .containsExactlyElementsOf(clues);
            var account = new ArrayList<>(clues);
            account.addAll(jdbc.queryForList("select clue_number from number_voided", String.class));
            var counted = new ArrayList<String>();
            jdbc.query(
                    "select date_format(counted_on, '%Y%m%d'), last_ordinal from clue_counter where last_ordinal > 0",
                    day -> {
                        for (var ordinal = 1; ordinal <= day.getInt(2); ordinal++) {
                            counted.add("WY%s-%04d".formatted(day.getString(1), ordinal));
                        }
                    });
            System.out.printf(
                    "| registered | void | kills |%n|---|---|---|%n| %d | %d | %d |%n",
                    clues.size(), account.size() - clues.size(), KILLS);
            assertThat(account).as("the account").containsExactlyInAnyOrderElementsOf(counted);
            assertThat(jdbc.queryForObject(
                            "select coalesce(max(timestampdiff(second, reserved_at, voided_at)), 0) from number_voided",
                            Integer.class))
                    .as("seconds until it was void")
                    .isLessThan(60);
            assertThat(one.command("--verify-timelines")).isZero();
        }
    }
}
