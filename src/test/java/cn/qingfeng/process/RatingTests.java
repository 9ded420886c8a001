package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.reporter.Receipts;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** What the reporter's page says a rating leads to is what the process then does. */
@WalksEveryPath
class RatingTests {

    private static final Object[] IN_VAIN = {"connected", false, "contacted", null, "solved", null, "rating", null};

    private final Walk walk;
    private final Receipts receipts;
    private final Limits limits;
    private final Timeline timeline;
    private final TaskService tasks;
    private final SampleCounty county;
    private final CountyClock clock;
    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;
    private final MockMvc web;

    private int addresses;

    RatingTests(
            Walk walk,
            Receipts receipts,
            Limits limits,
            Timeline timeline,
            TaskService tasks,
            SampleCounty county,
            CountyClock clock,
            TransactionTemplate transactions,
            JdbcTemplate jdbc,
            MockMvc web) {
        this.walk = walk;
        this.receipts = receipts;
        this.limits = limits;
        this.timeline = timeline;
        this.tasks = tasks;
        this.county = county;
        this.clock = clock;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.web = web;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
        assertThat(timeline.verify()).isEmpty();
    }

    private Started toCall(Card card, boolean anonymous) {
        var clue = walk.register(Walk.forCard(card).andThen(told -> {
                    if (anonymous) {
                        told.reporter.anonymous = true;
                        told.reporter.name = null;
                        told.reporter.phone = null;
                        told.reporter.consent = null;
                    }
                }))
                .go(Tasks.REVIEW_ADMISSION);
        if (card != Card.BLUE) {
            clue.go(Tasks.TRIAGE, "stoppage", card == Card.RED);
        }
        return clue.go(Walk.decides(card)).go(Tasks.DISPATCH).go(Tasks.SIGN_FOR).finished();
    }

    private String page(MockHttpServletRequestBuilder request) throws Exception {
        var from = "198.51.100." + ++addresses;
        return web.perform(request.with(csrf()).with(asked -> {
                    asked.setRemoteAddr(from);
                    return asked;
                }))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private String looks(String receipt) throws Exception {
        return page(post("/track").param("receipt", receipt));
    }

    private String rates(Started clue, String receipt, String solved, String rating) throws Exception {
        return page(post("/track/rate")
                .param("receipt", receipt)
                .param("number", clue.number.value())
                .param("contacted", "YES")
                .param("solved", solved)
                .param("rating", rating)
                .param("reasons", "UNSOLVED"));
    }

    private String unsolved(Started clue, String receipt) throws Exception {
        return rates(clue, receipt, "UNSOLVED", "DISSATISFIED");
    }

    private String untilCalled(Started clue) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .withZone(CountyClock.ZONE)
                .format(limits.dueAt(clue.number, LimitKind.CALL_BACK).orElseThrow());
    }

    private List<TimelineAction> acts(Started clue) {
        return timeline.of(clue.number).stream().map(TimelineEntry::act).toList();
    }

    private String receipt(Started clue) {
        return transactions.execute(status -> receipts.issue(clue.number));
    }

    @Test
    void aBlueCluesRatingIsSaidToCountAndCounts() throws Exception {
        var clue = toCall(Card.BLUE, false);
        var receipt = receipt(clue);
        assertThat(looks(receipt)).contains("以您说的为准：没有解决或者不满意的，马上退回承办单位重办");
        assertThat(unsolved(clue, receipt)).contains("按您说的退回承办单位重办").doesNotContain("打电话");
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.HANDLING);

