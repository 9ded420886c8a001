package cn.qingfeng.process.letter;

import static cn.qingfeng.process.deployment.diagram.Course.move;
import static cn.qingfeng.process.deployment.diagram.Course.start;
import static cn.qingfeng.process.deployment.diagram.Course.step;

import cn.qingfeng.process.deployment.diagram.Course;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import java.util.List;
import java.util.Map;

/** A letter: both hands sign it, one after the other. */
final class TransferLetterCourse {
    private static final String CALLED = "CALLED";
    private static final String SIGNED = "SIGNED";
    private static final String RECEIVED = "RECEIVED";
    private static final String WITHDRAWN = "WITHDRAWN";

    private TransferLetterCourse() {}

    static Course course() {
        return new Course(
                Course.cards()
                        .map(card -> start(CALLED)
                                .say(ClueLifecycle.Variables.UNIT, Course.ANY)
                                .say(ClueLifecycle.Variables.CARD, card))
                        .toList(),
                Map.of(
                        TransferLetter.Tasks.SIGN,
                        step(
                                "sign-transfer",
                                List.of("letterNumber", "reason"),
                                move().in(CALLED).asks("letterNumber", "reason").to(SIGNED)),
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
