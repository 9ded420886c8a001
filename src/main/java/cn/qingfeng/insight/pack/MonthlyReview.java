package cn.qingfeng.insight.pack;

import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.Result;
import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.charge.Charge;
import cn.qingfeng.supervision.charge.OverdueAttribution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * 月讲评 (R7, R8): units ranked by the clues that were closed in the month before, and by those that they keep waiting now: a unit
 * that finishes nothing does not escape by it. Late is what is charged to the unit.
 */
@Component
class MonthlyReview implements ScheduledJob {

    private final ClueStatistics workloads;
    private final OverdueAttribution charges;
    private final Organization organization;
    private final Packs packs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MonthlyReview(
            ClueStatistics workloads,
            OverdueAttribution charges,
            Organization organization,
            Packs packs,
            ApplicationEventPublisher events,
            Clock clock) {
        this.workloads = workloads;
        this.charges = charges;
        this.organization = organization;
        this.packs = packs;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "monthly-review";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.onFirstWorkingDayOfMonth(LocalTime.of(8, 30));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofDays(366);
    }

    /** Closed clues stay closed: a month missed in a stop is reviewed afterwards as it would have been. */
    @Override
    public boolean everyTurnCounts() {
        return true;
    }

    @Override
    public JobResult run(Period period) {
        var pack = made(period);
        packs.keep(Packs.Kind.MONTHLY, period.label(), pack);
        events.publishEvent(new PackMade(
                "monthly", period.label(), period.name(), "/packs/monthly/" + period.label(), pack.closed(), 0, 0));
        return JobResult.of(
                "schedule.report.monthly", pack.closed(), pack.units().size());
    }

    private MonthlyPack made(Period period) {
        var from = period.date().atStartOfDay(clock.getZone()).toInstant();
        var to = period.date().plusMonths(1).atStartOfDay(clock.getZone()).toInstant();
        var closed = workloads.closed(from, to);
        var byUnit = closed.stream()
                .collect(Collectors.groupingBy(clue -> clue.leadUnit().orElseThrow()));
        var late = new HashMap<ClueNumber, Set<LimitKind>>();
        closed.forEach(clue -> late.put(clue.number(), lateAtTheUnit(clue)));
        var now = clock.instant();
        var open = workloads.openAtUnits();
        var openByUnit = open.stream()
                .collect(Collectors.groupingBy(clue -> clue.leadUnit().orElseThrow(), Collectors.counting()));
        var waiting = open.stream()
                .filter(clue -> clue.isLate(now))
                .map(clue -> new Waiting(clue.leadUnit().orElseThrow(), keptWaiting(clue, now)))
                .filter(one -> !one.kinds().isEmpty())
                .collect(Collectors.groupingBy(Waiting::unit));
        var named = workloads.named().stream()
                .map(clue -> new MonthlyPack.Named(
                        clue.number().value(),
                        organization.unitName(clue.leadUnit().orElseThrow()),
                        clue.card().orElse(null),
                        clue.stage()))
                .toList();
        var units = organization.allUnits().stream()
                .filter(unit -> byUnit.containsKey(unit.code()) || openByUnit.containsKey(unit.code()))
                .map(unit -> unit(
                        unit.code(),
                        unit.name(),
                        byUnit.getOrDefault(unit.code(), List.of()),
                        openByUnit.getOrDefault(unit.code(), 0L).intValue(),
                        waiting.getOrDefault(unit.code(), List.of()),
                        late))
                .toList();
        return new MonthlyPack(period.name(), now, closed.size(), ranked(units), named);
    }

    /** An open clue, and which of its limits the unit keeps waiting. */
    private record Waiting(String unit, Set<LimitKind> kinds) {
        boolean anyOf(LimitKind... some) {
            return Arrays.stream(some).anyMatch(kinds::contains);
        }
    }

