package cn.qingfeng.supervision.order;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Measure;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Orders that a rule calls for, once a limit has passed or a wish for time is dealt with so. */
@Component
@Transactional
public class RuledOrders {

    private final SupervisionOrders orders;
    private final OrderRules rules;
    private final MessageSource messages;

    RuledOrders(SupervisionOrders orders, OrderRules rules, MessageSource messages) {
        this.orders = orders;
        this.rules = rules;
        this.messages = messages;
    }

    /** The watch calls for pressure, in its own transaction. */
    @EventListener
    public void on(OrderCalledFor call) {
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
    public void byRule(ClueNumber number, OrderLevel level, OrderGround ground, List<LimitKind> about, String problem) {
        if (!orders.pressable(number)) {
            return;
        }
        var rule = rules.of(level);
        var standing = orders.standing(number, level).orElse(null);
        if (standing != null || orders.usedUp(number, level)) {
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
        orders.issue(
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
}
