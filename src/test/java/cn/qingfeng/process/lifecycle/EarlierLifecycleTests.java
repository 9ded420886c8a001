package cn.qingfeng.process.lifecycle;

import static cn.qingfeng.process.CluePath.assertThat;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.discipline.SealedRegister;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/**
 * Walks every path of the diagram from before the phases, which held the whole life: clues that began on it go on to every end
 * of it, and a county may keep it. In a product of its own: what it deploys would be the newest for whoever comes next.
 */
@SpringBootTest(properties = {"camunda.bpm.job-execution.enabled=false", "test.of-its-own=earlier-lifecycle"})
@Import({PathCoverage.class, Walk.class})
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class EarlierLifecycleTests extends LifecycleTests {

    private static final String FILE = "clue-lifecycle.bpmn";

    private int versions;

    EarlierLifecycleTests(
            Walk walk,
            ClueLedger ledger,
            Registration registration,
            Timeline timeline,
            SampleCounty county,
            CountyClock clock,
            WorkingCalendar calendar,
            Limits limits,
            ProcessEngine engine,
            CardChanges cards,
            PathCoverage coverage,
            SealedRegister register,
            JdbcTemplate jdbc) {
        super(
                walk,
                ledger,
                registration,
                timeline,
                county,
                clock,
                calendar,
                limits,
                engine,
                cards,
                coverage,
                register,
                jdbc);
    }

    @BeforeAll
    void earlier() throws IOException {
        try (var file = drawing()) {
            deploy(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Under a version of its own each time, as an owner's file must be. */
    private void deploy(String drawing) {
        engine.getRepositoryService()
                .createDeployment()
                .name("owner")
                .addString(FILE, drawing.replaceFirst("versionTag=\"[^\"]*\"", "versionTag=\"90." + ++versions + "\""))
                .deploy();
    }

    private InputStream drawing() {
        return getClass().getResourceAsStream("/earlier/clue-lifecycle.bpmn");
    }

    private void today() throws IOException {
        deploy(Files.readString(Path.of("processes", FILE)));
    }

    @Override
    @AfterAll
    void everyElementAndFlowWasPassed() {
        var drawn = Bpmn.readModelFromStream(drawing()).getModelElementsByType(FlowElement.class).stream()
                .map(element -> ClueLifecycle.KEY + "/" + element.getId())
                .collect(Collectors.toSet());
        Assertions.assertThat(drawn).hasSizeGreaterThan(200);
        Assertions.assertThat(coverage.missing(ClueLifecycle.KEY)).doesNotContainAnyElementsOf(drawn);
    }

    @Test
    void whatBeganOnItGoesOnAfterPhasesCame() throws IOException {
        var clue = walk.handled(Card.YELLOW);
        today();
        try {
            var later = walk.handled(Card.YELLOW);
            assertThat(later).hasPassed(CluePhase.DISPATCH.call());
            clue.finished().calledBackDissatisfied().result().calledBackDissatisfied();
            assertThat(clue).hasPassed("serviceTask_raiseCard").isWaitingAt(Tasks.DISPATCH);
            clue.go(Tasks.DISPATCH).go(Tasks.SIGN_FOR).later();
            Assertions.assertThat(clue.watched()).isTrue();
            clue.finished().go(Tasks.CALL_BACK).fire("event_recheckDue").go(Tasks.RECHECK);
            assertThat(clue).isEnded().hasPassed("endEvent_recheckPassed").hasNotPassed(CluePhase.DISPATCH.call());
        } finally {
            earlier();
        }
    }
}
