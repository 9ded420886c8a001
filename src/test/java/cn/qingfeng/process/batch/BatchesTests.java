package cn.qingfeng.process.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.intake.rating.SelfRating;
import cn.qingfeng.intake.rating.SelfRatings;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.batch.Batches.Batch;
import cn.qingfeng.process.batch.Batches.Item;
import cn.qingfeng.process.batch.Batches.State;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.sample.SampleCounty;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What is done for several clues at once is done for each as if alone, once, and for none that may not be. */
@WalksEveryPath
@TestInstance(Lifecycle.PER_METHOD)
class BatchesTests {

    private static final Map<String, Object> ORDER =
            Map.of("ground", "NOT_REPLIED", "problem", "没有回复", "demand", "请尽快回复", "days", 1, "signed", true);

    @Autowired
    Walk walk;

    @Autowired
    Batches batches;

    @Autowired
    Timeline timeline;

    @Autowired
    SampleCounty county;

    @Autowired
    SelfRatings ratings;

    @Autowired
    TaskService engine;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void county() {
        county.load();
    }

    private Batch done(BatchAct act, String by, Map<String, Object> filled, ClueNumber... numbers) {
        var id = UUID.randomUUID().toString();
        batches.begin(id, act, by, List.of(numbers), filled, Locale.SIMPLIFIED_CHINESE);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> batches.find(id, by).orElseThrow().over());
        return batches.find(id, by).orElseThrow();
    }

    private void committed(String sql, Object... values) {
        transaction.executeWithoutResult(written -> jdbc.update(sql, values));
    }

    private static List<State> states(Batch batch) {
        return batch.items().stream().map(Item::state).toList();
    }

    private long times(ClueNumber number, TimelineAction act) {
        return timeline.of(number).stream().filter(entry -> entry.act() == act).count();
    }

    @Test
    void eachIsDoneByItselfAndWhatFailsIsLeftAsItWasWithTheReason() {
        var first = walk.dispatched(Card.BLUE);
        var signed = walk.handled(Card.BLUE);
        var last = walk.dispatched(Card.YELLOW);

        var batch = done(BatchAct.SIGN_FOR, "handler", Map.of(), first.number, signed.number, last.number);

        assertThat(states(batch)).containsExactly(State.DONE, State.FAILED, State.DONE);
        assertThat(batch.items().get(1).told()).isNotBlank();
        assertThat(first.clue().status()).isEqualTo(ClueStatus.HANDLING);
        assertThat(first.clue().handler()).contains("handler");
        assertThat(last.clue().status()).isEqualTo(ClueStatus.HANDLING);
        assertThat(times(signed.number, TimelineAction.SIGNED_FOR)).isOne();
        assertThat(jdbc.queryForObject(
                        "select count(*) from clue_batch where id = ? and sealed_answers is not null",
                        Integer.class,
                        batch.id()))
                .as("what was filled in is not kept")
                .isZero();
    }

    @Test
    void whoMayNotDoItForOneDoesItForNone() {
        var clue = walk.dispatched(Card.BLUE);

        assertThat(states(done(BatchAct.SIGN_FOR, "grader", Map.of(), clue.number)))
                .containsExactly(State.FAILED);
        assertThat(states(done(BatchAct.SIGN_FOR, "handler2", Map.of(), clue.number)))
                .containsExactly(State.FAILED);
        assertThat(states(done(BatchAct.URGE, "handler", ORDER, clue.number))).containsExactly(State.FAILED);
        // Some of them see the task, and it is not theirs.
        for (var reader : List.of("officehead", "grouphead", "supervisor")) {
            assertThat(done(BatchAct.SIGN_FOR, reader, Map.of(), clue.number).items())
                    .extracting(Item::told)
                    .as(reader)
                    .containsExactly("没有这项任务，或者它不归您办理。");
        }
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.DISPATCHED);
        assertThat(batches.seen("handler2", List.of(clue.number.value()))).isEmpty();
        var batch = done(BatchAct.SIGN_FOR, "handler", Map.of(), clue.number);
        assertThat(batches.find(batch.id(), "grader")).as("another's").isEmpty();
    }

    @Test
    void anActBesideTheStepsIsTheSameAsAlone() {
        var one = walk.handled(Card.YELLOW);
        var other = walk.handled(Card.YELLOW);

        var batch = done(BatchAct.URGE, "officehead", ORDER, one.number, other.number);

        assertThat(batch.items()).allSatisfy(item -> assertThat(item.told()).isNull());
        assertThat(states(batch)).containsOnly(State.DONE);
        assertThat(jdbc.queryForObject(
                        "select count(*) from supervision_order where clue_number in (?, ?)",
                        Integer.class,
                        one.number.value(),
                        other.number.value()))
                .isEqualTo(2);
        assertThatThrownBy(() -> batches.begin(
                        UUID.randomUUID().toString(),
                        BatchAct.URGE,
                        "officehead",
                        List.of(one.number),
                        Map.of(),
                        Locale.SIMPLIFIED_CHINESE))
                .as("what is not filled in is said before any is done")
                .isInstanceOf(Refusal.class);
    }

    @Test
    void twoClicksAreOneAndWhatANodeLeftInTheMiddleIsGoneOnWith() {
        var first = walk.dispatched(Card.BLUE);
        var second = walk.dispatched(Card.BLUE);
        var batch = done(BatchAct.SIGN_FOR, "handler", Map.of(), first.number);
        batches.begin(
                batch.id(), BatchAct.SIGN_FOR, "handler", List.of(second.number), Map.of(), Locale.SIMPLIFIED_CHINESE);
        assertThat(second.clue().status()).isEqualTo(ClueStatus.DISPATCHED);

        // As a node leaves it that stops between two clues.
        var stopped = done(BatchAct.SIGN_FOR, "grader", Map.of(), first.number, second.number);
        committed(
                "update clue_batch set state = 'RUNNING', made_by = 'handler', touched_at = '2020-01-01 00:00:00',"
                        + " sealed_answers = ? where id = ?",
                batches.sealed(stopped.id(), Map.of("outcome", "SIGN")),
                stopped.id());
        committed("update clue_batch_item set state = 'WAITING' where batch_id = ? and ordinal = 1", stopped.id());

        assertThat(batches.resume()).isOne();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> batches.find(stopped.id(), "handler").orElseThrow().over());
        assertThat(second.clue().status()).isEqualTo(ClueStatus.HANDLING);
        assertThat(times(first.number, TimelineAction.SIGNED_FOR))
                .as("not again")
                .isOne();
        assertThat(batches.resume()).isZero();
    }

    @Test
    void blueResultsAreAcceptedAndOthersAreNotInPassing() {
        var blue = walk.handled(Card.BLUE).go(Tasks.CONTACT_REPORTER).go(Tasks.FINISH);
        var signing = done(BatchAct.SIGN_REPLY, "unithead", Map.of("signed", true), blue.number);
        assertThat(signing.items()).allSatisfy(item -> assertThat(item.told()).isNull());

        var accepting = done(BatchAct.ACCEPT_BLUE, "grader", Map.of(), blue.number, walk.handled(Card.YELLOW).number);

        assertThat(states(accepting)).containsExactly(State.DONE, State.FAILED);
        assertThat(blue.clue().status()).isEqualTo(ClueStatus.CALLING_BACK);
    }

    private Walk.Started toCall(Card card) {
        return walk.dispatched(card).go(Tasks.SIGN_FOR).finished();
    }

    private void says(Walk.Started clue, CallBack.Rating rating) {
        ratings.rate(clue.number, new SelfRating(Instant.now(), true, CallBack.Solved.SOLVED, rating, List.of(), null));
    }

    @Test
    void blueCluesAreClosedOnTheirReportersOwnWordAndOnNobodyElses() {
        var said = toCall(Card.BLUE);
        // Somebody was about to call, so that the reporter's word waited for the call.
        engine.claim(
                engine.createTaskQuery()
                        .processInstanceBusinessKey(said.number.value())
                        .taskDefinitionKey(Tasks.CALL_BACK)
                        .singleResult()
                        .getId(),
                "caller");
        says(said, CallBack.Rating.SATISFIED);
        var silent = toCall(Card.BLUE);
        var yellow = toCall(Card.YELLOW);
        says(yellow, CallBack.Rating.SATISFIED);
        assertThat(said.clue().status()).isEqualTo(ClueStatus.CALLING_BACK);

        var batch = done(BatchAct.CLOSE_BLUE, "caller", Map.of(), said.number, silent.number, yellow.number);

        assertThat(batch.items().get(0).told()).isNull();
        assertThat(states(batch)).containsExactly(State.DONE, State.FAILED, State.FAILED);
        assertThat(batch.items().get(1).told()).contains("还没有自己评价为满意");
        assertThat(said.clue().status()).isEqualTo(ClueStatus.CLOSED);
        assertThat(silent.clue().status()).isEqualTo(ClueStatus.CALLING_BACK);
        assertThat(yellow.clue().status()).isEqualTo(ClueStatus.CALLING_BACK);
        assertThat(states(done(BatchAct.CLOSE_BLUE, "grader", Map.of(), silent.number)))
                .containsExactly(State.FAILED);
    }

    @Test
    void aPaperIsWrittenForEachOnceWithTheReasonAndWhatCannotBeSaysWhy() {
        var one = walk.dispatched(Card.BLUE);
        var other = walk.dispatched(Card.YELLOW);
        var early = walk.register(Walk.forCard(Card.BLUE));
        Map<String, Object> filled = Map.of("kind", "DISPATCH", "reason", "季度归档", "text", "");

        var batch = done(BatchAct.PAPERS, "officehead", filled, one.number, other.number, early.number);

        assertThat(states(batch)).containsExactly(State.DONE, State.DONE, State.FAILED);
        assertThat(batch.items().get(2).told()).contains("交办单");
        assertThat(batch.papers()).hasSize(2);
        assertThat(timeline.of(one.number).stream()
                        .filter(entry -> entry.act() == TimelineAction.PAPER_ISSUED)
                        .map(entry -> entry.why().orElse("")))
                .singleElement()
                .asString()
                .contains("季度归档");
        assertThat(times(early.number, TimelineAction.PAPER_ISSUED)).isZero();
        assertThat(done(BatchAct.PAPERS, "officehead", filled, one.number).papers())
                .as("what counts is taken along")
                .isEqualTo(batch.items().get(0).papers());
        assertThat(times(one.number, TimelineAction.PAPER_ISSUED)).isOne();
        assertThat(states(done(BatchAct.PAPERS, "handler", filled, other.number)))
                .containsExactly(State.FAILED);
    }

    @Test
    void eachIsDispatchedToTheUnitThatWasProposedForIt() {
        var blue = walk.register(Walk.forCard(Card.BLUE))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE);
        var proposed = blue.clue().proposedUnit();

        var batch = done(
                BatchAct.DISPATCH,
                "clerk",
                Map.of("requirements", "请办理", "screened", true, "signed", true),
                blue.number);

        if (proposed.isPresent()) {
            assertThat(batch.items()).allSatisfy(item -> assertThat(item.told()).isNull());
            assertThat(blue.clue().leadUnit()).isEqualTo(proposed);
        } else {
            assertThat(states(batch)).containsExactly(State.FAILED);
        }
    }

    @Test
    void noneAndTooManyAreRefused() {
        assertThatThrownBy(() -> batches.seen("grader", List.of())).isInstanceOf(Refusal.class);
        var many = new String[Batches.MOST + 1];
        Arrays.setAll(many, at -> "WY20260212-%04d".formatted(at));
        assertThatThrownBy(() -> batches.seen("grader", List.of(many))).isInstanceOf(Refusal.class);
    }
}
