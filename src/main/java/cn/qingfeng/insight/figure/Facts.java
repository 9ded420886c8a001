package cn.qingfeng.insight.figure;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.Result;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.supervision.ClueLimit;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.charge.Charge;
import cn.qingfeng.supervision.charge.OverdueAttribution;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads what clues add to the figures: the one place where it is worked out, for the dashboard, for the month's review and for
 * whatever shows them. Late is what is charged to the clue's own lead unit; the rates are those of rule R8.
 */
@Component("figureFacts")
@Transactional(readOnly = true)
public class Facts {

    private static final Set<TimelineAction> ALL_ACTS = EnumSet.allOf(TimelineAction.class);

    /** Time is charged from the first working moment behind an end. */
    private static final Duration FIRST_MOMENT = Duration.ofMinutes(1);

    private static final int AT_ONCE = 500;

    private final EntityManager entities;
    private final Timeline timeline;
    private final Limits limits;
    private final OverdueAttribution charges;
    private final WorkingCalendar calendar;
    private final Organization organization;

    Facts(
            EntityManager entities,
            Timeline timeline,
            Limits limits,
            OverdueAttribution charges,
            WorkingCalendar calendar,
            Organization organization) {
        this.entities = entities;
        this.timeline = timeline;
        this.limits = limits;
        this.charges = charges;
        this.calendar = calendar;
        this.organization = organization;
    }

    /** What the clues of these numbers add at {@code now}; of reports against persons, nothing. */
    List<Fact> read(Collection<String> numbers, Instant now) {
        return numbers.isEmpty()
                ? List.of()
                : some(
                        entities.createQuery(
                                        "select c from Clue c where c.number in :numbers and c.content.kind <> :sealed",
                                        Clue.class)
                                .setParameter("numbers", numbers)
                                .setParameter("sealed", ClueKind.REPORT)
                                .getResultList(),
                        now);
    }

    /** As {@link #read}, of very many: what was read of each is forgotten as it goes on. */
    public List<Fact> of(List<String> numbers, Instant now) {
        var facts = new ArrayList<Fact>();
        for (var from = 0; from < numbers.size(); from += AT_ONCE) {
            entities.flush();
            facts.addAll(read(numbers.subList(from, Math.min(numbers.size(), from + AT_ONCE)), now));
            entities.clear();
        }
        return facts;
    }

    private List<Fact> some(List<Clue> counted, Instant now) {
        var numbers = counted.stream().map(Clue::number).toList();
        var steps = timeline.of(numbers, ALL_ACTS);
        var promised = limits.of(numbers, now);
        var extensions = grounds(
                "select clue_number, ground from time_request where kind = 'EXTEND'"
                        + " and state = 'APPROVED' and clue_number in (:numbers)",
                numbers);
        var orders = grounds(
                "select clue_number, ground from supervision_order where pressure <> 'URGE'"
                        + " and state not in ('PROPOSED', 'NOT_APPROVED') and clue_number in (:numbers)",
                numbers);
        var towns = organization.unitsByCode().values().stream()
                .filter(unit -> unit.group() == UnitGroup.TOWN)
                .toList();
        var facts = new ArrayList<Fact>();
        for (var clue : counted) {
            var own = steps.getOrDefault(clue.number(), List.of());
            var fact = fact(clue, own, promised.get(clue.number()), now);
            fact.townCode = town(clue, towns);
            fact.extensionGrounds = Fact.joined(extensions.getOrDefault(fact.number, new TreeSet<>()));
            fact.orderGrounds = Fact.joined(orders.getOrDefault(fact.number, new TreeSet<>()));
            facts.add(fact);
        }
        return facts;
    }

    private Map<String, TreeSet<String>> grounds(String query, List<ClueNumber> numbers) {
        var found = new HashMap<String, TreeSet<String>>();
        if (!numbers.isEmpty()) {
            @SuppressWarnings("unchecked")
            List<Object[]> rows = entities.createNativeQuery(query)
                    .setParameter(
                            "numbers", numbers.stream().map(ClueNumber::value).toList())
                    .getResultList();
            rows.forEach(row -> found.computeIfAbsent((String) row[0], number -> new TreeSet<>())
                    .add(row[1] == null ? "OTHER" : (String) row[1]));
        }
        return found;
    }

