package cn.qingfeng.process.order;

import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.letter.TransferLetters;
import cn.qingfeng.process.lifecycle.CardChanges;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.VariableSync;
import cn.qingfeng.process.order.SupervisionOrderProcess.Doing;
import cn.qingfeng.process.order.SupervisionOrderProcess.Messages;
import cn.qingfeng.process.order.SupervisionOrderProcess.Variables;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.order.OrderIssued;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.OrderOver;
import cn.qingfeng.supervision.order.SupervisionOrder;
import cn.qingfeng.supervision.order.SupervisionOrders;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts and ends {@code supervision-order} with the orders, in the same transaction. */
@Component
class SupervisionOrderProcesses {

    private final SupervisionOrders orders;
    private final ClueLedger ledger;
    private final CardChanges cards;
    private final ClueNotifier concerned;
    private final TransferLetters letters;
    private final VariableSync news;
    private final Organization organization;
    private final RuntimeService runtime;
    private final EngineRights rights;

    SupervisionOrderProcesses(
            SupervisionOrders orders,
            ClueLedger ledger,
            CardChanges cards,
            ClueNotifier concerned,
            TransferLetters letters,
            VariableSync news,
            Organization organization,
            RuntimeService runtime,
            EngineRights rights) {
        this.orders = orders;
        this.ledger = ledger;
        this.cards = cards;
        this.concerned = concerned;
        this.letters = letters;
        this.news = news;
        this.organization = organization;
        this.runtime = runtime;
        this.rights = rights;
    }

    /** An order was issued: its process starts with it. */
    @EventListener
    void on(OrderIssued issued) {
        var number = issued.number();
        var order = orders.get(issued.order());
        rights.run(() -> runtime.startProcessInstanceByKey(
                SupervisionOrderProcess.KEY,
                number.value(),
                Map.ofEntries(
                        Variables.ORDER.with(order.number()),
                        Variables.PRESSURE.with(order.level().name()),
                        ClueLifecycle.Variables.UNIT.with(order.unit()),
                        ClueLifecycle.Variables.CARD.with(
                                ledger.get(number).card().orElseThrow().name()))));
        if (order.level() == OrderLevel.LISTED) {
            orders.proposed(order.number());
        }
        news.tell(number);
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
                .processInstanceVariableEquals(Variables.ORDER.name(), over.order())
                .correlateAll());
    }
}
