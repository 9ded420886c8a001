package cn.qingfeng.bench.million;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import cn.qingfeng.testing.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How MySQL answers what the pages ask: with some thousands of clues and the tables' statistics taken, no statement reads a whole
 * table that grows. The statements are those that the server itself wrote down while the page was asked for.
 */
@Tag("database")
class PlansTests {

    private static final Set<String> GROWING = Set.of(
            "clue",
            "timeline",
            "answer_sheet",
            "clue_limit",
            "limit_change",
            "notice",
            "evidence_file",
            "reporter_finding",
            "reporter_identity",
            "supervision_order",
            "figure_fact",
            "figure_sum",
            "act_ru_task",
            "act_ru_execution",
            "act_ru_job",
            "act_ru_variable",
            "act_ru_identitylink",
            "act_hi_procinst",
            "act_hi_actinst",
            "act_hi_taskinst",
            "act_hi_varinst",
            "act_hi_detail");

    private static final int CLUES = 4_000;

    /** A whole table for each row of another: with many clues it never ends. */
    private static final String EACH = ", for each row again";

    /** The ledger that nothing narrows: as many as are counted, from an index alone. */
    private static final Pattern WHOLE_LIST = Pattern.compile(
            "where 1=1 and c1_0\\.kind<>'REPORT' and 1=1(?: and 1=1)? limit 0," + (ClueQueries.MOST_COUNTED + 1) + "$");

    private static County county;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void fill() throws Exception {
        assumeTrue("mysql".equals(System.getProperty("qingfeng.test.database")), "about MySQL's plans");
        county = County.start(CLUES, CLUES / 10);
        jdbc = county.context().getBean(JdbcTemplate.class);
        manyOrders();
        oneKeyEnterprise();
    }

    /** In the demo county most of those who told something belong to one: here, as in a county, few do. */
    private static void oneKeyEnterprise() {
        new TransactionTemplate(county.context().getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> {
                    var one = jdbc.queryForObject("select max(credit_code) from enterprise", String.class);
                    jdbc.update("update enterprise set key_enterprise = (credit_code = ?)", one);
                });
        jdbc.execute("analyze table reporter_finding");
    }

    /** So few clues are pressed for that MySQL would read all orders, though it has an index: there are more of those that ended. */
    private static void manyOrders() {
        var columns = jdbc.queryForList(
                "select column_name from information_schema.columns where table_schema = database()"
                        + " and table_name = 'supervision_order' and generation_expression = ''",
                String.class);
        var copied = columns.stream()
                .map(column -> switch (column) {
                    case "order_number" -> "concat(o.order_number, 'x', n.n)";
                    case "once_key" -> "concat(md5(o.once_key), n.n)";
                    default -> "o." + column;
                })
                .collect(Collectors.joining(", "));
        new TransactionTemplate(county.context().getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> jdbc.update("insert into supervision_order ("
                        + String.join(", ", columns)
                        + ") with recursive n (n) as (select 1 union all select n + 1 from n where n < 200) select "
                        + copied + " from supervision_order o, n where o.state in ('CONCLUDED', 'NOT_APPROVED')"));
        jdbc.execute("analyze table supervision_order");
        assertThat(jdbc.queryForObject("select count(*) from supervision_order", Integer.class))
                .isGreaterThan(1000);
    }

    @AfterAll
    static void close() throws Exception {
        if (county != null) {
            county.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "grader, /ledger",
        "handler, /ledger",
        "clerk, /ledger",
        "grader, /ledger?unit=market-supervision",
        "grader, /ledger?overdue=true",
        "grader, /ledger?card=RED&open=true",
        "grader, /ledger?sort=due",
        "grader, /ledger?sort=-registered",
        "grader, /ledger?behind=WY20240101-0001",
        "grader, /ledger?text=WY20240101-0001",
        "grader, /ledger?text=%E9%BB%84%E5%B1%B1",
        "handler, /ledger?text=%E9%BB%84%E5%B1%B1",
        "grader, /ledger?open=true&sort=number",
        "grader, /ledger?open=true&sort=registered",
        "grader, /ledger?overdue=true&sort=number",
        "grader, /ledger?overdue=true&sort=registered",
        "grader, /ledger?overdue=true&sort=due",
        "grader, /ledger?overdue=true&sort=-due",
        "clerk, /ledger?open=true&sort=registered",
        "grader, /dashboard",
        "leader, /dashboard",
        "handler, /dashboard",
        "clerk, /dashboard",
        "grader, /dashboard?period=2025&unit=market-supervision",
        "grader, /dashboard?period=2025&unit=market-supervision&town=town-dongta",
        "grader, /figures",
        "grader, /figures/hall",
        "grader, /ledger?figure=CLOSED~ALL~2026-01~2026-03~~~*",
        "grader, /ledger?figure=TYPE~ALL~2026-01~2026-03~market-supervision~~problem.extortion",
        "grader, /ledger?figure=OPEN_CARD~WHOLE~2026-11~2026-11~~~*",
        "grader, /ledger?stage=URGED",
        "grader, /ledger?channel=WINDOW",
        "grader, /ledger?result=RESOLVED",
        "grader, /ledger?solved=SOLVED",
        "grader, /ledger?rating=SATISFIED",
        "grader, /ledger?handler=handler",
        "grader, /ledger?registeredFrom=2024-01-01&registeredTo=2024-01-01",
        "grader, /ledger?dueFrom=2024-01-01&dueTo=2024-01-01",
        "grader, /ledger?finishedFrom=2024-01-01&finishedTo=2024-01-01",
        "grader, /ledger?closedFrom=2024-01-01&closedTo=2024-01-01",
        "grader, /ledger?keyEnterprise=true",
        "grader, /ledger?followed=true",
        "grader, /clues/{number}",
        "supervisor, /api/board",
        "supervisor, /api/board?only=overdue",
        "grader, /inbox",
        "handler, /api/inbox/unread"
    })
    void aPageReadsNoWholeTable(String person, String path) {
        var caller = Caller.signedIn(county.port(), person);
        var number = jdbc.queryForObject("select max(clue_number) from clue where kind = 'APPEAL'", String.class);
        var asked = path.replace("{number}", number);
        assertThat(wholeTables(() -> assertThat(
                                (asked.startsWith("/api") ? caller.get(asked) : caller.page(asked)).statusCode())
                        .isEqualTo(200)))
                .isEmpty();
    }

