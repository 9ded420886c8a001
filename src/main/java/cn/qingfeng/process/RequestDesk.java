package cn.qingfeng.process;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.DeadlineExtension.Messages;
import cn.qingfeng.process.DeadlineExtension.Variables;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.LimitMet;
import cn.qingfeng.supervision.LimitsEnded;
import cn.qingfeng.supervision.time.TimeCommand;
import cn.qingfeng.supervision.time.TimeCourse;
import cn.qingfeng.supervision.time.TimeKind;
import cn.qingfeng.supervision.time.TimeRequest;
import cn.qingfeng.supervision.time.TimeRequests;
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
    private final ClueLedger ledger;
    private final Tables tables;
    private final RuntimeService runtime;
    private final EngineRights rights;

    RequestDesk(TimeRequests requests, ClueLedger ledger, Tables tables, RuntimeService runtime, EngineRights rights) {
        this.ledger = ledger;
        this.tables = tables;
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
    public TimeRequest ask(ClueNumber number, TimeCommand wish, String by, String onceKey) {
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

    /** How the rules would deal with such a wish now, and why. */
    @Transactional(readOnly = true)
    public Course course(ClueNumber number, TimeKind kind) {
        var row = tables.row(
                "extension-rules",
                Map.of(
                        "wishKind", kind.name(),
                        "wishCard",
                                ledger.get(number).card().orElse(Card.YELLOW).name(),
                        "wish", requests.next(number, kind)));
        return new Course(TimeCourse.valueOf(Decisions.text(row, "course")), Decisions.text(row, "basis"));
    }

    /**
     * How a wish for time is dealt with.
     *
     * @param basis the rule, for readers
     */
    public record Course(TimeCourse course, String basis) {}

    /** What time was asked for is done already, and a suspension ended with it. */
    @EventListener
    void on(LimitMet met) {
        if (met.kind() == LimitKind.FINISH || met.kind() == LimitKind.REWORK) {
            requests.pending(met.number()).ifPresent(this::end);
        }
    }

    /** The result is filed: nobody has to decide about time for it any more. */
    void worked(ClueNumber number) {
        requests.pending(number).ifPresent(this::end);
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
