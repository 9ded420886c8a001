package cn.qingfeng.casework;

import static java.util.Map.entry;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.insight.following.Following;
import cn.qingfeng.notification.About;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.recusal.PerhapsNamed;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.supervision.CapPassed;
import cn.qingfeng.supervision.ClueLimit;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells those concerned of what happened to a clue. Who that is, the table of recipients says, by event and card. The notice
 * is written in the caller's transaction, with its cause.
 */
@Component
public class ClueNotifier {

    private final ClueLedger ledger;
    private final Organization organization;
    private final Notices notices;
    private final ClueAccess access;
    private final Recusals recusals;
    private final TaskHolders holders;
    private final Limits limits;
    private final Following following;

    /** The limit that such a notice is about; of the others it is the one that runs. */
    private static final Map<NoticeEvent, LimitKind> ABOUT = Map.ofEntries(
            entry(NoticeEvent.TO_DECIDE, LimitKind.DECIDE),
            entry(NoticeEvent.DISPATCHED, LimitKind.SIGN),
            entry(NoticeEvent.TO_ASSIST, LimitKind.FINISH),
            entry(NoticeEvent.RULED, LimitKind.SIGN),
            entry(NoticeEvent.SENT_BACK, LimitKind.FINISH),
            entry(NoticeEvent.REWORK, LimitKind.FINISH),
            entry(NoticeEvent.FINISHED, LimitKind.CALL_BACK),
            entry(NoticeEvent.CARD_RAISED, LimitKind.FINISH),
            entry(NoticeEvent.CARD_LOWERED, LimitKind.FINISH),
            entry(NoticeEvent.RESUMED, LimitKind.FINISH));

    ClueNotifier(
            ClueLedger ledger,
            Organization organization,
            Notices notices,
            ClueAccess access,
            Recusals recusals,
            Limits limits,
            TaskHolders holders,
            Following following) {
        this.following = following;
        this.limits = limits;
        this.holders = holders;
        this.recusals = recusals;
        this.access = access;
        this.ledger = ledger;
        this.organization = organization;
        this.notices = notices;
    }

    /** Tells the people concerned; the timeline's length makes the key, so that a retry tells nobody twice. */
    public void tell(ClueNumber number, NoticeEvent event) {
        tell(number, event, Map.of());
    }

    /** As {@link #tell(ClueNumber, NoticeEvent)}, with facts that the ledger does not know, or not yet. */
    public void tell(ClueNumber number, NoticeEvent event, Map<String, String> more) {
        var clue = ledger.get(number);
        var facts = facts(clue, event, more);
        var occasion = facts.remove(Notice.OCCASION);
        var about = about(clue, facts.get(Notice.CARD));
        var first = ledger.steppedNow(number);
        notices.tell(key(clue, event, occasion), event, about, facts, first);
        tellFollowers(clue);
        if (event == NoticeEvent.DISPATCHED && !clue.assistUnits().isEmpty()) {
            var assisting = facts(clue, NoticeEvent.TO_ASSIST, more);
            assisting.remove(Notice.OCCASION);
            notices.tell(key(clue, NoticeEvent.TO_ASSIST, occasion), NoticeEvent.TO_ASSIST, about, assisting, first);
        }
    }

    /** Whoever follows the clue hears once of each step that something happened. What, the clue's page says. */
    private void tellFollowers(Clue clue) {
        var people = new TreeSet<>(following.followers(clue));
        people.removeAll(recusals.of(clue.number()));
        if (!people.isEmpty()) {
            notices.send(
                    new Notice(
                            key(clue, NoticeEvent.FOLLOWED, null),
                            NoticeEvent.FOLLOWED,
                            clue.number().value(),
                            people),
                    ledger.steppedNow(clue.number()));
        }
    }

    /**
     * The user names of those whom such a notice about the clue would reach now.
     *
     * @param card under which card, by name
     */
    public Set<String> reached(ClueNumber number, NoticeEvent event, String card) {
        return notices.reaches(event, about(ledger.get(number), card));
    }

