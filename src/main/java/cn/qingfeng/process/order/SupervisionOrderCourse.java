package cn.qingfeng.process.order;

import static cn.qingfeng.process.deployment.diagram.Course.move;
import static cn.qingfeng.process.deployment.diagram.Course.start;
import static cn.qingfeng.process.deployment.diagram.Course.step;

import cn.qingfeng.clue.Card;
import cn.qingfeng.process.deployment.diagram.Course;
import cn.qingfeng.process.deployment.diagram.Course.Move;
import cn.qingfeng.process.deployment.diagram.Course.Standing;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.supervision.order.OrderConclusion;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.OrderState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An order: in force, explained, concluded, and what was concluded done at once. */
final class SupervisionOrderCourse {
    private static final String APPROVED = "approved";
    private static final String RAISING = "raising";
    private static final String HANDING_OVER = "handingOver";

    private static Move concludes(OrderConclusion conclusion) {
        return move(conclusion.name())
                .in(OrderState.OPEN, OrderState.EXPLAINED)
                .asks("reason")
                .to(OrderState.CONCLUDED);
    }

    private static Move goesOn() {
        return move("CONTINUE")
                .in(OrderState.OPEN, OrderState.EXPLAINED)
                .asks("reason", "days")
                .to(OrderState.OPEN);
    }

    private static Move raises() {
        return concludes(OrderConclusion.RAISE)
                .when(order -> !order.is(ClueLifecycle.Variables.CARD, Card.RED.name()))
                .adds(RAISING);
    }

    private static boolean done(Standing order) {
        return !order.has(RAISING) && !order.has(HANDING_OVER);
    }

    private static boolean ends(Standing order) {
        return order.state().equals(OrderState.NOT_APPROVED.name())
                || order.state().equals(OrderState.CONCLUDED.name()) && done(order);
    }

    private SupervisionOrderCourse() {}

    static Course course() {
        var steps = Map.of(
                SupervisionOrderProcess.Tasks.APPROVE_LISTING,
                step(
                        "approve-listing",
                        List.of("outcome", "reason"),
                        move("APPROVE").in(OrderState.PROPOSED).adds(APPROVED),
                        move("REFUSE").in(OrderState.PROPOSED).asks("reason").to(OrderState.NOT_APPROVED)),
                SupervisionOrderProcess.Tasks.EXPLAIN,
                step(
                        "explain-order",
                        List.of("explanation"),
                        move().in(OrderState.OPEN).asks("explanation").to(OrderState.EXPLAINED)),
                SupervisionOrderProcess.Tasks.CONCLUDE_ORDER,
                step(
                        "conclude-order",
                        List.of("outcome", "reason", "days"),
                        concludes(OrderConclusion.SETTLED),
                        goesOn(),
                        raises(),
                        concludes(OrderConclusion.HAND_OVER).adds(HANDING_OVER)),
                SupervisionOrderProcess.Tasks.CONCLUDE_URGING,
                step(
                        "conclude-urging",
                        List.of("outcome", "reason", "days"),
                        concludes(OrderConclusion.SETTLED),
                        goesOn(),
                        raises(),
                        concludes(OrderConclusion.HAND_OVER).adds(HANDING_OVER)));
        var works = Map.of(
                "orderDelegate:" + SupervisionOrderProcess.Doing.TAKE_EFFECT,
                List.of(move().in(OrderState.PROPOSED)
                        .when(order -> order.has(APPROVED)
                                || !order.is(SupervisionOrderProcess.Variables.PRESSURE, OrderLevel.LISTED.name()))
                        .to(OrderState.OPEN)),
                "orderDelegate:" + SupervisionOrderProcess.Doing.NOTE_SILENCE,
                List.of(move().in(OrderState.OPEN)),
                "orderDelegate:" + SupervisionOrderProcess.Doing.GO_ON,
                List.of(move().in(OrderState.OPEN)),
                "orderDelegate:" + SupervisionOrderProcess.Doing.RAISE,
                List.of(move().needs(RAISING).drops(RAISING)),
                "orderDelegate:" + SupervisionOrderProcess.Doing.HAND_OVER,
                List.of(move().needs(HANDING_OVER).drops(HANDING_OVER)));
        return new Course(
                Arrays.stream(OrderLevel.values())
                        .flatMap(level -> Course.cards()
                                .map(card -> start(OrderState.PROPOSED)
                                        .say(SupervisionOrderProcess.Variables.ORDER, Course.ANY)
                                        .say(SupervisionOrderProcess.Variables.PRESSURE, level.name())
                                        .say(ClueLifecycle.Variables.UNIT, Course.ANY)
                                        .say(ClueLifecycle.Variables.CARD, card)))
                        .toList(),
                steps,
                works,
                Map.of(),
                Map.of("orders.dueBy", order -> true, "orders.explainBy", order -> true),
                SupervisionOrderCourse::ends,
                List.of(),
                SupervisionOrderCourse::done,
                Map.of(
                        SupervisionOrderProcess.Messages.OVER,
                        List.of(move().when(order -> !ends(order)).to(OrderState.CONCLUDED))),
                Map.of());
    }
}
