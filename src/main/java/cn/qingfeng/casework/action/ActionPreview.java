package cn.qingfeng.casework.action;

import cn.qingfeng.calendar.Moments;
import cn.qingfeng.casework.CardMoves;
import cn.qingfeng.casework.CaseMoves;
import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.disclosure.RevealDeciders;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.Powers.Action;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeCourses;
import cn.qingfeng.supervision.time.TimeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says before an action is taken what it will do and whom it reaches, so that nobody confirms blindly. */
@Component
@Transactional(readOnly = true)
class ActionPreview {

    /**
     * What will happen.
     *
     * @param effects one sentence each
     * @param reached name and unit of everybody who is told at once
     */
    record Prospect(List<String> effects, List<String> reached) {}

    private final ClueLedger ledger;
    private final Limits limits;
    private final CardMoves cards;
    private final SupervisionOrders orders;
    private final ClueNotifier concerned;
    private final RevealDeciders reveals;
    private final TimeCourses requests;
    private final CaseMoves moves;
    private final Organization organization;
    private final MessageSource messages;

    ActionPreview(
            ClueLedger ledger,
            Limits limits,
            CardMoves cards,
            SupervisionOrders orders,
            ClueNotifier concerned,
            RevealDeciders reveals,
            TimeCourses requests,
            CaseMoves moves,
            Organization organization,
            MessageSource messages) {
        this.ledger = ledger;
        this.limits = limits;
        this.cards = cards;
        this.orders = orders;
        this.concerned = concerned;
        this.reveals = reveals;
        this.requests = requests;
        this.moves = moves;
        this.organization = organization;
        this.messages = messages;
    }

    /** What will happen when this person takes the action. */
    Prospect of(Action action, ClueNumber number, String by, Locale locale) {
        var clue = ledger.get(number);
        var unit = clue.leadUnit().map(organization::unitName).orElse("");
        var effects = new ArrayList<String>();
        var raised = clue.card().flatMap(Card::raised);
        switch (action) {
            case RAISE ->
                effects.add(say(
                        "action.will.RAISE",
                        locale,
                        card(clue.card().orElse(null), locale),
                        card(raised.orElse(null), locale)));
            case EXTEND, SUSPEND, RESUME, TACKLE -> effects.add(asking(action, number, unit, locale));
            case BACK, FORWARD, PROCEED, CANCEL, RESTART -> effects.addAll(steering(action, number, unit, locale));
            default -> effects.add(say("action.will." + action, locale, unit));
        }
        var raises = action == Action.RAISE || action == Action.EXTEND && givesNoTime(number);
        if (raises || action == Action.LOWER) {
            limits.dueAt(number, LimitKind.LEGAL_CAP)
                    .ifPresent(cap -> effects.add(say("action.will.cap", locale, time(cap))));
        }
        var end = raises
                ? raised.flatMap(card -> cards.wouldEnd(number, card))
                : action == Action.RESUME ? limits.wouldEndResumed(number) : Optional.<Instant>empty();
        limits.dueAt(number, LimitKind.LEGAL_CAP)
                .filter(cap -> end.filter(cap::isBefore).isPresent())
                .ifPresent(
                        cap -> effects.add(say("action.will.beyond-cap", locale, time(end.orElseThrow()), time(cap))));
        if (action == Action.ORDER || action == Action.LIST) {
            orders.of(number).stream()
                    .filter(order -> order.state().isInForce())
                    .forEach(order -> effects.add(say(
                            "action.will.supersede",
                            locale,
                            say("order.level." + order.level(), locale),
                            order.number())));
        }
        if (action == Action.EXPLAIN) {
            orders.explainable(number)
                    .ifPresent(order -> effects.add(say("action.will.goes-on", locale, order.number())));
        }
        return new Prospect(
                List.copyOf(effects),
                reached(action, clue, by, raised.map(Enum::name).orElse(null)));
    }

    /** What the table would do with the wish: a second one gives no time, and some cards know no such wish. */
    private String asking(Action action, ClueNumber number, String unit, Locale locale) {
        var course = requests.of(number, TimeKind.valueOf(action.name()));
        return switch (course.course()) {
            case SIGN_AND_DECIDE -> say("action.will." + action, locale, unit);
            case NOT_ALLOWED -> say("action.will.NOT_ALLOWED", locale, course.basis());
            case TURN_YELLOW, RAISE_AND_ORDER -> say("action.will.EXTEND." + course.course(), locale, unit);
        };
    }

    /** What each move that is open would do and how it is taken back; else why there is none. */
    private List<String> steering(Action action, ClueNumber number, String unit, Locale locale) {
        var none = moves.obstacle(action, number);
        return none.isPresent()
                ? List.of(
                        messages.getMessage(none.get().key(), none.get().args().toArray(), locale))
                : moves.open(action, number).stream()
                        .map(move -> say("steer.will." + move, locale, unit))
                        .toList();
    }

    private boolean givesNoTime(ClueNumber number) {
        return switch (requests.of(number, TimeKind.EXTEND).course()) {
            case TURN_YELLOW, RAISE_AND_ORDER -> true;
            case SIGN_AND_DECIDE, NOT_ALLOWED -> false;
        };
    }

    private List<String> reached(Action action, Clue clue, String by, String raised) {
        var card = clue.card().map(Enum::name).orElse(null);
        return switch (action) {
            case URGE -> told(clue, NoticeEvent.URGED, card);
            case ORDER -> told(clue, NoticeEvent.ORDERED, card);
            case EXPLAIN -> told(clue, NoticeEvent.EXPLANATION_ASKED, card);
            case RAISE -> told(clue, NoticeEvent.CARD_RAISED, raised);
            // It waits for the county leader; the unit hears of it once it is approved.
            case LIST -> named(organization.peopleWith(Duty.COUNTY_LEADER));
            case EXTEND, SUSPEND, RESUME, TACKLE ->
                clue.leadUnit()
                        .map(unit -> named(organization.peopleWith(Duty.UNIT_LEADER, unit)))
                        .orElse(List.of());
            case REVEAL -> people(reveals.wouldDecide(clue.number(), by));
            case LOWER -> told(clue, NoticeEvent.CARD_LOWERED, card);
            case BACK, FORWARD, PROCEED, CANCEL, RESTART ->
                moves.open(action, clue.number()).stream()
                        .flatMap(move -> move.told().stream())
                        .flatMap(event -> told(clue, event, card).stream())
                        .distinct()
                        .toList();
        };
    }

    private List<String> told(Clue clue, NoticeEvent event, String card) {
        return people(new TreeSet<>(concerned.reached(clue.number(), event, card)));
    }

    private List<String> people(Set<String> usernames) {
        return named(usernames.stream()
                .flatMap(person -> organization.person(person).stream())
                .toList());
    }

    private List<String> named(Collection<Person> people) {
        return people.stream()
                .map(person -> messages.getMessage(
                        "action.person",
                        new Object[] {person.name(), organization.unitName(person.unit())},
                        Locale.CHINA))
                .toList();
    }

    private String card(Card card, Locale locale) {
        return say(card == null ? "card.none" : "card." + card, locale);
    }

    private String time(Instant at) {
        return Moments.minute(at);
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
