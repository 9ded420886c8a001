package cn.qingfeng.process.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.insight.file.ClueDossier;
import cn.qingfeng.insight.file.ClueDossiers;
import cn.qingfeng.insight.file.PriorFilings;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterLedger;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.attachment.MatterFiles;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import cn.qingfeng.testing.SomeFiles;
import cn.qingfeng.tolerance.ErrorTolerance;
import cn.qingfeng.tolerance.RiskFilings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Risk filings and error tolerance on every way, and what a filing does in a later clue (M12). */
@WalksEveryPath
class ToleranceTests {

    private static final String TITLE = "个体户变更住所先照后验试点";

    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterLedger ledger;
    private final MatterFiles files;
    private final UserTasks desk;
    private final TaskService tasks;
    private final ManagementService jobs;
    private final PathCoverage coverage;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final SampleCounty county;
    private final Walk walk;
    private final ClueDossiers dossiers;
    private final LedgerAgainstEngine both;
    private final List<ScheduledJob> schedule;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    ToleranceTests(
            Matters matters,
            MatterKinds kinds,
            MatterLedger ledger,
            MatterFiles files,
            UserTasks desk,
            TaskService tasks,
            ManagementService jobs,
            PathCoverage coverage,
            WorkingCalendar calendar,
            CountyClock clock,
            SampleCounty county,
            Walk walk,
            ClueDossiers dossiers,
            LedgerAgainstEngine both,
            List<ScheduledJob> schedule,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.matters = matters;
        this.kinds = kinds;
        this.ledger = ledger;
        this.files = files;
        this.desk = desk;
        this.tasks = tasks;
        this.jobs = jobs;
        this.coverage = coverage;
        this.calendar = calendar;
        this.clock = clock;
        this.county = county;
        this.walk = walk;
        this.dossiers = dossiers;
        this.both = both;
        this.schedule = schedule;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
    }

    /** What is open would be a difference for whoever compares next. */
    @AfterAll
    void takeBack() {
        transactions.executeWithoutResult(status -> jdbc.update("delete from risk_filing"));
        jdbc.queryForList("select number from matter where state in ('OPEN', 'SUSPENDED')", String.class)
                .forEach(number -> matters.withdraw("officehead", number, "试过"));
    }