    /**
     * Tells that a limit comes near or has passed: whoever holds the task, everywhere. A unit's limits go by the table of
     * recipients too; others, once they have passed, also to whoever stands above.
     */
    void tellOfLimit(ClueNumber number, NoticeEvent event, LimitKind kind, Map<String, String> more) {
        var clue = ledger.get(number);
        var duty = officeDuty(clue, kind);
        var people = new TreeSet<>(holders.of(number, kind));
        if (duty.isEmpty()) {
            tell(number, event, more);
            people.removeAll(reached(number, event, clue.card().map(Card::name).orElse(null)));
        } else {
            if (people.isEmpty()) {
                people.addAll(namesOf(EnumSet.of(duty.get())));
            }
            if (event == NoticeEvent.OVERDUE && duty.get() != Duty.REPORT_DESK) {
                people.addAll(namesOf(above(kind)));
            }
        }
        people.removeAll(recusals.of(number));
        if (!people.isEmpty()) {
            notices.send(
                    new Notice(
                            key(clue, event, kind.name()),
                            event,
                            clue.number().value(),
                            people,
                            facts(clue, event, more)),
                    ledger.steppedNow(number));
        }
    }

    /** Who learns that a limit which is no unit's has passed, beside whoever has the work. */
    private static Set<Duty> above(LimitKind kind) {
        return switch (kind) {
            case LETTER_SIGN -> EnumSet.of(Duty.OFFICE_HEAD, Duty.COUNTY_LEADER);
            case LETTER_RECEIVE, LISTING, SECOND_LOOK -> EnumSet.of(Duty.OFFICE_HEAD, Duty.GROUP_HEAD);
            default -> EnumSet.of(Duty.OFFICE_HEAD);
        };
    }

    /** Tells those who hold a duty, by the engine's group of it. */
    public void tellGroup(ClueNumber number, NoticeEvent event, String group, Map<String, String> more) {
        var clue = ledger.get(number);
        var people = organization.peopleInGroup(group).stream()
                .map(Person::username)
                .collect(Collectors.toCollection(TreeSet::new));
        people.removeAll(recusals.of(number));
        var facts = facts(clue, event, more);
        var occasion = facts.remove(Notice.OCCASION);
        notices.send(new Notice(key(clue, event, occasion), event, number.value(), people, facts));
    }

    /** Tells both sides of a transfer letter that it is withdrawn before they signed. */
    public void tellLetterWithdrawn(ClueNumber number, String why) {
        var clue = ledger.get(number);
        var people = namesOf(EnumSet.of(Duty.GROUP_HEAD, Duty.DISCIPLINE));
        people.removeAll(recusals.of(number));
        notices.send(new Notice(
                key(clue, NoticeEvent.TRANSFER_WITHDRAWN, null),
                NoticeEvent.TRANSFER_WITHDRAWN,
                number.value(),
                people,
                facts(clue, NoticeEvent.TRANSFER_WITHDRAWN, Map.of(Notice.REASON, why))));
    }

    /** Tells those who may take a task, or have it, that it waits for them. */
    public void tellOffered(ClueNumber number, LimitKind kind, Set<String> people, Optional<Instant> due) {
        var clue = ledger.get(number);
        var more = new HashMap<>(Map.of(Notice.REASON, "task.waits." + kind));
        due.ifPresent(at -> more.put(Notice.DUE_AT, at.toString()));
        notices.send(new Notice(
                key(clue, NoticeEvent.TASK_WAITS, kind.name()),
                NoticeEvent.TASK_WAITS,
                number.value(),
                people,
                facts(clue, NoticeEvent.TASK_WAITS, more)));
    }

