package cn.qingfeng.process.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** A county that has changed a form often: the newest version is found without reading all the others. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
class ManyVersionsTests {

    /** As the engine asks for the newest definition of a key. */
    private static final String NEWEST = "select * from %1$s d1 inner join (select KEY_, TENANT_ID_, max(VERSION_) as"
            + " MAX_VERSION from %1$s RES where KEY_ = '%2$s' group by TENANT_ID_, KEY_) d2 on d1.KEY_ = d2.KEY_ where"
            + " d1.VERSION_ = d2.MAX_VERSION and (d1.TENANT_ID_ = d2.TENANT_ID_ or (d1.TENANT_ID_ is null and"
            + " d2.TENANT_ID_ is null))";

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void theRowsReadForTheNewestFormDoNotGrowWithTheOtherForms() throws IOException {
        var form = Files.readString(Path.of("forms", "contact-reporter.form"));
        var made = new ArrayList<String>();
        for (var version = 1; version <= 8; version++) {
            made.add(repository
                    .createDeployment()
                    .name("owner")
                    .addString("contact-reporter.form", form.replace("联系时间", "联系时间" + version))
                    .deploy()
                    .getId());
        }
        var forms = jdbc.queryForObject("select count(*) from ACT_RE_CAMFORMDEF", Integer.class);
        assertThat(forms).isGreaterThan(200);
        for (var table : List.of("ACT_RE_CAMFORMDEF", "ACT_RE_DECISION_DEF")) {
            var key = table.contains("FORM") ? "contact-reporter" : "time-limits";
            var plan = jdbc.queryForObject("explain " + NEWEST.formatted(table, key), String.class);
            assertThat(plan.toLowerCase(java.util.Locale.ROOT)).contains("qf_").doesNotContain("tablescan");
        }
        made.forEach(id -> repository.deleteDeployment(id, true));
    }
}
