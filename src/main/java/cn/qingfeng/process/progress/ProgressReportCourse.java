package cn.qingfeng.process.progress;

import static cn.qingfeng.process.deployment.diagram.Course.move;
import static cn.qingfeng.process.deployment.diagram.Course.start;
import static cn.qingfeng.process.deployment.diagram.Course.step;

import cn.qingfeng.process.deployment.diagram.Course;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import java.util.List;
import java.util.Map;

/** Progress: reported at least once, and again as long as it is owed. */
final class ProgressReportCourse {
    private static final String OWED = "OWED";
    private static final String REPORTED = "REPORTED";
    private static final String OVER = "OVER";

    private ProgressReportCourse() {}

    static Course course() {
        return new Course(
                Course.cards()
                        .map(card -> start(OWED)
                                .say(ClueLifecycle.Variables.UNIT, Course.ANY)
                                .say(ClueLifecycle.Variables.CARD, card))
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
