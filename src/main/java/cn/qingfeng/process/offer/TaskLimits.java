package cn.qingfeng.process.offer;

import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.table.LimitTable;
import cn.qingfeng.process.table.LimitTable.Phase;
import cn.qingfeng.process.table.Tables;
import cn.qingfeng.process.task.TaskHandlerRegistry;
import cn.qingfeng.supervision.ClueLimit;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.LimitRule;
import cn.qingfeng.supervision.Limits;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;

/**
 * Whatever waits has a limit, a holder and a watch. Where a task has a limit of its own, the limit begins with the task and is
 * met with it, in any diagram; whoever may take the task is told at once, and the clue's watch sees to the rest.
 */
@Component
public class TaskLimits {

    private final ClueLedger ledger;
    private final Limits limits;
    private final Tables tables;
    private final Holders holders;
    private final ClueNotifier concerned;
    private final TaskHandlerRegistry books;
    private final Clock clock;

    TaskLimits(
            ClueLedger ledger,
            Limits limits,
            Tables tables,
            Holders holders,
            ClueNotifier concerned,
            TaskHandlerRegistry books,
            Clock clock) {
        this.ledger = ledger;
        this.limits = limits;
        this.tables = tables;
        this.holders = holders;
        this.concerned = concerned;
        this.books = books;
        this.clock = clock;
    }

    /** The task begins to wait. */
    public void begins(DelegateTask task) {
        ofItsOwn(task).ifPresent(kind -> {
            var number = ClueNumber.of(task.getExecution().getProcessBusinessKey());
            var from = books.of(((TaskEntity) task)
                            .getExecution()
                            .getProcessDefinition()
                            .getKey())
                    .waitsFrom(task, clock.instant());
            rule(number, kind).ifPresent(rule -> limits.begin(number, rule, from));
            var due = limits.dueAt(number, kind);
            due.map(Date::from).ifPresent(task::setDueDate);
            concerned.tellOffered(number, kind, holders.of(task), due);
        });
    }

    /** It is done, or nobody has to do it any more. */
    public void ends(DelegateTask task) {
        ofItsOwn(task)
                .ifPresent(kind -> limits.meet(ClueNumber.of(task.getExecution().getProcessBusinessKey()), kind));
    }

    private static Optional<LimitKind> ofItsOwn(DelegateTask task) {
        return Holders.limitOf(((TaskEntity) task).getTaskDefinition())
                .filter(LimitKind::ofATask)
                .filter(kind -> TaskCandidates.clueOf(task.getExecution().getProcessBusinessKey())
                        .isPresent());
    }

    /** What was promised with the card, or else what the table says now: clues from before a limit was known have it too. */
    private Optional<LimitRule> rule(ClueNumber number, LimitKind kind) {
        if (!kind.besideTheCase()) {
            var promised = limits.limit(number, kind).map(ClueLimit::rule);
            if (promised.isPresent()) {
                return promised;
            }
        }
        var clue = ledger.get(number);
        var phase = kind.besideTheCase() ? Phase.TASK : Phase.HANDLING;
        return LimitTable.rules(tables.rows(
                        LimitTable.CONTRACT,
                        LimitTable.question(phase, clue.card().orElse(Card.YELLOW), clue)))
                .stream()
                .filter(rule -> rule.kind() == kind)
                .findFirst();
    }
}
