package cn.qingfeng.process.reveal;

import static cn.qingfeng.process.deployment.diagram.Course.move;
import static cn.qingfeng.process.deployment.diagram.Course.start;
import static cn.qingfeng.process.deployment.diagram.Course.step;

import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.process.deployment.diagram.Course;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A wish to know who reported: decided by a second person, looked at for some hours, closed. */
final class IdentityRevealCourse {
    private static final String ASKED = "ASKED";
    private static final String GRANTED = "GRANTED";
    private static final String REFUSED = "REFUSED";
    private static final String LAPSED = "LAPSED";
    private static final String ENDED = "ENDED";
    private static final String WITHDRAWN = "WITHDRAWN";
    private static final String OPENED = "opened";

    private IdentityRevealCourse() {}

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
                        .map(kind -> start(ASKED)
                                .say(IdentityReveal.Variables.REVEAL, Course.ANY)
                                .say(ClueLifecycle.Variables.KIND, kind.name()))
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
