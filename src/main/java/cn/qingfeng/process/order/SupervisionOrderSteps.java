package cn.qingfeng.process.order;

import static java.util.Map.entry;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.letter.TransferLetterSteps;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.VariableSync;
import cn.qingfeng.process.order.SupervisionOrderProcess.Earlier;
import cn.qingfeng.process.order.SupervisionOrderProcess.Tasks;
import cn.qingfeng.process.order.SupervisionOrderProcess.Variables;
import cn.qingfeng.process.task.TaskHandler;
import cn.qingfeng.process.task.TaskHandler.Answered;
import cn.qingfeng.process.task.TaskHandlers;
import cn.qingfeng.supervision.Powers;
import cn.qingfeng.supervision.order.OrderConclusion;
import cn.qingfeng.supervision.order.SupervisionOrders;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The user tasks of supervision-order.bpmn. */
@Component
class SupervisionOrderSteps implements TaskHandlers {

    private final SupervisionOrders orders;
    private final ClueLedger ledger;
    private final Powers powers;
    private final TransferLetterSteps letters;
    private final VariableSync news;
    private final Map<String, TaskHandler> steps = Map.ofEntries(
            entry(Tasks.APPROVE_LISTING, this::approve),
            entry(Tasks.EXPLAIN, this::explain),
            entry(Tasks.CONCLUDE_ORDER, this::conclude),
            entry(Tasks.CONCLUDE_URGING, this::conclude),
            entry(Earlier.SIGN_TRANSFER, this::signLetter),
            entry(Earlier.RECEIVE_TRANSFER, this::receiveLetter));

    SupervisionOrderSteps(
            SupervisionOrders orders,
            ClueLedger ledger,
            Powers powers,
            TransferLetterSteps letters,
            VariableSync news) {
        this.orders = orders;
        this.ledger = ledger;
        this.powers = powers;
        this.letters = letters;
        this.news = news;
    }

    @Override
    public String process() {
        return SupervisionOrderProcess.KEY;
    }

    @Override
    public Map<String, TaskHandler> steps() {
        return steps;
    }

    @Override
    public String unit(DelegateTask task) {
        return task.getTaskDefinitionKey().equals(Tasks.EXPLAIN)
                ? ClueLifecycle.Variables.UNIT.of(task.getExecution())
                : null;
    }

    @Override
    public String matter(DelegateExecution execution) {
        return Variables.ORDER.of(execution);
    }

    @Override
    public void refresh(DelegateExecution execution, ClueNumber number) {
        news.tell(number);
    }

    private String approve(Answered it) {
        var outcome = it.required("outcome");
        if (outcome.equals("APPROVE")) {
            orders.approve(it.matter(), it.by());
        } else {
            orders.notApproved(it.matter(), it.by(), it.required("reason"));
        }
        return outcome;
    }

    private String explain(Answered it) {
        orders.explain(it.matter(), it.by(), it.required("explanation"));
        return null;
    }

    private String conclude(Answered it) {
        var outcome = it.required("outcome");
        var why = it.required("reason");
        if (outcome.equals("CONTINUE")) {
            var order = orders.get(it.matter());
            var days = it.number("days", 0);
            if (days < 1) {
                throw Refusal.invalid("process.answer.missing", "days");
            }
            orders.goOn(it.matter(), it.by(), days, why);
            return outcome;
        }
        var conclusion = it.choice("outcome", OrderConclusion.class);
        if (conclusion == OrderConclusion.RAISE) {
            raisable(it);
        }
        orders.conclude(it.matter(), conclusion, it.by(), why);
        return outcome;
    }

    /** Said here, where the person can still choose another conclusion. */
    private void raisable(Answered it) {
        if (ledger.get(it.clue()).card().filter(Card.RED::equals).isPresent()) {
            throw Refusal.conflict("clue.card.highest", it.clue());
        }
        powers.require(Powers.Action.RAISE, it.by(), it.clue());
    }

    /** An order is concluded by its own end, however early the unit explained itself. */
    @Override
    public Instant waitsFrom(DelegateTask task, Instant now) {
        return Optional.ofNullable(matter(task.getExecution()))
                .map(number -> orders.get(number).dueAt())
                .filter(now::isBefore)
                .filter(due -> task.getTaskDefinitionKey().equals(Tasks.CONCLUDE_ORDER))
                .orElse(now);
    }

    private String signLetter(Answered it) {
        return letters.sign(it);
    }

    private String receiveLetter(Answered it) {
        return letters.receive(it);
    }
}
