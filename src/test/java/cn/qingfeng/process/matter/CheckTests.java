package cn.qingfeng.process.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.score.CheckSum;
import cn.qingfeng.evaluation.score.CheckSums;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.attachment.MatterFiles;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.SomeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Unannounced checks ({@code processes/matter-check.bpmn}), on every way, and what a round counts of them and of ratings on the spot. */
@WalksEveryPath
class CheckTests {

    private static final String KIND = "matter-check";
    private static final String UNIT = "market-supervision";
    private static final LocalDate DAY = LocalDate.of(2026, 5, 12);

    private final Matters matters;
    private final MatterFiles files;
    private final Rounds rounds;
    private final CheckSums sums;
    private final Steps steps;
    private final PathCoverage coverage;
    private final CountyClock clock;
    private final SampleCounty county;
    private final ManagementService jobs;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    CheckTests(
            Matters matters,
            MatterFiles files,
            Rounds rounds,
            CheckSums sums,
            Steps steps,
            PathCoverage coverage,
            CountyClock clock,
            SampleCounty county,
            ManagementService jobs,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.matters = matters;
        this.files = files;
        this.rounds = rounds;
        this.sums = sums;
        this.steps = steps;
        this.coverage = coverage;
        this.clock = clock;
        this.county = county;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeEach
    void aQuarterOfItsOwn() {
        county.load();
        clock.moveTo(DAY.atTime(10, 0).atZone(CountyClock.ZONE).toInstant());
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
        jdbc.queryForList("select number from matter where state in ('OPEN', 'SUSPENDED')", String.class)
                .forEach(number -> matters.withdraw("officehead", number, "试过"));
        transactions.executeWithoutResult(status -> {
            jdbc.update("delete from unit_check");
            jdbc.update("delete from window_rating where visit_hash like 'check-%'");
        });
    }

    @AfterAll
    void everyWayWasWalked() {
        assertThat(coverage.missing(KIND)).isEmpty();
    }

    private String found(int points) {
        var number = matters.open("supervisor", KIND, "午间值守");
        try {
            files.add("supervisor", number, "照片.png", new ByteArrayInputStream(SomeFiles.png()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        find(number, points, DAY);
        return number;
    }

    private void find(String number, int points, LocalDate day) {
        steps.go(
                "supervisor",
                number,
                "unit",
                UNIT,
                "checkedOn",
                day.toString(),
                "place",
                "二楼",
                "found",
                "AWAY",
                "points",
                points,
                "finding",
                "窗口无人");
    }

    private List<CheckSum> counted() {
        var number = matters.open("officehead", Rounds.KIND, "第二季度");
        transactions.executeWithoutResult(status -> rounds.plan(number, "2026-Q2"));
        var counted = sums.of(number);
        matters.withdraw("officehead", number, "试过");
        return counted;
    }

    @Test
    void aCheckCountsOnceSomebodyElseHasHeardTheUnit() {
        var number = found(70);
        assertThat(counted()).as("nobody looked at it yet").isEmpty();
        steps.go("unithead", number, "agreed", "OBJECTED", "answer", "有暂停牌");
        assertThatThrownBy(() -> steps.go("officehead", number, "outcome", "CHANGE", "ruling", "照片里有牌"))
                .as("changed to nothing")
                .hasMessageContaining("check.points");
        steps.go("officehead", number, "outcome", "CHANGE", "newPoints", 90, "ruling", "照片里有牌");
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);
        assertThat(counted()).containsExactly(new CheckSum(UNIT, 0, 0, 1, 90));
    }

    @Test
    void aUnitThatSaysNothingIsNotWaitedForAndWhatIsNotProvedDoesNotCount() {
        var kept = found(40);
        var unproved = found(10);
        for (var number : List.of(kept, unproved)) {
            jobs.createJobQuery().timers().list().stream()
                    .filter(job -> steps.waiting(number).getProcessInstanceId().equals(job.getProcessInstanceId()))
                    .forEach(job -> jobs.executeJob(job.getId()));
        }
        steps.go("officehead", kept, "outcome", "KEEP", "ruling", "照片清楚");
        steps.go("officehead", unproved, "outcome", "VOID", "ruling", "看不清");
        assertThat(counted()).containsExactly(new CheckSum(UNIT, 0, 0, 1, 40));
    }

    @Test
    void aCheckNeedsAPictureADayThatHasComeAndWholePoints() {
        var number = matters.open("supervisor", KIND, "没有照片");
        assertThatThrownBy(() -> find(number, 70, DAY)).hasMessageContaining("matter.files.missing");
        assertThatThrownBy(() -> found(101)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> matters.open("handler", KIND, "别人")).isInstanceOf(Refusal.class);
        var tomorrow = matters.open("supervisor", KIND, "明天");
        try {
            files.add("supervisor", tomorrow, "照片.png", new ByteArrayInputStream(SomeFiles.png()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThatThrownBy(() -> find(tomorrow, 70, DAY.plusDays(1))).hasMessageContaining("check.day.future");
    }

    @Test
    void ratingsOnTheSpotCountForTheUnitOfTheWindowInTheQuarterOnly() {
        var window =
                jdbc.queryForObject("select min(code) from service_window where unit_code = ?", String.class, UNIT);
        transactions.executeWithoutResult(status -> {
            rated(
                    window,
                    "VERY_SATISFIED",
                    "VALID",
                    DAY.atTime(9, 0).atZone(CountyClock.ZONE).toInstant());
            rated(
                    window,
                    "DISSATISFIED",
                    "VALID",
                    DAY.atTime(9, 1).atZone(CountyClock.ZONE).toInstant());
            rated(
                    window,
                    "VERY_DISSATISFIED",
                    "UNVERIFIED",
                    DAY.atTime(9, 2).atZone(CountyClock.ZONE).toInstant());
            rated(
                    window,
                    "VERY_DISSATISFIED",
                    "VALID",
                    LocalDate.of(2026, 7, 1).atStartOfDay(CountyClock.ZONE).toInstant());
        });
        assertThat(counted()).as("what two gave is nobody's to read").isEmpty();
        transactions.executeWithoutResult(status -> {
            for (var more = 3; more < 6; more++) {
                rated(
                        window,
                        "SATISFIED",
                        "VALID",
                        DAY.atTime(9, more).atZone(CountyClock.ZONE).toInstant());
            }
        });
        assertThat(counted()).containsExactly(new CheckSum(UNIT, 5, 19, 0, 0));
    }

    private void rated(String window, String rating, String standing, Instant at) {
        jdbc.update(
                "insert into window_rating (id, window_code, visit_hash, standing, rating, reasons, rated_at)"
                        + " values (?, ?, ?, ?, ?, '', ?)",
                UUID.randomUUID().toString(),
                window,
                "check-" + UUID.randomUUID(),
                standing,
                rating,
                Timestamp.from(at));
    }
}
