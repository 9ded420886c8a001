package cn.qingfeng.process;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.event.ClueCorrected;
import cn.qingfeng.clue.event.ClueMerged;
import cn.qingfeng.clue.event.ClueRegistered;
import cn.qingfeng.clue.event.ClueWithdrawn;
import cn.qingfeng.process.ClueLifecycle.Messages;
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
        end(clue.number(), Messages.WITHDRAWN);
    }

    @EventListener
    void on(ClueMerged clue) {
        end(clue.number(), Messages.MERGED);
    }

    @EventListener
    void on(ClueCorrected clue) {
        end(clue.number(), Messages.CORRECTED);
    }

    private void end(ClueNumber number, String message) {
        limits.end(number);
        rights.run(() -> runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(number.value())
                .correlate());
    }
}
