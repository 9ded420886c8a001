package cn.qingfeng.process.meeting;

import static cn.qingfeng.process.deployment.diagram.Course.move;
import static cn.qingfeng.process.deployment.diagram.Course.start;
import static cn.qingfeng.process.deployment.diagram.Course.step;

import cn.qingfeng.meeting.Decision;
import cn.qingfeng.process.deployment.diagram.Course;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import java.util.List;
import java.util.Map;

/** What a meeting decided: done once, or not to be done any more. */
final class MeetingTaskCourse {

    private MeetingTaskCourse() {}

    static Course course() {
        return new Course(
                List.of(start(Decision.State.OPEN)
                        .say(MeetingTask.Variables.DECISION, Course.ANY)
                        .say(ClueLifecycle.Variables.UNIT, Course.ANY)),
                Map.of(
                        MeetingTask.Tasks.CARRY_OUT,
                        step(
                                "carry-out-decision",
                                List.of("result"),
                                move().in(Decision.State.OPEN).asks("result").to(Decision.State.DONE))),
                Map.of(),
                Map.of(),
                Map.of("decisions.dueBy", task -> true),
                task -> !task.state().equals(Decision.State.OPEN.name()),
                List.of(),
                task -> true,
                Map.of(
                        MeetingTask.Messages.OVER,
                        List.of(move().in(Decision.State.OPEN).to(Decision.State.OVER))),
                Map.of());
    }
}
