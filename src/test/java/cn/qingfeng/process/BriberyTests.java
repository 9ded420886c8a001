package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.Pairs;
import cn.qingfeng.clue.timeline.AnswerSheet;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.insight.file.ClueDossier;
import cn.qingfeng.insight.file.ClueDossiers;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Dump;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** “被索要好处” in a call-back opens a report against a person, and nothing about the appeal tells of it. */
@WalksEveryPath
class BriberyTests {

    private static final String WHAT = "在停车场要了两箱赊店老酒才肯盖章";
    private static final String WHEN = "重阳节前两三天";
    private static final String HANDLERS_NAME = "顾一鸣";

    private final Walk walk;
    private final UserTasks desk;
    private final ClueLedger ledger;
    private final Pairs pairs;
    private final ClueDossiers files;
    private final AnswerSheets sheets;
    private final Recusals recusals;
    private final Timeline timeline;
    private final Organization organization;
    private final HistoryService history;
    private final SampleCounty county;
    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    BriberyTests(
            Walk walk,
            UserTasks desk,
            ClueLedger ledger,
            Pairs pairs,
            ClueDossiers files,
            AnswerSheets sheets,
            Recusals recusals,
            Timeline timeline,
            Organization organization,
            HistoryService history,
            SampleCounty county,
            TransactionTemplate transactions,
            JdbcTemplate jdbc,
            Clock clock) {
        this.walk = walk;
        this.desk = desk;
        this.ledger = ledger;
        this.pairs = pairs;
        this.files = files;
        this.sheets = sheets;
        this.recusals = recusals;
        this.timeline = timeline;
        this.organization = organization;
        this.history = history;
        this.county = county;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void everyTimelineHolds() {
        assertThat(timeline.verify()).isEmpty();
    }

    /** A blue clue whose reporter is to be called. */
    private Started toCall() {
        return walk.handled(Card.BLUE).finished();
    }

    private static Started satisfied(Started clue, Object... more) {
        return clue.go(Tasks.CALL_BACK, more);
    }

    private static Started dissatisfied(Started clue, Object... more) {
        var changes = new ArrayList<Object>(
                List.of("solved", "UNSOLVED", "rating", "DISSATISFIED", "dissatisfiedReasons", List.of("UNSOLVED")));
        changes.addAll(List.of(more));
        return clue.go(Tasks.CALL_BACK, changes.toArray());
    }

    private static Object[] all() {
        return new Object[] {
            "bribery", true, "briberyWho", HANDLERS_NAME, "briberyWhat", WHAT, "briberyWhen", WHEN, "suggestion", "无"
        };
    }

    private ClueNumber reportOf(Started clue) {
        assertThat(pairs.reportsOf(clue.number)).hasSize(1);
        return pairs.reportsOf(clue.number).get(0);
    }

    private Clue read(ClueNumber number) {
        return transactions.execute(status -> ledger.get(number));
    }

    private ClueDossier file(String reader, ClueNumber number) {
        return files.of(reader, number.value(), Locale.SIMPLIFIED_CHINESE);
    }

    private boolean knowsWho(ClueNumber number) {
        return jdbc.queryForObject(
                        "select count(*) from reporter_identity where clue_number = ?", Integer.class, number.value())
                > 0;
    }

    private void change(String statement, String value) {
        transactions.executeWithoutResult(status -> jdbc.update(statement, value));
    }

    private List<TimelineAction> acts(ClueNumber number) {
        return timeline.of(number).stream().map(TimelineEntry::act).toList();
    }

    private List<String> told(ClueNumber number) {
        return jdbc.queryForList(
                "select distinct concat(event, '/', recipient) from notice where clue_number = ?"
                        + " and recipient <> 'handler' order by 1",
                String.class,
                number.value());
    }

    @Test
    void opensAReportOfWhatWasToldWhichItsDeskReads() {
        var clue = satisfied(toCall(), all());
        var report = reportOf(clue);
        desk.advance(report);

        assertThat(read(report).content().kind()).isEqualTo(ClueKind.REPORT);
        assertThat(read(report).content().narrative()).isEqualTo(WHAT);
        assertThat(read(report).content().concernedUnit()).isEqualTo(Walk.UNIT);
        assertThat(read(report).content().anonymous()).isFalse();
        assertThat(knowsWho(report)).as("who reported goes along, sealed").isTrue();
        assertThat(desk.waiting(report).stream().map(UserTasks.OpenTask::key)).containsExactly(Tasks.RECEIVE_REPORT);
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);

        var read = file("discipline", report);
        assertThat(read.answers().get(0).values())
                .contains(new ClueDossier.Pair("谁索要好处", HANDLERS_NAME), new ClueDossier.Pair("什么时候", WHEN));
        assertThat(read.timeline()).extracting(ClueDossier.Step::why).contains("回访时另行反映");
        assertThat(read.facts()).extracting(ClueDossier.Pair::value).contains(clue.number.value());
        assertThat(recusals.of(report)).contains("handler");
    }

