package cn.qingfeng.insight.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.insight.InsightTest;
import cn.qingfeng.insight.LedgerQuery;
import cn.qingfeng.insight.LedgerWishes;
import cn.qingfeng.insight.SomeClues;
import cn.qingfeng.insight.dashboard.Asked;
import cn.qingfeng.insight.dashboard.Chart;
import cn.qingfeng.insight.dashboard.Figures;
import cn.qingfeng.insight.dashboard.View;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

@InsightTest
@Import({SomeClues.class, Population.class})
class FigureBookTests {

    private static final Instant FROM = Instant.parse("2025-12-22T00:00:00Z");

    /** A Wednesday, ten in the morning. */
    private static final Instant TO = Instant.parse("2026-11-18T02:00:00Z");

    @Autowired
    SomeClues clues;

    @Autowired
    Population population;

    @Autowired
    FigureBook book;

    @Autowired
    Figures figures;

    @Autowired
    ClueAccess access;

    @Autowired
    ClueQueries queries;

    @Autowired
    LedgerWishes wishes;

    @Autowired
    Organization organization;

    @Autowired
    ClueLedger ledger;

    @Autowired
    WorkingCalendar calendar;

    @Autowired
    CountyClock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    EntityManager entities;

    @BeforeEach
    void county() {
        population.begin();
        clues.county();
        organization.addUnit("town-east", "town-east", UnitGroup.TOWN);
        organization.addUnit("town-west", "town-west", UnitGroup.TOWN);
        entities.flush();
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
    }

    private Map<String, List<Long>> counted() {
        var all = new TreeMap<String, List<Long>>();
        book.read(List.of(new FigureBook.Part("1 = 1", List.of())), List.of())
                .sums()
                .get(0)
                .changes()
                .forEach((cell, count) -> all.put(cell.key(), List.of(count.n(), count.part())));
        return all;
    }

    private Map<String, List<Long>> byHand() {
        entities.flush();
        return new ByHand(jdbc, calendar, population.said, clock.instant()).count();
    }

    /** What is not the same in both; there are too many to be read. */
    private static Map<String, List<List<Long>>> differences(
            Map<String, List<Long>> one, Map<String, List<Long>> other) {
        var differences = new TreeMap<String, List<List<Long>>>();
        var keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        for (var key : keys) {
            var first = one.getOrDefault(key, List.of());
            var second = other.getOrDefault(key, List.of());
            if (!first.equals(second)) {
                differences.put(key, List.of(first, second));
            }
        }
        return differences;
    }

    private void countAll() {
        while (book.count() == FigureBook.A_TURN) {
            entities.clear();
        }
        entities.flush();
        entities.clear();
    }

    @Test
    void everyFigureIsWhatTheTimelinesSayWhetherItWasCountedBeforeOrIsCountedForTheReader() {
        population.live(160, FROM, TO, 20261128);
        var live = counted();
        assertThat(differences(live, byHand())).isEmpty();
        assertThat(live).as("there is something of each").satisfies(all -> {
            for (var measure : Measure.values()) {
                assertThat(all.keySet()).anyMatch(key -> key.contains("|" + measure + "|"));
            }
        });

        theLedgerListsAsManyAsEachNumberSays();

        countAll();
        theLedgerListsAsManyAsEachNumberSays();
        assertThat(jdbc.queryForObject("select count(*) from figure_sum", Long.class))
                .isPositive();
        assertThat(book.waiting()).isZero();
        assertThat(differences(counted(), live)).isEmpty();

        // Days later limits have passed, though nobody did anything, and some clues went on.
        population.live(30, TO, TO.plus(Duration.ofDays(9)), 7);
        assertThat(differences(counted(), byHand())).isEmpty();
        countAll();
        assertThat(differences(counted(), byHand())).isEmpty();
        assertThat(book.reread("", 1000, FROM).wrong()).isEmpty();
        assertThat(book.check(false)).hasValue(0);
    }

    /** Each number of the whole county, of a unit and of a town, and how many the ledger lists for it. */
    private void theLedgerListsAsManyAsEachNumberSays() {
        var grader = access.viewer("headgrader");
        var present = YearMonth.now(clock);
        var asked = 0;
        for (var cell : book.read(List.of(new FigureBook.Part("1 = 1", List.of())), List.of())
                .sums()
                .get(0)
                .changes()
                .entrySet()) {
            var key = cell.getKey();
            // Each sixtieth will do: there are thousands.
            if (key.unit().isEmpty() || key.town().isEmpty() || asked++ % 60 > 0 || key.measure() == Measure.LEG) {
                continue;
            }
            var now = key.month().equals(Tally.NOW);
            if (key.month().equals(present.toString()) || now && key.measure().cohort() == Measure.Cohort.HANDLED) {
                continue;
            }
            var month = now ? present : YearMonth.parse(key.month());
            var behind = new Behind(
                    key.measure(),
                    Behind.Which.ALL,
                    month,
                    month,
                    key.unit().equals(Tally.ALL) ? List.of() : List.of(key.unit()),
                    key.town().equals(Tally.ALL) ? "" : key.town(),
                    key.measure().itemColumn() == null ? Behind.ANY : key.item());
            assertThat(behind).isEqualTo(Behind.of(behind.toString()));
            var query = LedgerQuery.NONE.with("figure", behind.toString());
            assertThat(queries.count(grader, wishes.of(grader, query)))
                    .as("%s", key)
                    .isEqualTo(cell.getValue().n());
            if (key.measure().whole() == 1) {
                var whole = query.with("figure", behind.only(Behind.Which.WHOLE).toString());
                assertThat(queries.count(grader, wishes.of(grader, whole)))
                        .as("%s, those that have it", key)
                        .isEqualTo(cell.getValue().part());
            }
        }
    }

