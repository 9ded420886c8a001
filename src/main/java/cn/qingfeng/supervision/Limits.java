package cn.qingfeng.supervision;

import cn.qingfeng.PerTransaction;
import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.LimitsByCalendar;
import cn.qingfeng.calendar.Reason;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.supervision.LimitChange.Cause;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The limits of clues. What {@code time-limits} said when the card was decided is kept as a promise; a later change of
 * the table does not touch it. A limit starts when its work does, and the earliest that runs stands beside the clue.
 */
@Component
@Transactional
public class Limits implements LimitsByCalendar {

    /** A limit as people read it. {@code because} tells in one sentence why it is that moment. */
    public record View(
            LimitKind kind,
            Instant dueAt,
            String because,
            String basis,
            Optional<Instant> metAt,
            Optional<Instant> stoppedAt) {}

    /** A stretch in which a limit was late. */
    public record Late(LimitKind kind, Instant from, Instant to) {}

    private static final Set<Measure> TOLD_TOGETHER =
            EnumSet.of(Measure.REMIND, Measure.TELL, Measure.URGE, Measure.ORDER);

    private final EntityManager entities;
    private final WorkingCalendar calendar;
    private final ClueLedger ledger;
    private final ApplicationEventPublisher events;
    private final MessageSource messages;
    private final Clock clock;
    private final PerTransaction<ClueNumber, List<ClueLimit>> known = new PerTransaction<>();

