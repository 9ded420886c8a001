package cn.qingfeng.insight.pack;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * 周交办 (R7): every Monday the open yellow and red clues, the new ones, the late ones and those due within five working days;
 * and what units have to do in matters, if it is new, late or due so soon.
 */
@Component
class WeeklyDispatch implements ScheduledJob {

    private static final int SOON_IN_WORKING_DAYS = 5;

    private final ClueStatistics workloads;
    private final Organization organization;
    private final WorkingCalendar calendar;
    private final Packs packs;
    private final Optional<MattersInPacks> matters;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WeeklyDispatch(
            ClueStatistics workloads,
            Organization organization,
            WorkingCalendar calendar,
            Packs packs,
            Optional<MattersInPacks> matters,
            ApplicationEventPublisher events,
            Clock clock) {
        this.workloads = workloads;
        this.organization = organization;
        this.calendar = calendar;
        this.packs = packs;
        this.matters = matters;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "weekly-dispatch";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.weekly(DayOfWeek.MONDAY, LocalTime.of(8, 30));
    }

    /** It shows the ledger as it stands when it is made; in the next week there is the next. */
    @Override
    public Duration worthwhile() {
        return Duration.ofDays(6);
    }

    @Override
    public JobResult run(Period period) {
        var pack = made(period);
        packs.keep(Packs.Kind.WEEKLY, period.label(), pack);
        var coloured = pack.count("coloured");
        events.publishEvent(new PackMade(
                "weekly",
                period.label(),
                period.name(),
                "/packs/weekly/" + period.label(),
                coloured,
                pack.count("soon"),
                pack.count("late")));
        return JobResult.of("schedule.report.weekly", coloured, pack.count("soon"), pack.count("late"));
    }

    private WeeklyPack made(Period period) {
        var now = clock.instant();
        var soon = calendar.plusWorkingDays(now, SOON_IN_WORKING_DAYS).dueAt();
        var since = period.dueAt().minus(Duration.ofDays(7));
        var lines = new HashMap<String, List<WeeklyPack.Line>>();
        for (var clue : workloads.forTheWeek(since, soon)) {
            lines.computeIfAbsent(clue.leadUnit().orElseThrow(), unit -> new ArrayList<>())
                    .add(line(clue, since, now, soon));
        }
        var steps = matters.map(room -> room.forTheWeek(since, now, soon)).orElse(List.of()).stream()
                .collect(Collectors.groupingBy(MattersInPacks.Line::unit));
        // In the county's order.
        var units = organization.allUnits().stream()
                .filter(unit -> lines.containsKey(unit.code()) || steps.containsKey(unit.code()))
                .map(unit -> new WeeklyPack.Unit(
                        unit.code(),
                        unit.name(),
                        organization
                                .responsibleLeaderOf(unit.code())
                                .map(Person::name)
                                .orElse(""),
                        lines.getOrDefault(unit.code(), List.of()),
                        steps.getOrDefault(unit.code(), List.of())))
                .toList();
        return new WeeklyPack(period.name(), now, units, leaders(units));
    }

    private static WeeklyPack.Line line(Clue clue, Instant since, Instant now, Instant soon) {
        var due = clue.dueAt().orElse(null);
        var late = clue.isLate(now);
        return new WeeklyPack.Line(
                clue.number().value(),
                clue.screened().title(),
                clue.card().orElse(null),
                clue.status(),
                clue.stage(),
                due,
                clue.dispatchedAt().filter(at -> !at.isBefore(since)).isPresent(),
                due != null && !late && !due.isAfter(soon),
                late,
                clue.suspendedAt().isPresent());
    }

    private static List<WeeklyPack.Leader> leaders(List<WeeklyPack.Unit> units) {
        var byLeader = new TreeMap<String, List<WeeklyPack.Unit>>();
        units.forEach(unit -> byLeader.computeIfAbsent(unit.leader(), leader -> new ArrayList<>())
                .add(unit));
        return byLeader.entrySet().stream()
                .map(entry -> {
                    var all = entry.getValue().stream()
                            .flatMap(unit -> unit.lines().stream())
                            .toList();
                    return new WeeklyPack.Leader(
                            entry.getKey(),
                            entry.getValue().stream().map(WeeklyPack.Unit::name).toList(),
                            all.size(),
                            WeeklyPack.count(all, "fresh"),
                            WeeklyPack.count(all, "soon"),
                            WeeklyPack.count(all, "late"),
                            entry.getValue().stream()
                                    .mapToLong(unit -> unit.matters().size())
                                    .sum(),
                            entry.getValue().stream()
                                    .flatMap(unit -> unit.matters().stream())
                                    .filter(MattersInPacks.Line::late)
                                    .count());
                })
                .toList();
    }
}
