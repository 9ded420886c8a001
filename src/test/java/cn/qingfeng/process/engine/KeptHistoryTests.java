package cn.qingfeng.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.qingfeng.clue.Card;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.sample.SampleCounty;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The engine's history tells which way a clue went and who took each step, and nothing that our own record tells. */
@WalksEveryPath
class KeptHistoryTests {

    private final Walk walk;
    private final SampleCounty county;
    private final HistoryService history;
    private final TaskService tasks;
    private final ManagementService jobs;
    private final IdentityService identities;
    private final UserTasks desk;
    private final JdbcTemplate jdbc;

    KeptHistoryTests(
            Walk walk,
            SampleCounty county,
            HistoryService history,
            TaskService tasks,
            ManagementService jobs,
            IdentityService identities,
            UserTasks desk,
            JdbcTemplate jdbc) {
        this.walk = walk;
        this.county = county;
        this.history = history;
        this.tasks = tasks;
        this.jobs = jobs;
        this.identities = identities;
        this.desk = desk;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    private HistoricActivityInstance step(Walk.Started clue, String task) {
        return history.createHistoricActivityInstanceQuery().activityId(task).list().stream()
                .filter(step -> history.createHistoricProcessInstanceQuery()
                        .processInstanceId(step.getProcessInstanceId())
                        .singleResult()
                        .getBusinessKey()
                        .equals(clue.number.value()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachStepTellsWhoTookItAndFromWhenToWhen() {
        var clue = walk.handled(Card.BLUE);

        var signed = step(clue, Tasks.SIGN_FOR);
        assertThat(signed.getAssignee()).isEqualTo("handler");
        assertThat(signed.getTaskId()).isNotNull();
        assertThat(signed.getDurationInMillis())
                // Moments are kept apart from the duration, and rounded.
                .isCloseTo(signed.getEndTime().getTime() - signed.getStartTime().getTime(), within(2L));
    }

    @Test
    void aStepThatIsTakenFirstAndDoneLaterTellsTheSame() {
        var clue = walk.dispatched(Card.BLUE);
        var task = desk.waiting(clue.number).get(0).id();
        identities.setAuthentication("handler", List.of("unit-" + Walk.UNIT));
        tasks.claim(task, "handler");
        identities.clearAuthentication();
        assertThat(step(clue, Tasks.SIGN_FOR).getAssignee()).isEqualTo("handler");

        clue.go(Tasks.SIGN_FOR);

        assertThat(step(clue, Tasks.SIGN_FOR).getAssignee()).isEqualTo("handler");
        assertThat(step(clue, Tasks.SIGN_FOR).getEndTime()).isNotNull();
    }

    @Test
    void keepsNoSecondRecordOfAClosedClue() {
        var clue = walk.handled(Card.BLUE).finished().go(Tasks.CALL_BACK);

        assertThat(clue.passed()).contains(Tasks.REVIEW_ADMISSION, Tasks.CALL_BACK, "endEvent_clueOver");
        for (var table : List.of(
                "ACT_HI_VARINST", "ACT_HI_DETAIL", "ACT_HI_TASKINST", "ACT_HI_IDENTITYLINK", "ACT_HI_JOB_LOG")) {
            assertThat(jdbc.queryForObject("select count(*) from " + table, Integer.class))
                    .as(table)
                    .isZero();
        }
        assertThat(history.createUserOperationLogQuery().entityType("Task").count())
                .isZero();
        assertThat(history.createHistoricDecisionInstanceQuery()
                        .decisionDefinitionKey("card-grading")
                        .includeInputs()
                        .includeOutputs()
                        .list())
                .isNotEmpty()
                .allSatisfy(proposal -> {
                    assertThat(proposal.getInputs()).isNotEmpty();
                    assertThat(proposal.getOutputs()).isNotEmpty();
                });
        assertThat(history.createHistoricDecisionInstanceQuery()
                        .decisionDefinitionKey("time-limits")
                        .count())
                .isZero();
    }

    @Test
    void whatAdministratorsDoToAnInstanceIsLogged() {
        var clue = walk.dispatched(Card.BLUE);
        var timer = jobs.createJobQuery()
                .processInstanceId(clue.instance.getId())
                .timers()
                .singleResult();
        identities.setAuthentication("admin", List.of(Duty.ADMIN.groupId()));
        try {
            jobs.setJobRetries(timer.getId(), 5);
        } finally {
            identities.clearAuthentication();
        }

        assertThat(history.createUserOperationLogQuery()
                        .operationType("SetJobRetries")
                        .list())
                .extracting(done -> done.getUserId())
                .contains("admin");
    }
}
