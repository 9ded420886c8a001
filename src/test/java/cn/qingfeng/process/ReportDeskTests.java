package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.discipline.SealedRegister;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.ReportDesk;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.Dump;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The two at the desk for reports: their sealed register, and how somebody comes to sit there. */
@WalksEveryPath
class ReportDeskTests {

    private final SealedRegister register;
    private final ReportDesk desk;
    private final Organization organization;
    private final SampleCounty county;
    private final List<ScheduledJob> jobs;
    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    @LocalServerPort
    int port;

    ReportDeskTests(
            SealedRegister register,
            ReportDesk desk,
            Organization organization,
            SampleCounty county,
            List<ScheduledJob> jobs,
            TransactionTemplate transactions,
            JdbcTemplate jdbc,
            Clock clock) {
        this.register = register;
        this.desk = desk;
        this.organization = organization;
        this.county = county;
        this.jobs = jobs;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @Test
    void numbersWhatCameOnPaperAndPassesItUpOnce() {
        var entry = register.enter(Instant.parse("2026-03-02T01:30:00Z"), "F-19", "送信的欧阳试", null, "discipline");
        assertThat(entry.number()).matches("MJ\\d{4}-\\d{4}");
        assertThat(entry.dueAt()).isEqualTo("2026-03-09T10:00:00Z");
        assertThat(Dump.findings(jdbc, List.of("送信的欧阳试"))).isEmpty();
        register.pass(entry.number(), "市纪委监委");
        assertThatThrownBy(() -> register.pass(entry.number(), "市纪委监委")).hasMessage("sealed-register.passed");
        assertThat(register.all().get(0).passedTo()).isEqualTo("市纪委监委");
    }

    @Test
    void warnsItsPeopleAndNobodyElseBeforeAndAfterTheTermHasPassed() {
        var entry = register.enter(clock.instant().minus(Duration.ofDays(30)), "F-18", "机要", null, "discipline");
        assertThat(register.dueUpTo(clock.instant())).contains(entry);

        var today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        var job = jobs.stream()
                .filter(each -> each.key().equals("sealed-matters"))
                .findFirst()
                .orElseThrow();
        transactions.executeWithoutResult(status -> job.run(new Period(today.toString(), today, clock.instant())));

        for (var person : List.of("discipline", "jianshouzhuo")) {
            assertThat(Caller.basic(port, person).get("/api/inbox?size=100").body())
                    .contains("密件 " + entry.number() + " 已过报送期限");
        }
        assertThat(Caller.basic(port, "supervisor").get("/api/inbox?size=100").body())
                .doesNotContain(entry.number());
        register.pass(entry.number(), "市纪委监委");
        assertThat(register.dueUpTo(clock.instant())).doesNotContain(entry);
    }

    @Test
    void letsNoAdministratorSitDownThereAndNobodyWithoutTheDesksYes() {
        var admin = Caller.basic(port, "admin");
        var duty = "{\"duty\":\"REPORT_DESK\"}";
        assertThat(admin.post("/api/people/admin/duties", duty).statusCode()).isEqualTo(403);
        assertThat(admin.post("/api/people/grader/duties", duty).statusCode()).isEqualTo(409);

        organization.revoke("jianshouzhuo", Duty.REPORT_DESK, null);
        try {
            assertThat(admin.post("/api/people/grader/duties", duty).statusCode())
                    .isEqualTo(200);
            assertThat(organization.holds("grader", Duty.REPORT_DESK)).isFalse();
            var yes = "{\"agreed\":true}";
            for (var person : List.of("admin", "grader", "supervisor")) {
                assertThat(Caller.basic(port, person)
                                .post("/api/report-desk/proposals/grader", yes)
                                .statusCode())
                        .as(person)
                        .isEqualTo(403);
            }
            assertThat(Caller.basic(port, "discipline")
                            .post("/api/report-desk/proposals/grader", "{\"agreed\":false}")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(organization.holds("grader", Duty.REPORT_DESK)).isFalse();
            assertThat(desk.proposals()).isEmpty();

            assertThat(admin.post("/api/people/jianshouzhuo/duties", duty).statusCode())
                    .isEqualTo(200);
            assertThat(Caller.basic(port, "discipline")
                            .post("/api/report-desk/proposals/jianshouzhuo", yes)
                            .statusCode())
                    .isEqualTo(204);
            assertThat(organization.holds("jianshouzhuo", Duty.REPORT_DESK)).isTrue();
        } finally {
            organization.assign("jianshouzhuo", Duty.REPORT_DESK, null);
        }
    }
}
