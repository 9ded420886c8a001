package cn.qingfeng.process.deployment.diagram;

import static cn.qingfeng.process.deployment.diagram.Course.move;
import static cn.qingfeng.process.deployment.diagram.Course.start;
import static cn.qingfeng.process.deployment.diagram.Course.step;
import static java.util.Map.entry;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.process.delivery.NoticeDelivery;
import cn.qingfeng.process.deployment.diagram.Course.Move;
import cn.qingfeng.process.deployment.diagram.Course.Standing;
import cn.qingfeng.process.deployment.diagram.Course.Step;
import cn.qingfeng.process.letter.TransferLetter;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.progress.ProgressReport;
import cn.qingfeng.process.reveal.IdentityReveal;
import cn.qingfeng.process.time.DeadlineExtension;
import cn.qingfeng.supervision.order.OrderConclusion;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.OrderState;
import cn.qingfeng.supervision.time.TimeCourse;
import cn.qingfeng.supervision.time.TimeKind;
import cn.qingfeng.supervision.time.TimeState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The lives of what runs beside a clue's own: wishes for time, orders, letters, progress, reveals and notices. */
final class CoursesBeside {

    private CoursesBeside() {}

    static Map<String, Course> all() {
        return Map.of(
                DeadlineExtension.KEY, WishForTime.course(),
                SupervisionOrderProcess.KEY, Order.course(),
                TransferLetter.KEY, Letter.course(),
                ProgressReport.KEY, Progress.course(),
                IdentityReveal.KEY, Reveal.course(),
                NoticeDelivery.KEY, Delivery.course());
    }

    private static Stream<String> cards() {
        return Arrays.stream(Card.values()).map(Card::name);
    }

    /** A wish for time: checked with the asking, signed, decided, and done at once. */
    private static final class WishForTime {
        private static final String HELD = "held";
        private static final String GRANTED = "granted";
        private static final String ORDERED = "ordered";
        private static final String KIND = DeadlineExtension.Variables.KIND;
        private static final String COURSE = DeadlineExtension.Variables.COURSE;
        private static final String CARD = ClueLifecycle.Variables.CARD;

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
                    move("REFUSE")
                            .in(TimeState.SIGNED)
                            .asks("reason")
                            .when(which)
                            .to(TimeState.REFUSED));
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

        static Course course() {
            var starts = Arrays.stream(TimeKind.values())
                    .flatMap(kind -> cards().map(card -> start(
                            TimeState.ASKED,
                            DeadlineExtension.Variables.REQUEST,
                            Course.ANY,
                            KIND,
                            kind.name(),
                            ClueLifecycle.Variables.UNIT,
                            Course.ANY,
                            CARD,
                            card)))
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

            Predicate<Standing> byCard =
                    wish -> is(wish, TimeCourse.TURN_YELLOW) || is(wish, TimeCourse.RAISE_AND_ORDER);
            Predicate<Standing> raisable = byCard.and(wish -> !wish.is(CARD, Card.RED.name()));
            var works = Map.of(
                    "checkWishDelegate",
                    List.of(move().in(TimeState.ASKED)
                            .when(wish -> wish.variables().containsKey(COURSE))
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
                    WishForTime::ends,
                    List.of(),
                    WishForTime::still,
                    Map.of(
                            DeadlineExtension.Messages.MOOT,
                            List.of(move().in(TimeState.ASKED, TimeState.SIGNED).to(TimeState.MOOT))),
                    Map.of());
        }
    }

    /** An order: in force, explained, concluded, and what was concluded done at once. */
    private static final class Order {
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

        static Course course() {
            var steps = Map.of(
                    SupervisionOrderProcess.Tasks.APPROVE_LISTING,
                    step(
                            "approve-listing",
                            List.of("outcome", "reason"),
                            move("APPROVE").in(OrderState.PROPOSED).adds(APPROVED),
                            move("REFUSE")
                                    .in(OrderState.PROPOSED)
                                    .asks("reason")
                                    .to(OrderState.NOT_APPROVED)),
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
                            .flatMap(level -> cards().map(card -> start(
                                    OrderState.PROPOSED,
                                    SupervisionOrderProcess.Variables.ORDER,
                                    Course.ANY,
                                    SupervisionOrderProcess.Variables.PRESSURE,
                                    level.name(),
                                    ClueLifecycle.Variables.UNIT,
                                    Course.ANY,
                                    ClueLifecycle.Variables.CARD,
                                    card)))
                            .toList(),
                    steps,
                    works,
                    Map.of(),
                    Map.of("orders.dueBy", order -> true, "orders.explainBy", order -> true),
                    Order::ends,
                    List.of(),
                    Order::done,
                    Map.of(
                            SupervisionOrderProcess.Messages.OVER,
                            List.of(move().when(order -> !ends(order)).to(OrderState.CONCLUDED))),
                    Map.of());
        }
    }

    /** A letter: both hands sign it, one after the other. */
    private static final class Letter {
        private static final String CALLED = "CALLED";
        private static final String SIGNED = "SIGNED";
        private static final String RECEIVED = "RECEIVED";
        private static final String WITHDRAWN = "WITHDRAWN";

