package cn.qingfeng.process.task;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** The user tasks of one diagram, and what its instances are told when one of them is done. */
public interface TaskHandlers {

    /** The id of the process. */
    String process();

    /** The steps behind the tasks of the diagram, by their ids; a task that a process owner added has none. */
    Map<String, TaskHandler> steps();

    /** What its tasks are about beside the clue, such as the number of an order; null where it is the clue alone. */
    default String matter(DelegateExecution execution) {
        return null;
    }

    /** The unit whose own words the answers of a task are, and nobody else's unit may read; null where they are an office's. */
    default String unit(DelegateTask task) {
        return ClueLifecycle.Variables.ASSIST_UNIT.of(task.getExecution());
    }

    /** Whether an answer of a task goes to another case, so that the clue keeps nothing of it. */
    default boolean goesElsewhere(DelegateTask task, String key) {
        return false;
    }

    /** Whether what is filled in may name the reporter, so that the database holds it sealed. */
    default boolean confidential() {
        return false;
    }

    /**
     * Somebody takes a task of the diagram.
     *
     * @throws cn.qingfeng.Refusal when it must not be this person
     */
    default void taken(DelegateTask task, String by) {}

    /** From when the time for a task counts: as a rule from when it begins to wait. */
    default Instant waitsFrom(DelegateTask task, Instant now) {
        return now;
    }

    /** Brings the instance's variables in line with the ledger. */
    default void refresh(DelegateExecution execution, ClueNumber number) {}
}
