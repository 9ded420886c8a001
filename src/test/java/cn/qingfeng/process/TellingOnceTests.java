package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.supervision.check.MissedLimits;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What stays as it is is told once; what a leader need not do at once stands in the morning's digest. */
@WalksEveryPath
class TellingOnceTests {

    private final Walk walk;
    private final SampleCounty county;
    private final CountyClock clock;
    private final MissedLimits missed;
    private final List<ScheduledJob> jobs;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    TellingOnceTests(
            Walk walk,
            SampleCounty county,
            CountyClock clock,
            MissedLimits missed,
            List<ScheduledJob> jobs,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.walk = walk;
        this.county = county;
        this.clock = clock;
        this.missed = missed;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
    }

    private void run(String job, LocalDate date) {
        var period = new Period(date.toString(), date, clock.instant());
        transaction.executeWithoutResult(
                status -> jobs.stream().filter(each -> each.key().equals(job)).forEach(each -> each.run(period)));
    }

    private List<String> told(String event) {
        return jdbc.queryForList(
                "select recipient from notice where event = ? and channel = 'INBOX'", String.class, event);
    }

    private int told(String person, String event) {
        return (int) told(event).stream().filter(person::equals).count();
    }

    @Test
    void aCalendarThatIsMissingIsToldAheadAndWhenTheYearBeginsAndNotEachMorning() {
        for (var day = 1; day <= 10; day++) {
            run("calendar-warning", LocalDate.of(2031, 12, day));
        }
        assertThat(told("owner", "CALENDAR_MISSING"))
                .as("2031 runs without, 2032 comes")
                .isEqualTo(2);
        for (var day = 2; day <= 10; day++) {
            run("calendar-warning", LocalDate.of(2032, 1, day));
        }
        assertThat(told("owner", "CALENDAR_MISSING")).as("2032 has begun").isEqualTo(3);
        assertThat(told("CALENDAR_MISSING"))
                .as("whoever cannot enter it")
                .doesNotContain("unithead", "officehead", "clerk");
    }

    @Test
    void remindersGoToTheHandlerAndToTheLeaderInTheMorningsDigestOnce() {
        var clue = walk.handled(Card.YELLOW);
        // Later than the engine itself would come to it.
        clock.moveTo(clue.clue().nextStepAt().orElseThrow().plus(Duration.ofMinutes(11)));
        transaction.executeWithoutResult(status -> missed.catchUp(clock.instant()));
        assertThat(jdbc.queryForList(
                        "select distinct recipient from notice where clue_number = ? and event in ('REMINDER', 'OVERDUE')",
                        String.class,
                        clue.number.value()))
                .contains("handler")
                .doesNotContain("unithead");
        var before = told("unithead", "MORNING_DIGEST");
        var today = LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
        run("morning-digest", today);
        run("morning-digest", today);
        assertThat(told("unithead", "MORNING_DIGEST")).as("once a morning").isEqualTo(before + 1);
        assertThat(told("MORNING_DIGEST")).as("a leader's alone").doesNotContain("handler", "officehead");
    }
}
