package cn.qingfeng.process.batch;

import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.supervision.Powers.Action;
import java.util.Map;
import java.util.Optional;

/**
 * What is done for several clues at once; each as the single act, by the same rights and checks. Words for readers: {@code
 * batch.act.<NAME>}.
 */
enum BatchAct {
    URGE(Action.URGE, null, "issue-order", Map.of()),
    EXTEND(Action.EXTEND, null, "ask-extension", Map.of()),
    SIGN_FOR(null, Tasks.SIGN_FOR, "sign-for-clue", Map.of("outcome", "SIGN")),
    SIGN_REPLY(null, Tasks.SIGN_REPLY, "sign-reply", Map.of("outcome", "SIGN")),
    /** The result of blue clues, at which nobody has to look again. */
    ACCEPT_BLUE(null, Tasks.REVIEW_RESULT, "review-result", Map.of("outcome", "ACCEPT")),
    /** Each to the unit that was proposed for it. */
    DISPATCH(null, Tasks.DISPATCH, null, Map.of()),
    /** Blue clues whose reporters have said by themselves that they are satisfied, each on that word. */
    CLOSE_BLUE(null, Tasks.CALL_BACK, null, Map.of()),
    /** A paper of one kind for each; one that was issued and counts is taken along. */
    PAPERS(null, null, null, Map.of()),
    /** Of matters: asks whoever has what waits to go on. */
    MATTER_URGE(null, null, null, Map.of()),
    /** Of matters: makes the limits that run longer. */
    MATTER_EXTEND(null, null, null, Map.of());

    private final Action action;
    private final String task;
    private final String form;
    private final Map<String, Object> settled;

    BatchAct(Action action, String task, String form, Map<String, Object> settled) {
        this.action = action;
        this.task = task;
        this.form = form;
        this.settled = settled;
    }

    /** Whether it is for matters (事项), and not for clues. */
    public boolean ofMatters() {
        return this == MATTER_URGE || this == MATTER_EXTEND;
    }

    /** What officials do beside the steps of a clue's life, if it is that. */
    Optional<Action> action() {
        return Optional.ofNullable(action);
    }

    /** The step of its life; null if it is none. */
    String task() {
        return task;
    }

    /** The form that says once for all of them what is to be filled in; none where each has its own. */
    Optional<String> form() {
        return Optional.ofNullable(form);
    }

    /** What is not to be chosen: nothing is returned, sent back or refused in passing. */
    Map<String, Object> settled() {
        return settled;
    }
}
