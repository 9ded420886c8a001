package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.process.ByHand.Event;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.letter.TransferLetter;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.progress.ProgressReport;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.process.time.DeadlineExtension;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.charge.Charge;
import cn.qingfeng.supervision.charge.OverdueAttribution;
import cn.qingfeng.supervision.time.TimeCommand;
import cn.qingfeng.supervision.time.TimeKind;
import cn.qingfeng.supervision.time.TimeRequests;
import cn.qingfeng.testing.OnBothDatabases;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Eighty days of the county's clock with clues of all three cards. What the product did is read from its records and held
 * against {@link ByHand}, which knows nothing of the product: it counts by a list of days and a table of its own. A context of
 * its own has a database of its own: in one that others use too, the eighty days would be those of their clues as well.
 */
@SpringBootTest(properties = {"camunda.bpm.job-execution.enabled=false", "test.of-its-own=eighty-days"})
@Import({PathCoverage.class, Walk.class})
@OnBothDatabases
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class EightyDaysTests {

    private static final LocalDate FIRST = LocalDate.of(2026, 11, 27);
    private static final LocalDateTime LAST = LocalDateTime.of(2027, 2, 15, 10, 0);
    private static final Set<TimelineAction> BY_THE_CLOCK = EnumSet.of(
            TimelineAction.REMINDED,
            TimelineAction.OVERDUE_TOLD,
            TimelineAction.URGED,
            TimelineAction.ORDERED,
            TimelineAction.CARD_RAISED,
            TimelineAction.REPORTED);

    private record Deed(LocalDateTime at, Runnable work) {}

    private final Walk walk;
    private final UserTasks desk;
    private final TimeRequests requests;
    private final OverdueAttribution charges;
    private final Timeline timeline;
    private final ManagementService jobs;
    private final Map<String, ScheduledJob> county;
    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;
    private final CountyClock clock;
    private final SampleCounty sample;

    private final List<Deed> deeds = new ArrayList<>();
    private Started nobodyFinishes;
    private Started yellowInTime;
    private Started redInTime;
    private Started yellowSuspended;
    private Started redSuspended;
    private Started neverSigned;
    private Started leaderNeverSigns;

    EightyDaysTests(
            Walk walk,
            UserTasks desk,
            TimeRequests requests,
            OverdueAttribution charges,
            Timeline timeline,
            ManagementService jobs,
            List<ScheduledJob> county,
            PlatformTransactionManager transactions,
            JdbcTemplate jdbc,
            CountyClock clock,
            SampleCounty sample) {
        this.walk = walk;
        this.desk = desk;
        this.requests = requests;
        this.charges = charges;
        this.timeline = timeline;
        this.jobs = jobs;
        this.county = new TreeMap<>();
        county.forEach(job -> this.county.put(job.key(), job));
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
        this.clock = clock;
        this.sample = sample;
    }

    @BeforeAll
    void eightyDaysPass() {
        sample.load();
        clock.moveTo(instant(FIRST.atTime(8, 0)));
        at(27, 9, 0, () -> nobodyFinishes = contacted(walk.dispatched(Card.BLUE).go(Tasks.SIGN_FOR)));
        at(27, 9, 5, () -> yellowInTime = replied(walk.handled(Card.YELLOW)));
        at(27, 9, 10, () -> redInTime = replied(walk.handled(Card.RED)));
        at(27, 9, 15, () -> yellowSuspended = replied(walk.handled(Card.YELLOW)));
        at(27, 9, 20, () -> redSuspended = replied(walk.handled(Card.RED)));
        at(27, 9, 25, () -> neverSigned = walk.dispatched(Card.YELLOW));
        at(27, 9, 30, () -> leaderNeverSigns = replied(walk.handled(Card.YELLOW)));
        at(29 + 1, 10, 0, () -> yellowInTime.result().go(Tasks.CALL_BACK));
        at(30, 10, 10, () -> leaderNeverSigns.go(Tasks.FINISH));
        deeds.add(new Deed(LocalDateTime.of(2026, 12, 1, 10, 0), () -> ask(yellowSuspended, TimeKind.SUSPEND)));
        deeds.add(new Deed(LocalDateTime.of(2026, 12, 1, 10, 5), () -> ask(redSuspended, TimeKind.SUSPEND)));
        deeds.add(new Deed(
                LocalDateTime.of(2026, 12, 10, 10, 0), () -> redInTime.result().go(Tasks.CALL_BACK)));
        deeds.add(new Deed(LocalDateTime.of(2026, 12, 14, 10, 0), () -> ask(yellowSuspended, TimeKind.RESUME)));
        deeds.add(new Deed(
                LocalDateTime.of(2026, 12, 21, 10, 0),
                () -> yellowSuspended.result().go(Tasks.CALL_BACK)));
        deeds.add(new Deed(LocalDateTime.of(2027, 1, 4, 10, 0), () -> ask(redSuspended, TimeKind.RESUME)));
        deeds.add(new Deed(
                LocalDateTime.of(2027, 1, 11, 10, 0),
                () -> redSuspended.result().go(Tasks.CALL_BACK)));
        deeds.add(new Deed(LocalDateTime.of(2026, 12, 3, 10, 0), () -> redInTime.go(ProgressReport.Tasks.REPORT)));
        deeds.add(new Deed(LocalDateTime.of(2027, 1, 13, 10, 0), () -> redInTime.go(Tasks.RECHECK)));
        deeds.add(new Deed(LocalDateTime.of(2027, 1, 6, 10, 0), () -> redSuspended.go(ProgressReport.Tasks.REPORT)));
        for (var day = FIRST; day.isBefore(LAST.toLocalDate()); day = day.plusDays(1)) {
            var date = day;
            if (ByHand.works(day)) {
                deeds.add(new Deed(day.atTime(8, 30), () -> run("morning-digest", date, LocalTime.of(8, 30))));
                deeds.add(new Deed(day.atTime(8, 45), () -> run("calendar-warning", date, LocalTime.of(8, 45))));
            }
        }
        for (var first : List.of(LocalDate.of(2027, 1, 4), LocalDate.of(2027, 2, 1))) {
            var month = java.time.YearMonth.from(first).minusMonths(1);
            deeds.add(new Deed(
                    first.atTime(8, 30),
                    () -> transaction.executeWithoutResult(status -> county.get("monthly-review")
                            .run(new Period(month.toString(), month.atDay(1), instant(first.atTime(8, 30)))))));
        }
        deeds.sort(Comparator.comparing(Deed::at));
        deeds.forEach(deed -> {
            until(instant(deed.at()));
            deed.work().run();
            ring();
        });
        until(instant(LAST));
    }

    @AfterAll
    void back() {
        clock.moveToPresent();
    }

    private void at(int dayOfNovember, int hour, int minute, Runnable work) {
        deeds.add(new Deed(LocalDateTime.of(2026, 11, dayOfNovember, hour, minute), work));
    }

    @Test
    void aBlueClueThatNobodyFinishesGoesUpByTheClockUntilTheLetterWaits() {
        var hand = new ByHand(dispatched(nobodyFinishes))
                .met("SIGN", when(nobodyFinishes, TimelineAction.SIGNED_FOR))
                .met("CONTACT", when(nobodyFinishes, TimelineAction.CONTACTED))
                // Blue owes no reply, and when it turned yellow the reporter had been spoken to.
                .met("REPLY", when(nobodyFinishes, TimelineAction.CONTACTED));
        var events = hand.runs("BLUE", instant(LAST));
        assertThat(said(nobodyFinishes)).isEqualTo(told(events, law(nobodyFinishes, hand)));
        assertThat(events).extracting(Event::what).contains("CARD_RAISED YELLOW", "CARD_RAISED RED", "REPORTED FINISH");
        assertThat(nobodyFinishes.clue().stage()).isEqualTo(SupervisionStage.REPORTED);
        var letter = desk.waiting(nobodyFinishes.number).stream()
                .filter(task -> task.key().equals(TransferLetter.Tasks.SIGN))
                .toList();
        assertThat(letter).as("the letter was never signed").hasSize(1);
        assertThat(hand.letterAt()).isBefore(instant(LAST));
        isCharged(nobodyFinishes, hand);
        assertThat(charges.holder(nobodyFinishes.number)).contains(Walk.UNIT);
    }

    @Test
    void aYellowClueThatNobodySignsForIsPressedForEachLimitOnceAndRaised() {
        var hand = new ByHand(dispatched(neverSigned));
        assertThat(said(neverSigned)).isEqualTo(told(hand.runs("YELLOW", instant(LAST)), law(neverSigned, hand)));
        assertThat(neverSigned.clue().card()).contains(Card.RED);
        isCharged(neverSigned, hand);
    }

    @Test
    void handlingEndsWhenTheUnitHasSignedSoThatALeaderWhoNeverSignsIsPressedAndCharged() {
        var hand = new ByHand(dispatched(leaderNeverSigns))
                .met("SIGN", when(leaderNeverSigns, TimelineAction.SIGNED_FOR))
                .met("CONTACT", when(leaderNeverSigns, TimelineAction.CONTACTED))
                .met("REPLY", when(leaderNeverSigns, TimelineAction.REPLIED));
        var events = hand.runs("YELLOW", instant(LAST));
        assertThat(said(leaderNeverSigns)).isEqualTo(told(events, law(leaderNeverSigns, hand)));
        assertThat(charges.holder(leaderNeverSigns.number)).contains(Walk.UNIT);
        isCharged(leaderNeverSigns, hand);
    }

    @Test
    void whatIsDoneInTimeIsPressedByNobody() {
        for (var clue : List.of(yellowInTime, redInTime)) {
            assertThat(said(clue)).isEmpty();
            assertThat(charges.of(clue.number)).isEmpty();
            assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);
        }
    }

    @Test
    void aSuspendedClueRunsOnByAsMuchWorkingTimeAsItStoodStill() {
        var yellow = new ByHand(dispatched(yellowSuspended))
                .met("SIGN", when(yellowSuspended, TimelineAction.SIGNED_FOR))
                .met("CONTACT", when(yellowSuspended, TimelineAction.CONTACTED))
                .met("REPLY", when(yellowSuspended, TimelineAction.REPLIED))
                .met("FINISH", done(yellowSuspended))
                .stood(
                        "FINISH",
                        when(yellowSuspended, TimelineAction.SUSPENDED),
                        when(yellowSuspended, TimelineAction.RESUMED));
        var events = yellow.runs("YELLOW", instant(LAST));
        assertThat(said(yellowSuspended)).isEqualTo(told(events, law(yellowSuspended, yellow)));
        assertThat(events).extracting(Event::what).containsExactly("REMINDED FINISH", "OVERDUE_TOLD FINISH", "URGED");
        isCharged(yellowSuspended, yellow);
        assertThat(said(redSuspended)).as("the law's clock alone runs on").isEqualTo(told(law(redSuspended, yellow)));
        assertThat(charges.of(redSuspended.number)).isEmpty();
        assertThat(redSuspended.clue().status()).isEqualTo(ClueStatus.CLOSED);
    }

    @Test
    void nobodyIsToldMoreThanAHandfulADay() {
        var each = new TreeMap<String, Map<LocalDate, Integer>>();
        jdbc.query("select recipient, created_at from notice where channel = 'INBOX'", row -> {
            var day = LocalDate.ofInstant(
                    row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC), CountyClock.ZONE);
            each.computeIfAbsent(row.getString(1), person -> new TreeMap<>()).merge(day, 1, Integer::sum);
        });
        each.forEach((person, days) -> System.out.printf(
                "notices: %-14s %3d in all, at most %d a day, %d in the first twelve working days%n",
                person,
                days.values().stream().mapToInt(Integer::intValue).sum(),
                days.values().stream().mapToInt(Integer::intValue).max().orElse(0),
                days.entrySet().stream()
                        .filter(day -> day.getKey().isBefore(LocalDate.of(2026, 12, 15)))
                        .mapToInt(Map.Entry::getValue)
                        .sum()));
        assertThat(each.get("unithead").entrySet().stream()
                        .filter(day -> !day.getKey().equals(FIRST)))
                .as("seven clues lie at the unit")
                .allMatch(day -> day.getValue() <= 6);
        assertThat(jdbc.queryForObject(
                        "select count(*) from notice where event = 'CALENDAR_MISSING' and recipient = 'owner'",
                        Integer.class))
                .as("ahead of the year, and when it has begun")
                .isEqualTo(2);
        assertThat(jdbc.queryForObject("select count(*) from notice where event = 'CHECK_FAILED'", Integer.class))
                .isZero();
    }

    @Test
    void theMonthlyReviewRanksAUnitByWhatItKeepsWaiting() {
        var january = jdbc.queryForObject(
                "select content from pack where kind = 'MONTHLY' and period_label = '2027-01'", String.class);
        assertThat(january)
                .containsPattern(
                        "\"code\":\"market-supervision\"[^}]*\"rank\":1,\"closed\":1,\"open\":3,\"overdue\":3");
    }

    @Test
    void everyTimelineHolds() {
        assertThat(timeline.verify()).isEmpty();
    }

    private Started contacted(Started clue) {
        return clue.go(Tasks.CONTACT_REPORTER, "contactedAt", clock.instant().toString());
    }

    private Started replied(Started clue) {
        return contacted(clue).go(Tasks.REPLY_WITH_PLAN);
    }

    private void ask(Started clue, TimeKind kind) {
        requests.ask(
                clue.number,
                new TimeCommand(kind, 0, "TESTING", null),
                "handler",
                UUID.randomUUID().toString());
        clue.go(DeadlineExtension.Tasks.SIGN)
                .go(
                        kind == TimeKind.SUSPEND
                                ? DeadlineExtension.Tasks.DECIDE_SUSPENSION
                                : DeadlineExtension.Tasks.DECIDE_RESUMPTION);
    }

    /** Lets everything happen that is due up to then, each at its moment. */
    private void until(Instant then) {
        while (true) {
            var next =
                    jobs.createJobQuery().timers().withRetriesLeft().orderByJobDuedate().asc().listPage(0, 1).stream()
                            .map(Job::getDuedate)
                            .map(java.util.Date::toInstant)
                            .filter(due -> due.isBefore(then))
                            .findFirst();
            if (next.isEmpty()) {
                break;
            }
            if (next.get().isAfter(clock.instant())) {
                clock.moveTo(next.get().plusSeconds(1));
            }
            ring();
        }
        if (then.isAfter(clock.instant())) {
            clock.moveTo(then);
        }
        ring();
    }

    private void ring() {
        for (var round = 0; round < 100; round++) {
            var due = jobs.createJobQuery().executable().withRetriesLeft().list();
            if (due.isEmpty()) {
                return;
            }
            for (var job : due) {
                if (jobs.createJobQuery().jobId(job.getId()).count() > 0) {
                    jobs.executeJob(job.getId());
                }
            }
        }
        throw new IllegalStateException("jobs without end");
    }

    private void run(String job, LocalDate day, LocalTime time) {
        transaction.executeWithoutResult(
                status -> county.get(job).run(new Period(day.toString(), day, instant(day.atTime(time)))));
    }

    private Instant dispatched(Started clue) {
        return when(clue, TimelineAction.DISPATCHED);
    }

    private Instant when(Started clue, TimelineAction act) {
        return timeline.of(clue.number).stream()
                .filter(entry -> entry.act() == act)
                .findFirst()
                .orElseThrow()
                .at();
    }

    /** When the unit was through with it. */
    private Instant done(Started clue) {
        return when(clue, TimelineAction.REPLY_SIGNED);
    }

    private List<String> said(Started clue) {
        return timeline.of(clue.number).stream()
                .filter(entry -> BY_THE_CLOCK.contains(entry.act()))
                .filter(entry -> !isOfATask(entry))
                .map(EightyDaysTests::line)
                .sorted()
                .toList();
    }

    /** What is said about a task's own limit beside those that are counted by hand. */
    private static boolean isOfATask(TimelineEntry entry) {
        return EnumSet.of(TimelineAction.REMINDED, TimelineAction.OVERDUE_TOLD).contains(entry.act())
                && entry.to()
                        .filter(kind ->
                                !kind.contains(",") && LimitKind.valueOf(kind).ofATask())
                        .isPresent();
    }

    private static String line(TimelineEntry entry) {
        var about = switch (entry.act()) {
            case URGED, ORDERED -> "";
            case CARD_RAISED -> " " + entry.to().orElseThrow();
            default ->
                " "
                        + String.join(
                                ",",
                                java.util.Arrays.stream(entry.to().orElseThrow().split(","))
                                        .sorted()
                                        .toList());
        };
        return minute(entry.at()) + " " + entry.act() + about;
    }

    private List<Event> law(Started clue, ByHand hand) {
        var closed = timeline.of(clue.number).stream()
                .filter(entry -> entry.act() == TimelineAction.CLOSED)
                .map(TimelineEntry::at)
                .findFirst();
        return hand.lawful(when(clue, TimelineAction.REGISTERED), closed.orElse(instant(LAST)));
    }

    @SafeVarargs
    private static List<String> told(List<Event>... events) {
        return java.util.Arrays.stream(events)
                .flatMap(List::stream)
                .map(event -> minute(event.at()) + " " + event.what())
                .sorted()
                .toList();
    }

    private static String minute(Instant at) {
        return LocalDateTime.ofInstant(at, CountyClock.ZONE)
                .withSecond(0)
                .withNano(0)
                .toString();
    }

    /** Late working time by limit, all of it the unit's. */
    private void isCharged(Started clue, ByHand hand) {
        for (var kind : List.of("SIGN", "CONTACT", "REPLY", "FINISH")) {
            var charged = charges.of(clue.number).stream()
                    .filter(charge -> charge.kind() == LimitKind.valueOf(kind))
                    .filter(charge -> charge.unit().equals(Optional.of(Walk.UNIT)))
                    .map(Charge::late)
                    .reduce(Duration.ZERO, Duration::plus);
            assertThat(charged).as("%s of %s", kind, clue.number).isCloseTo(hand.late(kind), Duration.ofMinutes(3));
        }
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(CountyClock.ZONE).toInstant();
    }
}
