package cn.qingfeng.supervision.order;

import cn.qingfeng.Marks;
import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.access.ClueConditions;
import cn.qingfeng.clue.request.ClueRequests;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.supervision.ClueLimit;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.LimitMet;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.LimitsEnded;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Urgings and orders. Nobody presses for what somebody presses for already (政府督查工作条例 15): while an order is open,
 * only a higher one may follow, and takes its place. How many a day may be issued, the table {@code order-rules} says.
 */
@Component
@Transactional
public class SupervisionOrders {

    private static final Set<ClueStatus> AT_A_UNIT =
            EnumSet.of(ClueStatus.DISPATCHED, ClueStatus.RETURNED, ClueStatus.HANDLING, ClueStatus.UNDER_REVIEW);

    private final ClueRequests<SupervisionOrder> requests;
    private final ClueLedger ledger;
    private final Organization organization;
    private final OrderNumbers numbers;
    private final Limits limits;
    private final WorkingCalendar calendar;
    private final OrderRules rules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SupervisionOrders(
            EntityManager entities,
            ClueLedger ledger,
            Organization organization,
            OrderNumbers numbers,
            Limits limits,
            WorkingCalendar calendar,
            OrderRules rules,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = new ClueRequests<>(entities, SupervisionOrder.class, "order.unknown");
        this.ledger = ledger;
        this.organization = organization;
        this.numbers = numbers;
        this.limits = limits;
        this.calendar = calendar;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The clues about which somebody was urged or ordered; a listing that waits for its approval, or got none, is not told to units.
     *
     * @param units only what was issued to one of these, for whoever reads no other
     */
    public static Specification<Clue> pressed(Optional<Set<String>> units) {
        var orders = "select o.clue_number from supervision_order o";
        return units.map(own -> own.isEmpty()
                        ? ClueConditions.none()
                        : ClueConditions.among(
                                orders + " where o.state in ('" + OrderState.OPEN + "', '" + OrderState.EXPLAINED
                                        + "', '"
                                        + OrderState.CONCLUDED + "') and o.unit_code in ("
                                        + Marks.of(own) + ")",
                                own))
                .orElseGet(() -> ClueConditions.among(orders, List.of()));
    }

    /** What was issued under that key already: a click that came twice issues once. */
    @Transactional(readOnly = true)
    public Optional<SupervisionOrder> askedOnce(String onceKey) {
        return requests.askedOnce(onceKey);
    }

    /**
     * Issues an urging or an order, which takes effect by {@link #takeEffect}, or proposes a listed one, which waits for its
     * approval before that; the same key issues once.
     *
     * @param by a user name, or {@link Timeline#SYSTEM}; whoever calls has asked whether the person may
     * @throws Refusal conflict, when no unit handles the clue, one of that or a higher level is open, or the day's number is
     *     used up
     */
    public SupervisionOrder issue(ClueNumber number, OrderCommand wish, String by, String onceKey) {
        var known = askedOnce(onceKey);
        if (known.isPresent()) {
            return known.get();
        }
        var order = write(number, wish, rules.of(wish.level()), by, onceKey);
        events.publishEvent(new OrderIssued(number, order.number()));
        return order;
    }

    private SupervisionOrder write(ClueNumber number, OrderCommand wish, OrderRule rule, String by, String onceKey) {
        var clue = ledger.get(number);
        mayBePressed(clue);
        var earlier = of(number);
        standing(earlier, wish.level()).ifPresent(other -> {
            throw Refusal.conflict("order.open", number, Refusal.word("order.level." + other.level()), other.number());
        });
        if (today(earlier, wish.level()) >= rule.perDay()) {
            throw Refusal.conflict(
                    "order.too-many", number, rule.perDay(), Refusal.word("order.level." + wish.level()));
        }
        var unit = clue.leadUnit().orElseThrow();
        var now = clock.instant();
        var order = new SupervisionOrder(
                numbers.next(LocalDate.ofInstant(now, clock.getZone())),
                number,
                wish,
                1
                        + (int) earlier.stream()
                                .filter(other ->
                                        other.level() == wish.level() && other.state() != OrderState.NOT_APPROVED)
                                .count(),
                unit,
                organization.responsibleLeaderOf(unit).map(Person::username).orElse(null),
                by,
                now,
                onceKey);
        order.dueBy(end(wish.dueDays()), rule.explainDays() == 0 ? null : end(rule.explainDays()));
        requests.add(order);
        return order;
    }

    private Instant end(int workingDays) {
        return calendar.plusWorkingDays(clock.instant(), workingDays).dueAt();
    }

    /** Whether a unit works on the clue now, so that there is somebody to press. */
    @Transactional(readOnly = true)
    public boolean pressable(ClueNumber number) {
        var clue = ledger.get(number);
        return AT_A_UNIT.contains(clue.status()) && clue.suspendedAt().isEmpty();
    }

    private static void mayBePressed(Clue clue) {
        if (!AT_A_UNIT.contains(clue.status())) {
            throw Refusal.conflict("clue.status.wrong", clue.number(), Refusal.word("clue.status." + clue.status()));
        }
        if (clue.suspendedAt().isPresent()) {
            throw Refusal.conflict("clue.suspended.already", clue.number());
        }
    }

    /** One of that or a higher level that stands. A mere proposal stands in the way of another proposal only. */
    private static Optional<SupervisionOrder> standing(List<SupervisionOrder> orders, OrderLevel level) {
        return orders.stream()
                .filter(order -> order.state().isInForce() && order.level().compareTo(level) >= 0
                        || order.state() == OrderState.PROPOSED && order.level() == level)
                .max(Comparator.comparing(SupervisionOrder::level));
    }

    /** One of that or a higher level that is open about the clue. */
    @Transactional(readOnly = true)
    public Optional<SupervisionOrder> standing(ClueNumber number, OrderLevel level) {
        return standing(of(number), level);
    }

    /** The order in force about which the unit may be asked to explain itself once more: it has, or its time for it is over. */
    @Transactional(readOnly = true)
    public Optional<SupervisionOrder> explainable(ClueNumber number) {
        return of(number).stream()
                .filter(order ->
                        order.level() != OrderLevel.URGE && order.state().isInForce())
                .filter(order -> order.state() == OrderState.EXPLAINED
                        || order.explainBy()
                                .filter(by -> !by.isAfter(clock.instant()))
                                .isPresent())
                .findFirst();
    }

    /** Whether the day's number of that level is used up for the clue. */
    @Transactional(readOnly = true)
    boolean usedUp(ClueNumber number, OrderLevel level) {
        return today(of(number), level) >= rules.of(level).perDay();
    }

    private long today(List<SupervisionOrder> orders, OrderLevel level) {
        var today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        return orders.stream()
                .filter(order -> order.level() == level)
                .filter(order ->
                        LocalDate.ofInstant(order.askedAt(), clock.getZone()).equals(today))
                .count();
    }

    /** A rule called for pressure that is there already: that much is put down. */
    public void note(ClueNumber number, OrderLevel level, SupervisionOrder standing, String why) {
        ledger.press(number, Timeline.SYSTEM, level.act(), null, standing == null ? null : standing.number(), why);
    }

    /** A listed order waits for its approval: that is put down, and the stage says so. */
    public void proposed(String orderNumber) {
        var order = get(orderNumber);
        ledger.press(
                order.clue(),
                order.askedBy(),
                TimelineAction.LISTING_PROPOSED,
                SupervisionStage.LISTING_PROPOSED,
                orderNumber,
                order.problem());
    }

    /** A county leader approves a listed order. */
    public void approve(String orderNumber, String by) {
        get(orderNumber).approve(by, clock.instant());
    }

    /** A county leader does not approve a listed order: it never takes effect. */
    public void notApproved(String orderNumber, String by, String why) {
        var order = get(orderNumber);
        order.notApproved(by, clock.instant(), why);
        ledger.press(order.clue(), by, TimelineAction.LISTING_REFUSED, null, orderNumber, why);
        ledger.listingRefused(
                order.clue(),
                of(order.clue()).stream()
                        .filter(other -> other.state().isInForce())
                        .map(other -> other.level().stage())
                        .max(Comparator.naturalOrder())
                        .orElse(SupervisionStage.ON_TIME));
    }

    /** The order presses from now on: timeline and stage tell so, lower ones are over. */
    public SupervisionOrder takeEffect(String orderNumber) {
        var order = get(orderNumber);
        order.takeEffect();
        of(order.clue()).stream()
                .filter(other -> other.state().isInForce() && !other.number().equals(orderNumber))
                .forEach(lower -> over(lower, OrderConclusion.SUPERSEDED, order.number()));
        ledger.press(
                order.clue(),
                order.approvedBy().orElse(order.askedBy()),
                order.level().act(),
                order.level().stage(),
                order.number(),
                order.problem());
        return order;
    }

    /** A unit was closed: what is not concluded about the clue presses its successor. */
    public void takeOver(ClueNumber number, String unit, String successor) {
        of(number).stream()
                .filter(order -> order.unit().equals(unit)
                        && (order.state().isInForce() || order.state() == OrderState.PROPOSED))
                .forEach(order -> order.takeOver(
                        successor,
                        organization
                                .responsibleLeaderOf(successor)
                                .map(Person::username)
                                .orElse(null)));
    }

    /** The unit explains itself in writing. */
    public void explain(String orderNumber, String by, String text) {
        var order = get(orderNumber);
        order.explain(by, clock.instant(), text);
        ledger.press(order.clue(), by, TimelineAction.EXPLAINED, null, order.number(), text);
    }

    /** The unit's time to explain itself is over without a word: that is put down. */
    public SupervisionOrder notExplained(String orderNumber) {
        var order = get(orderNumber);
        ledger.press(order.clue(), Timeline.SYSTEM, TimelineAction.EXPLANATION_MISSED, null, order.number(), null);
        return order;
    }

    /** The issuer demands more, with a new end. */
    public void goOn(String orderNumber, String by, int workingDays, String why) {
        var order = get(orderNumber);
        var rule = rules.of(order.level());
        order.goOn(end(workingDays), rule.explainDays() == 0 ? null : end(rule.explainDays()));
        ledger.press(
                order.clue(),
                by,
                TimelineAction.ORDER_CONCLUDED,
                null,
                new OrderEnd(order.number(), OrderEnd.CONTINUE),
                why);
    }

    /** The issuer concludes. When it was the last one, the pressure is off, except where the matter was handed over. */
    public void conclude(String orderNumber, OrderConclusion conclusion, String by, String why) {
        var order = get(orderNumber);
        order.conclude(conclusion, by, clock.instant(), why);
        ledger.press(
                order.clue(),
                by,
                TimelineAction.ORDER_CONCLUDED,
                null,
                new OrderEnd(order.number(), conclusion.name()),
                why);
        ease(order.clue(), conclusion);
    }

    private void ease(ClueNumber number, OrderConclusion conclusion) {
        var last = of(number).stream().noneMatch(order -> order.state().isInForce());
        if (last
                && conclusion != OrderConclusion.HAND_OVER
                && ledger.get(number).stage() != SupervisionStage.TRANSFERRED) {
            ledger.ease(number);
        }
    }

    private void over(SupervisionOrder order, OrderConclusion conclusion, String why) {
        order.conclude(conclusion, Timeline.SYSTEM, clock.instant(), why);
        ledger.press(
                order.clue(),
                Timeline.SYSTEM,
                TimelineAction.ORDER_CONCLUDED,
                null,
                new OrderEnd(order.number(), conclusion.name()),
                null);
        events.publishEvent(new OrderOver(order.clue(), order.number()));
    }

    /** An urging is settled by the work that it urged; an order stands until it is concluded. */
    @EventListener
    void on(LimitMet met) {
        if (ledger.get(met.number()).stage().compareTo(SupervisionStage.URGED) < 0) {
            return;
        }
        var kind = asOrdered(met.kind());
        // One that names several is settled by the last of them.
        var owed = limits.all(met.number()).stream()
                .filter(ClueLimit::isOwed)
                .map(limit -> asOrdered(limit.kind()))
                .collect(Collectors.toSet());
        of(met.number()).stream()
                .filter(order ->
                        order.level() == OrderLevel.URGE && order.state().isInForce())
                .filter(order ->
                        order.limits().contains(kind) && order.limits().stream().noneMatch(owed::contains))
                .forEach(order -> {
                    over(order, OrderConclusion.SETTLED, null);
                    ease(order.clue(), OrderConclusion.SETTLED);
                });
    }

    /** An order about a rework is about finishing. */
    private static LimitKind asOrdered(LimitKind kind) {
        return kind == LimitKind.REWORK ? LimitKind.FINISH : kind;
    }

    @EventListener
    void on(LimitsEnded ended) {
        if (ledger.get(ended.number()).leadUnit().isEmpty()) {
            return;
        }
        of(ended.number()).stream()
                .filter(order -> order.state().isInForce() || order.state() == OrderState.PROPOSED)
                .forEach(order -> {
                    over(order, OrderConclusion.ENDED, null);
                    ease(order.clue(), OrderConclusion.ENDED);
                });
    }

    /** @throws Refusal not found, when there is no such order */
    @Transactional(readOnly = true)
    public SupervisionOrder get(String orderNumber) {
        return requests.get(orderNumber);
    }

    /** The orders about one clue, oldest first. */
    @Transactional(readOnly = true)
    public List<SupervisionOrder> of(ClueNumber number) {
        return requests.of(number);
    }

    /** Those about several clues in one reading. */
    @Transactional(readOnly = true)
    public Map<ClueNumber, List<SupervisionOrder>> of(Collection<ClueNumber> numbers) {
        return requests.of(numbers);
    }
}