    private Task waiting(String number) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
    }

    private void go(String by, String number, Object... answers) {
        var filled = new LinkedHashMap<String, Object>();
        for (var at = 0; at < answers.length; at += 2) {
            filled.put((String) answers[at], answers[at + 1]);
        }
        desk.submit(by, waiting(number).getId(), filled);
    }

    private Matter matter(String number) {
        return matters.find(number).orElseThrow();
    }

    private String opened(String kind, String by, String title) {
        var number = matters.open(by, kind, title);
        try {
            files.add(by, number, "纪要.pdf", new ByteArrayInputStream(SomeFiles.pdf()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return number;
    }

    private LocalDate inDays(int days) {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).plusDays(days);
    }

    private void file(String by, String number, LocalDate acting, String replaces) {
        go(
                by,
                number,
                "subject",
                "个体户变更住所，先换照后实地查验",
                "actingOn",
                acting.toString(),
                "innovation",
                "先照后验",
                "ground",
                "省里试点意见",
                "decision",
                "局长办公会同意",
                "risks",
                "住所不实",
                "precautions",
                "三十日内查验",
                "exit",
                "不实率过高即停止",
                "replaces",
                replaces);
    }

    private String filed(String by, String title, String replaces) {
        var number = opened(RiskFilings.KIND, by, title);
        file(by, number, inDays(20), replaces);
        go("legal", number, "outcome", "ACCEPTED", "answer", "可以试");
        return number;
    }

    private void due(String number, int days) {
        var step = matters.open(number).get(0);
        assertThat(step.dueAt())
                .isEqualTo(calendar.plusWorkingDays(step.begunAt(), days).dueAt());
        assertThat(waiting(number).getDueDate().toInstant()).isEqualTo(step.dueAt());
    }

    @Test
    void aRiskIsFiledInTimeWithTheDecisionAndIsAnsweredOnEveryWay() {
        assertThat(kinds.get(RiskFilings.KIND).prefix()).as("shipped").isEqualTo("FXB");
        var bare = matters.open("unithead", RiskFilings.KIND, TITLE);
        assertThatThrownBy(() -> file("unithead", bare, inDays(20), ""))
                .as("without the collective decision's file")
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("matter.files.missing");
        matters.withdraw("officehead", bare, "试过");

        var number = opened(RiskFilings.KIND, "unithead", TITLE);
        assertThat(matter(number).unit()).isEqualTo(Walk.UNIT);
        assertThatThrownBy(() -> file("unithead", number, inDays(1), ""))
                .as("too late")
                .hasMessageContaining("tolerance.filing.too-late");
        assertThatThrownBy(() -> file("unithead", number, inDays(20), "FXB2020-0001"))
                .hasMessageContaining("tolerance.filing.replaces");
        file("unithead", number, inDays(20), "");
        due(number, 5);
        assertThatThrownBy(() -> go("unithead", number, "outcome", "ACCEPTED", "answer", "自己同意"))
                .as("nobody answers the own unit's")
                .isInstanceOf(Refusal.class);
        go("legal", number, "outcome", "COMPLETE", "answer", "补充退出办法");
        file("handler", number, inDays(20), "");
        go("legal", number, "outcome", "ACCEPTED", "answer", "可以试");
        assertThat(matter(number).state()).isEqualTo(MatterState.DONE);
        assertThat(jdbc.queryForObject(
                        "select count(*) from notice where event = 'MATTER_ENDED' and event_key like ?",
                        Integer.class,
                        number + "/%"))
                .isPositive();

        var refused = opened(RiskFilings.KIND, "handler", "无依据减免");
        file("handler", refused, inDays(20), "");
        go("legal", refused, "outcome", "REFUSED", "answer", "没有依据");
        assertThat(matter(refused).state()).isEqualTo(MatterState.DONE);
        assertThat(jdbc.queryForList("select number from risk_filing where number = ?", String.class, refused))
                .isEmpty();
        assertThat(coverage.missing(RiskFilings.KIND)).isEmpty();
        assertThat(both.compare())
                .filteredOn(difference -> difference.kind().startsWith("MATTER"))
                .isEmpty();
    }

    @Test
    void aMatterOfTheKindIsSeenByItsUnitTheOfficesAndLegalAlone() {
        var number = opened(RiskFilings.KIND, "handler", TITLE);
        for (var reader : List.of(
                "legal",
                "grader",
                "officehead",
                "grouphead",
                "supervisor",
                "discipline",
                "leader",
                "handler",
                "unithead")) {
            assertThat(matters.seenBy(reader, number).number()).as(reader).isEqualTo(number);
            assertThat(ledger.page(reader, kinds.get(RiskFilings.KIND), MatterLedger.Asked.ANY, null, 50))
                    .as(reader)
                    .extracting(Matter::number)
                    .contains(number);
        }
        for (var stranger : List.of("handler2", "clerk", "caller", "owner", "admin", "jianshouzhuo")) {
            assertThatThrownBy(() -> matters.seenBy(stranger, number))
                    .as(stranger)
                    .isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> matters.open("legal", RiskFilings.KIND, "替单位报备"))
                .isInstanceOf(Refusal.class);
    }

    private List<String> beside(String reader, String clue) {
        return dossiers.of(reader, clue, Locale.CHINA).filings().stream()
                .map(PriorFilings.Filing::number)
                .toList();
    }

    @Test
    void aValidFilingStandsBesideALaterClueAndIsConsideredBeforeAnybodyIsBlamed() {
        var number = filed("unithead", TITLE, "");
        var clue = walk.register(it -> {
            it.title = "变更住所先照后验没有查验就换照";
            it.facts.fixableOnTheSpot = false;
        });
        for (var reader : List.of("grader", "officehead", "grouphead", "supervisor")) {
            assertThat(beside(reader, clue.number.value())).as(reader).contains(number);
        }
        assertThat(beside("clerk", clue.number.value()))
                .as("sees the clue, no filing")
                .isEmpty();
        var other = walk.register(it -> it.title = "夜间施工噪声扰民");
        assertThat(beside("grader", other.number.value())).doesNotContain(number);
        var elsewhere = walk.register(it -> {
            it.title = "变更住所先照后验没有查验就换照";
            it.unit = "housing-construction";
        });
        assertThat(beside("grader", elsewhere.number.value())).isEmpty();

        clue.go(Tasks.REVIEW_ADMISSION).go(Tasks.TRIAGE, "stoppage", false).go(Walk.decides(Card.YELLOW));
        clue.go(Tasks.DISPATCH).go(Tasks.SIGN_FOR).go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN);
        assertThat(beside("handler", clue.number.value())).contains(number);
        assertThatThrownBy(() -> clue.go(Tasks.FINISH, "accountability", "对查验人批评教育"))
                .hasMessageContaining("tolerance.consider");
        assertThatThrownBy(() -> clue.go(Tasks.FINISH, "accountability", "对查验人批评教育", "tolerance", "DOES_NOT"))
                .as("with a ground")
                .hasMessageContaining("tolerance.consider");
        clue.go(
                Tasks.FINISH,
                "accountability",
                "对查验人批评教育",
                "tolerance",
                "APPLIES",
                "toleranceGround",
                "按报备的办法做，三十日内查验，程序正当");
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.UNDER_REVIEW);
        assertThat(dossiers.of("officehead", clue.number.value(), Locale.CHINA).answers())
                .as("the reviewer reads that it was considered")
                .flatExtracting(ClueDossier.Sheet::values)
                .extracting(ClueDossier.Pair::value)
                .anyMatch(value -> value.contains("三十日内查验"));
    }

    @Test
    void aChangeIsFiledAnewAndEndsTheEarlierAndEveryFilingEndsAfterAYearOfWhichTheUnitIsToldAhead() {
        var first = filed("unithead", TITLE, "");
        var second = filed("unithead", TITLE + "扩大到农贸市场", first);
        var clue = walk.register(it -> it.title = "变更住所先照后验没有查验就换照");
        assertThat(beside("grader", clue.number.value())).contains(second).doesNotContain(first);

        var job = schedule.stream()
                .filter(one -> one.key().equals("expiring-filings"))
                .findFirst()
                .orElseThrow();
        assertThat(expiring(second, job)).as("a year is long").isZero();
        clock.moveTo(ZonedDateTime.ofInstant(clock.instant(), CountyClock.ZONE)
                .plusDays(340)
                .toInstant());
        assertThat(expiring(second, job)).isPositive();
        assertThat(expiring(first, job)).as("it has ended already").isZero();
        var told = expiring(second, job);
        assertThat(expiring(second, job)).as("once").isEqualTo(told);
        clock.moveTo(clock.instant().plus(Duration.ofDays(60)));
        var late = walk.register(it -> it.title = "变更住所先照后验没有查验就换照");
        assertThat(beside("grader", late.number.value())).doesNotContain(first, second);
        clock.moveToPresent();
        assertThat(beside("grader", clue.number.value()))
                .as("it was valid when that clue came")
                .contains(second);
    }

    private int expiring(String number, ScheduledJob job) {
        transactions.executeWithoutResult(status -> job.run(new Period("day", inDays(0), clock.instant())));
        return jdbc.queryForObject(
                "select count(*) from notice where event = 'FILING_EXPIRING' and event_key = ?",
                Integer.class,
                number + "/FILING_EXPIRING");
    }

    private String applied() {
        var number = opened(ErrorTolerance.KIND, "handler", "先照后验住所不实");
        go("handler", number, "facts", "一户住所不实", "request", "请求容错");
        due(number, 3);
        go("legal", number, "outcome", "ADMITTED", "admission", "材料齐全");
        due(number, 20);
        return number;
    }

    private void checked(String number, String correcting) {
        go(
                "legal",
                number,
                "lawful",
                "YES",
                "innovative",
                "YES",
                "diligent",
                "YES",
                "selfless",
                "YES",
                "regular",
                "YES",
                "correcting",
                correcting,
                "checked",
                "逐项核过");
        due(number, 5);
    }

    private void decided(String number, String outcome) {
        go(
                "grouphead",
                number,
                "outcome",
                outcome,
                "decision",
                "见核查",
                "rectification",
                outcome.equals("NONE") ? null : "补查全部住所",
                "signed",
                true);
        due(number, 2);
        go("legal", number, "toldOn", inDays(0).toString(), "toldHow", "书面送达单位");
    }

    @Test
    void toleranceWantsAllSixConditionsAndIsWalkedOnEveryWay() {
        var refused = opened(ErrorTolerance.KIND, "handler", "没有材料");
        assertThatThrownBy(() -> go("handler", refused, "facts", "一户", "request", "请求", "filingNumber", "FXB2020-0001"))
                .hasMessageContaining("tolerance.filing.unknown");
        go("handler", refused, "facts", "一户住所不实", "request", "请求容错");
        go("legal", refused, "outcome", "REFUSED", "admission", "不属于改革创新");
        assertThat(matter(refused).state()).isEqualTo(MatterState.DONE);

        var number = applied();
        checked(number, "NO");
        assertThatThrownBy(() -> decided(number, "EXEMPT"))
                .as("one of six is not met")
                .hasMessageContaining("tolerance.conditions");
        decided(number, "NONE");
        var objecting = matters.open(number).get(0);
        assertThat(objecting.dueAt())
                .isEqualTo(calendar.plusNaturalDays(objecting.begunAt(), 15).dueAt());
        go("unithead", number, "outcome", "OBJECT", "objection", "事后已改正");
        due(number, 10);
        go("officehead", number, "outcome", "AGAIN", "review", "改正的材料没有看");
        checked(number, "YES");
        assertThatThrownBy(() -> go("grouphead", number, "outcome", "LIGHTER", "decision", "见核查", "signed", true))
                .as("tolerance does not spare rectification")
                .isInstanceOf(Refusal.class);
        decided(number, "LIGHTER");
        go("unithead", number, "outcome", "OBJECT", "objection", "应当免予");
        go("officehead", number, "outcome", "UPHELD", "review", "后果不轻");
        go("handler", number, "progress", "补查一半");
        due(number, 5);
        go("legal", number, "outcome", "AGAIN", "finding", "还差一半");
        go("handler", number, "progress", "补查完");
        go("legal", number, "outcome", "SETTLED", "finding", "都看过");
        assertThat(matter(number).state()).isEqualTo(MatterState.DONE);

        var accepted = applied();
        checked(accepted, "NO");
        decided(accepted, "NONE");
        go("handler", accepted, "outcome", "AGREE");
        assertThat(matter(accepted).state()).isEqualTo(MatterState.DONE);

        var silent = applied();
        checked(silent, "YES");
        decided(silent, "EXEMPT");
        var step = matters.open(silent).get(0);
        var timer = jobs.createJobQuery()
                .executionId(waiting(silent).getExecutionId())
                .timers()
                .singleResult();
        assertThat(timer.getDuedate().toInstant())
                .as("rings when the limit ends")
                .isEqualTo(step.dueAt());
        jobs.executeJob(timer.getId());
        assertThat(matters.open(silent)).extracting(Matter.Step::name).containsExactly("整改反馈");
        assertThat(coverage.missing(ErrorTolerance.KIND)).isEmpty();
        assertThat(both.compare())
                .filteredOn(difference -> difference.kind().startsWith("MATTER"))
                .isEmpty();
    }

    @Test
    void whatStandsStillWhileTheUnitMayObjectRingsLaterByThat() {
        var number = applied();
        checked(number, "YES");
        decided(number, "EXEMPT");
        matters.suspend("officehead", number, "等上级意见");
        clock.moveTo(clock.instant().plus(Duration.ofDays(10)));
        matters.resume("officehead", number, "上级已答复");
        var timer = jobs.createJobQuery()
                .executionId(waiting(number).getExecutionId())
                .timers()
                .singleResult();
        // The engine keeps milliseconds.
        var due = matters.open(number).get(0).dueAt().truncatedTo(ChronoUnit.MILLIS);
        assertThat(timer.getDuedate().toInstant()).isEqualTo(due);
        assertThat(waiting(number).getDueDate().toInstant()).isEqualTo(due);
    }
}