    @Test
    void theNightlyCheckFindsASumAndAClueThatAreWrongAndSetsThemRight() {
        population.live(30, FROM, TO, 3);
        countAll();
        var right = counted();
        jdbc.update(
                "update figure_sum set n = n + 1 where measure = 'ENTERED' and unit_code = '*' and town_code = '*'");
        assertThat(counted()).isNotEqualTo(right);
        assertThat(book.check(false).getAsInt()).isPositive();
        assertThat(counted()).isEqualTo(right);

        var one = jdbc.queryForObject("select min(clue_number) from figure_fact where closed = 1", String.class);
        jdbc.update("update figure_fact set signed = 1 - signed where clue_number = ?", one);
        entities.clear();
        assertThat(book.check(false).getAsInt()).as("the sums follow the row").isPositive();
        entities.clear();
        assertThat(book.reread("", 1000, FROM).wrong()).containsExactly(one);
        assertThat(counted()).isEqualTo(right);
    }

    @Test
    void everyNumberOnThePageLeadsToAsManyCluesAlsoForAUnitAndForAWholeYear() {
        population.live(60, FROM, TO, 11);
        var asked = List.of(
                new Asked("2026", "year", "", "", "office"),
                new Asked("2026-Q3", "before", "lead-office", "", "office"),
                new Asked("2026", "before", "", "town-west", "office"),
                new Asked("2026", "before", "lead-office", "town-west", "office"),
                new Asked("", "before", "", "", ""));
        for (var reader : List.of("headgrader", "leadhand")) {
            for (var each : asked) {
                leadsToItsClues(reader, figures.board(reader, each, Locale.CHINA));
            }
        }
        var unit = figures.board("leadhand", new Asked("2026", "", "", "", "office"), Locale.CHINA);
        assertThat(unit.view()).as("what offices alone read is not offered").isEqualTo(View.UNIT);
        assertThat(unit.charts()).extracting(Chart::key).doesNotContain("channels", "orders", "units");
        assertThatThrownBy(() -> figures.board("leadhand", new Asked("", "", "other-office", "", ""), Locale.CHINA))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> figures.board("headgrader", new Asked("2026-13", "", "", "", ""), Locale.CHINA))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> wishes.of(
                        access.viewer("leadhand"),
                        LedgerQuery.NONE.with("figure", "CHANNEL~ALL~2026-01~2026-12~~~WEB")))
                .isInstanceOf(Refusal.class);
    }

    private void leadsToItsClues(String reader, Figures.Board board) {
        var viewer = access.viewer(reader);
        var links = new ArrayList<Chart.Value>();
        board.charts().forEach(chart -> chart.rows().forEach(row -> links.addAll(row.values())));
        var followed = 0;
        for (var value : links) {
            if (value.link() == null
                    || !value.link().startsWith("/ledger?figure=")
                    || !value.text().matches("\\d+")) {
                continue;
            }
            followed++;
            var query = LedgerQuery.NONE.with("figure", value.link().substring("/ledger?figure=".length()));
            assertThat(queries.count(viewer, wishes.of(viewer, query)))
                    .as("%s for %s", value, reader)
                    .isEqualTo(Long.parseLong(value.text()));
        }
        assertThat(followed).isPositive();
    }

    @Test
    void whoMustKeepOutOfAClueDoesNotCountIt() {
        population.live(12, FROM, TO, 5);
        var one = jdbc.queryForObject("select min(clue_number) from clue where kind <> 'REPORT'", String.class);
        countAll();
        var all = book.read(List.of(new FigureBook.Part("measure = 'ENTERED'", List.of())), List.of())
                .sums()
                .get(0)
                .sum(cell -> cell.measure() == Measure.ENTERED
                        && cell.unit().equals(Tally.ALL)
                        && cell.town().equals(Tally.ALL));
        var without = book.read(List.of(new FigureBook.Part("measure = 'ENTERED'", List.of())), List.of(one))
                .sums()
                .get(0)
                .sum(cell -> cell.measure() == Measure.ENTERED
                        && cell.unit().equals(Tally.ALL)
                        && cell.town().equals(Tally.ALL));
        assertThat(without.n()).isEqualTo(all.n() - 1);
    }

    /** More than a reader can add up: that they wait is told, and no figures are shown that hold some of them only. */
    @Test
    void limitsThatPassedForManyCluesAreToldAsWaitingToo() {
        population.live(12, FROM, TO, 5);
        countAll();
        var one = jdbc.queryForObject("select min(clue_number) from figure_fact where is_open = true", String.class);
        jdbc.update("update figure_fact set stale_at = '2026-01-01 00:00:00' where clue_number = ?", one);
        assertThat(book.waiting()).isOne();
        var columns = "registered_at, is_open, status, stage, unit_code, town_code, channel, leaf, extension_grounds,"
                + " order_grounds, leg_hours";
        for (var at = 0; at < FigureBook.MOST_LIVE; at++) {
            jdbc.update(
                    "insert into figure_fact (clue_number, stale_at, " + columns + ") select ?, stale_at, " + columns
                            + " from figure_fact where clue_number = ?",
                    "WY20260101-%04d".formatted(at),
                    one);
        }
        assertThat(book.read(List.of(new FigureBook.Part("1 = 1", List.of())), List.of())
                        .behind())
                .isEqualTo(FigureBook.MOST_LIVE + 1L);
        assertThat(book.read(List.of("lead-office"), "town-west", FROM, List.of())
                        .behind())
                .isEqualTo(FigureBook.MOST_LIVE + 1L);
    }
}
