package cn.qingfeng.process.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.matter.MatterAct;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.MatterTimeline;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.pledge.BrokenPledges;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** Episodes and promises ({@code matter-episode.bpmn}, {@code matter-pledge.bpmn}), on every way, and what a broken one brings. */
@WalksEveryPath
class PledgeTests {

    private static final String EPISODE = "matter-episode";
    private static final String PLEDGE = "matter-pledge";

    /** Names and numbers that were typed where they do not belong: none may reach whoever has no account. */
    private static final List<String> CANARIES =
            List.of("13912345678", "411123199001011234", "郁金香", "顾一鸣", "夜来香", "内部措施全文", "内部节点全文");

    private final Matters matters;
    private final MatterTimeline timeline;
    private final BrokenPledges broken;
    private final ClueLedger clues;
    private final Steps steps;
    private final PathCoverage coverage;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final SampleCounty county;
    private final ManagementService jobs;
    private final LedgerAgainstEngine both;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final MockMvc web;

    PledgeTests(
            Matters matters,
            MatterTimeline timeline,
            BrokenPledges broken,
            ClueLedger clues,
            Steps steps,
            PathCoverage coverage,
            WorkingCalendar calendar,
            CountyClock clock,
            SampleCounty county,
            ManagementService jobs,
            LedgerAgainstEngine both,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            MockMvc web) {
        this.matters = matters;
        this.timeline = timeline;
        this.broken = broken;
        this.clues = clues;
        this.steps = steps;
        this.coverage = coverage;
        this.calendar = calendar;
        this.clock = clock;
        this.county = county;
        this.jobs = jobs;
        this.both = both;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.web = web;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void takeBack() {
        clock.moveToPresent();
        jdbc.queryForList("select number from matter where state in ('OPEN', 'SUSPENDED')", String.class)
                .forEach(number -> matters.withdraw("officehead", number, "试过"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }

    private String episode() {
        var number = matters.open("media", EPISODE, "第一期");
        steps.go("media", number, "theme", "涉企收费", "shown", today().toString(), "invited", "市场监管局", "revisit", "无");
        return number;
    }

    private String asked(String episode) {
        var number = matters.open("media", PLEDGE, "收费为何不公示");
        steps.go(
                "media",
                number,
                "episode",
                episode,
                "shown",
                today().toString(),
                "question",
                "收费为何不公示",
                "clip",
                "00:12:30",
                "asker",
                "郁金香",
                "unit",
                Walk.UNIT);
        return number;
    }

    private String promised(String episode, LocalDate finish) {
        var number = asked(episode);
        steps.go(
                "unithead",
                number,
                "person",
                "夜来香",
                "measure",
                "内部措施全文",
                "milestones",
                "内部节点全文",
                "finish",
                finish.toString(),
                "proofWanted",
                "公示栏照片",
                "promise",
                "收费目录上墙，联系夜来香、顾一鸣 13912345678");
        return number;
    }

    private void report(String number, String outcome) {
        steps.go("handler", number, "progress", "已制作", "outcome", outcome, "proof", "照片");
    }

    private void verify(String number, String outcome) {
        steps.go(
                "supervisor",
                number,
                "outcome",
                outcome,
                "finding",
                "现场看过",
                "publicProof",
                "目录已上墙，身份证 411123199001011234");
    }

    private void ring(String number) {
        var job = jobs.createJobQuery()
                .processInstanceId(jdbc.queryForObject(
                        "select ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = ? and PARENT_ID_ is null",
                        String.class,
                        number))
                .timers()
                .singleResult();
        clock.moveTo(job.getDuedate().toInstant().plusSeconds(1));
        jobs.executeJob(job.getId());
    }

    private void lookedBack(String number, Object... answers) {
        var all = new java.util.ArrayList<Object>(List.of("seen", "走访三家企业"));
        all.addAll(List.of(answers));
        steps.go("media", number, all.toArray());
    }

    private static RequestPostProcessor as(String name) {
        return user(name);
    }

    @Test
    void everyWayOfAnEpisodeAndOfAPromiseLeadsToItsEnd() {
        var episode = matters.open("media", EPISODE, "第一期");
        steps.go("media", episode, "theme", "涉企收费", "shown", today().toString(), "invited", "市场监管局");
        assertThatThrownBy(() -> steps.go("media", episode, "questions", "一条", "summary", "播出顺利"))
                .as("no question was entered")
                .isInstanceOf(Refusal.class);
        var number = promised(episode, today().plusDays(10));
        var other = asked(episode);
        assertThat(steps.waiting(number).getName()).isEqualTo("报告进展");
        steps.go("media", episode, "questions", "两条", "summary", "播出顺利");
        assertThat(steps.matter(episode).state()).isEqualTo(MatterState.DONE);

        report(number, "GOING");
        report(number, "DONE");
        verify(number, "AGAIN");
        report(number, "DONE");
        verify(number, "KEPT");
        assertThat(matters.open(number)).as("thirty days have to pass").isEmpty();
        ring(number);
        assertThatThrownBy(() -> lookedBack(number, "outcome", "RELAPSED"))
                .as("by when again?")
                .isInstanceOf(Refusal.class);
        lookedBack(number, "outcome", "RELAPSED", "finish", today().plusDays(5).toString());
        report(number, "DONE");
        verify(number, "KEPT");
        ring(number);
        lookedBack(number, "outcome", "HELD");
        ring(number);
        lookedBack(number, "outcome", "RELAPSED", "finish", today().plusDays(5).toString());
        report(number, "DONE");
        verify(number, "KEPT");
        ring(number);
        lookedBack(number, "outcome", "HELD");
        var first = clock.instant();
        ring(number);
        assertThat(Duration.between(first, clock.instant())).isGreaterThanOrEqualTo(Duration.ofDays(150));
        lookedBack(number, "outcome", "HELD");
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);
        matters.withdraw("officehead", other, "与另一条重复");
        assertThat(both.compare())
                .filteredOn(difference -> difference.kind().startsWith("MATTER"))
                .isEmpty();
        assertThat(coverage.missing(EPISODE)).isEmpty();
        assertThat(coverage.missing(PLEDGE)).isEmpty();
    }

    @Test
    void limitsCountFromTheShowAndEndWithThePromisedDay() {
        var episode = episode();
        var shown = today().atTime(12, 0).atZone(CountyClock.ZONE).toInstant();
        assertThat(matters.open(episode).get(0).dueAt())
                .isEqualTo(calendar.plusWorkingDays(shown, 1).dueAt());
        var number = asked(episode);
        assertThat(matters.open(number).get(0).dueAt())
                .isEqualTo(calendar.plusWorkingDays(shown, 3).dueAt());
        var soon = promised(episode, today().plusDays(1));
        assertThat(matters.open(soon).get(0).dueAt())
                .isEqualTo(calendar.endOfDay(shown.plus(Duration.ofDays(1))).dueAt());
        var far = promised(episode, today().plusDays(60));
        var step = matters.open(far).get(0);
        assertThat(step.dueAt())
                .isEqualTo(calendar.plusWorkingDays(step.begunAt(), 5).dueAt());
        assertThatThrownBy(() -> promised(episode, today().minusDays(1))).isInstanceOf(Refusal.class);
    }

    @Test
    void aPromiseAWorkingDayOverdueBecomesAClueOnce() throws Exception {
        var episode = episode();
        var number = promised(episode, today().plusDays(2));
        var kept = promised(episode, today().plusDays(2));
        var stopped = promised(episode, today().plusDays(2));
        report(kept, "DONE");
        matters.suspend("officehead", stopped, "等上级");
        var end = today().plusDays(2).atTime(12, 0).atZone(CountyClock.ZONE).toInstant();
        var from = calendar.plusWorkingDays(end, 1).dueAt();
        clock.moveTo(from.minusSeconds(60));
        assertThat(broken.raise()).as("a working day is left").isZero();
        clock.moveTo(from.plusSeconds(60));
        assertThat(broken.raise()).isEqualTo(1);
        assertThat(broken.raise()).as("once").isZero();

        var raised = timeline.of(number).stream()
                .filter(entry -> entry.act() == MatterAct.LED_TO)
                .toList();
        assertThat(raised).hasSize(1);
        var clue = clues.get(ClueNumber.of(raised.get(0).told().get(0).text()));
        assertThat(clue.content().channel()).isEqualTo(ReportingChannel.MEDIA);
        web.perform(get("/matters/" + number).with(as("media")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(clue.number().value())));
        web.perform(get("/clues/" + clue.number().value()).with(as("officehead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/matters/" + number)));
        web.perform(get("/clues/" + clue.number().value()).with(as("media"))).andExpect(status().isNotFound());

        report(number, "DONE");
        verify(number, "KEPT");
        web.perform(get("/pledges")).andExpect(content().string(containsString("逾期后兑现")));
        web.perform(get("/matters/kinds/" + PLEDGE).with(as("media")))
                .andExpect(content().string(containsString("逾期后兑现")));
    }

    /** As the schedule runs it: in a transaction that ends with the failure. */
    @Test
    void aPromiseThatCannotBecomeAClueKeepsNoOtherBackAndIsToldOf() throws Exception {
        var episode = episode();
        var lost = promised(episode, today().plusDays(2));
        var other = promised(episode, today().plusDays(2));
        transactions.executeWithoutResult(
                status -> jdbc.update("update pledge set unit = 'nowhere' where number = ?", lost));
        clock.moveTo(today().plusDays(9).atTime(12, 0).atZone(CountyClock.ZONE).toInstant());

        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> broken.raise()))
                .isInstanceOf(Refusal.class);

        assertThat(jdbc.queryForList(
                        "select number from pledge_break where number in (?, ?)", String.class, lost, other))
                .containsExactly(other);
    }

