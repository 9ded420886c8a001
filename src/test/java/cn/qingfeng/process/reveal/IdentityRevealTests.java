package cn.qingfeng.process.reveal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.disclosure.RevealDeciders;
import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.disclosure.RevealState;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.reveal.IdentityReveal.Tasks;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Dump;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.JdbcTemplate;

/** Walks every path of identity-reveal.bpmn; the build fails when a flow or an element is left out. */
@WalksEveryPath
class IdentityRevealTests {

    /** Written where a person types; nobody may find it outside the sealed columns. */
    private static final String TYPED = "为核对发票须见面";

    private final Walk walk;
    private final RevealRequests requests;
    private final RevealDeciders deciders;
    private final Recusals recusals;
    private final Timeline timeline;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final SampleCounty county;
    private final RuntimeService runtime;
    private final HistoryService history;
    private final ProcessEngine engine;
    private final PathCoverage coverage;
    private final JdbcTemplate jdbc;

    IdentityRevealTests(
            Walk walk,
            RevealRequests requests,
            RevealDeciders deciders,
            Recusals recusals,
            Timeline timeline,
            WorkingCalendar calendar,
            CountyClock clock,
            SampleCounty county,
            RuntimeService runtime,
            HistoryService history,
            ProcessEngine engine,
            PathCoverage coverage,
            JdbcTemplate jdbc) {
        this.walk = walk;
        this.requests = requests;
        this.deciders = deciders;
        this.recusals = recusals;
        this.timeline = timeline;
        this.calendar = calendar;
        this.clock = clock;
        this.county = county;
        this.runtime = runtime;
        this.history = history;
        this.engine = engine;
        this.coverage = coverage;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void county() {
        LocaleContextHolder.resetLocaleContext();
        AbstractAssertions.init(engine);
        county.load();
    }

    @AfterEach
    void everyTimelineHolds() {
        clock.moveToPresent();
        assertThat(timeline.verify()).isEmpty();
    }

    @AfterAll
    void everyElementAndFlowWasPassed() {
        assertThat(coverage.size(IdentityReveal.KEY)).isGreaterThan(20);
        assertThat(coverage.missing(IdentityReveal.KEY)).isEmpty();
    }

    private String ask(Started clue, String by) {
        return requests.ask(clue.number, "VERIFY", TYPED, by, UUID.randomUUID().toString())
                .number();
    }

    private ProcessInstance beside(Started clue) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(clue.number.value(), IdentityReveal.KEY)
                .singleResult();
    }

    private void endedBy(Started clue, String end) {
        assertThat(beside(clue)).isNull();
        assertThat(history.createHistoricActivityInstanceQuery()
                        .processInstanceId(clue.beside(IdentityReveal.KEY).getId())
                        .activityId(end)
                        .count())
                .as(end)
                .isOne();
    }

    private List<TimelineAction> acts(Started clue) {
        return timeline.of(clue.number).stream()
                .map(TimelineEntry::act)
                .filter(TimelineAction::isAboutTheReporter)
                .toList();
    }

