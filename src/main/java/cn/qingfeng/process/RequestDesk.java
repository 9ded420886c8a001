package cn.qingfeng.process;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.DeadlineExtension.Messages;
import cn.qingfeng.process.DeadlineExtension.Variables;
import cn.qingfeng.security.EngineRights;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.LimitMet;
import cn.qingfeng.supervision.LimitsEnded;
import cn.qingfeng.supervision.TimeRequest;
import cn.qingfeng.supervision.TimeRequests;
import cn.qingfeng.supervision.TimeWish;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts and ends {@code deadline-extension} with the wishes for time, in the same transaction. */
@Component
public class RequestDesk {

    private final TimeRequests requests;
    private final RuntimeService runtime;
    private final EngineRights rights;

    RequestDesk(TimeRequests requests, RuntimeService runtime, EngineRights rights) {
        this.requests = requests;
        this.runtime = runtime;
        this.rights = rights;
    }

    /**
     * Asks for time; the same key asks once. Whoever calls has asked whether the person is a handler of the lead unit.
     *
     * @throws Refusal when the rules do not allow it; nothing has changed then
     */
    @Transactional
    public TimeRequest ask(ClueNumber number, TimeWish wish, String by, String onceKey) {
        var known = requests.askedOnce(onceKey);
        if (known.isPresent()) {
            return known.get();
        }
        var request = requests.ask(number, wish, by, onceKey);
        try {
            rights.run(() -> runtime.startProcessInstanceByKey(
                    DeadlineExtension.KEY,
                    number.value(),
                    Map.of(
                            Variables.REQUEST,
                            request.number(),
                            Variables.KIND,
                            request.kind().name(),
                            ClueLifecycle.Variables.UNIT,
                            request.unit(),
                            ClueLifecycle.Variables.CARD,
                            request.card().name())));
        } catch (ProcessEngineException wrapped) {
            throw Refusals.in(wrapped);
        }
        return request;
    }

    /** What time was asked for is done already, and a suspension ended with it. */
    @EventListener
    void on(LimitMet met) {
        if (met.kind() == LimitKind.FINISH || met.kind() == LimitKind.REWORK) {
            requests.pending(met.number()).ifPresent(this::end);
        }
    }

    @EventListener
    void on(LimitsEnded ended) {
        requests.pending(ended.number()).ifPresent(this::end);
    }

    /** Another card brought limits of its own: nobody needs to decide about the old ones. */
    void limitsSetAnew(ClueNumber number) {
        requests.pending(number).filter(request -> request.limit().isPresent()).ifPresent(this::end);
    }

    private void end(TimeRequest request) {
        requests.moot(request.number());
        rights.run(() -> runtime.createMessageCorrelation(Messages.MOOT)
                .processInstanceBusinessKey(request.clue().value())
                .processInstanceVariableEquals(Variables.REQUEST, request.number())
                .correlateAll());
    }
}
