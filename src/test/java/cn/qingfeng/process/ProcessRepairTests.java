package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.sample.SampleCounty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A wrong version is left by the clues begun on it, and a stuck clue is brought back into step: with a reason, on record. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@AutoConfigureMockMvc
@Import({PathCoverage.class, Walk.class})
class ProcessRepairTests {

    @Autowired
    MockMvc web;

    @Autowired
    Walk walk;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    Timeline timeline;

    @Autowired
    SampleCounty county;

    @Autowired
    org.springframework.jdbc.core.JdbcTemplate jdbc;

    @Autowired
    org.springframework.transaction.support.TransactionTemplate transactions;

    private static int changes;

    @BeforeEach
    void county() {
        county.load();
    }

    private static RequestPostProcessor as(String name, String duty) {
        return user(name).authorities(new SimpleGrantedAuthority(duty));
    }

    private static RequestPostProcessor owner() {
        return as("owner", "process-owner");
    }

    private static RequestPostProcessor admin() {
        return as("admin", "camunda-admin");
    }

    /** Another form, and so another version of the process. */
    private int nextVersion() throws IOException {
        changes++;
        repository
                .createDeployment()
                .name("owner")
                .addString(
                        "sign-for-clue.form",
                        Files.readString(Path.of("forms/sign-for-clue.form")) + "\n".repeat(changes))
                .deploy();
        return newest();
    }

    private int newest() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(ClueLifecycle.KEY)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    private ProcessDefinition versionOf(ClueNumber number) {
        return repository.getProcessDefinition(instanceOf(number).getProcessDefinitionId());
    }

