package cn.qingfeng.process.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.insight.file.ClueDossiers;
import cn.qingfeng.matter.MatterFacts;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterLedger;
import cn.qingfeng.matter.MatterRights;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.desk.MatterDesk;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.absence.Absences;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import cn.qingfeng.visit.Coverage;
import cn.qingfeng.visit.Firm.Contact;
import cn.qingfeng.visit.Firm.Entry;
import cn.qingfeng.visit.FirmTables;
import cn.qingfeng.visit.Firms;
import cn.qingfeng.visit.Inspections;
import cn.qingfeng.visit.Inspections.Cause;
import cn.qingfeng.visit.VisitPlan;
import cn.qingfeng.visit.Visits;
import cn.qingfeng.visit.Way;
import cn.qingfeng.visit.own.FirmLinks;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** Visits of chief service officers ({@code matter-visit.bpmn}) on every way, with what keeps an office from a firm (M4). */
@WalksEveryPath
class VisitTests {

    /** Three firms of the officer {@code officer}, and one of another's. */
    private static final String FIRM = "91411199MA9105489X";

    private static final String SECOND = "91411199MA9101373P";
    private static final String ANOTHERS = "91411199MA91095942";

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    @Autowired
    List<MatterFacts> facts;

    @Autowired
    ApplicationContext application;

    @Autowired
    FirmLinks links;

