package cn.qingfeng.process.escalation;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.engine.RoutingHistory;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** {@code ${watch.next(execution)}}: when the watch over a clue's limits has to look again. */
@BpmnBean(value = "watch", in = ClueLifecycle.KEY)
public class Watch {

    /** Where no step is planned, the watch looks in once in so many days; a limit that starts wakes it earlier. */
    private static final Duration IDLE = Duration.ofDays(30);

    private final ClueLedger ledger;
    private final Clock clock;

    Watch(ClueLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The moment of the next step about one of the clue's limits. */
    public Date next(DelegateExecution execution) {
        return next(ClueNumber.of(execution.getProcessBusinessKey()));
    }

    Date next(ClueNumber number) {
        // By the day: a moment would say when the clue came, and so with which other one.
        return ledger.get(number)
                .nextStepAt()
                .map(Date::from)
                .orElseGet(() -> RoutingHistory.day(Date.from(clock.instant().plus(IDLE))));
    }
}
