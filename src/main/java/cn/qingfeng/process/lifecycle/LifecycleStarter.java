package cn.qingfeng.process.lifecycle;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.event.ClueCorrected;
import cn.qingfeng.clue.event.ClueMerged;
import cn.qingfeng.clue.event.ClueRegistered;
import cn.qingfeng.clue.event.ClueWithdrawn;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Messages;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Variables;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.Limits;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts and ends instances with the clues, in the same transaction: a clue without its instance cannot exist. Listeners
 * are synchronous on purpose; a failure rolls the clue back too.
 */
@Component
class LifecycleStarter {

    private final RuntimeService runtime;
    private final EngineRights rights;
    private final ClueLedger ledger;
    private final Limits limits;

    LifecycleStarter(RuntimeService runtime, EngineRights rights, ClueLedger ledger, Limits limits) {
        this.runtime = runtime;
        this.rights = rights;
        this.ledger = ledger;
        this.limits = limits;
    }

    @EventListener
    void on(ClueRegistered clue) {
        var variables = RoutingVariables.of(ledger.get(clue.number()));
        rights.run(() -> runtime.startProcessInstanceByKey(
                ClueLifecycle.KEY, clue.number().value(), variables));
    }

    @EventListener
    void on(ClueWithdrawn clue) {
        end(clue.number(), Messages.WITHDRAWN, ClueStatus.WITHDRAWN);
    }

    @EventListener
    void on(ClueMerged clue) {
        end(clue.number(), Messages.MERGED, ClueStatus.MERGED);
    }

    @EventListener
    void on(ClueCorrected clue) {
        end(clue.number(), Messages.CORRECTED, ClueStatus.CORRECTED);
    }

    /** A clue that runs by a diagram from before the phases hears the message of its own; every other the one for all. */
    private void end(ClueNumber number, String message, ClueStatus end) {
        limits.end(number);
        rights.run(() -> {
            var heard = runtime.createMessageCorrelation(message)
                    .processInstanceBusinessKey(number.value())
                    .correlateAllWithResult();
            if (heard.isEmpty()) {
                runtime.createMessageCorrelation(Messages.ENDED_EARLY)
                        .processInstanceBusinessKey(number.value())
                        .setVariable(Variables.ANSWER.name(), end.name())
                        .correlate();
            }
        });
    }
}