    private Fact fact(Clue clue, List<TimelineEntry> steps, Limits.Of promised, Instant now) {
        var fact = new Fact(clue.number().value());
        fact.registeredAt = clue.registeredAt();
        fact.status = clue.status();
        fact.open = !clue.status().isEnd();
        fact.card = clue.card().orElse(null);
        fact.stage = clue.stage();
        fact.unitCode = clue.leadUnit().orElse("");
        fact.channel = clue.content().channel().name();
        fact.leaf = clue.classification().map(Classification::code).orElse("");
        fact.legHours = "";
        if (clue.status() != ClueStatus.CORRECTED) {
            fact.entered = 1;
            fact.notAdmitted = flag(clue.status() == ClueStatus.NOT_ADMITTED);
            fact.withdrawn = flag(clue.status() == ClueStatus.WITHDRAWN);
            fact.repeated = flag(clue.status() == ClueStatus.MERGED);
        }
        if (fact.open) {
            fact.overdue = flag(clue.isLate(now));
            var waiting = late(
                    clue,
                    charges.of(steps, promised.late(), now).stream()
                            .filter(charge -> !charge.to().isBefore(now)));
            fact.waited = flag(!waiting.isEmpty());
            fact.signed = waiting.contains(LimitKind.SIGN) ? 0 : null;
            fact.contacted = waiting.contains(LimitKind.CONTACT) ? 0 : null;
            fact.finished = isFinishing(waiting) ? 0 : null;
            fact.staleAt = stale(clue, promised.limits(), now);
        } else if (clue.status() == ClueStatus.CLOSED
                && clue.closedAt().isPresent()
                && clue.leadUnit().isPresent()) {
            fact.closedAt = clue.closedAt().orElseThrow();
            closed(fact, clue, steps, late(clue, charges.of(steps, promised.late(), now).stream()));
        }
        return fact;
    }

    private static Set<LimitKind> late(Clue clue, Stream<Charge> charged) {
        var kinds = EnumSet.noneOf(LimitKind.class);
        if (clue.leadUnit().isPresent()) {
            charged.filter(charge -> charge.unit().equals(clue.leadUnit())).forEach(charge -> kinds.add(charge.kind()));
        }
        return kinds;
    }

    private static boolean isFinishing(Set<LimitKind> late) {
        return late.contains(LimitKind.FINISH) || late.contains(LimitKind.REWORK);
    }

    private void closed(Fact fact, Clue clue, List<TimelineEntry> steps, Set<LimitKind> late) {
        fact.closed = 1;
        if (did(steps, TimelineAction.CLEARED)) {
            // What was not true says nothing about the unit: it stays in the numbers and out of every rate (modules.md,
            // M13).
            return;
        }
        fact.signed = kept(clue.signedAt().isPresent(), !late.contains(LimitKind.SIGN));
        fact.contacted = kept(clue.contactedAt().isPresent(), !late.contains(LimitKind.CONTACT));
        fact.finished = kept(clue.finishedAt().isPresent(), !isFinishing(late));
        var said = clue.calledBack();
        fact.solved = said.filter(
                        back -> clue.result().filter(Result.CANNOT_DO::equals).isEmpty())
                .map(CallBack::solved)
                .flatMap(Facts::halves)
                .orElse(null);
        fact.satisfied = said.map(back -> flag(back.rating().ordinal() <= CallBack.Rating.BASICALLY.ordinal()))
                .orElse(null);
        fact.notReached = flag(said.isEmpty() && !clue.content().anonymous());
        fact.reworked = flag(clue.reworks() > 0 || did(steps, TimelineAction.REWORK));
        fact.raised = flag(did(steps, TimelineAction.CARD_RAISED));
        fact.bounced = flag(did(steps, TimelineAction.RETURNED));
        var hours = new ArrayList<String>();
        Leg.of(
                        steps.stream()
                                .map(entry -> new Leg.Step(entry.at(), entry.act()))
                                .toList(),
                        calendar)
                .forEach((leg, spent) -> hours.add(leg + ":" + Leg.hours(spent)));
        fact.legHours = Fact.joined(hours);
    }

    private static boolean did(List<TimelineEntry> steps, TimelineAction act) {
        return steps.stream().anyMatch(step -> step.act() == act);
    }

    private static Integer kept(boolean asked, boolean inTime) {
        return asked ? flag(inTime) : null;
    }

    private static Integer flag(boolean is) {
        return is ? 1 : 0;
    }

    private static Optional<Integer> halves(CallBack.Solved solved) {
        return switch (solved) {
            case SOLVED -> Optional.of(2);
            case PARTLY -> Optional.of(1);
            case UNSOLVED -> Optional.of(0);
            case UNDERSTOOD -> Optional.empty();
        };
    }

    /** The next moment at which it counts otherwise without anybody's act. */
    private Instant stale(Clue clue, List<ClueLimit> promised, Instant now) {
        return Stream.concat(
                        clue.dueAt().stream(),
                        promised.stream()
                                .filter(ClueLimit::isOwed)
                                .filter(limit -> limit.kind().isOfTheUnit()
                                        && limit.stoppedAt().isEmpty())
                                .flatMap(limit -> limit.dueAt().stream()))
                .flatMap(due -> Stream.of(
                        due.plusMillis(1),
                        calendar.plusWorkingHours(due, FIRST_MOMENT).dueAt()))
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** The town that it is about: a town's own office, or the town that its place names. */
    private static String town(Clue clue, List<Unit> towns) {
        var units = Stream.of(clue.content().concernedUnit(), clue.leadUnit().orElse(null))
                .filter(code -> code != null
                        && towns.stream().anyMatch(town -> town.code().equals(code)))
                .findFirst();
        return units.orElseGet(() -> Optional.ofNullable(clue.content().place())
                .flatMap(place -> towns.stream()
                        .filter(town -> place.contains(town.name()))
                        .map(Unit::code)
                        .sorted()
                        .findFirst())
                .orElse(""));
    }
}
