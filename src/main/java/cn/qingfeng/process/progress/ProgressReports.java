package cn.qingfeng.process.progress;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.progress.ProgressReport.Messages;
import cn.qingfeng.process.progress.ProgressReport.Tasks;
import cn.qingfeng.process.task.TaskHandler;
import cn.qingfeng.process.task.TaskHandlers;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.LimitsEnded;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks for progress as long as it is owed: of a red clue that is being handled, from its written reply to its result, and
 * after it came back. What is owed is read from the ledger each time, so that nothing has to be remembered.
 */
@Component
public class ProgressReports implements TaskHandlers {

    private final ClueLedger ledger;
    private final Limits limits;
    private final RuntimeService runtime;
    private final EngineRights rights;

    ProgressReports(ClueLedger ledger, Limits limits, RuntimeService runtime, EngineRights rights) {
        this.ledger = ledger;
        this.limits = limits;
        this.runtime = runtime;
        this.rights = rights;
    }

    /** Something happened that progress may hang on. */
    public void review(ClueNumber number) {
        var clue = ledger.get(number);
        var asked = rights.call(() -> runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number.value(), ProgressReport.KEY)
                        .count()
                > 0);
        if (isOwed(clue) && !asked) {
            rights.run(() -> runtime.startProcessInstanceByKey(
                    ProgressReport.KEY,
                    number.value(),
                    Map.ofEntries(
                            ClueLifecycle.Variables.UNIT.with(clue.leadUnit().orElseThrow()),
                            ClueLifecycle.Variables.CARD.with(
                                    clue.card().orElseThrow().name()))));
        } else if (!isOwed(clue) && asked) {
            rights.run(() -> runtime.createMessageCorrelation(Messages.OVER)
                    .processInstanceBusinessKey(number.value())
                    .correlateAll());
        }
    }

    private boolean isOwed(Clue clue) {
        return clue.status() == ClueStatus.HANDLING
                && clue.card().filter(Card.RED::equals).isPresent()
                && limits.limit(clue.number(), LimitKind.PROGRESS).isPresent()
                && !limits.isOwed(clue.number(), LimitKind.CONTACT)
                && !limits.isOwed(clue.number(), LimitKind.REPLY);
    }

    @EventListener
    void on(LimitsEnded ended) {
        review(ended.number());
    }

    @Override
    public String process() {
        return ProgressReport.KEY;
    }

    @Override
    public Map<String, TaskHandler> steps() {
        return Map.of(Tasks.REPORT, it -> {
            ledger.press(it.clue(), it.by(), TimelineAction.PROGRESS_REPORTED, null, null, it.required("progress"));
            return null;
        });
    }

    @Override
    public String unit(DelegateTask task) {
        return ClueLifecycle.Variables.UNIT.of(task.getExecution());
    }
}
