package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Card;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnTheProduct;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** What Cockpit's page of a definition shows on its diagram is what waits in the county, whichever version it runs on. */
@OnTheProduct
@Tag("alone")
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class CockpitCountsTests {

    private final Walk walk;
    private final SampleCounty county;
    private final RepositoryService repository;

    @LocalServerPort
    int port;

    CockpitCountsTests(Walk walk, SampleCounty county, RepositoryService repository) {
        this.walk = walk;
        this.county = county;
        this.repository = repository;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    private String newest(String process) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private long waiting(String definition, String task) {
        return at(definition, task).path("open").asLong();
    }

    private JsonNode at(String definition, String element) {
        var counts =
                Caller.json(Caller.basic(port, "supervisor").get("/api/board/definitions/" + definition + "/tasks"));
        for (var count : counts) {
            if (count.path("element").asText().equals(element)) {
                return count;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void countsNoPhaseThatNobodyWatches() {
        assertThat(at(newest(ClueLifecycle.KEY), CluePhase.GRADING.call()).isMissingNode())
                .isFalse();
        assertThat(at(newest(CluePhase.GRADING.key()), CluePhase.REPORT_LANE.call())
                        .isMissingNode())
                .as("the lane of reports against persons is its desk's alone")
                .isTrue();
    }

    @Test
    void sumsOverAllVersionsAlsoRightAfterAFormWasDeployed() throws IOException {
        var first = newest(CluePhase.DISPATCH.key());
        walk.dispatched(Card.BLUE);
        var before = waiting(first, Tasks.SIGN_FOR);
        assertThat(before).isPositive();
        var form = Files.readString(Path.of("forms/sign-for-clue.form"));
        var deployment = repository
                .createDeployment()
                .name("owner")
                .addString("sign-for-clue.form", form.replaceFirst("\"label\": \"", "\"label\": \"新："))
                .deploy();
        try {
            var second = newest(CluePhase.DISPATCH.key());
            assertThat(second)
                    .as("a form makes a new version of what asks with it")
                    .isNotEqualTo(first);
            assertThat(waiting(second, Tasks.SIGN_FOR)).isEqualTo(before);
            var later = walk.dispatched(Card.BLUE);
            assertThat(waiting(second, Tasks.SIGN_FOR)).isEqualTo(before + 1);
            assertThat(waiting(first, Tasks.SIGN_FOR)).isEqualTo(before + 1);
            later.go(Tasks.SIGN_FOR);
            assertThat(waiting(second, Tasks.SIGN_FOR)).isEqualTo(before);
            assertThat(Caller.basic(port, "handler")
                            .get("/api/board/definitions/" + second + "/tasks")
                            .statusCode())
                    .isEqualTo(403);
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    @Test
    void thePhasesOfTheOverviewAreCountedAndLedTo() {
        var before = at(newest(ClueLifecycle.KEY), "callActivity_dispatch")
                .path("open")
                .asLong();
        var clue = walk.dispatched(Card.BLUE);
        var phase = at(newest(ClueLifecycle.KEY), "callActivity_dispatch");
        assertThat(phase.path("open").asLong()).isEqualTo(before + 1);
        assertThat(repository
                        .getProcessDefinition(phase.path("called").asText())
                        .getKey())
                .isEqualTo("clue-dispatch");
        var overdue = phase.path("overdue").asLong();
        // Reminded, and then told that the time to sign is over.
        clue.later().later();
        assertThat(at(newest(ClueLifecycle.KEY), "callActivity_dispatch")
                        .path("overdue")
                        .asLong())
                .isEqualTo(overdue + 1);
    }
}
