package cn.qingfeng.supervision.time;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.request.ClueRequests;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.supervision.ClueLimit;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Wishes for time. By which rule a wish is dealt with is said by the table {@code extension-rules}; here it is held against
 * the clocks. Until it is decided, the old limit runs.
 */
@Component
@Transactional
public class TimeRequests {

    private final ClueRequests<TimeRequest> requests;
    private final ClueLedger ledger;
    private final Limits limits;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TimeRequests(
            EntityManager entities,
            ClueLedger ledger,
            Limits limits,
            WorkingCalendar calendar,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = new ClueRequests<>(entities, TimeRequest.class, "time.unknown");
        this.ledger = ledger;
        this.limits = limits;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /** What was asked under that key already: a click that came twice asks once. */
    @Transactional(readOnly = true)
    public Optional<TimeRequest> askedOnce(String onceKey) {
        return requests.askedOnce(onceKey);
    }

    /**
     * Asks for time; the same key asks once. Whether the rules allow it, {@link #hold} says.
     *
     * @param by the handler's user name; whoever calls has asked whether it is one of the lead unit
     * @throws Refusal conflict, when another wish is pending, the clue's state does not allow this one, or the rules do not;
     *     nothing has changed then
     */
    public TimeRequest ask(ClueNumber number, TimeCommand wish, String by, String onceKey) {
        var known = askedOnce(onceKey);
        if (known.isPresent()) {
            return known.get();
        }
        var clue = ledger.get(number);
        pending(number).ifPresent(other -> {
            throw Refusal.conflict("time.pending", number, other.number());
        });
        var limit = wish.kind() == TimeKind.RESUME ? null : required(clue);
        if (wish.kind() == TimeKind.RESUME && clue.suspendedAt().isEmpty()) {
            throw Refusal.conflict("clue.suspended.not", number);
        }
        var now = clock.instant();
        var request = new TimeRequest(
                "YQ%s-%d".formatted(number.value().substring(2), of(number).size() + 1),
                number,
                clue.card().orElseThrow(),
                clue.leadUnit().orElseThrow(),
                earlier(clue, wish.kind()) + 1,
                wish,
                limit,
                by,
                now,
                limit == null
                        ? calendar.plusWorkingDays(now, 1).dueAt()
                        : limit.dueAt().orElseThrow(),
                onceKey);
        requests.add(request);
        ledger.press(
                number, by, request.kind().asked(), null, WishTold.asked(request.kind(), wish.workingDays()), null);
        events.publishEvent(new TimeAsked(number, request.number()));
        return request;
    }

    private ClueLimit required(Clue clue) {
        if (clue.status() != ClueStatus.HANDLING) {
            throw Refusal.conflict("clue.status.wrong", clue.number(), Refusal.word("clue.status." + clue.status()));
        }
        if (clue.suspendedAt().isPresent()) {
            throw Refusal.conflict("clue.suspended.already", clue.number());
        }
        return finishing(clue.number())
                .orElseThrow(() -> Refusal.conflict(
                        "limit.not-running", clue.number(), Refusal.word("limit." + LimitKind.FINISH)));
    }

    /** The limit by which the handling must be finished, the first time or again. */
    private Optional<ClueLimit> finishing(ClueNumber number) {
        return limits.running(number).stream()
                .filter(limit -> limit.kind() == LimitKind.FINISH || limit.kind() == LimitKind.REWORK)
                .findFirst();
    }

    /** The end by which the handling must be finished now, the first time or again; none while it stands still. */
    @Transactional(readOnly = true)
    public Optional<Instant> finishingBy(ClueNumber number) {
        return finishing(number).flatMap(ClueLimit::dueAt);
    }

    /** The how-manieth such wish of the clue the next one would be, under the card that it has now. */
    @Transactional(readOnly = true)
    public int next(ClueNumber number, TimeKind kind) {
        return earlier(ledger.get(number), kind) + 1;
    }

    /** Those that were decided under the same card, whichever way; what the unit's own leader did not sign does not count. */
    private int earlier(Clue clue, TimeKind kind) {
        return (int) of(clue.number()).stream()
                .filter(request ->
                        request.kind() == kind && request.card() == clue.card().orElseThrow())
                .filter(request -> request.decidedBy().isPresent() && request.state() != TimeState.MOOT)
                .count();
    }

    /** Keeps by which rule the wish is dealt with. */
    public void ruledBy(String requestNumber, TimeRule rule) {
        get(requestNumber).ruledBy(rule);
    }

    /**
     * Holds the wish against its rule and both clocks.
     *
     * @throws Refusal when the card knows no such wish, it comes too late, asks for too much, or would pass the legal cap by
     *     more than anybody may approve
     */
    public void hold(String requestNumber) {
        var request = get(requestNumber);
        var rule = request.rule();
        if (rule.course() == TimeCourse.NOT_ALLOWED) {
            throw Refusal.conflict("time.not-allowed", rule.basis());
        }
        request.dueBefore().ifPresent(due -> inTime(request, due, rule.notice()));
        if (rule.course() == TimeCourse.SIGN_AND_DECIDE) {
            wishedEnd(request, request.workingDays(), rule).ifPresent(end -> {
                var cap = cap(request.clue());
                request.wouldEnd(end, cap.filter(end::isAfter).isPresent());
            });
        }
    }

    private void inTime(TimeRequest request, Instant due, int notice) {
        var latest = notice == 0 ? due : calendar.minusWorkingDays(due, notice);
        if (!clock.instant().isBefore(due) || clock.instant().isAfter(latest)) {
            throw notice == 0
                    ? Refusal.conflict("time.late", request.clue())
                    : Refusal.conflict("time.late.notice", request.clue(), notice);
        }
    }

    private Optional<Instant> wishedEnd(TimeRequest request, int days, TimeRule rule) {
        var end = switch (request.kind()) {
            case EXTEND -> {
                if (days < 1 || days > rule.most()) {
                    throw Refusal.invalid(
                            "time.too-much", Refusal.word("card." + request.card()), String.valueOf(rule.most()));
                }
                yield calendar.plusWorkingDays(request.dueBefore().orElseThrow(), days)
                        .dueAt();
            }
            case TACKLE ->
                calendar.plusNaturalDays(clock.instant(), rule.most()).dueAt();
            default -> null;
        };
        if (end != null) {
            cap(request.clue())
                    .filter(cap -> end.isAfter(calendar.plusNaturalDays(cap, Math.max(1, rule.over()))
                            .dueAt()))
                    .ifPresent(cap -> {
                        throw Refusal.conflict("time.beyond-cap.far", request.clue(), rule.over());
                    });
        }
        return Optional.ofNullable(end);
    }

    private Optional<Instant> cap(ClueNumber number) {
        return limits.limit(number, LimitKind.LEGAL_CAP).flatMap(ClueLimit::dueAt);
    }

    /** The unit's leader signs, or sends it back to the handler. */
    public void sign(String requestNumber, boolean signs, String by, String why) {
        var request = get(requestNumber);
        request.sign(signs, by, clock.instant(), why);
        ledger.press(
                request.clue(),
                by,
                signs ? TimelineAction.EXTENSION_SIGNED : TimelineAction.EXTENSION_NOT_SIGNED,
                null,
                WishTold.asked(request.kind(), request.workingDays()),
                why);
    }

    /**
     * Approves what was signed. The limit itself moves by {@link #grant}.
     *
     * @param days working days granted, or null for those asked for
     * @param beyondCap whether the decider approves that the new end passes the legal cap
     * @throws Refusal invalid, when it passes the cap and that was not approved, or more is granted than the card allows
     */
    public void approve(String requestNumber, String by, Integer days, boolean beyondCap) {
        var request = get(requestNumber);
        Integer granted = null;
        if (request.kind() == TimeKind.EXTEND && request.course() == TimeCourse.SIGN_AND_DECIDE) {
            granted = days == null ? request.workingDays() : days;
            if (granted > request.rule().most()) {
                throw Refusal.invalid(
                        "time.too-much",
                        Refusal.word("card." + request.card()),
                        String.valueOf(request.rule().most()));
            }
        }
        var end = newEnd(request, granted);
        if (end.isPresent() && cap(request.clue()).filter(end.get()::isAfter).isPresent() && !beyondCap) {
            throw Refusal.invalid("time.beyond-cap");
        }
        request.decide(TimeState.APPROVED, by, clock.instant(), granted, null);
        ledger.press(
                request.clue(),
                by,
                request.kind().decided(),
                null,
                WishTold.decided(TimeState.APPROVED, request.kind(), granted == null ? 0 : granted),
                null);
    }

    private Optional<Instant> newEnd(TimeRequest request, Integer granted) {
        if (request.kind() == TimeKind.TACKLE) {
            return Optional.of(
                    calendar.plusNaturalDays(clock.instant(), request.rule().most())
                            .dueAt());
        }
        return Optional.ofNullable(granted)
                .map(days -> calendar.plusWorkingDays(request.dueBefore().orElseThrow(), days)
                        .dueAt());
    }

    public void refuse(String requestNumber, String by, String why) {
        var request = get(requestNumber);
        request.decide(TimeState.REFUSED, by, clock.instant(), null, why);
        ledger.press(
                request.clue(),
                by,
                request.kind().decided(),
                null,
                WishTold.decided(TimeState.REFUSED, request.kind(), 0),
                why);
    }

    /** Does what was approved: the limits move, stand still or run on. */
    public void grant(String requestNumber) {
        var request = get(requestNumber);
        var by = request.decidedBy().orElseThrow();
        var clue = request.clue();
        switch (request.kind()) {
            case EXTEND ->
                limits.extend(
                        clue,
                        request.limit().orElseThrow(),
                        request.grantedDays().orElseThrow(),
                        by,
                        request.number());
            case SUSPEND -> limits.suspend(clue, by, request.number());
            case RESUME -> limits.resume(clue, by, request.number());
            case TACKLE -> {
                limits.tackle(
                        clue, request.limit().orElseThrow(), request.rule().most(), by, request.number());
                ledger.press(clue, by, TimelineAction.TACKLED, null, request.number(), null);
            }
        }
        request.endsNow(finishingBy(clue).orElse(null));
    }

    /** No time was given: the card goes up instead, by rule or by decision. */
    public void raised(String requestNumber, String by) {
        get(requestNumber).decide(TimeState.RAISED, by, clock.instant(), null, null);
    }

    /** The work was done, or the clue ended: nobody needs to decide any more. */
    public void moot(String requestNumber) {
        get(requestNumber).decide(TimeState.MOOT, Timeline.SYSTEM, clock.instant(), null, null);
    }

    /** A unit was closed: what it asked for and nobody decided yet is its successor's wish. */
    public void takeOver(ClueNumber number, String unit, String successor) {
        pending(number)
                .filter(request -> request.unit().equals(unit))
                .ifPresent(request -> request.takeOver(successor));
    }

    /** @throws Refusal not found, when there is no such wish */
    @Transactional(readOnly = true)
    public TimeRequest get(String requestNumber) {
        return requests.get(requestNumber);
    }

    /** The wishes about one clue, oldest first. */
    @Transactional(readOnly = true)
    public List<TimeRequest> of(ClueNumber number) {
        return requests.of(number);
    }

    /** Those about several clues in one reading. */
    @Transactional(readOnly = true)
    public Map<ClueNumber, List<TimeRequest>> of(Collection<ClueNumber> numbers) {
        return requests.of(numbers);
    }

    /** The wish about this clue that waits for a signature or a decision. */
    @Transactional(readOnly = true)
    public Optional<TimeRequest> pending(ClueNumber number) {
        return of(number).stream()
                .filter(request -> request.state().isPending())
                .findFirst();
    }
}