    private static void refused(String key, Runnable wish) {
        assertThatThrownBy(wish::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    @Test
    void aGrantedWishShowsTheIdentityToItsAskerAloneUntilTheViewCloses() {
        var clue = walk.handled(Card.YELLOW);
        var number = ask(clue, "grader");
        assertThat(number).isEqualTo("JS" + clue.number.value().substring(2) + "-1");
        assertThat(beside(clue)).isWaitingAt(Tasks.DECIDE).task().hasCandidateGroup("office-head");
        refused("reveal.closed", () -> requests.look(number, "grader"));
        refused("reveal.pending", () -> ask(clue, "grader"));
        clue.go(Tasks.DECIDE);

        var request = requests.get(number);
        assertThat(request.state()).isEqualTo(RevealState.GRANTED);
        assertThat(request.closesAt())
                .contains(calendar.plusWorkingHours(request.decidedAt().orElseThrow(), 2)
                        .dueAt());
        var who = requests.look(number, "grader");
        assertThat(who.name()).isEqualTo("齐安禾");
        assertThat(who.phone()).isEqualTo("13900000001");
        requests.look(number, "grader");
        refused("reveal.unknown", () -> requests.look(number, "officehead"));
        refused("reveal.unknown", () -> requests.look(number, "handler"));
        assertThat(requests.looks(number)).hasSize(2).allMatch(look -> look.by().equals("grader"));

        clock.moveTo(request.closesAt().orElseThrow());
        refused("reveal.closed", () -> requests.look(number, "grader"));
        clue.fireBeside("event_viewOver");
        endedBy(clue, "endEvent_viewClosed");
        assertThat(requests.get(number).state()).isEqualTo(RevealState.ENDED);
        assertThat(acts(clue))
                .containsExactly(
                        TimelineAction.REVEAL_ASKED,
                        TimelineAction.REVEAL_GRANTED,
                        TimelineAction.IDENTITY_SEEN,
                        TimelineAction.IDENTITY_SEEN,
                        TimelineAction.REVEAL_ENDED);
        assertThat(timeline.of(clue.number).stream().filter(entry -> entry.act().isAboutTheReporter()))
                .allSatisfy(entry -> {
                    assertThat(entry.to()).contains(number);
                    assertThat(entry.why()).contains("核实事实，需当面联系");
                });
        assertThat(ask(clue, "grader")).as("a new wish after the old one").endsWith("-2");
    }

    @Test
    void nothingThatPeopleTypedOrSawIsFoundInTheDatabase() {
        var clue = walk.handled(Card.YELLOW);
        var number = ask(clue, "caller");
        clue.go(Tasks.DECIDE, "reason", TYPED);
        requests.look(number, "caller");
        assertThat(requests.reason(requests.get(number))).isEqualTo(TYPED);
        assertThat(requests.decision(requests.get(number))).contains(TYPED);
        assertThat(Dump.findings(jdbc, List.of(TYPED, "齐安禾", "13900000001"))).isEmpty();
    }

    @Test
    void aRefusedWishShowsNothing() {
        var clue = walk.handled(Card.YELLOW);
        var number = ask(clue, "grader");
        clue.go(Tasks.DECIDE, "outcome", "REFUSE", "reason", "可以用问答联系。");
        endedBy(clue, "endEvent_revealRefused");
        assertThat(requests.get(number).state()).isEqualTo(RevealState.REFUSED);
        refused("reveal.closed", () -> requests.look(number, "grader"));
        assertThat(acts(clue)).containsExactly(TimelineAction.REVEAL_ASKED, TimelineAction.REVEAL_REFUSED);
    }

    @Test
    void aWishIsTakenBackByItsAskerOnlyAndOnlyBeforeItIsDecided() {
        var clue = walk.handled(Card.YELLOW);
        var number = ask(clue, "grader");
        refused("reveal.unknown", () -> requests.withdraw(number, "caller"));
        requests.withdraw(number, "grader");
        endedBy(clue, "endEvent_withdrawn");
        assertThat(clue.waiting()).doesNotContain(Tasks.DECIDE);
        assertThat(requests.get(number).state()).isEqualTo(RevealState.WITHDRAWN);
        refused("reveal.state.wrong", () -> requests.withdraw(number, "grader"));
    }

    @Test
    void aWishThatNobodyDecidesInOneWorkingDayLapses() {
        var clue = walk.handled(Card.YELLOW);
        var number = ask(clue, "grader");
        var request = requests.get(number);
        assertThat(request.decideBy())
                .isEqualTo(calendar.plusWorkingDays(request.askedAt(), 1).dueAt());
        clue.fireBeside("event_undecided");
        endedBy(clue, "endEvent_lapsed");
        assertThat(requests.get(number).state()).isEqualTo(RevealState.LAPSED);
        assertThat(acts(clue)).containsExactly(TimelineAction.REVEAL_ASKED, TimelineAction.REVEAL_LAPSED);
    }

    @Test
    void whoDecidesDependsOnWhoAsksAndIsNeverTheSamePerson() {
        var clue = walk.handled(Card.YELLOW);
        ask(clue, "officehead");
        assertThat(beside(clue)).task().hasCandidateGroup("group-head");
        refused("process.task.unknown", () -> clue.by("officehead", Tasks.DECIDE));
        clue.by("grouphead", Tasks.DECIDE);

        var other = walk.handled(Card.YELLOW);
        ask(other, "discipline");
        other.by("grouphead", Tasks.DECIDE);
        for (var person :
                List.of("handler", "unithead", "handler2", "clerk", "supervisor", "leader", "grouphead", "admin")) {
            assertThatThrownBy(() -> ask(other, person)).as(person).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void aReportIsAskedAboutAndDecidedByItsDeskOfTwoAlone() {
        var report = walk.register(clue -> {
            clue.kind = "REPORT";
            clue.unit = "tax";
        });
        for (var person : List.of("officehead", "grouphead", "grader", "caller", "supervisor", "handler", "clerk")) {
            refused("action.forbidden", () -> ask(report, person));
        }
        var number = ask(report, "discipline");
        assertThat(beside(report)).task().hasCandidateGroup("report-desk");
        refused("reveal.own-wish", () -> report.by("discipline", Tasks.DECIDE));
        refused("process.task.unknown", () -> report.by("officehead", Tasks.DECIDE));
        report.by("jianshouzhuo", Tasks.DECIDE, "reason", TYPED);
        assertThat(requests.look(number, "discipline").name()).isEqualTo("齐安禾");
        refused("reveal.unknown", () -> requests.look(number, "jianshouzhuo"));
        refused("reveal.unknown", () -> requests.seenBy("officehead", number));
        assertThat(requests.seenBy("jianshouzhuo", number).number()).isEqualTo(number);
        assertThat(Dump.findings(jdbc, List.of(TYPED))).isEmpty();
    }

    @Test
    void whoeverTheClueConcernsNeitherAsksNorDecides() {
        var clue = walk.register(about -> about.unit = "business-environment");
        refused("action.forbidden", () -> ask(clue, "grader"));
        refused("action.forbidden", () -> ask(clue, "officehead"));
        var number = ask(clue, "discipline");
        assertThat(deciders.deciders(requests.get(number))).containsExactly("grouphead");

        var own = walk.register(about -> about.unit = "leading-group-office");
        refused("reveal.no-decider", () -> ask(own, "discipline"));
        assertThat(requests.of(own.number)).as("nothing stays behind").isEmpty();
        var office = ask(own, "grader");
        assertThat(deciders.deciders(requests.get(office))).containsExactly("officehead");
        refused("reveal.concerned", () -> own.by("grouphead", Tasks.DECIDE));
    }

    @Test
    void whoeverMustKeepOutOfTheClueNeitherLooksOnNorDecides() {
        var clue = walk.handled(Card.YELLOW);
        var number = ask(clue, "grader");
        clue.go(Tasks.DECIDE);
        requests.look(number, "grader");
        recusals.declare(clue.number, "grader", "与承办人是亲属。");
        refused("reveal.no-longer", () -> requests.look(number, "grader"));
        refused("reveal.unknown", () -> requests.seenBy("grader", number));
        refused("action.forbidden", () -> ask(clue, "grader"));

        var other = walk.handled(Card.YELLOW);
        recusals.declare(other.number, "officehead", "与承办人是亲属。");
        var second = ask(other, "caller");
        assertThat(deciders.deciders(requests.get(second))).containsExactly("grouphead");
        refused("process.task.unknown", () -> other.by("officehead", Tasks.DECIDE));
        other.by("grouphead", Tasks.DECIDE);
        assertThat(requests.get(second).state()).isEqualTo(RevealState.GRANTED);
    }

    @Test
    void nobodyAsksWhereNobodyIsKnownAndAClickThatComesTwiceAsksOnce() {
        var nameless = walk.register(clue -> {
            clue.reporter.anonymous = true;
            clue.reporter.name = null;
            clue.reporter.phone = null;
            clue.reporter.consent = null;
        });
        refused("reveal.nobody", () -> ask(nameless, "grader"));
        var clue = walk.handled(Card.YELLOW);
        var first = requests.ask(clue.number, "SAFETY", TYPED, "grader", "one-click-" + clue.number);
        assertThat(requests.ask(clue.number, "SAFETY", TYPED, "grader", "one-click-" + clue.number)
                        .number())
                .isEqualTo(first.number());
        assertThat(requests.of(clue.number)).hasSize(1);
    }
}
