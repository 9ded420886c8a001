package cn.qingfeng.process.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.Standing;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.calendar.office.CalendarOffice;
import cn.qingfeng.calendar.sheet.DayRule;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueBoard;
import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.insight.file.ClueDossier;
import cn.qingfeng.insight.file.ClueDossiers;
import cn.qingfeng.notification.inbox.Inbox;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.process.time.DeadlineExtension;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.charge.Charge;
import cn.qingfeng.supervision.charge.OverdueAttribution;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeCommand;
import cn.qingfeng.supervision.time.TimeKind;
import cn.qingfeng.supervision.time.TimeRequests;
import cn.qingfeng.testing.OnBothDatabases;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** What is late is worked out in one place: the page, the board, the tasks, the lists and the charges say the same. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@Import({PathCoverage.class, Walk.class})
@OnBothDatabases
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class LatenessTests {

    private static final Optional<String> UNIT = Optional.of(Walk.UNIT);

    private final Walk walk;
    private final UserTasks desk;
    private final TimeRequests requests;
    private final CardChanges cards;
    private final ClueDossiers files;
    private final ClueBoard board;
    private final ClueAccess access;
    private final ClueStatistics workloads;
    private final OverdueAttribution charges;
    private final Limits limits;
    private final Timeline timeline;
    private final Inbox inbox;
    private final SupervisionOrders orders;
    private final CalendarOffice office;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final SampleCounty county;

    LatenessTests(
            Walk walk,
            UserTasks desk,
            TimeRequests requests,
            CardChanges cards,
            ClueDossiers files,
            ClueBoard board,
            ClueAccess access,
            ClueStatistics workloads,
            OverdueAttribution charges,
            Limits limits,
            Timeline timeline,
            Inbox inbox,
            SupervisionOrders orders,
            CalendarOffice office,
            WorkingCalendar calendar,
            CountyClock clock,
            SampleCounty county) {
        this.walk = walk;
        this.desk = desk;
        this.requests = requests;
        this.cards = cards;
        this.files = files;
        this.board = board;
        this.access = access;
        this.workloads = workloads;
        this.charges = charges;
        this.limits = limits;
        this.timeline = timeline;
        this.inbox = inbox;
        this.orders = orders;
        this.office = office;
        this.calendar = calendar;
        this.clock = clock;
        this.county = county;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void back() {
        clock.moveToPresent();
    }

    @Test
    void aSuspendedClueIsNeitherOverdueNorMissing() {
        var clue = walk.handled(Card.YELLOW).go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN);
        var late = walk.dispatched(Card.YELLOW);
        suspend(clue);
        clock.moveTo(calendar.plusWorkingDays(clock.instant(), 8).dueAt());

        assertThat(clue.clue().dueAt()).isEmpty();
        assertThat(clue.clue().isLate(clock.instant())).isFalse();
        var file = file(clue);
        assertThat(file.limit()).isNull();
        assertThat(file.limits())
                .filteredOn(limit -> limit.metAt() == null && limit.kind() != LimitKind.LEGAL_CAP)
                .isNotEmpty()
                .allMatch(limit -> !limit.overdue() && limit.standing() == Standing.SUSPENDED);
        assertThat(desk.waiting(clue.number)).allMatch(task -> task.dueAt().isEmpty());
        assertThat(charges.of(clue.number)).isEmpty();

        var viewer = access.viewer("supervisor");
        var figures = board.figures(viewer, clock.instant(), clock.instant());
        var listed = board.worstFirst(viewer, wish(false), 0, 1000);
        assertThat(listed).as("counts equal lists").hasSize((int)
                figures.stream().mapToLong(ClueBoard.Figure::open).sum());
        assertThat(listed).extracting(Clue::number).contains(clue.number);
        assertThat(board.worstFirst(viewer, wish(true), 0, 1000))
                .extracting(Clue::number)
                .contains(clue.number)
                .doesNotContain(late.number)
                .hasSize((int)
                        figures.stream().mapToLong(ClueBoard.Figure::suspended).sum());
        assertThat(board.worstFirst(viewer, wish(false), 1, 1))
                .extracting(Clue::number)
                .containsExactly(listed.get(1).number());
        assertThat(workloads.forTheWeek(clock.instant(), clock.instant()))
                .first()
                .satisfies(first -> assertThat(first.dueAt()).isPresent());

        var expected = limits.wouldEndResumed(clue.number);
        requests.ask(clue.number, new TimeCommand(TimeKind.RESUME, 0, "TESTING", null), "handler", once());
        clue.go(DeadlineExtension.Tasks.SIGN).go(DeadlineExtension.Tasks.DECIDE_RESUMPTION);
        var due = limits.dueAt(clue.number, LimitKind.FINISH).orElseThrow();
        assertThat(due).isAfter(clock.instant());
        assertThat(expected).as("foretold before it was asked for").contains(due);
        assertThat(desk.waiting(clue.number))
                .filteredOn(task -> task.key().equals(Tasks.FINISH))
                .singleElement()
                .satisfies(task -> assertThat(task.dueAt()).contains(due));
    }

    @Test
    void aCorrectedCalendarTakesBackWhatItShouldNeverHaveCharged() {
        opens(10);
        var clue = walk.dispatched(Card.YELLOW);
        var due = limits.dueAt(clue.number, LimitKind.SIGN).orElseThrow();
        while (clue.clue().nextStepAt().filter(at -> !at.isAfter(due)).isPresent()) {
            clue.later();
        }
        clock.moveTo(due.plus(Duration.ofMinutes(61)));
        assertThat(signing(clue)).as("late now").isEqualTo(Duration.ofMinutes(61));
        var said = acts(clue);
        var day = LocalDate.ofInstant(due, CountyClock.ZONE);

        assertThat(office.preview(new cn.qingfeng.calendar.office.CalendarEdit(
                        List.of(new cn.qingfeng.calendar.office.CalendarEdit.OneDay(day, DayRule.OFF, "暴雪", null)),
                        null,
                        null)))
                .anyMatch(moved -> moved.clueNumber().equals(clue.number.value())
                        && moved.limit().equals("limit.SIGN"));
        assertThat(limits.dueAt(clue.number, LimitKind.SIGN))
                .as("a preview moves nothing")
                .contains(due);

        office.setDay(day, DayRule.OFF, "暴雪", null, "owner", "县政府通知停工");
        assertThat(limits.dueAt(clue.number, LimitKind.SIGN).orElseThrow()).isAfter(clock.instant());
        assertThat(signing(clue)).isZero();
        clue.go(Tasks.SIGN_FOR);
        assertThat(signing(clue)).as("signed in time").isZero();
        assertThat(acts(clue)).as("nothing is told anew").isEqualTo(said);

        office.clearDay(day, "owner", "当天照常上班");
        assertThat(signing(clue)).as("as before").isEqualTo(Duration.ofMinutes(61));
        assertThat(acts(clue)).isEqualTo(said);
    }

    @Test
    void enteringADayAndTakingItBackLeavesARunningLimitAsItWas() {
        opens(10);
        var clue = walk.dispatched(Card.YELLOW);
        clue.later();
        var limit = limits.limit(clue.number, LimitKind.SIGN).orElseThrow();
        var due = limit.dueAt();
        var next = clue.clue().nextStepAt();
        var timer = LocalDate.ofInstant(due.orElseThrow(), CountyClock.ZONE);
        office.setDay(timer, DayRule.OFF, "误录", null, "owner", "误录一天");
        assertThat(limits.dueAt(clue.number, LimitKind.SIGN)).isNotEqualTo(due);
        office.clearDay(timer, "owner", "撤回误录");
        assertThat(limits.dueAt(clue.number, LimitKind.SIGN)).isEqualTo(due);
        assertThat(clue.clue().nextStepAt()).isEqualTo(next);
        clock.moveTo(due.orElseThrow().plus(Duration.ofMinutes(30)));
        assertThat(signing(clue)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void runningLatenessOfTheHolderIsShown() {
        opens(10);
        var clue = walk.dispatched(Card.YELLOW);
        clock.moveTo(calendar.plusWorkingHours(
                        limits.dueAt(clue.number, LimitKind.SIGN).orElseThrow(), 3)
                .dueAt());
        var file = file(clue);
        assertThat(file.runningLate()).contains("市场监督管理局").contains("签收").contains("3 ");
        assertThat(file.holdings().get(file.holdings().size() - 1).late()).contains("签收");
        assertThat(file.limits())
                .filteredOn(limit -> limit.kind() == LimitKind.SIGN)
                .singleElement()
                .satisfies(limit -> assertThat(limit.left()).isEqualTo("已逾期 3 个工作小时"));
    }

    @Test
    void theNearerOfBothClocksComesFirstAndAnEndBeyondTheLawsIsTold() {
        var clue = walk.handled(Card.YELLOW).go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN);
        var cap = limits.dueAt(clue.number, LimitKind.LEGAL_CAP).orElseThrow();
        clock.moveTo(calendar.minusWorkingDays(cap, 5));
        assertThat(file(clue).limit().kind()).isEqualTo(LimitKind.FINISH);
        assertThat(file(clue).otherClock().kind()).isEqualTo(LimitKind.LEGAL_CAP);
        assertThat(cards.wouldEnd(clue.number, Card.RED))
                .hasValueSatisfying(end -> assertThat(end).isAfter(cap));
        cards.raise(clue.number, "supervisor", "久拖不决");

        var file = file(clue);
        assertThat(file.limit().kind()).isEqualTo(LimitKind.LEGAL_CAP);
        assertThat(file.limit().left()).isEqualTo("还剩 5 个工作日");
        // A red clue owes word of its progress first.
        assertThat(file.otherClock().kind()).isEqualTo(LimitKind.PROGRESS);
        var finish = file.limits().stream()
                .filter(limit -> limit.kind() == LimitKind.FINISH)
                .findFirst()
                .orElseThrow();
        assertThat(finish.dueAt()).isAfter(cap);
        assertThat(told("officehead", clue)).anyMatch(text -> text.contains("超过法定最长期限"));
        assertThat(told("officehead", clue))
                .filteredOn(text -> text.contains("升为红牌"))
                .singleElement()
                .asString()
                .contains("新的办结时限为")
                .contains(finish.dueAt().atZone(CountyClock.ZONE).getDayOfMonth() + "");
    }

    @Test
    void whatWasLateBeforeTheSameWorkBeganAnewStaysCharged() {
        opens(10);
        var clue = walk.handled(Card.YELLOW).finished();
        clue.calledBackDissatisfied();
        var due = limits.dueAt(clue.number, LimitKind.REWORK).orElseThrow();
        clock.moveTo(calendar.plusWorkingHours(due, 4).dueAt());
        var first = reworking(clue);
        assertThat(first).isEqualTo(Duration.ofHours(4));
        limits.meet(clue.number, LimitKind.REWORK);
        limits.start(clue.number, LimitKind.REWORK);
        assertThat(reworking(clue)).isEqualTo(first);
    }

    /** The clock shows an hour of the next working day. */
    private void opens(int hour) {
        var day =
                LocalDate.ofInstant(calendar.plusWorkingDays(clock.instant(), 1).dueAt(), CountyClock.ZONE);
        clock.moveTo(day.atTime(LocalTime.of(hour, 0)).atZone(CountyClock.ZONE).toInstant());
    }

    private void suspend(Started clue) {
        requests.ask(clue.number, new TimeCommand(TimeKind.SUSPEND, 0, "TESTING", null), "handler", once());
        clue.go(DeadlineExtension.Tasks.SIGN).go(DeadlineExtension.Tasks.DECIDE_SUSPENSION);
    }

    private static String once() {
        return UUID.randomUUID().toString();
    }

    private static ClueBoard.Wish wish(boolean suspended) {
        return new ClueBoard.Wish(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.<Instant>empty(), suspended);
    }

    private Duration signing(Started clue) {
        return late(clue, LimitKind.SIGN);
    }

    private Duration reworking(Started clue) {
        return late(clue, LimitKind.REWORK);
    }

    /** In whole minutes, since the clock goes on while it is asked. */
    private Duration late(Started clue, LimitKind kind) {
        return charges.of(clue.number).stream()
                .filter(charge -> charge.kind() == kind && charge.unit().equals(UNIT))
                .map(Charge::late)
                .reduce(Duration.ZERO, Duration::plus)
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
    }

    @Test
    void limitsThatPassInOneStepAreRemindedToldAndUrgedOnceWithTheNamesOfAll() {
        var clue = walk.dispatched(Card.YELLOW);
        var all = List.of("签收时限", "联系反映人时限", "答复时限");
        // A long silence: signing, contact and written reply have each been late for more than a day.
        clock.moveTo(calendar.plusWorkingDays(clock.instant(), 4).dueAt().plusSeconds(60));
        while (clue.clue()
                .nextStepAt()
                .filter(at -> !at.isAfter(clock.instant()))
                .isPresent()) {
            clue.fire(ClueLifecycle.TIMER);
        }

        var urgings = orders.of(clue.number);
        assertThat(urgings).hasSize(1);
        var lines = timeline.of(clue.number).stream()
                .filter(entry -> entry.act() == TimelineAction.URGED)
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).to()).hasValue(urgings.get(0).number());
        assertThat(urgings.get(0).problem()).contains(all);
        assertThat(told("handler", clue))
                .filteredOn(text -> text.contains("被催办"))
                .hasSize(1);

        // A further limit passes while the unit is under that urging: said so, and no second one is issued.
        clock.moveTo(calendar.plusWorkingDays(clock.instant(), 3).dueAt().plusSeconds(60));
        while (clue.clue()
                .nextStepAt()
                .filter(at -> !at.isAfter(clock.instant()))
                .isPresent()) {
            clue.fire(ClueLifecycle.TIMER);
        }
        assertThat(timeline.of(clue.number).stream()
                        .filter(entry -> entry.act() == TimelineAction.URGED)
                        .skip(1))
                .allSatisfy(entry -> assertThat(entry.why())
                        .hasValueSatisfying(why -> assertThat(why).contains("不重复发出")));
    }

    private List<TimelineAction> acts(Started clue) {
        return timeline.of(clue.number).stream()
                .map(TimelineEntry::act)
                .filter(act -> act == TimelineAction.REMINDED
                        || act == TimelineAction.OVERDUE_TOLD
                        || act == TimelineAction.URGED)
                .toList();
    }

    private ClueDossier file(Started clue) {
        return files.of("supervisor", clue.number.value(), Locale.CHINA);
    }

    private List<String> told(String person, Started clue) {
        return inbox.of(person, 0, 100, Locale.CHINA).items().stream()
                .filter(item -> item.clueNumber().equals(clue.number.value()))
                .map(item -> item.subject() + " " + item.body())
                .toList();
    }
}