    /**
     * Tells these people that something about the clue waits for them, or is late.
     *
     * @param what its message key
     * @param occasion tells one such thing from another of the same clue
     */
    public void tellPeople(
            ClueNumber number, NoticeEvent event, String what, String occasion, Set<String> people, Instant due) {
        var clue = ledger.get(number);
        var told = new TreeSet<>(people);
        told.removeAll(recusals.of(number));
        if (!told.isEmpty()) {
            notices.send(new Notice(
                    key(clue, event, occasion),
                    event,
                    number.value(),
                    told,
                    facts(clue, event, Map.of(Notice.REASON, what, Notice.DUE_AT, due.toString()))));
        }
    }

    /**
     * Tells the desk for reports that one waits, without a word of it. The notice's key, which the engine shows beside the minute
     * of its delivery, is by chance: with the number in it, it would tell with which appeal the report came.
     */
    public void tellReportDesk(ClueNumber number, Optional<Instant> due) {
        var people = namesOf(EnumSet.of(Duty.REPORT_DESK));
        people.removeAll(recusals.of(number));
        var facts = new HashMap<>(Map.of(Notice.REASON, "task.waits." + LimitKind.ADMISSION));
        due.ifPresent(at -> facts.put(Notice.DUE_AT, at.toString()));
        notices.send(new Notice(UUID.randomUUID().toString(), NoticeEvent.TASK_WAITS, number.value(), people, facts));
    }

    /** Whose work a limit of the office's is; empty for a limit of the unit's. */
    private static Optional<Duty> officeDuty(Clue clue, LimitKind kind) {
        if (clue.content().kind() == ClueKind.REPORT) {
            return Optional.of(Duty.REPORT_DESK);
        }
        var card = clue.card().or(clue::proposedCard).orElse(Card.YELLOW);
        return Optional.ofNullable(
                switch (kind) {
                    case ADMISSION -> Duty.GRADER;
                    case DECIDE, DISPATCH ->
                        switch (card) {
                            case BLUE -> Duty.WINDOW_CLERK;
                            case YELLOW -> Duty.OFFICE_HEAD;
                            case RED -> Duty.GROUP_HEAD;
                        };
                    case RULING -> card == Card.RED ? Duty.GROUP_HEAD : Duty.OFFICE_HEAD;
                    case REVIEW -> card == Card.BLUE ? Duty.GRADER : Duty.OFFICE_HEAD;
                    case CALL_BACK -> Duty.CALLER;
                    case RECHECK, SECOND_LOOK, CONCLUSION -> Duty.SUPERVISOR;
                    case LETTER_SIGN -> Duty.GROUP_HEAD;
                    case LETTER_RECEIVE -> Duty.DISCIPLINE;
                    case WISH_DECIDE -> card == Card.RED ? Duty.GROUP_HEAD : Duty.OFFICE_HEAD;
                    case LISTING -> Duty.COUNTY_LEADER;
                    case RELAY -> Duty.GRADER;
                    case PASS_UP -> Duty.REPORT_DESK;
                    case LEGAL_CAP -> Duty.OFFICE_HEAD;
                    case SIGN, CONTACT, REPLY, FINISH, REWORK, MATTER, PROGRESS, WISH_SIGN -> null;
                });
    }