    Limits(
            EntityManager entities,
            WorkingCalendar calendar,
            ClueLedger ledger,
            ApplicationEventPublisher events,
            MessageSource messages,
            Clock clock) {
        this.entities = entities;
        this.calendar = calendar;
        this.ledger = ledger;
        this.events = events;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Keeps what the table said; a limit promised anew (another card) begins afresh. The legal cap is never renewed.
     *
     * @param starting those whose time begins now
     */
    public void promise(ClueNumber number, List<LimitRule> rules, LimitKind... starting) {
        var waiting = new ArrayList<>(List.of(starting));
        for (var rule : rules) {
            var known = find(number, rule.kind());
            if (known.isEmpty()) {
                var limit = new ClueLimit(number.value(), rule);
                if (waiting.remove(rule.kind())) {
                    // Before it is stored, so that it is written once.
                    limit.start(clock.instant(), calendar);
                }
                entities.persist(limit);
                of(number).add(limit);
            } else if (rule.kind() != LimitKind.LEGAL_CAP) {
                renew(number, known.get(), limit -> limit.promise(rule));
            }
        }
        ledger.limitsSet(number, terms(rules));
        if (starting.length > 0) {
            start(number, waiting.toArray(LimitKind[]::new));
        }
    }

    private static List<String> terms(List<LimitRule> rules) {
        return rules.stream().map(rule -> rule.term().toString()).toList();
    }

    /** Starts a promised limit now. Nothing happens where the card knows no such limit. */
    public void start(ClueNumber number, LimitKind... kinds) {
        for (var kind : kinds) {
            find(number, kind).ifPresent(limit -> renew(number, limit, it -> it.start(clock.instant(), calendar)));
        }
        keepDue(number, false);
    }

    /** What ran before stays on record when the same work is to be done once more: late time is charged by it. */
    private void renew(ClueNumber number, ClueLimit limit, Consumer<ClueLimit> renewal) {
        if (limit.isStarted()) {
            change(number, limit, Cause.AGAIN, Timeline.SYSTEM, null, renewal);
        } else {
            renewal.accept(limit);
        }
    }

    /**
     * Starts the limit of a task that waits from now on, by this rule. One that runs already goes on.
     *
     * @param from when its time begins, now or later
     */
    public void begin(ClueNumber number, LimitRule rule, Instant from) {
        var limit = find(number, rule.kind()).orElseGet(() -> {
            var first = new ClueLimit(number.value(), rule);
            entities.persist(first);
            of(number).add(first);
            return first;
        });
        if (!limit.isOwed()) {
            renew(number, limit, again -> {
                again.promise(rule);
                again.start(from, calendar);
            });
            keepDue(number, false);
        }
    }

    /** Starts a promised limit that has never run. */
    public void startIfNotStarted(ClueNumber number, LimitKind kind) {
        find(number, kind).filter(limit -> !limit.isStarted()).ifPresent(limit -> {
            limit.start(clock.instant(), calendar);
            if (ledger.get(number).suspendedAt().isPresent()) {
                limit.stop(clock.instant());
            }
            keepDue(number, true);
        });
    }

    /** The work of a limit is done. */
    public void meet(ClueNumber number, LimitKind... kinds) {
        for (var kind : kinds) {
            find(number, kind).filter(ClueLimit::isOwed).ifPresent(limit -> {
                limit.meet(clock.instant());
                events.publishEvent(new LimitMet(number, kind));
            });
        }
        ease(number);
        keepDue(number, false);
    }

    /** Work that was thought done comes back: the limit runs on to the same end. */
    public void reopen(ClueNumber number, LimitKind kind) {
        find(number, kind).ifPresent(limit -> limit.reopen(calendar));
        keepDue(number, false);
    }

    /** Nothing is owed any more: every running limit ends. */
    public void end(ClueNumber number) {
        of(number).forEach(limit -> limit.meet(clock.instant()));
        // What the timeline keeps is written once, in the county's language.
        ledger.suspensionIsOver(number, messages.getMessage("clue.suspended.ended", null, Locale.CHINA));
        keepDue(number, false);
        events.publishEvent(new LimitsEnded(number));
    }

    /**
     * Another card brings limits of its own: what runs is promised and begins anew, what was met stays met, what has not
     * begun is promised anew. Old and new ends stay on record; the legal cap is never touched (R1).
     */
    public void promiseAnew(ClueNumber number, List<LimitRule> rules, String by, String why) {
        for (var rule : rules) {
            if (rule.kind() == LimitKind.LEGAL_CAP) {
                continue;
            }
            var known = find(number, rule.kind());
            if (known.isEmpty()) {
                var limit = new ClueLimit(number.value(), rule);
                entities.persist(limit);
                of(number).add(limit);
            } else if (known.get().isRunning()) {
                change(number, known.get(), Cause.CARD, by, why, limit -> {
                    limit.promise(rule);
                    limit.start(clock.instant(), calendar);
                });
            } else if (known.get().isStopped()) {
                // Renewed while the clue is suspended: it begins when the clock runs again.
                change(number, known.get(), Cause.CARD, by, why, limit -> {
                    limit.promise(rule);
                    limit.start(clock.instant(), calendar);
                    limit.stop(clock.instant());
                });
            } else if (!known.get().isStarted()) {
                known.get().promise(rule);
            }
        }
        drop(number, rules, by, why);
        ledger.limitsSet(number, terms(rules));
        keepDue(number, true);
    }

    /** What the new card does not ask for is not owed any more. */
    private void drop(ClueNumber number, List<LimitRule> rules, String by, String why) {
        of(number).stream()
                .filter(limit -> limit.kind().byCard())
                .filter(limit -> rules.stream().noneMatch(rule -> rule.kind() == limit.kind()))
                .toList()
                .forEach(limit -> {
                    if (limit.isOwed()) {
                        change(number, limit, Cause.CARD, by, why, ClueLimit::drop);
                    }
                    of(number).remove(limit);
                    entities.remove(limit);
                });
    }

    /**
     * 延期: the end moves by so many working days.
     *
     * @throws Refusal conflict, when that limit does not run
     */
    public void extend(ClueNumber number, LimitKind kind, int workingDays, String by, String why) {
        change(
                number,
                running(number, kind),
                Cause.EXTENDED,
                by,
                why,
                limit -> limit.move(LimitAdjustments.extension(workingDays), calendar));
        keepDue(number, true);
    }

    /**
     * 攻坚: the end is so many natural days from now, by decision of the leading group.
     *
     * @throws Refusal conflict, when that limit does not run
     */
    public void tackle(ClueNumber number, LimitKind kind, int naturalDays, String by, String why) {
        change(
                number,
                running(number, kind),
                Cause.TACKLED,
                by,
                why,
                limit -> limit.move(LimitAdjustments.tackling(clock.instant(), naturalDays), calendar));
        keepDue(number, true);
    }

    /**
     * 中止: every running limit stands still until {@link #resume}; the legal cap runs on.
     *
     * @throws Refusal conflict, when the clue is suspended already
     */
    public void suspend(ClueNumber number, String by, String why) {
        ledger.suspend(number, by, why);
        of(number).stream()
                .filter(ClueLimit::isRunning)
                .filter(limit -> !limit.kind().runsOnWhileSuspended())
                .forEach(limit -> change(number, limit, Cause.SUSPENDED, by, why, it -> it.stop(clock.instant())));
        keepDue(number, true);
    }

    /**
     * 恢复: what stood still runs on, its end moved by the working time in between.
     *
     * @throws Refusal conflict, when the clue is not suspended
     */
    public void resume(ClueNumber number, String by, String why) {
        ledger.resume(number, by, why);
        of(number).stream()
                .filter(ClueLimit::isStopped)
                .forEach(limit ->
                        change(number, limit, Cause.RESUMED, by, why, it -> it.runOn(clock.instant(), calendar)));
        keepDue(number, true);
    }

    /**
     * Takes the steps whose moment has come about the most urgent limit, and answers the last of them: what a long silence
     * skipped is contained in it. Where the same is due about further limits of the unit, it is answered with them, so that
     * nobody reads it several times over. Empty when nothing is due now. Nobody is told that the next step is another one:
     * whoever takes the steps looks for the next by himself.
     */
    public Optional<StepDue> takeSteps(ClueNumber number) {
        var now = clock.instant();
        var waiting = of(number).stream()
                .filter(limit ->
                        limit.nextStepAt().filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(limit -> limit.nextStepAt().orElseThrow()))
                .toList();
        var taken = waiting.stream()
                .findFirst()
                .flatMap(limit -> limit.takeSteps(now, calendar))
                .map(step -> takeWith(step, waiting.subList(1, waiting.size()), now));
        keepDue(number);
        return taken;
    }

    private StepDue takeWith(StepDue step, List<ClueLimit> others, Instant now) {
        if (!TOLD_TOGETHER.contains(step.measure()) || !step.kind().isOfTheUnit()) {
            return step;
        }
        var with = others.stream()
                .filter(limit -> limit.kind().isOfTheUnit() && limit.comesTo(step.measure(), now, calendar))
                .toList();
        with.forEach(limit -> limit.takeSteps(now, calendar));
        return new StepDue(
                step.kind(),
                step.measure(),
                step.dueAt(),
                with.stream().map(ClueLimit::kind).toList());
    }

    /**
     * Counts anew what a corrected calendar touches: every limit that began before the last corrected day and ended on or
     * after the first. What was met or stands still is counted too, since late time is charged by its end.
     */
    @Override
    public List<Moved> countAnew(LocalDate first, LocalDate last) {
        var moved = new ArrayList<Moved>();
        var retimed = new TreeSet<String>();
        entities.createQuery("""
                        select l from ClueLimit l where l.startedAt < :last
                            and (l.dueAt >= :first or l.moves like '%S%') order by l.id.clueNumber, l.dueAt""", ClueLimit.class)
                .setParameter("first", first.atStartOfDay(clock.getZone()).toInstant())
                .setParameter(
                        "last", last.plusDays(1).atStartOfDay(clock.getZone()).toInstant())
                .getResultList()
                .forEach(limit -> {
                    var before = limit.dueAt().orElseThrow();
                    limit.recount(calendar);
                    var after = limit.dueAt().orElseThrow();
                    if (before.equals(after)) {
                        return;
                    }
                    record(limit, Cause.CALENDAR, limit.isStopped() ? null : before, null, Timeline.SYSTEM, null);
                    if (limit.isOwed()) {
                        retimed.add(limit.clueNumber());
                        moved.add(new Moved(named(limit), "limit." + limit.kind(), before, after));
                    }
                });
        retimed.forEach(number -> keepDue(ClueNumber.of(number), true));
        return moved;
    }

    /** Whoever keeps the calendar learns no numbers of reports against persons. */
    private String named(ClueLimit limit) {
        return ledger.get(ClueNumber.of(limit.clueNumber())).content().kind() == ClueKind.REPORT
                ? ""
                : limit.clueNumber();
    }

    /**
     * The stretches in which the clue's limits were late, up to {@code now}. All ends are counted by the calendar as it
     * stands, so a correction of the calendar takes back or adds what it should have been from the beginning.
     */
    @Transactional(readOnly = true)
    public List<Late> late(ClueNumber number, Instant now) {
        return late(changes(number), all(number), now);
    }

    /** As {@link #late(ClueNumber, Instant)} and {@link #all}, of many clues at once. */
    @Transactional(readOnly = true)
    public Map<ClueNumber, Of> of(Collection<ClueNumber> numbers, Instant now) {
        var codes = numbers.stream().map(ClueNumber::value).toList();
        if (codes.isEmpty()) {
            return Map.of();
        }
        var changes = entities.createQuery(
                        "select c from LimitChange c where c.id.clueNumber in :numbers order by c.id.ordinal",
                        LimitChange.class)
                .setParameter("numbers", codes)
                .getResultStream()
                .collect(Collectors.groupingBy(LimitChange::clueNumber));
        var limits = entities.createQuery(
                        "select l from ClueLimit l where l.id.clueNumber in :numbers", ClueLimit.class)
                .setParameter("numbers", codes)
                .getResultStream()
                .collect(Collectors.groupingBy(ClueLimit::clueNumber));
        return numbers.stream().distinct().collect(Collectors.toMap(number -> number, number -> {
            var own = limits.getOrDefault(number.value(), List.of());
            return new Of(own, late(changes.getOrDefault(number.value(), List.of()), own, now));
        }));
    }

    /** A clue's limits, and when which was late. */
    public record Of(List<ClueLimit> limits, List<Late> late) {}

    private List<Late> late(List<LimitChange> changes, List<ClueLimit> limits, Instant now) {
        var late = new ArrayList<Late>();
        var since = new EnumMap<LimitKind, Instant>(LimitKind.class);
        for (var change : changes) {
            if (change.cause() != Cause.CALENDAR) {
                change.before(calendar)
                        .ifPresent(due -> late.add(new Late(
                                change.kind(),
                                later(due, since.getOrDefault(change.kind(), Instant.MIN)),
                                change.until())));
                since.put(change.kind(), change.at());
            }
        }
        for (var limit : limits) {
            if (!limit.isStopped()) {
                limit.dueAt()
                        .ifPresent(due -> late.add(new Late(
                                limit.kind(),
                                later(due, since.getOrDefault(limit.kind(), Instant.MIN)),
                                limit.metAt().orElse(now))));
            }
        }
        late.removeIf(stretch -> !stretch.from().isBefore(stretch.to()));
        return late;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** A reminder or an urging is settled with its limit; an order stands until it is concluded. */
    private void ease(ClueNumber number) {
        var stage = ledger.get(number).stage();
        if (stage != SupervisionStage.ON_TIME
                && stage.compareTo(SupervisionStage.URGED) <= 0
                && of(number).stream()
                        .filter(limit -> !limit.kind().besideTheCase())
                        .noneMatch(ClueLimit::isPressed)) {
            ledger.ease(number);
        }
    }

    private ClueLimit running(ClueNumber number, LimitKind kind) {
        return find(number, kind)
                .filter(ClueLimit::isRunning)
                .orElseThrow(() -> Refusal.conflict("limit.not-running", number, Refusal.word("limit." + kind)));
    }

    private void change(
            ClueNumber number, ClueLimit limit, Cause cause, String by, String why, Consumer<ClueLimit> change) {
        var before = limit.isStopped() ? null : limit.dueAt().orElse(null);
        var counting = before == null ? null : limit.counting();
        change.accept(limit);
        record(limit, cause, before, counting, by, why);
        warnBeyondCap(number, limit, before);
    }

    /** A new end beyond the law's is told to the office: nobody may find out when the cap has passed. */
    private void warnBeyondCap(ClueNumber number, ClueLimit limit, Instant before) {
        if (!limit.isRunning() || limit.kind() == LimitKind.LEGAL_CAP) {
            return;
        }
        var end = limit.dueAt().orElseThrow();
        find(number, LimitKind.LEGAL_CAP)
                .filter(ClueLimit::isRunning)
                .flatMap(ClueLimit::dueAt)
                .filter(cap -> end.isAfter(cap) && (before == null || !before.isAfter(cap)))
                .ifPresent(cap -> events.publishEvent(new CapPassed(number, limit.kind(), end, cap)));
    }

    private void record(ClueLimit limit, Cause cause, Instant before, Counting counting, String by, String why) {
        var number = limit.clueNumber();
        var ordinal = 1
                + entities.createQuery("select count(c) from LimitChange c where c.id.clueNumber = :number", Long.class)
                        .setParameter("number", number)
                        .getSingleResult()
                        .intValue();
        entities.persist(new LimitChange(
                new LimitChange.Id(number, ordinal),
                limit.kind(),
                cause,
                before,
                counting,
                limit.isStopped() ? null : limit.dueAt().orElse(null),
                clock.instant(),
                by,
                why));
    }

    /** How the limits of the clue moved, in the order in which they did. */
    @Transactional(readOnly = true)
    public List<LimitChange> changes(ClueNumber number) {
        return entities.createQuery(
                        "select c from LimitChange c where c.id.clueNumber = :number order by c.id.ordinal",
                        LimitChange.class)
                .setParameter("number", number.value())
                .getResultList();
    }

    private void keepDue(ClueNumber number, boolean moved) {
        if (keepDue(number) || moved) {
            events.publishEvent(new LimitsChanged(number, moved));
        }
    }

    /** Answers whether the next step is another one than before. */
    private boolean keepDue(ClueNumber number) {
        // While the case clock stands still nothing is late, whatever the law's clock shows.
        var due = ledger.get(number).suspendedAt().isPresent()
                ? null
                : of(number).stream()
                        .filter(ClueLimit::isRunning)
                        .filter(limit -> limit.kind() == LimitKind.LEGAL_CAP
                                || !limit.kind().besideTheCase())
                        .flatMap(limit -> limit.dueAt().stream())
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        var nextStep = of(number).stream()
                .flatMap(limit -> limit.nextStepAt().stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
        return ledger.due(number, due, nextStep);
    }

    /**
     * The end of one limit, if it has started and does not stand still. While a rework runs, its limit stands in for the one
     * of finishing.
     */
    @Transactional(readOnly = true)
    public Optional<Instant> dueAt(ClueNumber number, LimitKind kind) {
        return inForce(number, kind).flatMap(ClueLimit::dueAt);
    }

    /** Until when the unit would have to finish if the case clock ran again now; empty where that does not stand still. */
    @Transactional(readOnly = true)
    public Optional<Instant> wouldEndResumed(ClueNumber number) {
        return of(number).stream()
                .filter(limit -> limit.kind() == LimitKind.FINISH || limit.kind() == LimitKind.REWORK)
                .filter(ClueLimit::isStopped)
                .map(limit -> limit.wouldEndResumed(clock.instant(), calendar))
                .findFirst();
    }

    /** The limit by which that work is to be done: as {@link #dueAt}, with its name. */
    @Transactional(readOnly = true)
    public Optional<ClueLimit> inForce(ClueNumber number, LimitKind kind) {
        var rework = find(number, LimitKind.REWORK).filter(ClueLimit::isOwed);
        return (kind == LimitKind.FINISH && rework.isPresent() ? rework : find(number, kind))
                .filter(limit -> !limit.isStopped());
    }

    /** The started limits of a clue in the order of their ends. */
    @Transactional(readOnly = true)
    public List<View> views(ClueNumber number, Locale locale) {
        return of(number).stream()
                .filter(limit -> limit.dueAt().isPresent())
                .sorted(Comparator.comparing(limit -> limit.dueAt().orElseThrow()))
                .map(limit -> new View(
                        limit.kind(),
                        limit.dueAt().orElseThrow(),
                        limit.because().map(text -> because(text, locale)).orElse(""),
                        limit.rule().basis(),
                        limit.metAt(),
                        limit.stoppedAt()))
                .toList();
    }

    /** What a rule would promise from this moment on; nothing is kept. */
    @Transactional(readOnly = true)
    public View view(LimitRule rule, Instant from, Locale locale) {
        var counted = LimitAdjustments.count(from, rule, "", calendar);
        return new View(
                rule.kind(),
                counted.dueAt(),
                because(counted.because(), locale),
                rule.basis(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether the work of that limit is still to be done, running or standing still. */
    @Transactional(readOnly = true)
    public boolean isOwed(ClueNumber number, LimitKind kind) {
        return find(number, kind).filter(ClueLimit::isOwed).isPresent();
    }

    /** The running limits of a clue, the most urgent first. */
    @Transactional(readOnly = true)
    public List<ClueLimit> running(ClueNumber number) {
        return of(number).stream()
                .filter(ClueLimit::isRunning)
                .sorted(Comparator.comparing(limit -> limit.dueAt().orElseThrow()))
                .toList();
    }

    /** The running limits of several clues, the most urgent first, in one reading. */
    @Transactional(readOnly = true)
    public Map<ClueNumber, List<ClueLimit>> running(Collection<ClueNumber> numbers) {
        return numbers.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "select l from ClueLimit l where l.id.clueNumber in :numbers order by l.dueAt, l.id.kind",
                                ClueLimit.class)
                        .setParameter(
                                "numbers",
                                numbers.stream().map(ClueNumber::value).toList())
                        .getResultStream()
                        .filter(ClueLimit::isRunning)
                        .collect(Collectors.groupingBy(limit -> ClueNumber.of(limit.clueNumber())));
    }

    /** Every limit promised for several clues, in one reading. */
    @Transactional(readOnly = true)
    public Map<ClueNumber, List<ClueLimit>> all(Collection<ClueNumber> numbers) {
        return numbers.isEmpty()
                ? Map.of()
                : entities.createQuery("select l from ClueLimit l where l.id.clueNumber in :numbers", ClueLimit.class)
                        .setParameter(
                                "numbers",
                                numbers.stream().map(ClueNumber::value).toList())
                        .getResultStream()
                        .collect(Collectors.groupingBy(limit -> ClueNumber.of(limit.clueNumber())));
    }

    /** Every limit promised for the clue. */
    @Transactional(readOnly = true)
    public List<ClueLimit> all(ClueNumber number) {
        return List.copyOf(of(number));
    }

    /** The limit of that kind, as it stands. */
    @Transactional(readOnly = true)
    public Optional<ClueLimit> limit(ClueNumber number, LimitKind kind) {
        return find(number, kind);
    }

    private String because(String stored, Locale locale) {
        var lines = stored.split("\n");
        var text = new StringBuilder(Reason.of(lines[0]).in(locale));
        for (var line : List.of(lines).subList(1, lines.length)) {
            text.append(messages.getMessage(
                    "limit.because." + line.charAt(0),
                    new Object[] {Reason.of(line.substring(1)).in(locale)},
                    locale));
        }
        return text.toString();
    }

    private Optional<ClueLimit> find(ClueNumber number, LimitKind kind) {
        return of(number).stream().filter(limit -> limit.kind() == kind).findFirst();
    }

    /** Asked for a dozen times by the step of a process, so a transaction reads a clue's limits once. */
    private List<ClueLimit> of(ClueNumber number) {
        if (!known.get(number, this::read).stream().allMatch(entities::contains)) {
            known.forget();
        }
        return known.get(number, this::read);
    }

    private List<ClueLimit> read(ClueNumber number) {
        return entities.createQuery("select l from ClueLimit l where l.id.clueNumber = :number", ClueLimit.class)
                .setParameter("number", number.value())
                .getResultList();
    }
}
