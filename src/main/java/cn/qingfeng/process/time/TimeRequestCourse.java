package cn.qingfeng.process.time;

import static cn.qingfeng.process.deployment.diagram.Course.move;
import static cn.qingfeng.process.deployment.diagram.Course.start;
import static cn.qingfeng.process.deployment.diagram.Course.step;
import static java.util.Map.entry;

import cn.qingfeng.clue.Card;
import cn.qingfeng.process.ProcessVariable;
import cn.qingfeng.process.deployment.diagram.Course;
import cn.qingfeng.process.deployment.diagram.Course.Standing;
import cn.qingfeng.process.deployment.diagram.Course.Step;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.supervision.time.TimeCourse;
import cn.qingfeng.supervision.time.TimeKind;
import cn.qingfeng.supervision.time.TimeState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A wish for time: checked with the asking, signed, decided, and done at once. */
final class TimeRequestCourse {
    private static final String HELD = "held";
    private static final String GRANTED = "granted";
    private static final String ORDERED = "ordered";
    private static final ProcessVariable<String> KIND = DeadlineExtension.Variables.KIND;
    private static final ProcessVariable<String> COURSE = DeadlineExtension.Variables.COURSE;
    private static final ProcessVariable<String> CARD = ClueLifecycle.Variables.CARD;

    private static boolean is(Standing wish, TimeCourse course) {
        return wish.is(COURSE, course.name());
    }

    private static Predicate<Standing> kind(TimeKind kind) {
        return wish -> wish.is(KIND, kind.name());
    }

    /** Its own task decides each kind, because each is another duty's to decide. */
    private static Step decides(String form, Predicate<Standing> which) {
        return step(
                form,
                List.of("outcome", "reason"),
                move("APPROVE").in(TimeState.SIGNED).when(which).to(TimeState.APPROVED),
                move("REFUSE").in(TimeState.SIGNED).asks("reason").when(which).to(TimeState.REFUSED));
    }

    private static Predicate<Standing> extends_(TimeCourse course) {
        return wish -> wish.is(KIND, TimeKind.EXTEND.name()) && is(wish, course);
    }

    private static boolean ends(Standing wish) {
        return switch (TimeState.valueOf(wish.state())) {
            case NOT_SIGNED, REFUSED, MOOT -> true;
            case APPROVED -> wish.has(GRANTED) && (!is(wish, TimeCourse.RAISE_AND_ORDER) || wish.has(ORDERED));
            default -> false;
        };
    }

    /** Time is given, or a card goes up, in the decider's own act; and what the rules forbid never waits for anybody. */
    private static boolean still(Standing wish) {
        return wish.has(HELD) && (!wish.state().equals(TimeState.APPROVED.name()) || wish.has(GRANTED));
    }

    private TimeRequestCourse() {}

    static Course course() {
        var starts = Arrays.stream(TimeKind.values())
                .flatMap(kind -> Course.cards()
                        .map(card -> start(TimeState.ASKED)
                                .say(DeadlineExtension.Variables.REQUEST, Course.ANY)
                                .say(KIND, kind.name())
                                .say(ClueLifecycle.Variables.UNIT, Course.ANY)
                                .say(CARD, card)))
                .toList();
        var steps = Map.ofEntries(
                entry(
                        DeadlineExtension.Tasks.SIGN,
                        step(
                                "sign-extension",
                                List.of("outcome", "reason"),
                                move("SIGN").in(TimeState.ASKED).needs(HELD).to(TimeState.SIGNED),
                                move("SEND_BACK")
                                        .in(TimeState.ASKED)
                                        .asks("reason")
                                        .needs(HELD)
                                        .to(TimeState.NOT_SIGNED))),
                entry(
                        DeadlineExtension.Tasks.DECIDE_EXTENSION,
                        decides("decide-extension", extends_(TimeCourse.SIGN_AND_DECIDE))),
                entry(DeadlineExtension.Tasks.DECIDE_SUSPENSION, decides("decide-request", kind(TimeKind.SUSPEND))),
                entry(DeadlineExtension.Tasks.DECIDE_RESUMPTION, decides("decide-request", kind(TimeKind.RESUME))),
                entry(DeadlineExtension.Tasks.DECIDE_TACKLING, decides("decide-tackling", kind(TimeKind.TACKLE))),
                entry(
                        DeadlineExtension.Tasks.DECIDE_YELLOW,
                        decides("decide-request", extends_(TimeCourse.TURN_YELLOW))),
                entry(
                        DeadlineExtension.Tasks.DECIDE_RAISING,
                        decides("decide-request", extends_(TimeCourse.RAISE_AND_ORDER))));

        Predicate<Standing> byCard = wish -> is(wish, TimeCourse.TURN_YELLOW) || is(wish, TimeCourse.RAISE_AND_ORDER);
        Predicate<Standing> raisable = byCard.and(wish -> !wish.is(CARD, Card.RED.name()));
        var works = Map.of(
                "checkWishDelegate",
                List.of(move().in(TimeState.ASKED)
                        .when(wish -> wish.knows(COURSE))
                        .adds(HELD)),
                "grantRequestDelegate:" + DeadlineExtension.Grant.TIME,
                List.of(move().in(TimeState.APPROVED)
                        .not(GRANTED)
                        .when(byCard.negate())
                        .adds(GRANTED)),
                "grantRequestDelegate:" + DeadlineExtension.Grant.RAISE,
                List.of(move().in(TimeState.APPROVED)
                        .not(GRANTED)
                        .when(raisable)
                        .adds(GRANTED)),
                // Somebody decides now; wishes from before still run to it.
                "grantRequestDelegate:" + DeadlineExtension.Grant.RAISE_BY_RULE,
                List.of(move().in(TimeState.RAISED)),
                "grantRequestDelegate:" + DeadlineExtension.Grant.ORDER_BY_RULE,
                List.of(move().needs(GRANTED).adds(ORDERED)),
                "tellRequestDelegate:EXTENSION_ASKED",
                List.of(move().in(TimeState.ASKED, TimeState.SIGNED).needs(HELD)),
                "tellRequestDelegate:EXTENSION_DECIDED",
                List.of(
                        move().in(TimeState.NOT_SIGNED, TimeState.REFUSED),
                        move().in(TimeState.APPROVED).needs(GRANTED)));
        // A card that knows no such wish is told so with the asking, and nothing is left of it.
        var readings = Map.of(
                "recordExtensionRule",
                Arrays.stream(TimeCourse.values())
                        .filter(course -> course != TimeCourse.NOT_ALLOWED)
                        .map(course -> move().in(TimeState.ASKED)
                                .when(wish -> course == TimeCourse.SIGN_AND_DECIDE
                                        || kind(TimeKind.EXTEND).test(wish) && !wish.is(CARD, Card.RED.name()))
                                .says(COURSE, course.name()))
                        .toList());
        return new Course(
                starts,
                steps,
                works,
                readings,
                Map.of("requests.decideBy", wish -> true),
                TimeRequestCourse::ends,
                List.of(),
                TimeRequestCourse::still,
                Map.of(
                        DeadlineExtension.Messages.MOOT,
                        List.of(move().in(TimeState.ASKED, TimeState.SIGNED).to(TimeState.MOOT))),
                Map.of());
    }
}