    @Test
    void whoCalledSeesOnTheCluesPageThatAReportWasMadeAndNothingElse() {
        var clue = satisfied(toCall(), all());
        var report = reportOf(clue);

        assertThat(file("caller", clue.number).reportMade()).contains("已另立举报");
        for (var reader : List.of("caller", "grader", "officehead", "grouphead", "supervisor", "leader", "unithead")) {
            assertThat(file(reader, clue.number).toString())
                    .as(reader)
                    .doesNotContain(report.value(), WHAT, WHEN, "谁索要好处");
            assertThatThrownBy(() -> file(reader, report)).as(reader).isInstanceOf(Refusal.class);
            if (!reader.equals("caller")) {
                assertThat(file(reader, clue.number).reportMade()).as(reader).isNull();
                assertThat(file(reader, clue.number).toString()).as(reader).doesNotContain("好处");
            }
        }
    }

    @Test
    void leavesNothingInTheEngineAndNothingReadableInTheDatabase() {
        var clue = satisfied(toCall(), all());
        var report = reportOf(clue);
        desk.advance(report);

        assertThat(Dump.findings(jdbc, List.of(WHAT, WHEN))).isEmpty();
        assertThat(history.createHistoricVariableInstanceQuery().list())
                .extracting(variable -> variable.getName())
                .noneMatch(name -> name.startsWith("bribery"));
        // The overview and every phase it called.
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(report.value())
                        .list())
                .hasSizeGreaterThan(1)
                .allSatisfy(started -> {
                    assertThat(started.getStartUserId()).isNull();
                    assertThat(started.getStartTime()
                                    .toInstant()
                                    .atZone(clock.getZone())
                                    .toLocalTime())
                            .isEqualTo(LocalTime.MIDNIGHT);
                    assertThat(history.createUserOperationLogQuery()
                                    .processInstanceId(started.getId())
                                    .count())
                            .isZero();
                });
        assertThat(Math.abs(ordinal(clue.number) - ordinal(report))).isGreaterThan(100);
    }

    private static int ordinal(ClueNumber number) {
        return Integer.parseInt(number.value().substring(number.value().indexOf('-') + 1));
    }

    @Test
    void theAppealLooksAsIfNothingHadBeenTold() {
        var with = dissatisfied(toCall(), all());
        var without = dissatisfied(toCall(), "suggestion", "无");

        assertThat(acts(with.number)).isEqualTo(acts(without.number));
        assertThat(told(with.number)).isEqualTo(told(without.number));
        assertThat(keys(with.number)).isEqualTo(keys(without.number));
        assertThat(recusals.all(with.number)).isEmpty();
    }

    private List<String> keys(ClueNumber number) {
        return sheets.of(number).stream()
                .flatMap(sheet -> Stream.concat(
                        Stream.of(sheet.form()), sheets.on(sheet).stream().map(AnswerSheet.Answer::key)))
                .toList();
    }

    @Test
    void whoIsNamedKeepsOutOfTheReworkUnseenAndTheUnitsHeadDoesIt() {
        var clue = dissatisfied(toCall(), all());

        assertThat(recusals.of(clue.number)).contains("handler");
        assertThat(desk.waitingFor("handler", clue.number)).isEmpty();
        assertThat(desk.waitingFor("unithead", clue.number).stream().map(UserTasks.OpenTask::key))
                .containsExactly(Tasks.FINISH);
        assertThatThrownBy(() -> file("handler", clue.number)).isInstanceOf(Refusal.class);
        assertThat(told(clue.number)).noneMatch(each -> each.startsWith("STOOD_IN"));
        clue.by("unithead", Tasks.FINISH);
        assertThat(clue.waiting()).containsExactly(Tasks.SIGN_REPLY);
    }

    @Test
    void theTickAloneOpensOneToo() {
        var clue = satisfied(toCall(), "bribery", true);
        assertThat(read(reportOf(clue)).content().narrative()).isEqualTo("回访时反映人称被索要好处，没有细说。");
    }

    @Test
    void wordsWithoutTheTickOpenNothingAndAreKeptNowhere() {
        var clue = satisfied(toCall(), "briberyWhat", "没有勾选时写的蓝皮本子");
        assertThat(pairs.reportsOf(clue.number)).isEmpty();
        assertThat(Dump.findings(jdbc, List.of("没有勾选时写的蓝皮本子"))).isEmpty();
    }

    @Test
    void aCallThatReachedNobodyOpensNothing() {
        var clue = toCall().go(
                        Tasks.CALL_BACK,
                        "connected",
                        false,
                        "contacted",
                        null,
                        "solved",
                        null,
                        "rating",
                        null,
                        "bribery",
                        true,
                        "briberyWhat",
                        WHAT);
        assertThat(acts(clue.number)).contains(TimelineAction.NOT_REACHED);
        assertThat(pairs.reportsOf(clue.number)).isEmpty();
        assertThat(file("caller", clue.number).reportMade()).isNull();
    }

    @Test
    void eachCallInWhichSomethingIsToldMakesAReportOfItsOwn() {
        var clue = dissatisfied(toCall(), "bribery", true, "briberyWhat", WHAT).result();
        satisfied(clue, "bribery", true, "briberyWhat", "又要了一次");

        assertThat(pairs.reportsOf(clue.number)).hasSize(2);
        assertThat(pairs.reportsOf(clue.number).stream()
                        .map(each -> read(each).content().narrative()))
                .containsExactlyInAnyOrder(WHAT, "又要了一次");
        assertThat(pairs.reportWith(clue.number))
                .as("what was told at registration, which a repeated registration answers")
                .isEmpty();
        assertThat(file("discipline", clue.number).facts().stream()
                        .filter(fact -> fact.label().equals("同时反映"))
                        .map(ClueDossier.Pair::value))
                .allMatch(value ->
                        pairs.reportsOf(clue.number).stream().allMatch(report -> value.contains(report.value())))
                .isNotEmpty();
    }

    @Test
    void whoStaysUnnamedStaysSoInTheReport() {
        var unnamed = satisfied(toCall(), "bribery", true, "briberyUnnamed", true);
        assertThat(read(reportOf(unnamed)).content().anonymous()).isTrue();
        assertThat(knowsWho(reportOf(unnamed))).isFalse();

        var anonymous = walk.register(Walk.forCard(Card.BLUE).andThen(told -> {
                    told.reporter.anonymous = true;
                    told.reporter.name = null;
                    told.reporter.phone = null;
                    told.reporter.consent = null;
                }))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE)
                .go(Tasks.DISPATCH)
                .go(Tasks.SIGN_FOR)
                .finished();
        satisfied(anonymous, "bribery", true, "briberyWhat", WHAT);
        assertThat(read(reportOf(anonymous)).content().anonymous()).isTrue();
        assertThat(knowsWho(reportOf(anonymous))).isFalse();
    }

    @Test
    void aCallBackThatIsRefusedLeavesNoReport() {
        var clue = walk.handled(Card.YELLOW).finished();
        change("delete from evidence_file where clue_number = ?", clue.number.value());

        assertThatThrownBy(() -> satisfied(clue, all())).isInstanceOf(Refusal.class);
        assertThat(pairs.reportsOf(clue.number)).isEmpty();
        assertThat(recusals.of(clue.number)).isEmpty();
        assertThat(clue.waiting()).containsExactly(Tasks.CALL_BACK);
    }

    @Test
    void tellsTheDeskThatAReportWaitsWithoutAWordOfIt() {
        var clue = satisfied(toCall(), all());
        var report = reportOf(clue);
        desk.advance(report);

        var letters = jdbc.queryForList(
                "select recipient, event, event_key, facts from notice where clue_number = ?", report.value());
        assertThat(letters).extracting(each -> each.get("recipient")).contains("discipline", "jianshouzhuo");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.get("recipient")).isIn("discipline", "jianshouzhuo");
            assertThat(letter.get("event")).isEqualTo("TASK_WAITS");
            assertThat(letter.get("event_key").toString())
                    .as("the engine shows it beside the minute")
                    .doesNotContain(report.value());
            assertThat(letter.get("facts").toString()).doesNotContain(clue.number.value(), WHAT, HANDLERS_NAME);
        });
    }

    @Test
    void aReportWaitsForWhoeverComesToADeskThatIsEmpty() {
        change("delete from duty_assignment where group_id = ?", Duty.REPORT_DESK.groupId());
        change("delete from ACT_ID_MEMBERSHIP where GROUP_ID_ = ?", Duty.REPORT_DESK.groupId());
        try {
            var clue = satisfied(toCall(), all());
            var report = reportOf(clue);
            desk.advance(report);
            assertThat(desk.waiting(report)).hasSize(1);
            assertThat(desk.waitingFor("jianshouzhuo", report)).isEmpty();
            organization.assign("jianshouzhuo", Duty.REPORT_DESK, null);
            assertThat(desk.waitingFor("jianshouzhuo", report)).hasSize(1);
        } finally {
            organization.assign("discipline", Duty.REPORT_DESK, null);
            organization.assign("jianshouzhuo", Duty.REPORT_DESK, null);
        }
    }

    @Test
    void sheetsFromBeforeNoLongerSayIt() {
        var clue = toCall();
        sheets.keep(
                clue.number,
                "call-back",
                null,
                "caller",
                List.of(
                        new Answer("rating", "总体评价", "SATISFIED", "满意"),
                        new Answer("bribery", "反映人称被索要好处", true, "是")));

        assertThat(file("officehead", clue.number).answers().toString())
                .contains("总体评价")
                .doesNotContain("好处");
    }
}