    private org.camunda.bpm.engine.runtime.ProcessInstance instanceOf(ClueNumber number) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value(), ClueLifecycle.KEY)
                .singleResult();
    }

    private String waitsAt(ClueNumber number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getTaskDefinitionKey();
    }

    @Test
    void theOwnerMovesCluesToAnotherVersionAfterSeeingTheOutcome() throws Exception {
        var clue = walk.dispatched(Card.BLUE);
        var from = versionOf(clue.number).getVersion();
        var to = nextVersion();
        web.perform(get("/versions").with(owner()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("各版合计")));
        web.perform(get("/versions/preview")
                        .with(owner())
                        .param("from", String.valueOf(from))
                        .param("to", String.valueOf(to)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(clue.number.value())))
                .andExpect(content().string(containsString("可以改")));
        assertThat(versionOf(clue.number).getVersion())
                .as("a preview changes nothing")
                .isEqualTo(from);

        move(clue.number, from, to, " ").andExpect(content().string(containsString("请写明理由")));
        assertThat(versionOf(clue.number).getVersion()).isEqualTo(from);
        move(clue.number, from, to, "旧版表单有错").andExpect(content().string(containsString("已移动 1 件")));
        assertThat(versionOf(clue.number).getVersion()).isEqualTo(to);
        assertThat(repository
                        .getProcessDefinition(task(clue.number, Tasks.SIGN_FOR).getProcessDefinitionId())
                        .getDeploymentId())
                .as("the phase goes along")
                .isEqualTo(versionOf(clue.number).getDeploymentId());
        assertThat(timeline.of(clue.number))
                .last()
                .returns(TimelineAction.VERSION_CHANGED, TimelineEntry::act)
                .returns("owner", TimelineEntry::by)
                .satisfies(entry -> assertThat(entry.why()).contains("旧版表单有错"));
        // It goes on where it was, and the watch over its limits with it.
        assertThat(waitsAt(clue.number)).isEqualTo(Tasks.SIGN_FOR);
        clue.go(Tasks.SIGN_FOR).go(Tasks.CONTACT_REPORTER);
    }

    private org.springframework.test.web.servlet.ResultActions move(ClueNumber number, int from, int to, String reason)
            throws Exception {
        return web.perform(post("/versions/move")
                .with(owner())
                .with(csrf())
                .param("process", ClueLifecycle.KEY)
                .param("from", String.valueOf(from))
                .param("to", String.valueOf(to))
                .param("clue", number.value())
                .param("reason", reason));
    }

    @Test
    void anAdministratorBringsAStuckClueToAStepThatAgreesWithTheLedger() throws Exception {
        var clue = walk.dispatched(Card.BLUE);
        var overview = instanceOf(clue.number).getId();
        var place = java.util.Arrays.stream(
                        runtime.getActivityInstance(overview).getActivityInstances(CluePhase.DISPATCH.call()))
                .findFirst()
                .orElseThrow();
        // Somebody took it to the review, which the ledger knows nothing of.
        runtime.createProcessInstanceModification(overview)
                .startBeforeActivity(CluePhase.FOLLOW_UP.call())
                .cancelActivityInstance(place.getId())
                .execute();
        assertThat(waitsAt(clue.number)).isEqualTo(Tasks.SIGN_REPLY);
        ledgerSays(clue.number, "GRADED");

        var page = web.perform(get("/versions/repair").with(admin()).param("clue", clue.number.value()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(Tasks.DISPATCH)))
                .andExpect(content().string(not(containsString(Tasks.FINISH))))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("修复卡住的线索");
        var stuck = place(clue.number, Tasks.SIGN_REPLY);
        repair(admin(), clue.number, stuck, Tasks.FINISH).andExpect(content().string(containsString("与台账状态不符")));
        assertThat(waitsAt(clue.number)).isEqualTo(Tasks.SIGN_REPLY);
        repair(owner(), clue.number, stuck, Tasks.DISPATCH).andExpect(status().isForbidden());
        // The phase begins anew in the place of the other.
        repair(admin(), clue.number, stuck, Tasks.DISPATCH).andExpect(content().string(containsString("已移动")));
        assertThat(waitsAt(clue.number)).isEqualTo(Tasks.DISPATCH);
        clue.go(Tasks.DISPATCH);
        // Within a phase from step to step.
        var phase = task(clue.number, Tasks.SIGN_FOR).getProcessInstanceId();
        runtime.createProcessInstanceModification(phase)
                .startBeforeActivity(Tasks.RULE_ON_RETURN)
                .cancelActivityInstance(place(clue.number, Tasks.SIGN_FOR))
                .execute();
        repair(admin(), clue.number, place(clue.number, Tasks.RULE_ON_RETURN), Tasks.SIGN_FOR)
                .andExpect(content().string(containsString("已移动")));
        assertThat(waitsAt(clue.number)).isEqualTo(Tasks.SIGN_FOR);
        assertThat(timeline.of(clue.number))
                .last()
                .returns(TimelineAction.STEP_REPAIRED, TimelineEntry::act)
                .returns("admin", TimelineEntry::by);
        clue.go(Tasks.SIGN_FOR);
    }

    private org.camunda.bpm.engine.task.Task task(ClueNumber number, String key) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .taskDefinitionKey(key)
                .singleResult();
    }

    /** The activity instance of a waiting task, in the phase in which it waits. */
    private String place(ClueNumber number, String key) {
        return java.util.Arrays.stream(
                        runtime.getActivityInstance(task(number, key).getProcessInstanceId())
                                .getActivityInstances(key))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    private void ledgerSays(ClueNumber number, String status) {
        transactions.executeWithoutResult(
                begun -> jdbc.update("update clue set status = ? where clue_number = ?", status, number.value()));
    }

    private org.springframework.test.web.servlet.ResultActions repair(
            RequestPostProcessor who, ClueNumber number, String place, String step) throws Exception {
        return web.perform(post("/versions/repair")
                .with(who)
                .with(csrf())
                .param("clue", number.value())
                .param("place", place)
                .param("step", step)
                .param("reason", "版本有错，卡在回访"));
    }

    /** The desk says what is to be done, an administrator does it and learns neither number nor words. */
    @Test
    void aStuckReportIsRepairedByItsDeskAndAnAdministratorTogether() throws Exception {
        var report = walk.register(each -> {
            each.kind = "REPORT";
            each.title = "某人索要好处";
        });
        var to = nextVersion();
        var stuck = place(report.number, Tasks.RECEIVE_REPORT);
        var desk = as("discipline", "report-desk");
        web.perform(get("/versions/sealed").with(admin()).param("clue", report.number.value()))
                .andExpect(status().isForbidden());
        web.perform(get("/versions/repair").with(admin()).param("clue", report.number.value()))
                .andExpect(content().string(containsString("没有这件线索")));
        web.perform(get("/versions/sealed").with(desk).param("clue", report.number.value()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("version:" + to)));
        web.perform(post("/versions/sealed")
                        .with(desk)
                        .with(csrf())
                        .param("clue", report.number.value())
                        .param("place", stuck)
                        .param("target", "version:" + to)
                        .param("reason", "接收表单有错"))
                .andExpect(content().string(containsString("已提出")));
        var page = web.perform(get("/versions/repair").with(admin()))
                .andExpect(content().string(containsString("待执行的举报件修复")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).doesNotContain(report.number.value(), "索要好处", "接收表单有错");
        var id = page.replaceAll("(?s).*name=\"id\" value=\"([^\"]+)\".*", "$1");
        web.perform(post("/versions/repair/sealed").with(desk).with(csrf()).param("id", id))
                .andExpect(status().isForbidden());
        web.perform(post("/versions/repair/sealed").with(admin()).with(csrf()).param("id", id))
                .andExpect(content().string(containsString("已移动")));
        assertThat(versionOf(report.number).getVersion()).isEqualTo(to);
        assertThat(timeline.of(report.number))
                .last()
                .returns(TimelineAction.VERSION_CHANGED, TimelineEntry::act)
                .returns("admin", TimelineEntry::by)
                .satisfies(entry -> assertThat(entry.why().orElse("")).contains("接收表单有错"));
        web.perform(post("/versions/repair/sealed").with(admin()).with(csrf()).param("id", id))
                .andExpect(content().string(not(containsString("已移动"))));
        report.go(Tasks.RECEIVE_REPORT);
    }

    @Test
    void whoIsNeitherOwnerNorAdministratorSeesNothing() throws Exception {
        web.perform(get("/versions").with(as("officehead", "office-head"))).andExpect(status().isForbidden());
        web.perform(get("/versions/preview").with(admin()).param("from", "1").param("to", "1"))
                .andExpect(status().isForbidden());
    }
}
