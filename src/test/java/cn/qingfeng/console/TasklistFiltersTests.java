package cn.qingfeng.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.Messages;
import cn.qingfeng.process.engine.FilterDates;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class TasklistFiltersTests {
    /** Ten in the morning of a Thursday in Shanghai. */
    private static final Instant NOW = Instant.parse("2026-02-12T02:00:00Z");

    private ProcessEngine engine;
    private TasklistFilters filters;

    @BeforeEach
    void start() {
        var clock = Clock.fixed(NOW, ZoneId.of("UTC"));
        var configuration = (StandaloneInMemProcessEngineConfiguration)
                ProcessEngineConfiguration.createStandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setProcessEngineName(UUID.randomUUID().toString());
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setBeans(new HashMap<>(Map.of("filterDates", new FilterDates(clock))));
        configuration.setGroupResourceWhitelistPattern("[a-z0-9]+(-[a-z0-9]+)*");
        engine = configuration.buildProcessEngine();
        ClockUtil.setCurrentTime(Date.from(NOW));
        filters = new TasklistFilters(engine, messages());
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "step.bpmn",
                        Bpmn.createExecutableProcess("step")
                                .startEvent()
                                .userTask()
                                .camundaCandidateGroups("unit-tax")
                                .camundaDueDate("${due}")
                                .endEvent()
                                .done())
                .deploy();
    }

    @AfterEach
    void stop() {
        ClockUtil.reset();
        engine.getIdentityService().clearAuthentication();
        engine.close();
    }

    @Test
    void startingTwiceAddsNothing() {
        filters.make();
        var before = ids();
        filters.make();
        assertThat(ids()).isEqualTo(before).hasSize(TasklistFilters.View.values().length);
    }

    @Test
    void everybodyMayReadEachFilterAndNobodyMayChangeIt() {
        filters.make();
        engine.getProcessEngineConfiguration().setAuthorizationEnabled(true);
        engine.getIdentityService().setAuthentication("handler", List.of("unit-tax"));
        assertThat(ids()).hasSize(TasklistFilters.View.values().length);
    }

    @Test
    void findsTheTasksOfThePersonsUnitUntilSomebodyClaimsThem() {
        filters.make();
        var task = task("BLUE", "2026-02-13T02:00:00Z");
        as("handler", "unit-tax");
        assertThat(in("待签收、待认领")).containsExactly(task);
        assertThat(in("我的任务")).isEmpty();
        engine.getTaskService().claim(task, "handler");
        assertThat(in("待签收、待认领")).isEmpty();
        assertThat(in("我的任务")).containsExactly(task);
        as("other", "unit-water");
        assertThat(in("我的任务")).isEmpty();
    }

    @Test
    void opensOnWhatWaitsForThePersonClaimedOrNotAndCountsEveryFilter() {
        filters.make();
        var claimed = task("BLUE", "2026-02-14T02:00:00Z");
        var late = task("RED", "2026-02-11T02:00:00Z");
        var colleagues = task("BLUE", "2026-02-13T02:00:00Z");
        as("colleague", "unit-tax");
        engine.getTaskService().claim(colleagues, "colleague");
        as("handler", "unit-tax");
        engine.getTaskService().claim(claimed, "handler");

        assertThat(in("待我办理")).containsExactly(late, claimed);
        assertThat(filters.counts())
                .contains(
                        new TasklistFilters.Count("待我办理", 2),
                        new TasklistFilters.Count("我的任务", 1),
                        new TasklistFilters.Count("待签收、待认领", 1),
                        new TasklistFilters.Count("已逾期", 1),
                        new TasklistFilters.Count("黄牌", 0));
        var first = engine.getFilterService().createTaskFilterQuery().list().stream()
                .min(Comparator.comparing(
                        filter -> (Integer) filter.getProperties().get("priority")))
                .orElseThrow();
        assertThat(first.getName()).isEqualTo("待我办理");
    }

    /** “Waiting” is the sum of two others only as long as all three ask what we made them ask. */
    @Test
    void countsWhatAnOwnersOwnQueryFinds() {
        filters.make();
        var waiting = engine.getFilterService()
                .createTaskFilterQuery()
                .filterName("待我办理")
                .singleResult();
        waiting.setQuery(engine.getTaskService().createTaskQuery().processVariableValueEquals("card", "RED"));
        engine.getFilterService().saveFilter(waiting);
        task("RED", "2026-02-11T02:00:00Z");
        task("BLUE", "2026-02-13T02:00:00Z");
        as("handler", "unit-tax");

        assertThat(filters.counts())
                .contains(new TasklistFilters.Count("待我办理", 1), new TasklistFilters.Count("待签收、待认领", 2));
    }

    @Test
    void sortsTasksByTheirLimitInDaysOfTheCounty() {
        filters.make();
        var overdue = task("RED", "2026-02-11T02:00:00Z");
        // Half an hour before midnight in Shanghai, although still the same day in London.
        var today = task("YELLOW", "2026-02-12T15:30:00Z");
        var tomorrow = task("YELLOW", "2026-02-12T16:30:00Z");
        var later = task("BLUE", "2026-03-01T02:00:00Z");
        as("handler", "unit-tax");
        assertThat(in("已逾期")).containsExactly(overdue);
        assertThat(in("今日到期")).containsExactly(today);
        assertThat(in("即将到期")).containsExactly(today, tomorrow);
        assertThat(in("蓝牌")).containsExactly(later);
        assertThat(in("黄牌")).containsExactly(today, tomorrow);
        assertThat(in("红牌")).containsExactly(overdue);
    }

    @Test
    void asksTheEngineForNoExpressionOutsideTheList() {
        filters.make();
        assertThat(FilterExpressions.ALL).allSatisfy(text -> assertThat(text).matches("\\$\\{[a-zA-Z.]+\\(\\)}"));
        engine.getFilterService()
                .createTaskFilterQuery()
                .list()
                .forEach(filter -> assertThat(expressionsOf(filter)).isSubsetOf(FilterExpressions.ALL));
    }

    @Test
    void namesEveryFilterInBothLanguages() {
        for (var view : TasklistFilters.View.values()) {
            var key = view.key("name");
            assertThat(messages().getMessage(key, null, Locale.CHINESE))
                    .isNotEqualTo(messages().getMessage(key, null, Locale.ENGLISH));
        }
    }

    private static ResourceBundleMessageSource messages() {
        return Messages.source();
    }

    private List<String> expressionsOf(Filter filter) {
        var query = (org.camunda.bpm.engine.impl.TaskQueryImpl) filter.getQuery();
        return List.copyOf(query.getExpressions().values());
    }

    private void as(String person, String group) {
        var identities = engine.getIdentityService();
        identities.clearAuthentication();
        if (identities.createUserQuery().userId(person).count() == 0) {
            identities.saveUser(identities.newUser(person));
            if (identities.createGroupQuery().groupId(group).count() == 0) {
                identities.saveGroup(identities.newGroup(group));
            }
            identities.createMembership(person, group);
        }
        identities.setAuthentication(person, List.of(group));
    }

    private String task(String card, String due) {
        var instance = engine.getRuntimeService()
                .startProcessInstanceByKey("step", Map.of("card", card, "due", Date.from(Instant.parse(due))));
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getId();
    }

    private List<String> in(String name) {
        var filter = engine.getFilterService()
                .createTaskFilterQuery()
                .filterName(name)
                .singleResult();
        return engine.getFilterService().<Task>list(filter.getId()).stream()
                .map(Task::getId)
                .toList();
    }

    private List<String> ids() {
        return engine.getFilterService().createTaskFilterQuery().list().stream()
                .map(Filter::getId)
                .sorted()
                .toList();
    }
}