    private Set<String> namesOf(Set<Duty> duties) {
        return organization.peopleWith(duties).stream()
                .map(Person::username)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, String> facts(Clue clue, NoticeEvent event, Map<String, String> more) {
        var facts = new HashMap<String, String>();
        clue.card().ifPresent(card -> facts.put(Notice.CARD, card.name()));
        clue.leadUnit().ifPresent(unit -> facts.put(Notice.UNIT, organization.unitName(unit)));
        until(clue, event).ifPresent(limit -> {
            facts.put(Notice.DUE_AT, limit.dueAt().orElseThrow().toString());
            facts.put(Notice.REASON, "limit." + limit.kind());
        });
        clue.linkedTo().or(clue::orderNumber).ifPresent(other -> facts.put(Notice.OTHER, other));
        if (more.containsKey(Notice.DUE_AT)) {
            // Of which limit that is, only the same side can tell.
            facts.remove(Notice.REASON);
        }
        facts.putAll(more);
        return facts;
    }

    /** The limit whose end a notice tells: by its kind, which the notice names, or where that does not run the nearest. */
    private Optional<ClueLimit> until(Clue clue, NoticeEvent event) {
        return Optional.ofNullable(ABOUT.get(event))
                .flatMap(kind -> limits.inForce(clue.number(), kind))
                .filter(limit -> limit.dueAt().isPresent() && limit.metAt().isEmpty())
                .or(() -> limits.running(clue.number()).stream()
                        .filter(limit -> limit.dueAt().equals(clue.dueAt()))
                        .findFirst());
    }

    /** A new end lies beyond the law's: to the office's head, who may still mend it. */
    @EventListener
    void on(CapPassed passed) {
        var clue = ledger.get(passed.number());
        var people = namesOf(EnumSet.of(officeDuty(clue, LimitKind.LEGAL_CAP).orElseThrow()));
        people.removeAll(recusals.of(passed.number()));
        notices.send(new Notice(
                key(clue, NoticeEvent.BEYOND_CAP, passed.kind().name()),
                NoticeEvent.BEYOND_CAP,
                passed.number().value(),
                people,
                facts(
                        clue,
                        NoticeEvent.BEYOND_CAP,
                        Map.of(
                                Notice.REASON,
                                "limit." + passed.kind(),
                                Notice.DUE_AT,
                                passed.end().toString(),
                                Notice.OTHER,
                                LocalDate.ofInstant(passed.cap(), CountyClock.ZONE)
                                        .toString()))));
    }

    /** Tells whoever asked that the reporter wrote; a sealed report's desk; where neither, those whom the county's data name. */
    public void reporterWrote(ClueNumber number, String asker) {
        var clue = ledger.get(number);
        if (asker != null && access.maySee(access.viewer(asker), clue)) {
            reporterWrote(clue, Set.of(asker));
        } else if (clue.content().kind() == ClueKind.REPORT) {
            var desk = namesOf(EnumSet.of(Duty.REPORT_DESK));
            desk.removeAll(recusals.of(number));
            reporterWrote(clue, desk);
        } else {
            tell(number, NoticeEvent.REPORTER_WROTE);
        }
    }

    /** Tells the heads that nobody was left for a task whose people keep out, and who does it instead. */
    public void tellOfSubstitute(ClueNumber number, String task) {
        tellHeads(number, NoticeEvent.STOOD_IN, task);
    }

    /** Before the clue goes to a unit, the heads decide whom it names; of a report against a person its desk sees them. */
    @EventListener
    void on(PerhapsNamed found) {
        if (ledger.get(found.number()).content().kind() != ClueKind.REPORT) {
            tellHeads(found.number(), NoticeEvent.PERHAPS_NAMED, null);
        }
    }

    private void tellHeads(ClueNumber number, NoticeEvent event, String occasion) {
        var people = namesOf(EnumSet.of(Duty.OFFICE_HEAD, Duty.GROUP_HEAD));
        people.removeAll(recusals.of(number));
        recusals.undecided(number).forEach(perhaps -> people.remove(perhaps.username()));
        var clue = ledger.get(number);
        notices.send(
                new Notice(key(clue, event, occasion), event, number.value(), people, facts(clue, event, Map.of())));
    }

    private void reporterWrote(Clue clue, Set<String> people) {
        var event = NoticeEvent.REPORTER_WROTE;
        notices.send(new Notice(key(clue, event, null), event, clue.number().value(), people, Map.of()));
    }

    private static String key(Clue clue, NoticeEvent event, String occasion) {
        return clue.number() + "/" + event + "/" + clue.steps() + (occasion == null ? "" : "/" + occasion);
    }

    private About about(Clue clue, String card) {
        return new About(
                clue.number().value(),
                clue.content().kind() == ClueKind.REPORT,
                card != null ? card : clue.proposedCard().map(Card::name).orElse(null),
                clue.leadUnit().orElse(null),
                clue.assistUnits(),
                clue.registeredBy(),
                recusals.of(clue.number()));
    }
}
