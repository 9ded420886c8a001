package cn.qingfeng.process.time;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.task.WrappedRefusals;
import cn.qingfeng.process.time.DeadlineExtension.Messages;
import cn.qingfeng.process.time.DeadlineExtension.Variables;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.LimitMet;
import cn.qingfeng.supervision.LimitsEnded;
import cn.qingfeng.supervision.time.TimeAsked;
import cn.qingfeng.supervision.time.TimeRequest;
import cn.qingfeng.supervision.time.TimeRequests;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts and ends {@code deadline-extension} with the wishes for time, in the same transaction. */
@Component
public class TimeRequestProcesses {

    private final TimeRequests requests;
    private final RuntimeService runtime;
    private final EngineRights rights;

    TimeRequestProcesses(TimeRequests requests, RuntimeService runtime, EngineRights rights) {
        this.requests = requests;
        this.runtime = runtime;
        this.rights = rights;
    }

    /** Time was asked for: the wish's process starts with it. */
    @EventListener
    void on(TimeAsked asked) {
        var request = requests.get(asked.request());
        try {
            rights.run(() -> runtime.startProcessInstanceByKey(
                    DeadlineExtension.KEY,
                    asked.number().value(),
                    Map.ofEntries(
                            Variables.REQUEST.with(request.number()),
                            Variables.KIND.with(request.kind().name()),
                            ClueLifecycle.Variables.UNIT.with(request.unit()),
                            ClueLifecycle.Variables.CARD.with(request.card().name()))));
        } catch (ProcessEngineException wrapped) {
            throw WrappedRefusals.in(wrapped);
        }
    }

    /** What time was asked for is done already, and a suspension ended with it. */
    @EventListener
    void on(LimitMet met) {
        if (met.kind() == LimitKind.FINISH || met.kind() == LimitKind.REWORK) {
            requests.pending(met.number()).ifPresent(this::end);
        }
    }

    /** The result is filed: nobody has to decide about time for it any more. */
    public void worked(ClueNumber number) {
        requests.pending(number).ifPresent(this::end);
    }

    @EventListener
    void on(LimitsEnded ended) {
        requests.pending(ended.number()).ifPresent(this::end);
    }

    /** Another card brought limits of its own: nobody needs to decide about the old ones. */
    public void limitsSetAnew(ClueNumber number) {
        requests.pending(number).filter(request -> request.limit().isPresent()).ifPresent(this::end);
    }

    private void end(TimeRequest request) {
        requests.moot(request.number());
        rights.run(() -> runtime.createMessageCorrelation(Messages.MOOT)
                .processInstanceBusinessKey(request.clue().value())
                .processInstanceVariableEquals(Variables.REQUEST.name(), request.number())
                .correlateAll());
    }
}
