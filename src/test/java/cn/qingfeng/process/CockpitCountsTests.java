package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Card;
import cn.qingfeng.process.ClueLifecycle.Tasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** What Cockpit's page of a definition shows on its diagram is what waits in the county, whichever version it runs on. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "camunda.bpm.job-execution.enabled=false")
@Import({PathCoverage.class, Walk.class})
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

    private String newest() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(ClueLifecycle.KEY)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private long waiting(String definition, String task) {
        var counts =
                Caller.json(Caller.basic(port, "supervisor").get("/api/board/definitions/" + definition + "/tasks"));
        for (var count : counts) {
            if (count.path("element").asText().equals(task)) {
                return count.path("open").asLong();
            }
        }
        return 0;
    }

    @Test
    void sumsOverAllVersionsAlsoRightAfterAFormWasDeployed() throws IOException {
        var first = newest();
        walk.dispatched(Card.BLUE);
        var before = waiting(first, Tasks.SIGN_FOR);
        assertThat(before).isPositive();
        var form = Files.readString(Path.of("forms/contact-reporter.form"));
        var deployment = repository
                .createDeployment()
                .name("owner")
                .addString("contact-reporter.form", form.replaceFirst("\"label\": \"", "\"label\": \"新："))
                .deploy();
        try {
            var second = newest();
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
        var before = at("callActivity_dispatch").path("open").asLong();
        var clue = walk.dispatched(Card.BLUE);
        var phase = at("callActivity_dispatch");
        assertThat(phase.path("open").asLong()).isEqualTo(before + 1);
        assertThat(repository
                        .getProcessDefinition(phase.path("called").asText())
                        .getKey())
                .isEqualTo("clue-dispatch");
        var overdue = phase.path("overdue").asLong();
        walk.at(clue.dueAt().plusSeconds(1));
        assertThat(at("callActivity_dispatch").path("overdue").asLong()).isEqualTo(overdue + 1);
    }
}
