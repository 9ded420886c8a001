package cn.qingfeng.supervision.charge;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.Result;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.clue.timeline.UnitsTold;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.Limits.Late;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second clock: who held the case when, and to whom late working time is charged. Nothing is kept for it; every figure is
 * counted from the timeline and from how the limits moved, so that it can be traced to both. While assisting units still owe
 * their part and the lead unit has done its own, late time is charged to them and not to the lead unit.
 */
@Component
public class OverdueAttribution {

    /** What the county's rules make of the timeline, without a database. */
    record Entry(int ordinal, Instant at, TimelineAction act, String to) {}

    private final Timeline timeline;
    private final Limits limits;
    private final WorkingCalendar calendar;
    private final Clock clock;

    OverdueAttribution(Timeline timeline, Limits limits, WorkingCalendar calendar, Clock clock) {
        this.timeline = timeline;
        this.limits = limits;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Who held the case when, one after the other. */
    @Transactional(readOnly = true)
    public List<HoldingPeriod> legs(ClueNumber number) {
        return legs(entries(number));
    }

    /** The late working time of the clue so far, by limit and in the order of time. */
    @Transactional(readOnly = true)
    public List<Charge> of(ClueNumber number) {
        return of(number, clock.instant());
    }

    /**
     * The late working time of the clue up to {@code now}. Whoever shows it beside anything else that depends on the present
     * hands over the one reading of the clock for both.
     */
    @Transactional(readOnly = true)
    public List<Charge> of(ClueNumber number, Instant now) {
        return charges(entries(number), late(number, now), now, calendar);
    }

    /** The same from what was read of many clues at once. */
    public List<Charge> of(List<TimelineEntry> steps, List<Late> late, Instant now) {
        return charges(entries(steps), ofTheCase(late), now, calendar);
    }

    /** Whoever has the case now: a unit's code, empty for the office and for a clue that has ended. */
    @Transactional(readOnly = true)
    public Optional<String> holder(ClueNumber number) {
        var legs = legs(number);
        return legs.isEmpty() || legs.get(legs.size() - 1).to().isPresent()
                ? Optional.empty()
                : legs.get(legs.size() - 1).unit();
    }

    private List<Entry> entries(ClueNumber number) {
        return entries(timeline.of(number));
    }

    private static List<Entry> entries(List<TimelineEntry> steps) {
        return steps.stream()
                .map(entry -> new Entry(
                        entry.ordinal(), entry.at(), entry.act(), entry.to().orElse(null)))
                .toList();
    }

    private List<Late> late(ClueNumber number, Instant now) {
        return ofTheCase(limits.late(number, now));
    }

    private static List<Late> ofTheCase(List<Late> late) {
        return late.stream().filter(stretch -> !stretch.kind().besideTheCase()).toList();
    }

    static List<HoldingPeriod> legs(List<Entry> entries) {
        var legs = new ArrayList<HoldingPeriod>();
        Optional<String> holder = Optional.empty();
        var lead = Optional.<String>empty();
        Entry since = null;
        for (var entry : entries) {
            if (entry.act() == TimelineAction.DISPATCHED
                    || entry.act() == TimelineAction.RULED
                    || entry.act() == TimelineAction.TAKEN_OVER && lead.isPresent()) {
                lead = Optional.of(UnitsTold.of(entry.to()).lead());
            }
            var next = holderAfter(entry, holder, lead);
            if (since == null) {
                since = entry;
            } else if (!next.equals(holder) || ends(entry.act())) {
                legs.add(new HoldingPeriod(holder, since.at(), Optional.of(entry.at()), since.ordinal()));
                since = ends(entry.act()) ? null : entry;
            }
            holder = next;
        }
        if (since != null) {
            legs.add(new HoldingPeriod(holder, since.at(), Optional.empty(), since.ordinal()));
        }
        return legs;
    }

    private static Optional<String> holderAfter(Entry entry, Optional<String> holder, Optional<String> lead) {
        return switch (entry.act()) {
            case DISPATCHED, RULED, SENT_BACK, REWORK, CANNOT_DO_CONFIRMED -> lead;
            // A unit was closed: from here on its successor holds what it held.
            case TAKEN_OVER -> holder.isPresent() ? lead : holder;
            case RETURNED, RECALLED, REOPENED, REPLY_SIGNED, RESULT_ACCEPTED, VERIFIED_ON_SITE, CALLED_BACK ->
                Optional.empty();
            // That the law does not allow it is checked by the office before the unit's leader signs.
            case FINISHED -> Result.CANNOT_DO.name().equals(entry.to()) ? Optional.empty() : lead;
            default -> holder;
        };
    }

    private static boolean ends(TimelineAction act) {
        return switch (act) {
            case CLOSED, NOT_ADMITTED, LINKED, HANDED_OVER, PASSED_UP, WITHDRAWN, MERGED, CORRECTED -> true;
            default -> false;
        };
    }

    static List<Charge> charges(List<Entry> entries, List<Late> late, Instant now, WorkingCalendar calendar) {
        var owing = assisting(entries);
        var charges = new ArrayList<Charge>();
        for (var stretch : late) {
            for (var leg : legs(entries)) {
                var from = later(stretch.from(), leg.from());
                var to = earlier(stretch.to(), leg.end(now));
                if (from.isBefore(to)) {
                    split(stretch.kind(), leg, from, to, owing, charges, calendar);
                }
            }
        }
        charges.sort(Comparator.comparing(Charge::from).thenComparing(Charge::kind));
        return charges;
    }

    /** Cuts a late stretch of the lead unit where only assisting units still owed their part. */
    private static void split(
            LimitKind kind,
            HoldingPeriod leg,
            Instant from,
            Instant to,
            Map<String, Stretch> owing,
            List<Charge> charges,
            WorkingCalendar calendar) {
        var waits = leg.unit().isPresent() && (kind == LimitKind.FINISH || kind == LimitKind.REWORK)
                ? owing
                : Map.<String, Stretch>of();
        var cuts = new TreeSet<Instant>(Set.of(from, to));
        for (var wait : waits.values()) {
            for (var cut : List.of(wait.from(), wait.to() == null ? to : wait.to())) {
                if (cut.isAfter(from) && cut.isBefore(to)) {
                    cuts.add(cut);
                }
            }
        }
        var begin = cuts.first();
        for (var end : cuts.tailSet(begin, false)) {
            var at = begin;
            var blamed = waits.entrySet().stream()
                    .filter(wait -> wait.getValue().covers(at, end))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            if (blamed.isEmpty()) {
                charge(kind, leg.unit(), begin, end, leg.entry(), charges, calendar);
            }
            for (var unit : blamed) {
                charge(kind, Optional.of(unit), begin, end, waits.get(unit).entry(), charges, calendar);
            }
            begin = end;
        }
    }

    private static void charge(
            LimitKind kind,
            Optional<String> unit,
            Instant from,
            Instant to,
            int entry,
            List<Charge> charges,
            WorkingCalendar calendar) {
        var late = calendar.workingTimeBetween(from, to);
        if (!late.isZero()) {
            charges.add(new Charge(kind, unit, from, to, late, entry));
        }
    }

    private record Stretch(Instant from, Instant to, int entry) {
        boolean covers(Instant a, Instant b) {
            return !from.isAfter(a) && (to == null || !to.isBefore(b));
        }
    }

    /** From when only that assisting unit kept the case waiting, until it did its part. */
    private static Map<String, Stretch> assisting(List<Entry> entries) {
        var owing = new HashMap<String, Stretch>();
        var asked = Set.<String>of();
        var blue = false;
        for (var entry : entries) {
            switch (entry.act()) {
                case CARD_DECIDED, CARD_RAISED, CARD_LOWERED -> blue = "BLUE".equals(entry.to());
                case DISPATCHED -> asked = UnitsTold.of(entry.to()).assisting();
                case TAKEN_OVER -> {
                    var now = entry.to() == null
                            ? Set.<String>of()
                            : UnitsTold.of(entry.to()).assisting();
                    var before = asked;
                    var kept = before.stream()
                            .filter(unit -> !now.contains(unit) && owing.containsKey(unit))
                            .filter(unit -> owing.get(unit).to() == null)
                            .toList();
                    kept.forEach(unit -> owing.computeIfPresent(
                            unit, (code, since) -> new Stretch(since.from(), entry.at(), since.entry())));
                    if (!kept.isEmpty()) {
                        now.stream()
                                .filter(unit -> !before.contains(unit))
                                .forEach(unit ->
                                        owing.putIfAbsent(unit, new Stretch(entry.at(), null, entry.ordinal())));
                    }
                    asked = now;
                }
                // The lead unit has done its own part: what is missing is the others'.
                case CONTACTED, REPLIED -> {
                    if (entry.act() == TimelineAction.REPLIED || blue) {
                        asked.forEach(unit -> owing.putIfAbsent(unit, new Stretch(entry.at(), null, entry.ordinal())));
                    }
                }
                case ASSISTED ->
                    owing.compute(
                            entry.to(),
                            (unit, since) -> since == null
                                    ? new Stretch(entry.at(), entry.at(), entry.ordinal())
                                    : new Stretch(since.from(), entry.at(), since.entry()));
                default -> {}
            }
        }
        return owing;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
