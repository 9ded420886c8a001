package cn.qingfeng.process.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.qingfeng.testing.OnBothDatabases;
import cn.qingfeng.testing.TestDatabase;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Calendar;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OnBothDatabases
@SpringBootTest(
        classes = EngineTablesTests.BareEngine.class,
        // What else makes the product well is not here to be asked.
        properties = "management.endpoint.health.validate-group-membership=false")
class EngineTablesTests {

    /** The engine as the product sets it, on its tables alone. */
    @EnableAutoConfiguration
    @Import(EngineTables.class)
    static class BareEngine {}

    /** A rare surname of four bytes, and an emoji. */
    private static final String FOUR_BYTES = "张𠮷😀";

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ManagementService management;

    @Autowired
    TaskService tasks;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void areMadeByFlywayInTheEnginesVersion() {
        assertThat(jdbc.queryForObject(
                        "select \"description\" from \"flyway_schema_history\" where \"version\" = '001'"
                                .replace("\"", TestDatabase.isMySql() ? "`" : "\""),
                        String.class))
                .isEqualTo("engine tables");
        assertThat(management.getProperties()).containsEntry("schema.version", "fox");
        assertThat(management.getTableCount()).hasSize(49);
    }

    /** The engine's own question, as its workers ask it each second. */
    @Test
    void anIdleNodeReadsNoTimerThatIsNotDue() {
        assumeTrue(TestDatabase.isMySql(), "H2 tells no such plan");
        var committed = new TransactionTemplate(transactions);
        committed.executeWithoutResult(status -> jdbc.batchUpdate(
                "insert into ACT_RU_JOB (ID_, REV_, TYPE_, EXCLUSIVE_, RETRIES_, DUEDATE_, SUSPENSION_STATE_, PRIORITY_)"
                        + " values (?, 1, 'timer', true, 3, ?, 1, 0)",
                IntStream.range(0, 3000)
                        .mapToObj(each -> new Object[] {
                            "later-" + each, Timestamp.from(Instant.now().plus(Duration.ofHours(1 + each)))
                        })
                        .toList()));
        try {
            jdbc.execute("analyze table ACT_RU_JOB");
            var plan = jdbc.queryForList("""
                    explain select RES.ID_, RES.REV_, RES.DUEDATE_, RES.PROCESS_INSTANCE_ID_, RES.EXCLUSIVE_
                    from ACT_RU_JOB RES where RES.RETRIES_ > 0 and (RES.DUEDATE_ is null or RES.DUEDATE_ <= now(3))
                    and (RES.LOCK_OWNER_ is null or RES.LOCK_EXP_TIME_ < now(3)) and RES.SUSPENSION_STATE_ = 1
                    and ((RES.EXCLUSIVE_ = 1 and not exists (select J2.ID_ from ACT_RU_JOB J2
                      where J2.PROCESS_INSTANCE_ID_ = RES.PROCESS_INSTANCE_ID_ and J2.EXCLUSIVE_ = 1
                      and J2.LOCK_OWNER_ is not null and J2.LOCK_EXP_TIME_ >= now(3))) or RES.EXCLUSIVE_ = 0)
                    order by RES.TYPE_ desc, RES.DUEDATE_ asc limit 3""").get(0);
            assertThat(plan).containsEntry("type", "range").containsEntry("key", "qf_idx_job_duedate");
            assertThat(((Number) plan.get("rows")).intValue()).isLessThan(10);
        } finally {
            committed.executeWithoutResult(status -> jdbc.update("delete from ACT_RU_JOB where ID_ like 'later-%'"));
        }
    }

    @Test
    void keepFourByteText() {
        var task = tasks.newTask();
        task.setName(FOUR_BYTES);
        tasks.saveTask(task);
        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getName())
                .isEqualTo(FOUR_BYTES);
        tasks.deleteTask(task.getId(), true);
    }

    @Test
    void everyTextColumnOnMySqlHoldsFourBytes() {
        if (!TestDatabase.isMySql()) {
            return;
        }
        assertThat(jdbc.queryForList(
                        "select concat(table_name, '.', column_name) from information_schema.columns"
                                + " where table_schema = database() and character_set_name is not null"
                                + " and collation_name <> 'utf8mb4_bin' and table_name <> 'flyway_schema_history'",
                        String.class))
                .isEmpty();
    }

    /** The engine writes plain timestamps, Hibernate writes them in UTC: both must mean the same moment in a column. */
    @Test
    void aMomentIsTheSameHoweverItIsWritten() {
        var moment = Instant.parse("2026-02-12T10:00:00.987Z");
        var task = tasks.newTask();
        task.setDueDate(java.util.Date.from(moment));
        tasks.saveTask(task);
        var inUtc = jdbc.queryForObject(
                "select DUE_DATE_ from ACT_RU_TASK where ID_ = ?",
                (row, number) -> row.getTimestamp(1, Calendar.getInstance(TimeZone.getTimeZone("UTC"))),
                task.getId());
        var plain =
                jdbc.queryForObject("select DUE_DATE_ from ACT_RU_TASK where ID_ = ?", Timestamp.class, task.getId());
        assertThat(inUtc.toInstant()).isEqualTo(moment);
        assertThat(plain.toInstant()).isEqualTo(moment);
        tasks.deleteTask(task.getId(), true);
    }
}
