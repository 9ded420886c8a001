package cn.qingfeng.process;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.process.notice.Informed;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Who is told of what happened to a clue. The notice is written in the caller's transaction, with its cause. */
@Component
public class Concerned {

    private final ClueLedger ledger;
    private final Organization organization;
    private final Notices notices;
    private final Informed informed;

    Concerned(ClueLedger ledger, Organization organization, Notices notices, Informed informed) {
        this.informed = informed;
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
        var facts = new HashMap<String, String>();
        clue.card().ifPresent(card -> facts.put(Notice.CARD, card.name()));
        clue.leadUnit().ifPresent(unit -> facts.put(Notice.UNIT, organization.unitName(unit)));
        clue.dueAt().ifPresent(due -> facts.put(Notice.DUE_AT, due.toString()));
        clue.linkedTo().or(clue::orderNumber).ifPresent(other -> facts.put(Notice.OTHER, other));
        facts.putAll(more);
        var occasion = facts.remove(Notice.OCCASION);
        var key = number + "/" + event + "/" + clue.steps() + (occasion == null ? "" : "/" + occasion);
        notices.send(new Notice(key, event, number.value(), recipients(clue, event), facts));
        if (event == NoticeEvent.DISPATCHED && !clue.assistUnits().isEmpty()) {
            notices.send(new Notice(
                    number + "/" + NoticeEvent.TO_ASSIST + "/" + clue.steps(),
                    NoticeEvent.TO_ASSIST,
                    number.value(),
                    assisting(clue),
                    facts));
        }
    }

    private Set<String> recipients(Clue clue, NoticeEvent event) {
        var people = new TreeSet<String>();
        switch (event) {
            case DISPATCHED, RULED -> informed(clue, people);
            case TO_SIGN -> clue.leadUnit().ifPresent(unit -> with(Duty.UNIT_LEADER, unit, people));
            case REMINDER, SUSPENDED, RESUMED, EXTENSION_DECIDED -> atUnit(clue, people);
            case OVERDUE, URGED, ORDERED, LISTED, EXPLANATION_ASKED -> {
                informed(clue, people);
                atUnit(clue, people);
            }
            case REPORTED, TRANSFERRED -> {
                informed(clue, people);
                atUnit(clue, people);
                with(Duty.OFFICE_HEAD, people);
                with(Duty.GROUP_HEAD, people);
                with(Duty.SUPERVISOR, people);
            }
            case EXTENSION_ASKED, RETURNED ->
                with(clue.card().filter(Card.RED::equals).isPresent() ? Duty.GROUP_HEAD : Duty.OFFICE_HEAD, people);
            case SENT_BACK, REWORK -> atUnit(clue, people);
            case FINISHED -> with(Duty.CALLER, people);
            case CARD_RAISED -> {
                informed(clue, people);
                with(Duty.OFFICE_HEAD, people);
                with(Duty.GROUP_HEAD, people);
            }
            case CLOSED -> {
                atUnit(clue, people);
                registrar(clue, people);
            }
            case NOT_ADMITTED, MERGED, WITHDRAWN, CORRECTED -> {
                atUnit(clue, people);
                registrar(clue, people);
                with(Duty.GRADER, people);
            }
            case PROMISE_MOVED -> {
                // To the reporter, by a channel of the reporter's; nobody of the house is told.
            }
            default -> with(Duty.OFFICE_HEAD, people);
        }
        return people;
    }

    private void with(Duty duty, String unit, Set<String> people) {
        organization.peopleWith(duty, unit).stream().map(Person::username).forEach(people::add);
    }

    private void with(Duty duty, Set<String> people) {
        organization.peopleWith(duty).stream().map(Person::username).forEach(people::add);
    }

    /** By its card, as the county's plan lays down. */
    private void informed(Clue clue, Set<String> people) {
        people.addAll(informed.about(
                clue.card().map(Card::name).orElse(null), clue.leadUnit().orElse(null), Set.of()));
    }

    private void atUnit(Clue clue, Set<String> people) {
        clue.leadUnit().ifPresent(unit -> atUnit(unit, people));
    }

    private void atUnit(String unit, Set<String> people) {
        for (var duty : new Duty[] {Duty.HANDLER, Duty.UNIT_LEADER}) {
            organization.peopleWith(duty, unit).stream().map(Person::username).forEach(people::add);
        }
    }

    private Set<String> assisting(Clue clue) {
        var people = new TreeSet<String>();
        clue.assistUnits().forEach(unit -> atUnit(unit, people));
        return people;
    }

    /** A clerk who registered a sealed report learns nothing more of it. */
    private void registrar(Clue clue, Set<String> people) {
        if (clue.content().kind() != ClueKind.REPORT
                && organization.person(clue.registeredBy()).isPresent()) {
            people.add(clue.registeredBy());
        }
    }
}