        clue.result();
        assertThat(looks(receipt)).contains("马上升牌再办");
        assertThat(unsolved(clue, receipt)).contains("按您说的升牌再办");
        assertThat(clue.clue().card()).contains(Card.YELLOW);
    }

    @Test
    void aSatisfiedRatingOfABlueClueClosesItAndSaysSo() throws Exception {
        var clue = toCall(Card.BLUE, false);
        var receipt = receipt(clue);
        assertThat(rates(clue, receipt, "SOLVED", "SATISFIED")).contains("按您说的就此销号");
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);
    }

    @Test
    void aNamedYellowCluesRatingIsSaidToWaitForACallByItsEndAndDoes() throws Exception {
        var clue = toCall(Card.YELLOW, false);
        var receipt = receipt(clue);
        assertThat(looks(receipt)).contains("您的评价先交给回访员。回访员在 " + untilCalled(clue) + " 前给您打电话核对：没有解决或者不满意的，退回承办单位重办");
        assertThat(unsolved(clue, receipt))
                .contains("回访员在 " + untilCalled(clue) + " 前给您打电话核对，您仍然这样说的，退回承办单位重办")
                .doesNotContain("马上");
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CALLING_BACK);
        assertThat(looks(receipt)).as("as long as the call is to come").contains("打电话核对", untilCalled(clue));

        clue.calledBackDissatisfied();
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.HANDLING);
        assertThat(looks(receipt)).doesNotContain("打电话核对");
    }

    @Test
    void aSatisfiedRatingOfANamedClueIsNotSaidToCloseItAtOnce() throws Exception {
        var clue = toCall(Card.RED, false);
        var receipt = receipt(clue);
        assertThat(looks(receipt)).contains("您的评价先交给回访员");
        assertThat(rates(clue, receipt, "SOLVED", "SATISFIED")).contains("打电话核对，您仍然这样说的，就此销号");
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CALLING_BACK);
    }

    @Test
    void anAnonymousRedCluesSecondRatingGoesToTheLeadingGroup() throws Exception {
        var clue = toCall(Card.RED, true);
        var receipt = receipt(clue);
        assertThat(looks(receipt)).contains("马上退回承办单位重办").doesNotContain("打电话");
        assertThat(unsolved(clue, receipt)).contains("按您说的退回承办单位重办");
        clue.result();
        assertThat(looks(receipt)).contains("马上交领导小组办公室决定怎么办");
        assertThat(unsolved(clue, receipt)).contains("按您说的交领导小组办公室决定怎么办");
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CONCLUDING);
    }

    @Test
    void anAnonymousReporterIsNeverPromisedACall() throws Exception {
        var clue = toCall(Card.YELLOW, true);
        var receipt = receipt(clue);
        transactions.executeWithoutResult(
                status -> jdbc.update("delete from evidence_file where clue_number = ?", clue.number.value()));
        assertThat(looks(receipt)).contains("先交给营商环境办核对").doesNotContain("打电话");
        assertThat(unsolved(clue, receipt)).contains("核对后退回承办单位重办").doesNotContain("打电话");
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CALLING_BACK);
    }

    @Test
    void whileSomebodyIsCallingABlueCluesRatingIsSaidToWaitForTheCall() throws Exception {
        var clue = toCall(Card.BLUE, false);
        var receipt = receipt(clue);
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(clue.number.value())
                .taskDefinitionKey(Tasks.CALL_BACK)
                .singleResult();
        tasks.claim(task.getId(), "caller");
        assertThat(looks(receipt)).contains("您的评价先交给回访员");
        assertThat(unsolved(clue, receipt)).contains("打电话核对");
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CALLING_BACK);
        clue.calledBackDissatisfied();
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.HANDLING);
    }

    @Test
    void aClosedClueIsNotSaidToBeHandledAgain() throws Exception {
        var clue = toCall(Card.BLUE, false);
        var receipt = receipt(clue);
        inVainOnThreeDays(clue);
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);
        assertThat(looks(receipt)).contains("这件事已经销号。您的评价会记下来");
        assertThat(unsolved(clue, receipt)).contains("这件事已经销号，不会因此重新办理");
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);
    }

    @Test
    void whoRatedAndIsNotReachedHasTheRatingTakenAsThePageSays() throws Exception {
        var clue = toCall(Card.YELLOW, false);
        assertThat(unsolved(clue, receipt(clue))).contains("都没有打通的，以您的评价为准，退回承办单位重办");
        inVainOnThreeDays(clue);
        assertThat(acts(clue))
                .contains(TimelineAction.NOT_REACHED, TimelineAction.CALLED_BACK, TimelineAction.REWORK)
                .doesNotContain(TimelineAction.UNREACHED);
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.HANDLING);
    }

    @Test
    void aCallThatIsOverdueIsPromisedForNoMomentThatHasPassed() throws Exception {
        var clue = toCall(Card.YELLOW, false);
        var passed = untilCalled(clue);
        clock.moveTo(
                limits.dueAt(clue.number, LimitKind.CALL_BACK).orElseThrow().plus(Duration.ofHours(2)));
        assertThat(looks(receipt(clue))).contains("回访员会尽快给您打电话").doesNotContain("在 " + passed);
    }

    @Test
    void whatWasWithdrawnOrTakenBySomebodysCallAsksForNoRating() throws Exception {
        var clue = toCall(Card.BLUE, false);
        var receipt = receipt(clue);
        clue.go(Tasks.CALL_BACK);
        assertThat(looks(receipt)).doesNotContain("name=\"solved\"", "您的评价");
        assertThat(unsolved(clue, receipt)).contains("还不能评价");
    }

    @Test
    void inEnglishItSaysTheSame() throws Exception {
        var clue = toCall(Card.YELLOW, false);
        assertThat(page(post("/track").locale(Locale.ENGLISH).param("receipt", receipt(clue))))
                .contains("Your rating goes to a caller first, who calls you by " + untilCalled(clue))
                .doesNotContain("goes back to the unit at once");
    }

    private void inVainOnThreeDays(Started clue) {
        for (var day = 0; day < 3; day++) {
            clue.go(Tasks.CALL_BACK, IN_VAIN);
            clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
            if (day < 2) {
                clue.fire("event_nextCall");
            }
        }
    }
}
