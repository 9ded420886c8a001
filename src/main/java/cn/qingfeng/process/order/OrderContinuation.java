package cn.qingfeng.process.order;

import cn.qingfeng.casework.action.OrderGoesOn;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.task.UserTasks;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers the task that waits for an order's conclusion, as the person and through the task's form. */
@Component
class OrderContinuation implements OrderGoesOn {

    private final UserTasks desk;

    OrderContinuation(UserTasks desk) {
        this.desk = desk;
    }

    @Override
    public void goOn(String by, ClueNumber number, Object workingDays, String reason) {
        desk.submit(
                by,
                number,
                SupervisionOrderProcess.Tasks.CONCLUDE_ORDER,
                Map.of("outcome", "CONTINUE", "days", workingDays, "reason", reason, "signed", true));
    }
}
