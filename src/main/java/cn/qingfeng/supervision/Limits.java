package cn.qingfeng.supervision;

import cn.qingfeng.calendar.Deadline;
import cn.qingfeng.calendar.Reason;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The limits of clues. What {@code time-limits} said when the card was decided is kept as a promise; a later change of
 * the table does not touch it. A limit starts when its work does, and the earliest that runs stands beside the clue.
 */
@Component
@Transactional
public class Limits {

    /** A limit as people read it. {@code because} tells in one sentence why it is that moment. */
    public record View(LimitKind kind, Instant dueAt, String because, String basis, Optional<Instant> metAt) {}

    private static final Set<LimitKind> BESIDE_THE_CASE = EnumSet.of(LimitKind.LEGAL_CAP, LimitKind.RECHECK);

    private final EntityManager entities;
    private final WorkingCalendar calendar;
    private final ClueLedger ledger;
    private final Clock clock;

    Limits(EntityManager entities, WorkingCalendar calendar, ClueLedger ledger, Clock clock) {
        this.entities = entities;
        this.calendar = calendar;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Keeps what the table said; a limit promised anew (another card) begins afresh. The legal cap is never renewed. */
    public void promise(ClueNumber number, List<LimitRule> rules) {
        for (var rule : rules) {
            var known = find(number, rule.kind());
            if (known.isEmpty()) {
                var limit = new ClueLimit(number.value(), rule);
                entities.persist(limit);
                of(number).add(limit);
            } else if (rule.kind() != LimitKind.LEGAL_CAP) {
                known.get().promise(rule);
            }
        }
        ledger.limitsSet(number, rules.stream().map(Limits::shorthand).toList());
    }

    private static String shorthand(LimitRule rule) {
        return rule.kind() + "=" + rule.amount() + " " + rule.unit();
    }

    /** Starts a promised limit now. Nothing happens where the card knows no such limit. */
    public void start(ClueNumber number, LimitKind... kinds) {
        for (var kind : kinds) {
            find(number, kind).ifPresent(limit -> {
                var now = clock.instant();
                var deadline = deadline(now, limit.rule());
                limit.start(now, deadline.dueAt(), deadline.reason().toString());
            });
        }
        keepDue(number);
    }

    /** The work of a limit is done. */
    public void meet(ClueNumber number, LimitKind... kinds) {
        for (var kind : kinds) {
            find(number, kind).ifPresent(limit -> limit.meet(clock.instant()));
        }
        keepDue(number);
    }

    /** Work that was thought done comes back: the limit runs on to the same end. */
    public void reopen(ClueNumber number, LimitKind kind) {
        find(number, kind).ifPresent(ClueLimit::reopen);
        keepDue(number);
    }

    /** Nothing is owed any more: every running limit ends. */
    public void end(ClueNumber number) {
        of(number).forEach(limit -> limit.meet(clock.instant()));
        keepDue(number);
    }

    private Deadline deadline(Instant from, LimitRule rule) {
        return switch (rule.unit()) {
            case WORKING_HOURS -> calendar.plusWorkingHours(from, rule.amount());
            case WORKING_DAYS -> calendar.plusWorkingDays(from, rule.amount());
            case SAME_DAY -> calendar.endOfDay(from);
            case NATURAL_DAYS -> calendar.plusNaturalDays(from, rule.amount());
        };
    }

    private void keepDue(ClueNumber number) {
        ledger.due(
                number,
                of(number).stream()
                        .filter(ClueLimit::isRunning)
                        .filter(limit -> !BESIDE_THE_CASE.contains(limit.kind()))
                        .flatMap(limit -> limit.dueAt().stream())
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    /** The end of one limit, if it has started. While a rework runs, its limit stands in for the one of finishing. */
    @Transactional(readOnly = true)
    public Optional<Instant> dueAt(ClueNumber number, LimitKind kind) {
        var rework = find(number, LimitKind.REWORK).filter(ClueLimit::isRunning);
        return (kind == LimitKind.FINISH && rework.isPresent() ? rework : find(number, kind)).flatMap(ClueLimit::dueAt);
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
                        limit.because().map(text -> Reason.of(text).in(locale)).orElse(""),
                        limit.rule().basis(),
                        limit.metAt()))
                .toList();
    }

    private Optional<ClueLimit> find(ClueNumber number, LimitKind kind) {
        return of(number).stream().filter(limit -> limit.kind() == kind).findFirst();
    }

    /** Asked for a dozen times by the step of a process, so a transaction reads a clue's limits once. */
    private List<ClueLimit> of(ClueNumber number) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return read(number);
        }
        return known().computeIfAbsent(number, this::read);
    }

    private List<ClueLimit> read(ClueNumber number) {
        return entities.createQuery("select l from ClueLimit l where l.id.clueNumber = :number", ClueLimit.class)
                .setParameter("number", number.value())
                .getResultList();
    }

    @SuppressWarnings("unchecked")
    private Map<ClueNumber, List<ClueLimit>> known() {
        var known = (Map<ClueNumber, List<ClueLimit>>) TransactionSynchronizationManager.getResource(this);
        if (known == null) {
            known = new HashMap<>();
            TransactionSynchronizationManager.bindResource(this, known);
            TransactionSynchronizationManager.registerSynchronization(new Forgetting());
        }
        return known;
    }

    /** What one transaction knew is nothing for the next, nor for one that runs in between. */
    private final class Forgetting implements TransactionSynchronization {
        private Object known;

        @Override
        public void suspend() {
            known = TransactionSynchronizationManager.unbindResource(Limits.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Limits.this, known);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Limits.this);
        }
    }
}
