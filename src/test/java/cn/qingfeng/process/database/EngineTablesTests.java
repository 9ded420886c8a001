package cn.qingfeng.process.database;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.testing.OnBothDatabases;
import cn.qingfeng.testing.TestDatabase;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Calendar;
import java.util.TimeZone;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

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