    private final Firms firms;
    private final FirmTables tables;
    private final Organization organization;
    private final MockMvc web;
    private final Visits visits;
    private final VisitPlan plan;
    private final Inspections inspections;
    private final Coverage coverage;
    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterLedger ledger;
    private final MatterRights rights;
    private final MatterDesk desk;
    private final Absences absences;
    private final ClueLedger clues;
    private final ClueDossiers dossiers;
    private final Steps steps;
    private final PathCoverage paths;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final SampleCounty county;
    private final ManagementService jobs;
    private final LedgerAgainstEngine both;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    VisitTests(
            Firms firms,
            FirmTables tables,
            Organization organization,
            MockMvc web,
            Visits visits,
            VisitPlan plan,
            Inspections inspections,
            Coverage coverage,
            Matters matters,
            MatterKinds kinds,
            MatterLedger ledger,
            MatterRights rights,
            MatterDesk desk,
            Absences absences,
            ClueLedger clues,
            ClueDossiers dossiers,
            Steps steps,
            PathCoverage paths,
            WorkingCalendar calendar,
            CountyClock clock,
            SampleCounty county,
            ManagementService jobs,
            LedgerAgainstEngine both,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.firms = firms;
        this.tables = tables;
        this.organization = organization;
        this.web = web;
        this.visits = visits;
        this.plan = plan;
        this.inspections = inspections;
        this.coverage = coverage;
        this.matters = matters;
        this.kinds = kinds;
        this.ledger = ledger;
        this.rights = rights;
        this.desk = desk;
        this.absences = absences;
        this.clues = clues;
        this.dossiers = dossiers;
        this.steps = steps;
        this.paths = paths;
        this.calendar = calendar;
        this.clock = clock;
        this.county = county;
        this.jobs = jobs;
        this.both = both;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeEach
    void aMonday() {
        county.load();
        clock.moveTo(MONDAY.atTime(10, 0).atZone(CountyClock.ZONE).toInstant());
    }

    @AfterEach
    void takeBack() {
        clock.moveToPresent();
        jdbc.queryForList("select number from matter where state in ('OPEN', 'SUSPENDED')", String.class)
                .forEach(number -> matters.withdraw("officehead", number, "试过"));
        transactions.executeWithoutResult(
                status -> List.of("visit_rating", "visit", "inspection", "firm_quiet", "firm_sheet", "firm_link")
                        .forEach(table -> jdbc.update("delete from " + table)));
    }

    @AfterAll
    void everyWayWasWalked() {
        assertThat(paths.missing(Visits.KIND)).isEmpty();
    }

    private void on(LocalDate day) {
        clock.moveTo(day.atTime(10, 0).atZone(CountyClock.ZONE).toInstant());
    }

    private static void refused(String key, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    private String planned(LocalDate day) {
        return visits.plan("officer", FIRM, day, Way.ONSITE, false);
    }

    private void made(String number, String result) {
        steps.go(
                "officer",
                number,
                "outcome",
                "MET",
                "visitOn",
                MONDAY.toString(),
                "way",
                "ONSITE",
                "result",
                result,
                "met",
                "办公室主任",
                "policies",
                "设备更新贷款贴息");
    }

    private void problem(String number, String consent) {
        steps.go(
                "officer",
                number,
                "outcome",
                "PROBLEM",
                "visitOn",
                MONDAY.toString(),
                "way",
                "ONSITE",
                "result",
                "NORMAL",
                "problemTitle",
                "用电增容批了两个月",
                "problem",
                "去年底申请增容，供电所说等方案。",
                "wish",
                "给一个明确的时间",
                "problemUnit",
                "power-supply",
                "consent",
                consent);
    }

    private void contact() {
        firms.contacts("officer", FIRM, List.of(new Contact("厂长", "木芙蓉", "13912345678")));
    }

    @Test
    void aVisitIsItsOfficersAloneAndIsRecordedByTheNextWorkingDay() {
        var number = planned(MONDAY.plusDays(2));
        assertThat(matters.open(number).get(0).dueAt())
                .isEqualTo(calendar.plusWorkingDays(
                                MONDAY.plusDays(2)
                                        .atTime(12, 0)
                                        .atZone(CountyClock.ZONE)
                                        .toInstant(),
                                1)
                        .dueAt());
        var kind = kinds.get(Visits.KIND);
        var matter = steps.matter(number);
        assertThat(rights.sees("officer", kind, matter)).isTrue();
        assertThat(rights.sees("officehead", kind, matter)).isTrue();
        for (var other : List.of(
                "chenxinzhi",
                "handler",
                "unithead",
                "media",
                "caller",
                "discipline",
                "legal",
                "supervisor",
                "leader")) {
            assertThat(rights.sees(other, kind, matter)).as(other).isFalse();
            assertThat(ledger.size(other, kind, MatterLedger.Asked.ANY))
                    .as(other)
                    .isZero();
        }
        for (var other : List.of("chenxinzhi", "officehead")) {
            assertThatThrownBy(() -> steps.go(other, number, "outcome", "DROPPED", "reason", "不去了"))
                    .as(other)
                    .isInstanceOf(Refusal.class);
        }
        on(MONDAY.plusDays(2));
        made(number, "NORMAL");
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);
        var quarter = coverage.of("officer", MONDAY);
        assertThat(quarter.all().listed()).isEqualTo(3);
        assertThat(quarter.all().contacted()).isEqualTo(1);
        assertThat(quarter.all().reached()).isEqualTo(1);
        assertThat(quarter.missing())
                .extracting(one -> one.creditCode())
                .contains(SECOND)
                .doesNotContain(FIRM);
        assertThat(both.compare()).isEmpty();
    }

    @Test
    void whoeverStandsInForAnOfficerSeesTheOpenVisitAndRecordsItWhileTheOfficerIsAway() {
        var number = planned(MONDAY.plusDays(2));
        var kind = kinds.get(Visits.KIND);
        var step = matters.open(number).get(0).id();
        assertThat(rights.sees("chenxinzhi", kind, steps.matter(number))).isFalse();
        assertThat(desk.mayDo("chenxinzhi", step)).isFalse();

        var away = absences.enter("officer", "chenxinzhi", MONDAY, MONDAY.plusDays(9), "培训", "officehead");
        assertThat(rights.sees("chenxinzhi", kind, steps.matter(number))).isTrue();
        assertThat(ledger.size("chenxinzhi", kind, MatterLedger.Asked.ANY)).isPositive();
        assertThat(desk.mayDo("chenxinzhi", step)).isTrue();
        assertThat(desk.mayDo("yaomingyue", step)).as("another officer").isFalse();
        var meanwhile = visits.plan("officer", FIRM, MONDAY.plusDays(3), Way.PHONE, true);
        assertThat(desk.mayDo("chenxinzhi", matters.open(meanwhile).get(0).id()))
                .as("what begins to wait meanwhile")
                .isTrue();

        absences.end(away, "提前回来", "officehead");
        assertThat(rights.sees("chenxinzhi", kind, steps.matter(number))).isFalse();
        assertThat(desk.mayDo("chenxinzhi", step)).isFalse();
        assertThat(desk.mayDo("officer", step)).isTrue();
    }

    @Test
    void nobodyIsVisitedMoreThanOnceAQuarterUnlessTheFirmAsks() {
        planned(MONDAY.plusDays(1));
        refused("visit.rule.visited", () -> planned(MONDAY.plusDays(10)));
        refused(
                "visit.rule.visited",
                () -> inspections.announce(
                        "handler", FIRM, "market-supervision", MONDAY.plusDays(10), "计量检查", Cause.PLANNED, ""));
        assertThat(visits.plan("officer", FIRM, MONDAY.plusDays(10), Way.ONSITE, true))
                .isNotBlank();
        assertThat(visits.plan("officer", FIRM, MONDAY.plusDays(10), Way.PHONE, false))
                .isNotBlank();
        assertThat(visits.plan("officer", FIRM, LocalDate.of(2026, 4, 1), Way.ONSITE, false))
                .isNotBlank();
    }

    @Test
    void anAnnouncedInspectionKeepsAVisitOffAndAnUrgentOneIsKeptOffByNothing() {
        inspections.announce("handler", FIRM, "market-supervision", MONDAY.plusDays(3), "计量检查", Cause.PLANNED, "");
        refused("visit.rule.inspected", () -> planned(MONDAY.plusDays(7)));
        inspections.announce("handler", FIRM, "market-supervision", MONDAY.plusDays(4), "事故调查", Cause.URGENT, "厂房起火");
        refused(
                "inspection.ground.length",
                () -> inspections.announce(
                        "handler", FIRM, "market-supervision", MONDAY.plusDays(4), "再查", Cause.URGENT, ""));
        refused(
                "inspection.unit.forbidden",
                () -> inspections.announce("handler", FIRM, "tax", MONDAY.plusDays(4), "查账", Cause.PLANNED, ""));
        var id = inspections.of(FIRM).stream()
                .filter(one -> one.cause() == Cause.PLANNED)
                .findFirst()
                .orElseThrow()
                .id();
        refused("inspection.unknown", () -> inspections.callOff("handler2", id));
        inspections.callOff("unithead", id);
        assertThat(planned(MONDAY.plusDays(7))).isNotBlank();
    }

    @Test
    void quietDaysThatWereEnteredAfterAVisitWasPlannedStandBesideItWhereverItIsRead() throws Exception {
        var number = planned(MONDAY.plusDays(7));
        assertThat(toldToTheOfficer(number)).doesNotContain("勿扰期");
        firms.quiet("officer", FIRM, MONDAY.plusDays(6), MONDAY.plusDays(9), "设备检修");
        assertThat(toldToTheOfficer(number)).contains("落在勿扰期，须改期");
        web.perform(get("/firms/" + FIRM).with(as("officer")))
                .andExpect(content().string(containsString("已排定，落在勿扰期，须改期")));
        own("/own", "code", links.make("officer", FIRM)).andExpect(content().string(containsString("服务官会与您改期")));
    }

    @Test
    void quietDaysAndTheEndOfAMonthKeepEverybodyOff() {
        firms.quiet("officer", FIRM, MONDAY.plusDays(1), MONDAY.plusDays(9), "设备检修");
        refused("visit.rule.quiet", () -> planned(MONDAY.plusDays(9)));
        refused("visit.rule.month-end", () -> planned(LocalDate.of(2026, 3, 26)));
        refused("visit.day.past", () -> planned(MONDAY.minusDays(1)));
        var number = planned(LocalDate.of(2026, 3, 25));
        refused(
                "visit.rule.quiet",
                () -> steps.go(
                        "officer",
                        number,
                        "outcome",
                        "MOVED",
                        "visitOn",
                        MONDAY.plusDays(2).toString(),
                        "way",
                        "ONSITE",
                        "reason",
                        "出差"));
        steps.go(
                "officer",
                number,
                "outcome",
                "MOVED",
                "visitOn",
                MONDAY.plusDays(2).toString(),
                "asked",
                true,
                "way",
                "ONSITE",
                "reason",
                "企业请我们早些去");
        on(MONDAY.plusDays(2));
        steps.go("officer", number, "outcome", "DROPPED", "visitOn", MONDAY.toString(), "reason", "企业停电");
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);
        on(MONDAY);
        assertThat(planned(LocalDate.of(2026, 3, 25)))
                .as("what was dropped counts no more")
                .isNotBlank();
    }

