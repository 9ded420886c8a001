package cn.qingfeng.process;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.disclosure.RevealRequest;
import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.disclosure.RevealRule;
import cn.qingfeng.disclosure.RevealWithdrawn;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.process.IdentityReveal.Doing;
import cn.qingfeng.process.IdentityReveal.Messages;
import cn.qingfeng.process.IdentityReveal.Variables;
import cn.qingfeng.security.engine.EngineRights;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts and ends {@code identity-reveal} with the wishes to know a reporter, in the same transaction, and tells of them. */
@Component
public class RevealDesk {

    private static final String TABLE = "reveal-rules";

    private final RevealRequests requests;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Organization organization;
    private final WorkingCalendar calendar;
    private final Tables tables;
    private final Notices notices;
    private final RuntimeService runtime;
    private final EngineRights rights;
    private final Clock clock;

    RevealDesk(
            RevealRequests requests,
            ClueLedger ledger,
            ClueAccess access,
            Organization organization,
            WorkingCalendar calendar,
            Tables tables,
            Notices notices,
            RuntimeService runtime,
            EngineRights rights,
            Clock clock) {
        this.requests = requests;
        this.ledger = ledger;
        this.access = access;
        this.organization = organization;
        this.calendar = calendar;
        this.tables = tables;
        this.notices = notices;
        this.runtime = runtime;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * Asks to be shown who reported; the same key asks once.
     *
     * @throws Refusal forbidden, when it is not the person's to ask; conflict, when the table has no row for it, nobody is
     *     known, nobody could decide, or a wish of the same person is open
     */
    @Transactional
    public RevealRequest ask(ClueNumber number, String ground, String reason, String by, String onceKey) {
        var known = requests.askedOnce(onceKey);
        if (known.isPresent()) {
            return known.get();
        }
        var clue = ledger.get(number);
        var duty = access.asksForIdentity(access.viewer(by), clue)
                .orElseThrow(() -> Refusal.forbidden("action.forbidden", Refusal.word("action.REVEAL")));
        var kind = clue.content().kind();
        var row = row(clue, duty);
        var rule = new RevealRule(
                duty.name(),
                Decisions.text(row, "decider"),
                calendar.plusWorkingDays(clock.instant(), Decisions.number(row, "decideDays"))
                        .dueAt(),
                Decisions.number(row, "viewHours"),
                Decisions.text(row, "basis"));
        var request = requests.ask(number, ground, reason, by, rule, onceKey);
        if (deciders(request).isEmpty()) {
            throw Refusal.conflict("reveal.no-decider", number);
        }
        rights.run(() -> runtime.startProcessInstanceByKey(
                IdentityReveal.KEY,
                number.value(),
                Map.of(Variables.REVEAL, request.number(), ClueLifecycle.Variables.KIND, kind.name())));
        return request;
    }

    private Map<String, Object> row(Clue clue, Duty askedAs) {
        return tables.row(TABLE, Map.of("clueKind", clue.content().kind().name(), "askedAs", askedAs.name()));
    }

    /** Those who would be asked to decide if this person asked now; nobody where the person may not. */
    @Transactional(readOnly = true)
    public Set<String> wouldDecide(ClueNumber number, String asker) {
        var clue = ledger.get(number);
        return access.asksForIdentity(access.viewer(asker), clue)
                .map(duty -> deciders(clue, Decisions.text(row(clue, duty), "decider"), asker))
                .orElse(Set.of());
    }

    /** Those who could decide now: holders of the duty, but not whoever asked and nobody whom the clue concerns. */
    @Transactional(readOnly = true)
    public Set<String> deciders(RevealRequest request) {
        return deciders(ledger.get(request.clue()), String.join(",", request.deciders()), request.askedBy());
    }

    private Set<String> deciders(Clue clue, String groups, String asker) {
        var people = new TreeSet<String>();
        for (var group : groups.split(",")) {
            organization.peopleInGroup(group).stream()
                    .map(Person::username)
                    .filter(person -> !person.equals(asker))
                    .filter(person -> mayDecide(access.viewer(person), clue))
                    .forEach(people::add);
        }
        return people;
    }

    private boolean mayDecide(Viewer viewer, Clue clue) {
        return access.maySee(viewer, clue) && !access.isConcerned(viewer, clue);
    }

    /** What a service task of the diagram does. */
    void take(Doing doing, String requestNumber) {
        var request = requests.get(requestNumber);
        switch (doing) {
            case TELL_DECIDERS -> tell(request, NoticeEvent.REVEAL_ASKED, deciders(request), request.decideBy(), null);
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
                .processInstanceVariableEquals(Variables.REVEAL, withdrawn.request())
                .correlate());
    }
}
