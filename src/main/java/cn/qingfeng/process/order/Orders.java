package cn.qingfeng.process.order;

import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.order.SupervisionOrderProcess.Variables;
import cn.qingfeng.supervision.order.SupervisionOrder;
import cn.qingfeng.supervision.order.SupervisionOrders;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** {@code ${orders.dueBy(execution)}}: what supervision-order.bpmn asks about its order. */
@BpmnBean(value = "orders", in = SupervisionOrderProcess.KEY)
public class Orders {

    private final SupervisionOrders orders;

    Orders(SupervisionOrders orders) {
        this.orders = orders;
    }

    private SupervisionOrder of(DelegateExecution execution) {
        return orders.get(Variables.ORDER.of(execution));
    }

    /** Until when what it demands is to be done. */
    public Date dueBy(DelegateExecution execution) {
        return Date.from(of(execution).dueAt());
    }

    /** Until when the unit explains itself. */
    public Date explainBy(DelegateExecution execution) {
        var order = of(execution);
        return Date.from(order.explainBy().orElse(order.dueAt()));
    }
}
