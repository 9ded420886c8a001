package cn.qingfeng.process.deployment.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.process.deployment.table.TableDates.Version;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** A table holds from the day that its owner gave, for every evaluation at its moment. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@AutoConfigureMockMvc
class TableDatesTests {

    private static final String TABLE = "unit-warning";

    @Autowired
    RepositoryService repository;

    @Autowired
    DecisionService decisions;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    TableDates dates;

    @Autowired
    ValidFrom validFrom;

    @Autowired
    MockMvc web;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    private final List<Deployment> made = new ArrayList<>();

    @AfterEach
    void takeBack() {
        made.forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
        transactions.executeWithoutResult(begun -> {
            jdbc.update("delete from table_validity where decision_key = ?", TABLE);
            jdbc.update("delete from table_origin where decision_key = ?", TABLE);
        });
    }

    private Deployment deploy(int days, String documentation) {
        return deploy(table(days, documentation));
    }

    private String table(int days, String documentation) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="预警" namespace="http://qingfeng.cn/decisions">
                  <decision id="%s" name="预警" camunda:historyTimeToLive="P1D" camunda:versionTag="1.%d">
                    <description>%s</description>
                    <decisionTable id="t"><output id="o" name="days" typeRef="integer" />
                      <rule id="r"><outputEntry id="c"><text>%d</text></outputEntry></rule></decisionTable>
                  </decision>
                </definitions>""".formatted(TABLE, made.size(), documentation, days);
    }

    private Deployment deploy(String table) {
        var deployment = repository
                .createDeployment()
                .name("owner")
                .addString(TABLE + ".dmn", table)
                .deploy();
        made.add(deployment);
        return deployment;
    }

    private Object days() {
        return decisions
                .evaluateDecisionTableByKey(TABLE)
                .variables(Map.of())
                .evaluate()
                .getSingleResult()
                .getSingleEntry();
    }

    /** As a step of a diagram in that deployment would be told. */
    private Object daysIn(Deployment deployment) {
        var id = engine.getCommandExecutorTxRequired()
                .execute(context -> context.getProcessEngineConfiguration()
                        .getDeploymentCache()
                        .findDeployedDecisionDefinitionByDeploymentAndKey(deployment.getId(), TABLE)
                        .getId());
        return decisions
                .evaluateDecisionTableById(id)
                .variables(Map.of())
                .evaluate()
                .getSingleResult()
                .getSingleEntry();
    }

    /** As if the day had come. */
    private void holdsNow(Deployment deployment) {
        transactions.executeWithoutResult(
                begun -> dates.say(TABLE, deployment.getId(), Optional.of(clock.instant()), "owner", "到了"));
    }

    private Version version(Deployment deployment) {
        return dates.versions(TABLE).stream()
                .filter(version -> version.deploymentId().equals(deployment.getId()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTableForALaterDayHoldsFromThatDayAndUntilThenTheFormerOneDoes() {
        var first = deploy(3, "");
        var later = deploy(5, "依据新规定。\n施行日期：2099-01-01");
        assertThat(version(later).from()).contains(Instant.parse("2098-12-31T16:00:00Z"));
        assertThat(days()).isEqualTo(3);
        assertThat(daysIn(later)).isEqualTo(3);
        holdsNow(later);
        assertThat(days()).isEqualTo(5);
        assertThat(daysIn(later)).isEqualTo(5);
        assertThat(daysIn(first))
                .as("what was begun on the former one keeps it")
                .isEqualTo(3);
    }

    @Test
    void aCorrectionMeanwhileHoldsAtOnceAndTheLaterOneStillFromItsDay() {
        deploy(3, "");
        var later = deploy(5, "施行日期：2099年1月1日 8:30");
        var correction = deploy(4, "");
        assertThat(days()).isEqualTo(4);
        transactions.executeWithoutResult(begun ->
                dates.say(TABLE, later.getId(), Optional.of(clock.instant().plusSeconds(3600)), "owner", "一小时后"));
        assertThat(days()).isEqualTo(4);
        assertThat(TableDates.holding(dates.versions(TABLE), clock.instant().plusSeconds(7200)))
                .map(Version::deploymentId)
                .contains(later.getId());
        assertThat(daysIn(correction)).isEqualTo(4);
    }

    @Test
    void aTableTakenAlongUnchangedHoldsAsTheOneItCameFrom() {
        deploy(3, "");
        var text = table(5, "施行日期：2099-01-01");
        var later = deploy(text);
        var along = deploy(text);
        assertThat(version(along).origin()).isEqualTo(later.getId());
        assertThat(days()).isEqualTo(3);
        assertThat(daysIn(along)).isEqualTo(3);
        holdsNow(later);
        assertThat(daysIn(along)).isEqualTo(5);
    }

    @Test
    void aDayThatHasPassedIsNow() {
        deploy(3, "");
        deploy(5, "施行日期：2020-01-01");
        assertThat(days()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"下个月", "2027-13-01", "'2027-01-01 起草'"})
    void aDayThatCannotBeReadIsRefused(String day) {
        deploy(3, "");
        assertThatThrownBy(() -> deploy(5, "施行日期：" + day))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("施行日期");
        assertThat(days()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"2099-01-01", "２０９９－０１－０１", "2099年1月1日", "2099/1/1", "2099-01-01 08:30", "2099-01-01起"})
    void aDayIsReadAsPeopleWriteIt(String day) {
        assertThat(validFrom.moment(day)).isPresent();
    }

    @Test
    void theOwnerMovesOrWithdrawsWhatIsToComeWithAReasonOnRecord() throws Exception {
        deploy(3, "");
        var later = deploy(5, "施行日期：2099-01-01");
        web.perform(get("/tables").with(owner()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("待施行")))
                .andExpect(content().string(containsString("2099-01-01 00:00")));
        change(later, "move", "2099-02-01", " ").andExpect(content().string(containsString("请写明理由")));
        change(later, "move", "2020-02-01", "推迟").andExpect(content().string(containsString("以后的某个时间")));
        change(later, "move", "2099-02-01", "推迟一个月").andExpect(redirectedUrl("/tables?done=1"));
        assertThat(version(later).from()).contains(Instant.parse("2099-01-31T16:00:00Z"));
        change(later, "withdraw", "", "不改了").andExpect(redirectedUrl("/tables?done=1"));
        assertThat(version(later).from()).isEmpty();
        assertThat(daysIn(later)).isEqualTo(3);
        change(later, "move", "2099-02-01", "还是改").andExpect(content().string(containsString("重新部署")));
        web.perform(get("/tables").with(owner()))
                .andExpect(content().string(containsString("推迟一个月")))
                .andExpect(content().string(containsString("不改了")));
        web.perform(get("/tables").with(user("handler").authorities(new SimpleGrantedAuthority("unit-tax"))))
                .andExpect(status().isForbidden());
    }

    private org.springframework.test.web.servlet.ResultActions change(
            Deployment deployment, String act, String from, String reason) throws Exception {
        return web.perform(post("/tables")
                .with(owner())
                .with(csrf())
                .param("table", TABLE)
                .param("origin", deployment.getId())
                .param("act", act)
                .param("from", from)
                .param("reason", reason));
    }

    private static RequestPostProcessor owner() {
        return user("owner").authorities(new SimpleGrantedAuthority("process-owner"));
    }
}