    private Set<LimitKind> keptWaiting(Clue clue, Instant now) {
        return charges.of(clue.number(), now).stream()
                .filter(charge -> charge.unit().equals(clue.leadUnit()))
                .filter(charge -> !charge.to().isBefore(now))
                .map(Charge::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(LimitKind.class)));
    }

    private Set<LimitKind> lateAtTheUnit(Clue clue) {
        var kinds = EnumSet.noneOf(LimitKind.class);
        charges.of(clue.number()).stream()
                .filter(charge -> charge.unit().equals(clue.leadUnit()))
                .forEach(charge -> kinds.add(charge.kind()));
        return kinds;
    }

    private MonthlyPack.Unit unit(
            String code,
            String name,
            List<Clue> clues,
            int open,
            List<Waiting> waiting,
            Map<ClueNumber, Set<LimitKind>> late) {
        Function<LimitKind[], Predicate<Clue>> kept = kinds -> clue -> {
            for (var kind : kinds) {
                if (late.get(clue.number()).contains(kind)) {
                    return false;
                }
            }
            return true;
        };
        var signed = rate(clues, clue -> clue.signedAt().isPresent(), kept.apply(new LimitKind[] {LimitKind.SIGN}))
                .and(
                        0,
                        waiting.stream()
                                .filter(one -> one.anyOf(LimitKind.SIGN))
                                .count());
        var responded = rate(
                        clues, clue -> clue.contactedAt().isPresent(), kept.apply(new LimitKind[] {LimitKind.CONTACT}))
                .and(
                        0,
                        waiting.stream()
                                .filter(one -> one.anyOf(LimitKind.CONTACT))
                                .count());
        var finished = rate(clues, clue -> clue.finishedAt().isPresent(), kept.apply(new LimitKind[] {
                    LimitKind.FINISH, LimitKind.REWORK
                }))
                .and(
                        0,
                        waiting.stream()
                                .filter(one -> one.anyOf(LimitKind.FINISH, LimitKind.REWORK))
                                .count());
        var solved = solved(clues);
        var satisfied = rate(
                clues,
                clue -> clue.calledBack().isPresent(),
                clue -> clue.calledBack().orElseThrow().rating().ordinal() <= CallBack.Rating.BASICALLY.ordinal());
        var notReached = (int) clues.stream()
                .filter(clue -> clue.calledBack().isEmpty() && !clue.content().anonymous())
                .count();
        var reworked = rate(clues, clue -> true, clue -> clue.reworks() > 0);
        return new MonthlyPack.Unit(
                code,
                name,
                organization.responsibleLeaderOf(code).map(Person::name).orElse(""),
                0,
                clues.size(),
                open,
                waiting.size(),
                signed,
                responded,
                finished,
                solved,
                satisfied,
                notReached,
                reworked,
                MonthlyPack.Unit.score(signed, finished, solved, satisfied, reworked));
    }

    private static MonthlyPack.Rate rate(List<Clue> clues, Predicate<Clue> counts, Predicate<Clue> good) {
        var counted = clues.stream().filter(counts).toList();
        return new MonthlyPack.Rate(counted.stream().filter(good).count(), counted.size());
    }

    /** 解决率: solved counts whole and partly half; what the law does not allow, explained and understood, does not count. */
    static MonthlyPack.Rate solved(List<Clue> clues) {
        var answers = clues.stream()
                .filter(clue -> clue.result().filter(Result.CANNOT_DO::equals).isEmpty())
                .flatMap(clue -> clue.calledBack().stream())
                .map(CallBack::solved)
                .filter(solved -> solved != CallBack.Solved.UNDERSTOOD)
                .toList();
        var part = answers.stream()
                .mapToDouble(solved -> switch (solved) {
                    case SOLVED -> 1;
                    case PARTLY -> 0.5;
                    default -> 0;
                })
                .sum();
        return new MonthlyPack.Rate(part, answers.size());
    }

    /** The best first, equals on the same rank; units with too few clues after them, unranked. */
    static List<MonthlyPack.Unit> ranked(List<MonthlyPack.Unit> units) {
        var order = new ArrayList<>(units.stream()
                .filter(unit -> unit.counted() >= MonthlyPack.RANKED_FROM)
                .sorted(Comparator.comparingDouble((MonthlyPack.Unit unit) -> unit.score())
                        .reversed())
                .toList());
        for (int at = 0; at < order.size(); at++) {
            var equal = at > 0 && order.get(at - 1).score() == order.get(at).score();
            order.set(at, order.get(at).ranked(equal ? order.get(at - 1).rank() : at + 1));
        }
        units.stream().filter(unit -> unit.counted() < MonthlyPack.RANKED_FROM).forEach(order::add);
        return order;
    }
}
