package cn.qingfeng.process.reveal;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.disclosure.RevealAsked;
import cn.qingfeng.disclosure.RevealDeciders;
import cn.qingfeng.disclosure.RevealRequest;
import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.disclosure.RevealWithdrawn;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.reveal.IdentityReveal.Doing;
import cn.qingfeng.process.reveal.IdentityReveal.Messages;
import cn.qingfeng.process.reveal.IdentityReveal.Variables;
import cn.qingfeng.security.engine.EngineRights;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts and ends {@code identity-reveal} with the wishes to know a reporter, in the same transaction, and tells of them. */
@Component
class RevealProcesses {

    private final RevealRequests requests;
    private final RevealDeciders deciders;
    private final ClueLedger ledger;
    private final WorkingCalendar calendar;
    private final Notices notices;
    private final RuntimeService runtime;
    private final EngineRights rights;

    RevealProcesses(
            RevealRequests requests,
            RevealDeciders deciders,
            ClueLedger ledger,
            WorkingCalendar calendar,
            Notices notices,
            RuntimeService runtime,
            EngineRights rights) {
        this.requests = requests;
        this.deciders = deciders;
        this.ledger = ledger;
        this.calendar = calendar;
        this.notices = notices;
        this.runtime = runtime;
        this.rights = rights;
    }

    /** Somebody asked: the wish's process starts with it. */
    @EventListener
    void on(RevealAsked asked) {
        rights.run(() -> runtime.startProcessInstanceByKey(
                IdentityReveal.KEY,
                asked.number().value(),
                Map.ofEntries(
                        Variables.REVEAL.with(asked.request()),
                        ClueLifecycle.Variables.KIND.with(
                                ledger.get(asked.number()).content().kind().name()))));
    }

    /** What a service task of the diagram does. */
    void take(Doing doing, String requestNumber) {
        var request = requests.get(requestNumber);
        switch (doing) {
            case TELL_DECIDERS ->
                tell(request, NoticeEvent.REVEAL_ASKED, deciders.deciders(request), request.decideBy(), null);
            case OPEN_VIEW -> {
                var until = calendar.plusWorkingHours(request.decidedAt().orElseThrow(), request.viewHours())
                        .dueAt();
                requests.open(requestNumber, until);
                tellAsker(request, until);
            }
            case TELL_REFUSED -> tellAsker(request, request.decidedAt().orElseThrow());
            case LAPSE -> {
                requests.lapse(requestNumber);
                tellAsker(request, request.decideBy());
            }
            case CLOSE_VIEW -> requests.end(requestNumber);
        }
    }

    private void tellAsker(RevealRequest request, Instant due) {
        tell(request, NoticeEvent.REVEAL_DECIDED, Set.of(request.askedBy()), due, "reveal.decided." + request.state());
    }

    private void tell(RevealRequest request, NoticeEvent event, Set<String> people, Instant due, String reason) {
        var facts = new HashMap<String, String>();
        facts.put(Notice.OTHER, request.number());
        facts.put(Notice.DUE_AT, due.toString());
        facts.put(Notice.LINK, "/reveals/" + request.number());
        if (reason != null) {
            facts.put(Notice.REASON, reason);
        }
        notices.send(
                new Notice(request.number() + "/" + event, event, request.clue().value(), people, facts));
    }

    @EventListener
    void on(RevealWithdrawn withdrawn) {
        rights.run(() -> runtime.createMessageCorrelation(Messages.WITHDRAWN)
                .processInstanceBusinessKey(withdrawn.number().value())
                .processInstanceVariableEquals(Variables.REVEAL.name(), withdrawn.request())
                .correlate());
    }
}