    @Test
    void aProblemBecomesAClueAtOnceAndItsEndIsToldToTheFirm() {
        var number = planned(MONDAY);
        refused("visit.problem.no-contact", () -> problem(number, "UNIT_MAY_KNOW"));
        contact();
        problem(number, "UNIT_MAY_KNOW");
        var clue = ClueNumber.of(newest());
        assertThat(clues.get(clue).content().channel()).isEqualTo(ReportingChannel.CHIEF_OFFICER);
        assertThat(clues.get(clue).registeredBy()).isEqualTo("officer");
        assertThat(steps.waiting(number)).as("waits for the clue").isNull();
        ring(number);
        refused(
                "visit.told.early",
                () -> steps.go(
                        "officer",
                        number,
                        "outcome",
                        "TOLD",
                        "toldBy",
                        "PHONE",
                        "toldOn",
                        MONDAY.toString(),
                        "satisfied",
                        "YES"));
        steps.go("officer", number, "outcome", "GOING", "toldBy", "PHONE", "toldOn", MONDAY.toString());
        transactions.executeWithoutResult(status -> clues.withdraw(clue, "officehead", "企业撤回"));
        assertThat(jobs.createJobQuery().executable().timers().list())
                .as("the clue’s end rings")
                .isNotEmpty();
        ring(number);
        assertThat(matters.open(number).get(0).dueAt())
                .isEqualTo(calendar.plusWorkingDays(clock.instant(), 1).dueAt());
        steps.go(
                "officer",
                number,
                "outcome",
                "TOLD",
                "toldBy",
                "PHONE",
                "toldOn",
                MONDAY.toString(),
                "satisfied",
                "YES");
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);
        assertThat(both.compare()).isEmpty();
    }

    private void ring(String number) {
        jobs.createJobQuery().timers().list().stream()
                .filter(job -> jobs.createJobQuery().jobId(job.getId()).count() > 0)
                .filter(job -> job.getProcessDefinitionKey().equals(Visits.KIND))
                .forEach(job -> jobs.executeJob(job.getId()));
        assertThat(steps.waiting(number)).isNotNull();
    }

    private String toldToTheOfficer(String number) {
        return facts.stream()
                .flatMap(fact -> fact.of("officer", steps.matter(number), Locale.CHINA).stream())
                .toList()
                .toString();
    }

    private String newest() {
        return jdbc.queryForObject("select max(clue_number) from clue where channel = 'CHIEF_OFFICER'", String.class);
    }

    @Test
    void whichClueCameOfAVisitIsReadNowhereBesideItsFirmAndIsSealedWhereAnEarlierVersionWroteIt() throws Exception {
        contact();
        var number = planned(MONDAY);
        problem(number, "ANONYMOUS");
        var clue = newest();
        assertThat(jdbc.queryForMap("select * from visit where number = ?", number)
                        .toString())
                .contains(FIRM)
                .doesNotContain(clue);
        var progress = toldToTheOfficer(number);
        assertThat(progress).as("its officer is told how it goes").contains(clue);

        transactions.executeWithoutResult(status -> jdbc.update(
                "update visit set clue = ?, sealed_clue = null, clue_key = null where number = ?", clue, number));
        ((InitializingBean) application.getBean("visitBook")).afterPropertiesSet();
        assertThat(jdbc.queryForMap("select * from visit where number = ?", number)
                        .toString())
                .doesNotContain(clue);
        assertThat(toldToTheOfficer(number)).isEqualTo(progress);
    }

    @Test
    void aFirmThatStaysUnnamedIsInNothingThatTheClueSays() {
        contact();
        var number = planned(MONDAY);
        problem(number, "ANONYMOUS");
        var clue = newest();
        var told = dossiers.of("grader", clue, Locale.CHINA);
        assertThat(told.toString())
                .doesNotContain("青禾")
                .doesNotContain("木芙蓉")
                .doesNotContain(FIRM)
                .doesNotContain(number)
                .doesNotContain("冯问渠");
    }

    @Test
    void inspectionsAndQuietDaysStandBesideTheFirmsAppealForWhoeverMayKnow() {
        contact();
        inspections.announce("handler", FIRM, "market-supervision", MONDAY.plusDays(3), "计量检查", Cause.PLANNED, "");
        firms.quiet("officer", FIRM, MONDAY.plusDays(10), MONDAY.plusDays(12), "检修");
        var number = visits.plan("officer", FIRM, MONDAY, Way.ONSITE, true);
        problem(number, "OFFICE_ONLY");
        var clue = newest();
        var peace = dossiers.of("grader", clue, Locale.CHINA).peace();
        assertThat(peace.quarter()).isEqualTo(1);
        assertThat(peace.looks()).extracting(one -> one.subject()).containsExactly("计量检查");
        assertThat(peace.quiet()).hasSize(1);
    }

    @Test
    void theRegisterIsKeptByTheOfficeAndAnOfficerSeesTheOwnFirmsWithWhomToAskFor() {
        contact();
        assertThat(firms.seenBy("officer")).hasSize(3);
        assertThat(firms.seenBy("officehead").size()).isGreaterThan(50);
        for (var other : List.of("handler", "unithead", "media", "caller", "discipline", "clerk", "legal", "admin")) {
            assertThat(firms.seenBy(other)).as(other).isEmpty();
            refused("firms.unknown", () -> firms.seenBy(other, FIRM));
        }
        refused("firms.unknown", () -> firms.seenBy("officer", ANOTHERS));
        refused("firms.unknown", () -> firms.contacts("chenxinzhi", FIRM, List.of()));
        refused(
                "firms.keep.forbidden",
                () -> firms.put("officer", new Entry(FIRM, "改名", "town-dongta", "", true, "officer", List.of())));
        refused(
                "firms.officer.full",
                () -> firms.put(
                        "grader", new Entry(ANOTHERS, "鸿砚文具有限公司", "town-liuxi", "", false, "officer", List.of())));
        refused(
                "firms.officer.none",
                () -> firms.put(
                        "grader", new Entry(ANOTHERS, "鸿砚文具有限公司", "town-liuxi", "", false, "handler", List.of())));
        assertThat(jdbc.queryForObject(
                        "select sealed_contacts from firm_sheet where credit_code = ?", String.class, FIRM))
                .doesNotContain("木芙蓉")
                .doesNotContain("13912345678");
    }

    @Test
    void whatWasPlannedGoesToTheNewOfficer() {
        var number = planned(MONDAY.plusDays(2));
        firms.put("grader", new Entry(FIRM, "青禾智能农机有限公司", "town-dongta", "", true, "yaomingyue", null));
        assertThatThrownBy(() -> made(number, "NORMAL")).isInstanceOf(Refusal.class);
        on(MONDAY.plusDays(2));
        steps.go(
                "yaomingyue",
                number,
                "outcome",
                "MET",
                "visitOn",
                MONDAY.plusDays(2).toString(),
                "way",
                "ONSITE",
                "result",
                "NORMAL");
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);
        on(MONDAY);
        firms.put("grader", new Entry(FIRM, "青禾智能农机有限公司", "town-dongta", "", true, "officer", null));
    }

    @Test
    void everyKeyEnterpriseIsProposedACallAMonthAndAVisitAQuarterOnce() {
        var keys = firms.seenBy("officehead").stream()
                .filter(firm -> firm.key() && firm.officer() != null)
                .count();
        assertThat(plan.propose()).isEqualTo((int) keys * 2);
        assertThat(plan.propose()).as("once").isZero();
        assertThat(jdbc.queryForList("select planned_on from visit where way = 'ONSITE'", String.class))
                .allSatisfy(day -> {
                    assertThat(LocalDate.parse(day).getDayOfMonth()).isLessThanOrEqualTo(25);
                    assertThat(calendar.isWorkingDay(LocalDate.parse(day))).isTrue();
                });
        on(LocalDate.of(2026, 4, 1));
        assertThat(plan.propose()).as("a month and a quarter later").isEqualTo((int) keys * 2);
        on(LocalDate.of(2026, 5, 6));
        assertThat(plan.propose()).as("the quarter has its visit").isEqualTo((int) keys);
    }

    private RequestPostProcessor as(String name) {
        return user(name)
                .authorities(organization.groupsOf(name).stream()
                        .map(SimpleGrantedAuthority::new)
                        .toList());
    }

    @Test
    void aStepIsFilledInOnAPageOfOursByItsOfficerAloneAndOnceHoweverOftenItIsSent() throws Exception {
        var number = planned(MONDAY);
        var page =
                "/matters/" + number + "/steps/" + matters.open(number).get(0).id();
        web.perform(get(page).with(as("officer")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("value=\"" + MONDAY + "\"")))
                .andExpect(content().string(containsString("见到谁")));
        web.perform(get("/matters/" + number).with(as("officer")))
                .andExpect(content().string(containsString("/steps/")));
        web.perform(get(page).with(as("chenxinzhi"))).andExpect(status().isNotFound());
        web.perform(get(page).with(as("officehead"))).andExpect(status().isForbidden());
        web.perform(post(page).with(as("officer")).with(csrf()).param("outcome", "MET"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("form-errors")));
        for (var time = 0; time < 2; time++) {
            web.perform(post(page)
                            .with(as("officer"))
                            .with(csrf())
                            .param("outcome", "MET")
                            .param("visitOn", MONDAY.toString())
                            .param("way", "PHONE")
                            .param("result", "NORMAL"))
                    .andExpect(status().is3xxRedirection());
        }
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);
    }

    @Test
    void pagesOfFirmsTellContactsToWhoeverKeepsThemAndToTheirOfficerAlone() throws Exception {
        contact();
        planned(MONDAY.plusDays(1));
        var firm = "/firms/" + FIRM;
        for (var who : List.of("officer", "officehead", "grader")) {
            web.perform(get(firm).with(as(who)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("木芙蓉")));
        }
        for (var who : List.of("supervisor", "leader")) {
            web.perform(get(firm).with(as(who)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString("木芙蓉"))))
                    .andExpect(content().string(not(containsString("13912345678"))));
        }
        web.perform(get(firm).with(as("chenxinzhi"))).andExpect(status().isNotFound());
        for (var who : List.of("handler", "unithead", "media", "caller", "discipline", "clerk", "admin", "owner")) {
            web.perform(get(firm).with(as(who))).andExpect(status().isForbidden());
            web.perform(get("/visits").with(as(who))).andExpect(status().isForbidden());
        }
        web.perform(get("/firms").with(as("officer")))
                .andExpect(content().string(containsString("青禾智能农机")))
                .andExpect(content().string(not(containsString("鸿砚文具"))));
        web.perform(get("/visits").with(as("officehead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("豫禾源食品")));
        web.perform(get("/inspections").with(as("handler"))).andExpect(status().isOk());
        web.perform(get("/inspections").with(as("officer"))).andExpect(status().isForbidden());
        web.perform(get("/firms/new").with(as("officer"))).andExpect(status().isForbidden());
        web.perform(get("/firms/new").with(as("grader"))).andExpect(status().isOk());
        web.perform(post(firm + "/visits")
                        .with(as("officer"))
                        .with(csrf())
                        .param("day", MONDAY.plusDays(2).toString())
                        .param("way", "ONSITE"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("一季度只去一次")));
    }

    @Test
    void aTableOfFirmsIsTakenRowByRowAndSaysInWordsWhatItDidNotTake() throws Exception {
        var file = Files.createTempFile("firms", ".csv");
        Files.writeString(
                file,
                "统一社会信用代码,企业名称,乡镇,重点企业,首席服务官,联系人,电话\n"
                        + ANOTHERS + ",鸿砚文具有限公司,town-liuxi,是,姚明悦,紫罗兰,13912345679\n"
                        + "123,写错的厂,town-liuxi,否,,,\n"
                        + "91411199MA9110966J,福顺五金加工厂,没有的镇,否,,,\n");
        var outcome = tables.firms(file, "grader");
        assertThat(outcome.taken()).isEqualTo(1);
        assertThat(outcome.faults())
                .extracting(one -> one.why().key())
                .containsExactly("firms.code.wrong", "firms.import.unit");
        assertThat(firms.seenBy("officehead", ANOTHERS).officer()).isEqualTo("yaomingyue");
        Files.delete(file);
        firms.put("grader", new Entry(ANOTHERS, "鸿砚文具有限公司", "town-liuxi", "", false, "", null));
    }

    @Test
    void aTableOfInspectionsIsTakenRowByRowAndHeldToTheSameRulesAsWhatIsTyped() throws Exception {
        var file = Files.createTempFile("inspections", ".csv");
        Files.writeString(
                file,
                "检查计划\n统一社会信用代码,检查单位,检查日期,检查内容,检查缘由,依据\n"
                        + FIRM + ",市场监督管理局," + MONDAY.plusDays(3) + ",计量检查,计划检查,\n"
                        + FIRM + ",市场监督管理局," + MONDAY.plusDays(9) + ",又来一次,计划检查,\n"
                        + FIRM + ",市场监督管理局," + MONDAY.plusDays(9) + ",事故调查,投诉举报或重大隐患,\n"
                        + FIRM + ",市场监督管理局," + MONDAY.plusDays(9) + ",事故调查,投诉举报或重大隐患,厂房起火\n"
                        + FIRM + ",税务局," + MONDAY.plusDays(9) + ",查账,计划检查,\n"
                        + ANOTHERS + ",市场监督管理局,下周三,抽查,计划检查,\n"
                        + ANOTHERS + ",市场监督管理局," + MONDAY.plusDays(2) + ",抽查,随便看看,\n"
                        + ANOTHERS + ",没有的局," + MONDAY.plusDays(2) + ",抽查,计划检查,\n");
        var outcome = tables.inspections(file, "handler");
        assertThat(outcome.faults())
                .extracting(one -> one.line() + " " + one.why().key())
                .containsExactly(
                        "4 visit.rule.inspected",
                        "5 inspection.ground.length",
                        "7 inspection.unit.forbidden",
                        "8 firms.import.day",
                        "9 firms.import.cause",
                        "10 firms.import.unit");
        assertThat(outcome.taken()).isEqualTo(2);
        assertThat(inspections.of(FIRM))
                .extracting(Inspections.Inspection::subject)
                .containsExactlyInAnyOrder("计量检查", "事故调查");
        assertThatThrownBy(() -> tables.inspections(Files.writeString(file, "企业,日子\n甲,乙\n"), "handler"))
                .isInstanceOf(Refusal.class);
        Files.delete(file);
    }

    @Test
    void theRegisterIsReadPageByPageHoweverManyFirmsItHas() throws Exception {
        transactions.executeWithoutResult(status -> jdbc.batchUpdate(
                "insert into enterprise (credit_code, name, town_code, key_enterprise) values (?, ?, 'town-liuxi', false)",
                IntStream.range(0, 120)
                        .mapToObj(n -> new Object[] {"X%017d".formatted(n), "翻页试验厂%03d".formatted(n)})
                        .toList()));
        try {
            var first = web.perform(get("/firms").param("name", "翻页").with(as("grader")))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(first)
                    .contains("翻页试验厂000", "翻页试验厂049", "共 120 家，第 1 页，共 3 页")
                    .doesNotContain("翻页试验厂050");
            web.perform(get("/firms").param("name", "翻页").param("page", "2").with(as("grader")))
                    .andExpect(content().string(containsString("翻页试验厂119")))
                    .andExpect(content().string(not(containsString("翻页试验厂099"))));
            web.perform(get("/firms").param("name", "翻页").param("page", "77").with(as("grader")))
                    .andExpect(content().string(containsString("翻页试验厂119")));
        } finally {
            transactions.executeWithoutResult(
                    status -> jdbc.update("delete from enterprise where credit_code like 'X0%'"));
        }
    }

    private ResultActions own(String address, String... fields) throws Exception {
        var post = post(address).with(csrf());
        for (var at = 0; at < fields.length; at += 2) {
            post.param(fields[at], fields[at + 1]);
        }
        return web.perform(post);
    }

    @Test
    void aFirmReadsItsOwnPageByItsLinkAndRatesAVisitOnceUnseenByItsOfficer() throws Exception {
        contact();
        var number = planned(MONDAY);
        problem(number, "UNIT_MAY_KNOW");
        var clue = newest();
        var sheet = web.perform(
                        post("/firms/" + FIRM + "/link").with(as("officer")).with(csrf()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        var secret = sheet.replaceAll("(?s).*企业码 ([\\w-]+)<.*", "$1");
        assertThat(jdbc.queryForList("select * from firm_link").toString()).doesNotContain(secret);
        web.perform(get("/firms/" + FIRM + "/link").with(as("officer")))
                .andExpect(content().string(not(containsString(secret))))
                .andExpect(content().string(containsString("冯问渠")));

        own("/own", "code", secret)
                .andExpect(content().string(containsString("青禾智能农机")))
                .andExpect(content().string(containsString(clue)))
                .andExpect(content().string(not(containsString("木芙蓉"))));
        own("/own/rate", "code", secret, "visit", number).andExpect(content().string(containsString("请选择一项评价")));
        own("/own/rate", "code", secret, "visit", number, "rating", "DISSATISFIED")
                .andExpect(content().string(containsString("评价已收到")));
        own("/own/rate", "code", secret, "visit", number, "rating", "SATISFIED")
                .andExpect(content().string(containsString("已经评价过")))
                .andExpect(content().string(containsString("您的评价：不满意")));
        assertThat(toldToTheOfficer(number)).doesNotContain("不满意");
        assertThat(facts.stream()
                        .flatMap(fact -> fact.of("grader", steps.matter(number), Locale.CHINA).stream())
                        .toList()
                        .toString())
                .contains("不满意");

        clock.moveTo(MONDAY.plusDays(40).atTime(10, 0).atZone(CountyClock.ZONE).toInstant());
        transactions.executeWithoutResult(status -> jdbc.update("delete from visit_rating"));
        own("/own/rate", "code", secret, "visit", number, "rating", "SATISFIED")
                .andExpect(content().string(containsString("已经过了 30 天")));
        clock.moveTo(MONDAY.plusYears(1)
                .plusDays(1)
                .atTime(10, 0)
                .atZone(CountyClock.ZONE)
                .toInstant());
        own("/own", "code", secret).andExpect(content().string(containsString("已经失效")));
    }

    @Test
    void aNewLinkOfAFirmEndsTheOneBeforeAndNobodyElseMakesOne() throws Exception {
        var before = links.make("officer", FIRM);
        var after = links.make("grader", FIRM);
        own("/own", "code", before).andExpect(content().string(containsString("已经失效")));
        own("/own", "code", after).andExpect(content().string(containsString("青禾智能农机")));
        links.end("officer", FIRM);
        own("/own", "code", after).andExpect(content().string(containsString("已经失效")));
        refused("firms.unknown", () -> links.make("officer", ANOTHERS));
        refused("firms.keep.forbidden", () -> links.make("leader", FIRM));
    }

    @Test
    void anUnnamedProblemIsNotOnTheFirmsOwnPageEither() throws Exception {
        contact();
        var number = planned(MONDAY);
        problem(number, "ANONYMOUS");
        own("/own", "code", links.make("officer", FIRM))
                .andExpect(content().string(containsString("走访")))
                .andExpect(content().string(not(containsString(newest()))));
    }

    @Test
    void aVisitBeginsWithAFirm() {
        refused("visit.open.firm", () -> matters.open("officer", Visits.KIND, "走访一家企业"));
    }
}