    @Test
    void whatRunsByTheCalendarReadsOpenCluesOnly() {
        var statistics = county.context().getBean(ClueStatistics.class);
        var now = Instant.now();
        assertThat(wholeTables(() -> {
                    statistics.loads(now, now.plus(2, ChronoUnit.DAYS));
                    statistics.overlooked(now, 100);
                    statistics.closed(now.minus(7, ChronoUnit.DAYS), now);
                    statistics.dueBetween(now, now.plus(7, ChronoUnit.DAYS));
                }))
                .isEmpty();
    }

    /** It reads both sides of what is open; ended clues' limits and delivered letters it does not. */
    @Test
    void theNightlyComparisonReadsNothingOfEndedClues() {
        assertThat(wholeTables(() -> assertThat(county.context()
                                .getBean(LedgerAgainstEngine.class)
                                .compare())
                        .isEmpty()))
                .noneMatch(each -> each.startsWith("clue ")
                        || each.contains(EACH)
                        || each.startsWith("clue_limit ")
                        || each.startsWith("notice ")
                        || each.startsWith("act_hi_"));
    }

    /** Up to ten thousand are counted, which here are all; what the page shows is read from where its order begins. */
    @ParameterizedTest
    @ValueSource(strings = {"grader", "handler"})
    void aWordOfManyCluesIsLookedForInOrder(String person) {
        var caller = Caller.signedIn(county.port(), person);
        assertThat(wholeTables(() -> assertThat(
                                caller.page("/ledger?text=%E6%9D%90%E6%96%99").statusCode())
                        .isEqualTo(200)))
                .allMatch(each -> each.endsWith("limit 0," + (ClueQueries.MOST_COUNTED + 1)));
    }

    /** As they are taken away before very many rows go in. */
    @Test
    void indexesAreBuiltAgainAsTheyWere() throws Exception {
        var before = indexes();
        var pool = county.context().getBean(DataSource.class);
        var taken = Indexes.taken(pool::getConnection, List.of("clue"));
        assertThat(indexes()).hasSizeLessThan(before.size());
        taken.build(CLUES);
        assertThat(indexes()).containsExactlyInAnyOrderElementsOf(before);
    }

    private static List<String> indexes() {
        return jdbc.queryForList(
                "select concat(index_name, ' ', seq_in_index, ' ', column_name, ' ', index_type, ' ', non_unique)"
                        + " from information_schema.statistics where table_schema = database() and table_name = 'clue'",
                String.class);
    }

    /** The check finds a statement that reads a whole table. */
    @Test
    void aSearchInsideOfAllTextsIsFound() {
        assertThat(wholeTables(() -> jdbc.queryForList("select clue_number from clue where narrative like '%x%'")))
                .singleElement()
                .asString()
                .startsWith("clue ");
    }

    /** What is read whole while this is done, each table with its statement. */
    private static List<String> wholeTables(Runnable asked) {
        jdbc.execute("set global log_output = 'TABLE'");
        jdbc.execute("truncate mysql.general_log");
        jdbc.execute("set global general_log = 1");
        asked.run();
        jdbc.execute("set global general_log = 0");
        var found = new ArrayList<String>();
        for (var statement : jdbc.queryForList(
                "select distinct convert(argument using utf8mb4) from mysql.general_log"
                        + " where command_type in ('Query', 'Execute') and argument like 'select%'",
                String.class)) {
            if (!statement.toLowerCase(Locale.ROOT).contains("mysql.general_log")) {
                // What locks needs a transaction, and reads by the same plan without.
                var read = statement.replaceFirst("(?is)\\s+for (?:update|share)\\b.*$", "");
                for (var step : jdbc.queryForList("explain " + read)) {
                    if (readsAll(statement, step)) {
                        found.add(step.get("table") + " by " + step.get("type") + ", " + step.get("rows") + " rows"
                                + (String.valueOf(step.get("select_type")).startsWith("DEPENDENT") ? EACH : "") + ": "
                                + statement);
                    }
                }
            }
        }
        return found;
    }

    private static boolean readsAll(String statement, Map<String, Object> step) {
        var alias = String.valueOf(step.get("table"));
        var table = alias.replaceFirst("(_?[a-z]*)[0-9]+_[0-9]+$", "$1");
        var type = String.valueOf(step.get("type"));
        var named = statement
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replaceAll(".*?(?:from|join) \\(?([a-z_]+) (?:as )?" + alias.toLowerCase(Locale.ROOT) + "\\b.*", "$1");
        var name = GROWING.contains(named) ? named : table.toLowerCase(Locale.ROOT);
        if (!GROWING.contains(name)) {
            return false;
        }
        var rows = step.get("rows") instanceof Number number ? number.longValue() : 0;
        // A list's first lines from an index in its order: it stops where the page is full.
        return type.equals("ALL")
                || type.equals("index")
                        && rows > CLUES / 4
                        && !WHOLE_LIST.matcher(statement).find();
    }
}
