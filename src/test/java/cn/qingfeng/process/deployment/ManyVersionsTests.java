package cn.qingfeng.process.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** A county that has changed a form often: the newest version is found without reading all the others. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
class ManyVersionsTests {

    /** As the engine asks for the newest definition of a key. */
    private static final String NEWEST = "select * from %1$s d1 inner join (select KEY_, TENANT_ID_, max(VERSION_) as"
            + " MAX_VERSION from %1$s RES where KEY_ = '%2$s' group by TENANT_ID_, KEY_) d2 on d1.KEY_ = d2.KEY_ where"
            + " d1.VERSION_ = d2.MAX_VERSION and (d1.TENANT_ID_ = d2.TENANT_ID_ or (d1.TENANT_ID_ is null and"
            + " d2.TENANT_ID_ is null))";

    /** Eighty-five of them: {@code -Dqingfeng.versions=85}. */
    private static final int MANY = Integer.getInteger("qingfeng.versions", 8);

    private static final long MOST_STATEMENTS = 400;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Statements statements;

    @TestConfiguration
    static class Counting {
        @Bean
        static Statements statements() {
            return new Statements();
        }
    }

    /** Counts what goes to the database, and reads of one table apart. */
    static class Statements implements BeanPostProcessor {
        private final AtomicLong all = new AtomicLong();

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource source && name.equals("dataSource")
                    ? ProxyDataSourceBuilder.create(source)
                            .afterQuery((execution, queries) -> all.incrementAndGet())
                            .build()
                    : bean;
        }

        long during(Runnable work) {
            var before = all.get();
            work.run();
            return all.get() - before;
        }
    }

    /** A form with other words takes along what is in force, walks no drawing again, and asks the database no more than before. */
    @Test
    void aFormThatIsDeployedAgainAndAgainCostsTheSameEachTime() throws IOException {
        var form = Files.readString(Path.of("forms", "contact-reporter.form"));
        var made = new ArrayList<String>();
        var counts = new ArrayList<Long>();
        var times = new ArrayList<Long>();
        for (var version = 1; version <= MANY; version++) {
            var changed = form.replace("联系时间", "联系时间" + version);
            var begun = System.nanoTime();
            counts.add(statements.during(() -> made.add(repository
                    .createDeployment()
                    .name("owner")
                    .addString("contact-reporter.form", changed)
                    .deploy()
                    .getId())));
            times.add((System.nanoTime() - begun) / 1_000_000);
        }
        System.out.println("Statements for each version: " + counts + ", milliseconds: " + times);
        made.forEach(id -> repository.deleteDeployment(id, true));
        assertThat(counts.subList(1, MANY))
                .allSatisfy(count -> assertThat(count).isBetween(1L, MOST_STATEMENTS));
        assertThat(counts.get(MANY - 1)).isLessThanOrEqualTo(counts.get(1) + 5);
    }

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
