package cn.qingfeng.insight.figure;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.insight.InsightTest;
import cn.qingfeng.insight.SomeClues;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private void countAll() {
        while (book.count() == FigureBook.A_TURN) {
            entities.clear();
        }
        entities.flush();
        entities.clear();
    }

    @Test
    void everyFigureIsWhatTheTimelinesSayWhetherItWasCountedBeforeOrIsCountedForTheReader() {
        population.live(220, FROM, TO, 20261128);
        var live = counted();
        assertThat(live).isEqualTo(byHand());
        assertThat(live).as("there is something of each").satisfies(all -> {
            for (var measure : Measure.values()) {
                assertThat(all.keySet()).anyMatch(key -> key.contains("|" + measure + "|"));
            }
        });

        countAll();
        assertThat(jdbc.queryForObject("select count(*) from figure_sum", Long.class))
                .isPositive();
        assertThat(book.waiting()).isZero();
        assertThat(counted()).isEqualTo(live);

        // Days later limits have passed, though nobody did anything, and some clues went on.
        population.live(30, TO, TO.plus(Duration.ofDays(9)), 7);
        assertThat(counted()).isEqualTo(byHand());
        countAll();
        assertThat(counted()).isEqualTo(byHand());
        assertThat(book.reread("", 1000, FROM).wrong()).isEmpty();
        assertThat(book.check()).isZero();
    }

    @Test
    void theNightlyCheckFindsASumAndAClueThatAreWrongAndSetsThemRight() {
        population.live(30, FROM, TO, 3);
        countAll();
        var right = counted();
        jdbc.update(
                "update figure_sum set n = n + 1 where measure = 'ENTERED' and unit_code = '*' and town_code = '*'");
        assertThat(counted()).isNotEqualTo(right);
        assertThat(book.check()).isPositive();
        assertThat(counted()).isEqualTo(right);

        var one = jdbc.queryForObject("select min(clue_number) from figure_fact where closed = 1", String.class);
        jdbc.update("update figure_fact set signed = 1 - signed where clue_number = ?", one);
        entities.clear();
        assertThat(book.check()).as("the sums follow the row").isPositive();
        entities.clear();
        assertThat(book.reread("", 1000, FROM).wrong()).containsExactly(one);
        assertThat(counted()).isEqualTo(right);
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
}
