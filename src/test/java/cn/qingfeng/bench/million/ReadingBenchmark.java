package cn.qingfeng.bench.million;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.bench.BenchTable;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import cn.qingfeng.testing.Caller;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * {@code mvn -Dgroups=bench test -Dtest=ReadingBenchmark -Dbench.clues=1000000 -Dbench.open=100000}: how long people wait for the
 * product's pages with so many clues behind it, over HTTP, and how long the engine's own queries take for the same question where
 * there is one. With {@code -Dqingfeng.test.mysql.kept=<folder>} the filled server is kept, and read again without being filled
 * again. Its rows stand in the {@link BenchTable}; it judges nothing but that what was filled in is whole.
 */
@Tag("bench")
class ReadingBenchmark {

    private static final int CLUES = Integer.getInteger("bench.clues", 10_000);
    private static final int OPEN = Integer.getInteger("bench.open", CLUES / 10);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 30);
    private static final int WARM_UP = 3;

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private final Map<String, Supplier<Integer>> asked = new LinkedHashMap<>();
    private final Map<String, Runnable> engines = new LinkedHashMap<>();

    @Test
    void pagesOfACountyWithManyClues() throws Exception {
        try (var county = County.start(CLUES, OPEN)) {
            System.out.println(county.filled() == null ? "filled before" : county.filled());
            if (county.filled() != null) {
                whole(county);
            }
            read(county);
        }
    }

    /** Just after the fill: later, limits have passed that nobody here watches. */
    private static void whole(County county) {
        assertThat(county.context().getBean(LedgerAgainstEngine.class).compare())
                .as("differences between ledger and engine")
                .isEmpty();
        if (CLUES <= 100_000) {
            assertThat(county.context().getBean(Timeline.class).verify())
                    .as("breaches of a chain")
                    .isEmpty();
        }
    }

    void read(County county) {
        var part = "reading, %,d clues, %,d open".formatted(CLUES, OPEN);
        ask(county);
        asked.forEach((what, question) -> {
            var took = timed(() -> assertThat(question.get()).as(what).isEqualTo(200));
            var p50 = took[ROUNDS / 2] / 1e6;
            if (engines.containsKey(what)) {
                BenchTable.put(part, what + ", p50 ms", timed(engines.get(what))[ROUNDS / 2] / 1e6, p50);
            } else {
                BenchTable.put(part, what + ", p50 ms", p50);
            }
            BenchTable.put(part, what + ", p95 ms", took[ROUNDS * 95 / 100] / 1e6);
            System.out.printf(Locale.ROOT, "%-70s %8.1f %8.1f%n", what, p50, took[ROUNDS * 95 / 100] / 1e6);
        });
        BenchTable.print();
    }

    private void ask(County county) {
        var jdbc = county.context().getBean(JdbcTemplate.class);
        var office = Caller.signedIn(county.port(), "grader");
        var handler = Caller.signedIn(county.port(), handler(jdbc));
        var supervisor = Caller.signedIn(county.port(), "supervisor");
        var clerk = Caller.signedIn(county.port(), "clerk");
        var unit = unit(jdbc);
        var day = jdbc.queryForObject(
                "select substring(max(clue_number), 1, 10) from clue where is_open = 1", String.class);
        var middle = jdbc.queryForObject(
                "select clue_number from clue where clue_number < ? order by clue_number desc limit 1",
                String.class,
                "WY2022");
        get(office, "ledger, first page", "/ledger");
        get(handler, "ledger, first page, a handler", "/ledger");
        get(clerk, "ledger, first page, a clerk", "/ledger");
        get(office, "ledger, one unit", "/ledger?unit=" + unit);
        get(office, "ledger, red and open", "/ledger?card=RED&open=true");
        get(office, "ledger, one status", "/ledger?status=RETURNED");
        get(office, "ledger, suggestions", "/ledger?kind=SUGGESTION");
        get(office, "ledger, overdue", "/ledger?overdue=true");
        get(office, "ledger, one channel", "/ledger?channel=WINDOW");
        get(office, "ledger, one handler", "/ledger?handler=" + handler(jdbc));
        get(office, "ledger, registered on one day", "/ledger?registeredFrom=2022-03-01&registeredTo=2022-03-01");
        get(office, "ledger, of key enterprises", "/ledger?keyEnterprise=true");
        get(office, "ledger, by end", "/ledger?sort=due");
        get(office, "ledger, by day of registration", "/ledger?sort=registered");
        get(office, "ledger, open, by day of registration", "/ledger?open=true&sort=registered");
        get(office, "ledger, overdue, by end", "/ledger?overdue=true&sort=due");
        get(office, "ledger, overdue, by number", "/ledger?overdue=true&sort=number");
        get(office, "ledger, with files", "/ledger?files=true");
        get(office, "ledger, with an order", "/ledger?orders=true");
        get(office, "ledger, of one kind of problem", "/ledger?classification=problem.extortion");
        get(office, "ledger, closed in one month", "/ledger?closedFrom=2022-03-01&closedTo=2022-03-31");
        get(office, "ledger, followed", "/ledger?followed=true");
        get(office, "ledger, behind a figure of a year", "/ledger?figure=CLOSED~ALL~2025-01~2025-12~~~*");
        get(office, "ledger, last page that is counted", "/ledger?page=499");
        get(office, "ledger, behind a clue years ago", "/ledger?behind=" + middle);
        get(office, "search, a number", "/ledger?text=" + middle);
        get(office, "search, a day's numbers", "/ledger?text=" + day);
        get(office, "search, a word of many titles", "/ledger?text=%E6%9D%90%E6%96%99");
        get(office, "search, a word of no title", "/ledger?text=%E9%BB%84%E5%B1%B1");
        get(handler, "search, a word, a handler", "/ledger?text=%E6%9D%90%E6%96%99");
        get(office, "one clue's page", "/clues/" + middle);
        get(Caller.signedIn(county.port(), "leader"), "the leaders' page", "/dashboard");
        get(office, "figures, the office", "/dashboard");
        get(office, "figures, a unit in a year", "/dashboard?period=2025&unit=" + unit);
        get(handler, "figures, a unit's own", "/dashboard");
        get(office, "figures, for everybody", "/figures");
        get(supervisor, "Cockpit's board", "/api/board");
        get(supervisor, "Cockpit's board, overdue", "/api/board?only=overdue");
        var definition = county.context()
                .getBean(RepositoryService.class)
                .createProcessDefinitionQuery()
                .processDefinitionKey("clue-lifecycle")
                .latestVersion()
                .singleResult()
                .getId();
        get(supervisor, "Cockpit's overview, counts of each phase", "/api/board/definitions/" + definition + "/tasks");
        var runtime = county.context().getBean(RuntimeService.class);
        engines.put(
                "Cockpit's overview, counts of each phase",
                () -> runtime.createProcessInstanceQuery()
                        .processDefinitionKey("clue-lifecycle")
                        .count());
        get(office, "inbox, the office", "/inbox");
        get(handler, "inbox, a handler", "/inbox");
        get(office, "unread notices", "/api/inbox/unread");
        get(handler, "Tasklist's filters with counts, a handler", "/api/tasks/filters");
        get(office, "Tasklist's filters with counts, the office", "/api/tasks/filters");
        get(handler, "what the unit waits for", "/api/tasks/awaited");
        for (var filter : jdbc.queryForList("select NAME_, ID_ from ACT_RU_FILTER order by NAME_")) {
            for (var who : List.of("a handler", "the office")) {
                tasks(
                        county,
                        who.equals("the office") ? office : handler,
                        who.equals("the office") ? "grader" : handler(jdbc),
                        "Tasklist, " + filter.get("NAME_") + ", " + who,
                        (String) filter.get("ID_"));
            }
        }
        var statistics = county.context().getBean(ClueStatistics.class);
        var calendar = county.context().getBean(WorkingCalendar.class);
        var now = county.context().getBean(Clock.class).instant();
        asked.put("morning digest, its figures", () -> {
            statistics.loads(now, calendar.plusWorkingDays(now, 2).dueAt());
            return 200;
        });
    }

    /** As Tasklist asks for a page of a filter's tasks, with their number. */
    private void tasks(County county, Caller caller, String person, String what, String filter) {
        asked.put(
                what,
                () -> caller.json(
                                "GET",
                                ENGINE + "/filter/" + filter + "/list?firstResult=0&maxResults=15",
                                "",
                                Map.of("X-XSRF-TOKEN", "none"))
                        .statusCode());
        asked.put(
                what + ", how many",
                () -> caller.get(ENGINE + "/filter/" + filter + "/count").statusCode());
        var filters = county.context().getBean(FilterService.class);
        engines.put(what, () -> as(county, person, () -> filters.listPage(filter, 0, 15)));
        engines.put(what + ", how many", () -> as(county, person, () -> filters.count(filter)));
    }

    private static void as(County county, String person, Runnable question) {
        var identities = county.context().getBean(IdentityService.class);
        identities.setAuthentication(
                person,
                identities.createGroupQuery().groupMember(person).list().stream()
                        .map(Group::getId)
                        .toList());
        try {
            question.run();
        } finally {
            identities.clearAuthentication();
        }
    }

    private void get(Caller caller, String what, String path) {
        asked.put(what, () -> (path.startsWith("/api") ? caller.get(path) : caller.page(path)).statusCode());
    }

    private static String unit(JdbcTemplate jdbc) {
        return jdbc.queryForObject(
                "select lead_unit from clue where is_open = 1 and lead_unit is not null group by lead_unit order by count(*) desc limit 1",
                String.class);
    }

    /** Who handles in the unit with the most open clues. */
    private static String handler(JdbcTemplate jdbc) {
        return jdbc.queryForObject(
                "select min(username) from duty_assignment where duty = 'HANDLER' and unit_code = ?",
                String.class,
                unit(jdbc));
    }

    private static long[] timed(Runnable question) {
        var times = new long[ROUNDS];
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            var begin = System.nanoTime();
            question.run();
            if (round >= 0) {
                times[round] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(times);
        return times;
    }
}
