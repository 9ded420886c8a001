package cn.qingfeng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.QingfengApplication;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.MySqlServer;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code mvn -Dgroups=bench test -Dtest=BoardBenchmark}: how long a supervisor waits for Cockpit's board when 100,000 clues are open.
 * What is timed is the whole answer over HTTP to a person who is signed in: counts, pickers and twenty rows. Prints one table;
 * it judges nothing, the machine decides the numbers.
 */
@Tag("bench")
class BoardBenchmark {

    private static final int CLUES = Integer.getInteger("bench.clues", 100_000);
    private static final int CLOSED = Integer.getInteger("bench.closed", 100_000);
    private static final int UNITS = 70;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 40);
    private static final int WARM_UP = 5;

    private static final List<String> STATUSES =
            List.of("HANDLING", "HANDLING", "HANDLING", "DISPATCHED", "UNDER_REVIEW", "CALLING_BACK");
    private static final List<String> STAGES =
            List.of("ON_TIME", "ON_TIME", "REMINDED", "URGED", "ORDERED", "REPORTED");
    private static final List<String> CARDS = List.of("BLUE", "BLUE", "BLUE", "YELLOW", "YELLOW", "RED");

    @TempDir
    Path data;

    @Test
    void theBoardOfManyOpenClues() {
        try (var context = start()) {
            var jdbc = context.getBean(JdbcTemplate.class);
            fill(context, jdbc);
            var port = context.getEnvironment().getProperty("local.server.port", Integer.class, 0);
            var supervisor = Caller.signedIn(port, "supervisor");
            var table = new StringBuilder(
                    "\n| board of %,d open and %,d closed clues on MySQL | p50 ms | p95 ms |\n|---|---:|---:|\n"
                            .formatted(CLUES, CLOSED));
            questions().forEach((what, query) -> table.append(timed(supervisor, what, query)));
            System.out.println(table);
            explain(jdbc);
        }
    }

    private ConfigurableApplicationContext start() {
        var server = MySqlServer.needed();
        var args = new ArrayList<>(List.of(
                "--camunda.bpm.job-execution.enabled=false",
                "--server.port=0",
                "--qingfeng.sample.clues=false",
                "--spring.mail.port=1",
                "--spring.jmx.enabled=false",
                "--qingfeng.data=" + data,
                "--spring.profiles.active=demo,mysql",
                // No TLS here, and the profile's cookies would not come back.
                "--server.servlet.session.cookie.secure=false",
                "--QINGFENG_DB_URL=" + server.freshSchema("bench_board"),
                "--QINGFENG_DB_USER=" + server.user(),
                "--QINGFENG_DB_PASSWORD=unused",
                "--spring.datasource.password=" + server.password(),
                "--QINGFENG_MASTER_KEY=dGVzdC1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RzLi4="));
        return new SpringApplicationBuilder(QingfengApplication.class).run(args.toArray(String[]::new));
    }

    private static Map<String, String> questions() {
        var asked = new LinkedHashMap<String, String>();
        asked.put("first page and all counts", "");
        asked.put("overdue", "?only=overdue");
        asked.put("due soon", "?only=soon");
        asked.put("red cards", "?card=RED");
        asked.put("one unit", "?unit=unit-07");
        asked.put("one stage", "?stage=ORDERED");
        asked.put("card, unit and stage", "?card=YELLOW&unit=unit-07&stage=URGED&only=overdue");
        asked.put("tenth page", "?page=9");
        return asked;
    }

    private static String timed(Caller supervisor, String what, String query) {
        var times = new long[ROUNDS];
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            var begin = System.nanoTime();
            var answer = supervisor.get("/api/board" + query);
            var took = System.nanoTime() - begin;
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            if (round >= 0) {
                times[round] = took;
            }
        }
        Arrays.sort(times);
        return "| %s | %s | %s |%n".formatted(what, millis(times[ROUNDS / 2]), millis(times[ROUNDS * 95 / 100]));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }

    /** One clue is registered as usual; the others are its like with card, unit, stage and limit of their own. */
    private void fill(ConfigurableApplicationContext context, JdbcTemplate jdbc) {
        var clue = new NewClue();
        clue.kind = "APPEAL";
        clue.title = "变更住所材料被退两次";
        clue.narrative = "每次说缺的不一样，跑了两趟。";
        clue.place = "为民服务中心";
        clue.unit = "market-supervision";
        clue.channel = "WINDOW";
        clue.facts.fixableOnTheSpot = true;
        clue.reporter.phone = "13900000001";
        clue.reporter.consent = "UNIT_MAY_KNOW";
        var number = context.getBean(Registration.class).register(clue, "clerk").clueNumber();
        var like = new LinkedHashMap<>(jdbc.queryForMap("select * from clue where clue_number = ?", number));
        like.remove("is_open");
        var random = new Random(7);
        var now = Instant.now();
        var sql = "insert into clue (%s) values (%s)"
                .formatted(
                        String.join(", ", like.keySet()),
                        String.join(
                                ", ", like.keySet().stream().map(column -> "?").toList()));
        var transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        for (var from = 0; from < CLUES + CLOSED; from += 5_000) {
            var rows = new ArrayList<Object[]>();
            for (var at = from; at < Math.min(from + 5_000, CLUES + CLOSED); at++) {
                var row = new LinkedHashMap<String, Object>();
                like.forEach((column, value) -> row.put(column.toLowerCase(Locale.ROOT), value));
                row.put(
                        "clue_number",
                        "WY20%02d%02d%02d-%04d"
                                .formatted(10 + at % 10, 1 + at / 10 % 12, 1 + at / 120 % 28, at / 3360));
                row.put("status", at < CLUES ? STATUSES.get(random.nextInt(STATUSES.size())) : "CLOSED");
                row.put("stage", STAGES.get(random.nextInt(STAGES.size())));
                row.put("card", CARDS.get(random.nextInt(CARDS.size())));
                row.put("lead_unit", "unit-%02d".formatted(random.nextInt(UNITS)));
                row.put(
                        "due_at",
                        at >= CLUES
                                ? null
                                : Timestamp.from(
                                        now.plus(Duration.ofMinutes(random.nextInt(40 * 24 * 60) - 12 * 24 * 60))));
                rows.add(row.values().toArray());
            }
            transaction.executeWithoutResult(status -> jdbc.batchUpdate(sql, rows));
        }
        assertThat(jdbc.queryForObject("select count(*) from clue", Integer.class))
                .isEqualTo(CLUES + CLOSED + 1);
        jdbc.execute("analyze table clue");
    }

    /** The two questions of the board as MySQL plans them. */
    private static void explain(JdbcTemplate jdbc) {
        for (var sql : List.of(
                "select card, lead_unit, stage, count(*), sum(case when due_at < now() then 1 else 0 end) from clue"
                        + " force index (clue_open_figures) where kind <> 'REPORT' and is_open = 1 group by card, lead_unit, stage",
                "select clue_number from clue force index (clue_open_worst) where kind <> 'REPORT' and is_open = 1"
                        + " and due_at is not null order by due_at, clue_number limit 21")) {
            jdbc.queryForList("explain " + sql)
                    .forEach(row -> System.out.println("EXPLAIN key=" + row.get("key") + " type=" + row.get("type")
                            + " rows=" + row.get("rows") + " " + row.get("Extra")));
        }
    }
}