        static Course course() {
            return new Course(
                    cards().map(card -> start(
                                    CALLED,
                                    ClueLifecycle.Variables.UNIT,
                                    Course.ANY,
                                    ClueLifecycle.Variables.CARD,
                                    card))
                            .toList(),
                    Map.of(
                            TransferLetter.Tasks.SIGN,
                            step(
                                    "sign-transfer",
                                    List.of("letterNumber", "reason"),
                                    move().in(CALLED)
                                            .asks("letterNumber", "reason")
                                            .to(SIGNED)),
                            TransferLetter.Tasks.RECEIVE,
                            step(
                                    "receive-transfer",
                                    List.of("registerNumber"),
                                    move().in(SIGNED).asks("registerNumber").to(RECEIVED))),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    letter -> letter.state().equals(RECEIVED) || letter.state().equals(WITHDRAWN),
                    List.of(),
                    letter -> true,
                    Map.of(
                            TransferLetter.Messages.MOOT,
                            List.of(move().in(CALLED, SIGNED).to(WITHDRAWN))),
                    Map.of());
        }
    }

    /** Progress: reported at least once, and again as long as it is owed. */
    private static final class Progress {
        private static final String OWED = "OWED";
        private static final String REPORTED = "REPORTED";
        private static final String OVER = "OVER";

        static Course course() {
            return new Course(
                    cards().map(card -> start(
                                    OWED, ClueLifecycle.Variables.UNIT, Course.ANY, ClueLifecycle.Variables.CARD, card))
                            .toList(),
                    Map.of(
                            ProgressReport.Tasks.REPORT,
                            step(
                                    "report-progress",
                                    List.of("progress"),
                                    move().asks("progress").to(REPORTED))),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    progress -> !progress.state().equals(OWED),
                    List.of(),
                    progress -> true,
                    Map.of(ProgressReport.Messages.OVER, List.of(move().to(OVER))),
                    Map.of());
        }
    }

    /** A wish to know who reported: decided by a second person, looked at for some hours, closed. */
    private static final class Reveal {
        private static final String ASKED = "ASKED";
        private static final String GRANTED = "GRANTED";
        private static final String REFUSED = "REFUSED";
        private static final String LAPSED = "LAPSED";
        private static final String ENDED = "ENDED";
        private static final String WITHDRAWN = "WITHDRAWN";
        private static final String OPENED = "opened";

        static Course course() {
            var works = Map.of(
                    "revealDelegate:" + IdentityReveal.Doing.TELL_DECIDERS,
                    List.of(move().in(ASKED)),
                    "revealDelegate:" + IdentityReveal.Doing.OPEN_VIEW,
                    List.of(move().in(GRANTED).not(OPENED).adds(OPENED)),
                    "revealDelegate:" + IdentityReveal.Doing.TELL_REFUSED,
                    List.of(move().in(REFUSED)),
                    "revealDelegate:" + IdentityReveal.Doing.LAPSE,
                    List.of(move().in(ASKED).to(LAPSED)),
                    "revealDelegate:" + IdentityReveal.Doing.CLOSE_VIEW,
                    List.of(move().in(GRANTED).needs(OPENED).to(ENDED)));
            return new Course(
                    Arrays.stream(ClueKind.values())
                            .map(kind -> start(
                                    ASKED,
                                    IdentityReveal.Variables.REVEAL,
                                    Course.ANY,
                                    ClueLifecycle.Variables.KIND,
                                    kind.name()))
                            .toList(),
                    Map.of(
                            IdentityReveal.Tasks.DECIDE,
                            step(
                                    "decide-reveal",
                                    List.of("outcome", "reason"),
                                    move("APPROVE").in(ASKED).asks("reason").to(GRANTED),
                                    move("REFUSE").in(ASKED).asks("reason").to(REFUSED))),
                    works,
                    Map.of(),
                    Map.of(
                            "reveals.decideBy", reveal -> true,
                            "reveals.closesAt", reveal -> reveal.has(OPENED)),
                    reveal -> List.of(REFUSED, LAPSED, ENDED, WITHDRAWN).contains(reveal.state()),
                    List.of(),
                    reveal -> true,
                    Map.of(
                            IdentityReveal.Messages.WITHDRAWN,
                            List.of(move().in(ASKED).to(WITHDRAWN))),
                    Map.of());
        }
    }

    /** A notice: sent, or known not to arrive; put off until a moment that each trial sets anew. */
    private static final class Delivery {
        private static final String QUEUED = "QUEUED";
        private static final String DONE = "DONE";

        static Course course() {
            return new Course(
                    List.of(start(QUEUED, NoticeDelivery.NOTICE_ID, Course.ANY)),
                    Map.of(),
                    Map.of(
                            "deliverNoticeDelegate",
                            List.of(
                                    move().to(DONE),
                                    move().to(DONE).fails(NoticeDelivery.UNDELIVERABLE),
                                    move().when(notice -> notice.state().equals(QUEUED))
                                            .says(NoticeDelivery.WAIT_UNTIL, Course.ANY)
                                            .fails(NoticeDelivery.POSTPONED))),
                    Map.of(),
                    Map.of(),
                    notice -> notice.state().equals(DONE),
                    List.of(),
                    notice -> true,
                    Map.of(),
                    Map.of(NoticeDelivery.WAIT_UNTIL, notice -> notice.say(NoticeDelivery.WAIT_UNTIL, null)));
        }
    }
}
