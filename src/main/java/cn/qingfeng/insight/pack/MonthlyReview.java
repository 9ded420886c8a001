package cn.qingfeng.insight.pack;

import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.insight.figure.Fact;
import cn.qingfeng.insight.figure.Facts;
import cn.qingfeng.insight.figure.Measure;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * 月讲评 (R7, R8): units ranked by the clues that were closed in the month before, and by those that they keep waiting now: a unit
 * that finishes nothing does not escape by it. Late is what is charged to the unit.
 */
@Component
class MonthlyReview implements ScheduledJob {

    private final ClueStatistics workloads;
    private final Facts facts;
    private final Organization organization;
    private final Packs packs;
    private final Optional<MattersInPacks> matters;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MonthlyReview(
            ClueStatistics workloads,
            Facts facts,
            Organization organization,
            Packs packs,
            Optional<MattersInPacks> matters,
            ApplicationEventPublisher events,
            Clock clock) {
        this.workloads = workloads;
        this.facts = facts;
        this.organization = organization;
        this.packs = packs;
        this.matters = matters;
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
        var now = clock.instant();
        var byUnit = facts.of(closed, now).stream().collect(Collectors.groupingBy(Fact::unit));
        var openByUnit = workloads.openAtUnits();
        var waiting = facts.of(workloads.lateAtUnits(now), now).stream()
                .filter(fact -> fact.isLate() && fact.isWaitedFor())
                .collect(Collectors.groupingBy(Fact::unit));
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
                        waiting.getOrDefault(unit.code(), List.of())))
                .toList();
        return new MonthlyPack(
                period.name(),
                now,
                closed.size(),
                ranked(units),
                named,
                matters.map(room -> room.of(
                                period.date(), period.date().plusMonths(1).minusDays(1)))
                        .orElse(List.of()));
    }

    private MonthlyPack.Unit unit(String code, String name, List<Fact> closed, int open, List<Fact> waiting) {
        // What the unit keeps waiting counts as late beside what it had closed.
        var counted = Stream.concat(closed.stream(), waiting.stream()).toList();
        var signed = rate(counted, Measure.SIGNED);
        var responded = rate(counted, Measure.CONTACTED);
        var finished = rate(counted, Measure.FINISHED);
        var solved = rate(closed, Measure.SOLVED);
        var satisfied = rate(closed, Measure.SATISFIED);
        var notReached = (int) rate(closed, Measure.NOT_REACHED).part();
        var reworked = rate(closed, Measure.REWORKED);
        return new MonthlyPack.Unit(
                code,
                name,
                organization.responsibleLeaderOf(code).map(Person::name).orElse(""),
                0,
                closed.size(),
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

    private static MonthlyPack.Rate rate(List<Fact> facts, Measure measure) {
        var values = facts.stream()
                .map(measure::value)
                .filter(Objects::nonNull)
                .mapToInt(value -> value)
                .toArray();
        return new MonthlyPack.Rate(IntStream.of(values).sum() / (double) measure.whole(), values.length);
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