    @Test
    void aSecondEpisodeBeginsWithWhatTheFirstLeft() throws Exception {
        var first = episode();
        var number = promised(first, today().plusDays(1));
        clock.moveBy(Duration.ofDays(12));
        var second = episode();
        web.perform(get("/matters/" + second).with(as("media")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("先看 " + number)));
    }

    @Test
    void whoeverHasNoAccountReadsWhatWasPromisedAndNobodysName() throws Exception {
        var number = promised(episode(), today().plusDays(5));
        var page = web.perform(get("/pledges"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("收费目录上墙")))
                .andExpect(content().string(containsString("还有 5 天")));
        report(number, "DONE");
        verify(number, "KEPT");
        var after = web.perform(get("/pledges")).andExpect(content().string(containsString("目录已上墙")));
        for (var canary : CANARIES) {
            page.andExpect(content().string(not(containsString(canary))));
            after.andExpect(content().string(not(containsString(canary))));
        }
    }

    @Test
    void eachSeesWhatIsTheirs() throws Exception {
        var episode = episode();
        var number = promised(episode, today().plusDays(5));
        for (var reader : List.of("media", "grader", "officehead", "supervisor", "leader", "handler", "unithead")) {
            web.perform(get("/matters/" + number).with(as(reader))).andExpect(status().isOk());
            web.perform(get("/matters/kinds/" + PLEDGE).with(as(reader)))
                    .andExpect(content().string(containsString(number)));
        }
        for (var stranger : List.of("handler2", "clerk", "discipline", "owner", "admin", "caller")) {
            web.perform(get("/matters/" + number).with(as(stranger))).andExpect(status().isNotFound());
        }
        for (var stranger : List.of("handler", "unithead", "handler2", "clerk", "owner", "admin")) {
            web.perform(get("/matters/" + episode).with(as(stranger))).andExpect(status().isNotFound());
        }
        assertThatThrownBy(() -> matters.open("handler", PLEDGE, "自己问自己")).isInstanceOf(Refusal.class);
    }
}
