package cn.qingfeng.process;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.SupervisionOrderProcess.Doing;
import cn.qingfeng.process.SupervisionOrderProcess.Messages;
import cn.qingfeng.process.SupervisionOrderProcess.Variables;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Measure;
import cn.qingfeng.supervision.order.OrderCalledFor;
import cn.qingfeng.supervision.order.OrderCommand;
import cn.qingfeng.supervision.order.OrderGround;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.OrderOver;
import cn.qingfeng.supervision.order.OrderRule;
import cn.qingfeng.supervision.order.SupervisionOrder;
import cn.qingfeng.supervision.order.SupervisionOrders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts and ends {@code supervision-order} with the orders, in the same transaction; issues those that a rule calls for. */
@Component
public class OrderDesk {

    private static final String TABLE = "order-rules";

    private final SupervisionOrders orders;
    private final ClueLedger ledger;
    private final CardChanges cards;
    private final Concerned concerned;
    private final LetterDesk letters;
    private final LedgerNews news;
    private final Organization organization;
    private final Tables tables;
    private final RuntimeService runtime;
    private final EngineRights rights;
    private final MessageSource messages;

    OrderDesk(
            SupervisionOrders orders,
            ClueLedger ledger,
            CardChanges cards,
            Concerned concerned,
            LetterDesk letters,
            LedgerNews news,
            Organization organization,
            Tables tables,
            RuntimeService runtime,
            EngineRights rights,
            MessageSource messages) {
        this.orders = orders;
        this.ledger = ledger;
        this.cards = cards;
        this.concerned = concerned;
        this.letters = letters;
        this.news = news;
        this.organization = organization;
        this.tables = tables;
        this.runtime = runtime;
        this.rights = rights;
        this.messages = messages;
    }

    /**
     * Issues an urging or an order, or proposes a listed one; the same key issues once. Whoever calls has asked whether the
     * person may.
     *
     * @throws Refusal conflict, when somebody presses for it already or the day's number is used up
     */
    @Transactional
    public SupervisionOrder issue(ClueNumber number, OrderCommand wish, String by, String onceKey) {
        var known = orders.issuedOnce(onceKey);
        if (known.isPresent()) {
            return known.get();
        }
        var order = orders.issue(number, wish, rule(wish.level()), by, onceKey);
        rights.run(() -> runtime.startProcessInstanceByKey(
                SupervisionOrderProcess.KEY,
                number.value(),
                Map.of(
                        Variables.ORDER,
                        order.number(),
                        Variables.PRESSURE,
                        order.level().name(),
                        ClueLifecycle.Variables.UNIT,
                        order.unit(),
                        ClueLifecycle.Variables.CARD,
                        ledger.get(number).card().orElseThrow().name())));
        if (order.level() == OrderLevel.LISTED) {
            orders.proposed(order.number());
        }
        news.tell(number);
        return order;
    }

    OrderRule rule(OrderLevel level) {
        var row = tables.row(TABLE, Map.of("pressure", level.name()));
        return new OrderRule(
                Decisions.number(row, "perDay"),
                Decisions.number(row, "explainDays"),
                Decisions.number(row, "dueDays"),
                Decisions.text(row, "demand"));
    }

    /** The watch calls for pressure, in its own transaction. */
    @EventListener
    void on(OrderCalledFor call) {
        var names = call.kinds().stream()
                .map(kind -> messages.getMessage("limit." + kind, null, Locale.CHINA))
                .collect(Collectors.joining(messages.getMessage("form.separator", null, Locale.CHINA)));
        var about = call.kinds().stream()
                .map(kind -> kind == LimitKind.REWORK ? LimitKind.FINISH : kind)
                .toList();
        byRule(
                call.number(),
                call.measure() == Measure.URGE ? OrderLevel.URGE : OrderLevel.ORDER,
                OrderGround.of(call.kinds().get(0)),
                about,
                messages.getMessage("order.problem.overdue", new Object[] {names}, Locale.CHINA));
    }

    /** Issues what a rule calls for; where as much pressure is there already, that is noted on the timeline and nothing else. */
    void byRule(ClueNumber number, OrderLevel level, OrderGround ground, List<LimitKind> about, String problem) {
        if (!orders.pressable(number)) {
            return;
        }
        var rule = rule(level);
        var standing = orders.standing(number, level).orElse(null);
        if (standing != null || orders.usedUp(number, level, rule)) {
            orders.note(
                    number,
                    level,
                    standing,
                    messages.getMessage(
                            standing == null ? "order.noted.used-up" : "order.noted.standing",
                            new Object[] {problem},
                            Locale.CHINA));
            return;
        }
        issue(
                number,
                new OrderCommand(
                        level,
                        ground,
                        about.isEmpty() ? null : about.get(0),
                        about.size() < 2 ? List.of() : about.subList(1, about.size()),
                        problem,
                        rule.demand(),
                        rule.dueDays()),
                Timeline.SYSTEM,
                "rule-" + UUID.randomUUID());
    }

    /** The lifecycle's instance hears of what a service task of the diagram does. */
    void take(Doing doing, ClueNumber number, String orderNumber) {
        switch (doing) {
            case TAKE_EFFECT -> {
                var order = orders.takeEffect(orderNumber);
                tell(
                        order,
                        switch (order.level()) {
                            case URGE -> NoticeEvent.URGED;
                            case ORDER -> NoticeEvent.ORDERED;
                            case LISTED -> NoticeEvent.LISTED;
                        });
            }
            case NOTE_SILENCE -> tell(orders.notExplained(orderNumber), NoticeEvent.EXPLANATION_MISSED);
            case GO_ON -> {
                var order = orders.get(orderNumber);
                tell(order, order.level() == OrderLevel.URGE ? NoticeEvent.URGED : NoticeEvent.EXPLANATION_ASKED);
            }
            case RAISE -> {
                var order = orders.get(orderNumber);
                cards.raise(
                        number,
                        order.concludedBy().orElseThrow(),
                        order.conclusionReason().orElse(null));
            }
            case HAND_OVER ->
                letters.call(number, orders.get(orderNumber).conclusionReason().orElse(null));
        }
        news.tell(number);
    }

    private void tell(SupervisionOrder order, NoticeEvent event) {
        var explaining = event == NoticeEvent.EXPLANATION_ASKED || event == NoticeEvent.EXPLANATION_MISSED;
        var due = explaining ? order.explainBy().orElse(order.dueAt()) : order.dueAt();
        concerned.tell(
                order.clue(),
                event,
                Map.of(
                        Notice.OTHER,
                        order.number(),
                        Notice.DUE_AT,
                        due.toString(),
                        Notice.UNIT,
                        organization.unitName(order.unit()),
                        Notice.OCCASION,
                        order.number()));
    }

    @EventListener
    void on(OrderOver over) {
        rights.run(() -> runtime.createMessageCorrelation(Messages.OVER)
                .processInstanceBusinessKey(over.number().value())
                .processInstanceVariableEquals(Variables.ORDER, over.order())
                .correlateAll());
    }
}
