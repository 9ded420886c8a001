package cn.qingfeng.process;

import cn.qingfeng.clue.ClueNumber;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** The user tasks of one diagram, and what its instances are told when one of them is done. */
interface StepBook {

    /** The id of the process. */
    String process();

    /** The step behind a task of the diagram; empty for a task that a process owner added. */
    Optional<Step> of(String taskDefinitionKey);

    /** What its tasks are about beside the clue, such as the number of an order; null where it is the clue alone. */
    default String matter(DelegateExecution execution) {
        return null;
    }

    /** The unit whose own words the answers of a task are, and nobody else's unit may read; null where they are an office's. */
    default String unit(DelegateTask task) {
        return (String) task.getVariable(ClueLifecycle.Variables.ASSIST_UNIT);
    }

    /** Brings the instance's variables in line with the ledger. */
    default void refresh(DelegateExecution execution, ClueNumber number) {}
}
