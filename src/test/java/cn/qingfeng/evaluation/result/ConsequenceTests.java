package cn.qingfeng.evaluation.result;

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
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.result.Version.Cause;
import cn.qingfeng.evaluation.score.BallotSum;
import cn.qingfeng.evaluation.score.Question;
import cn.qingfeng.evaluation.score.RoundFrame;
import cn.qingfeng.evaluation.score.Schema;
import cn.qingfeng.evaluation.score.Scoring;
import cn.qingfeng.evaluation.score.Tally;
import cn.qingfeng.evaluation.score.UnitInput;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.matter.Steps;
import cn.qingfeng.sample.SampleCounty;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** What follows from a published result ({@code matter-consequence}), on every way, and who reads it (M6). */
@WalksEveryPath
class ConsequenceTests {

    private static final String KIND = "matter-consequence";
    private static final String UNIT = Walk.UNIT;

    private static int rounds;

    private final MockMvc web;
    private final ResultBook book;
    private final Matters matters;
    private final Steps steps;
    private final PathCoverage coverage;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final ManagementService jobs;
    private final CountyClock clock;
    private final SampleCounty county;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    ConsequenceTests(
            MockMvc web,
            ResultBook book,
            Matters matters,
            Steps steps,
            PathCoverage coverage,
            Organization organization,
            ApplicationEventPublisher events,
            ManagementService jobs,
            CountyClock clock,
            SampleCounty county,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.web = web;
        this.book = book;
        this.matters = matters;
        this.steps = steps;
        this.coverage = coverage;
        this.organization = organization;
        this.events = events;
        this.jobs = jobs;
        this.clock = clock;
        this.county = county;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterAll
    void takeBack() {
        jdbc.queryForList("select number from matter where state in ('OPEN', 'SUSPENDED')", String.class)
                .forEach(number -> matters.withdraw("officehead", number, "试过"));
        // Corrections are looked for in the newest rounds alone, and these lie ahead of everybody else's.
        transactions.executeWithoutResult(status -> jdbc.update(
                "update result_round set published_at = null where first_day > ?",
                today().plusDays(900).toString()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }

    private RequestPostProcessor as(String name) {
        return user(name)
                .authorities(organization.groupsOf(name).stream()
                        .map(SimpleGrantedAuthority::new)
                        .toList());
    }

    private static UnitInput rated(String unit, String group, int points) {
        return UnitInput.of(unit, group, false)
                .with(new BallotSum(unit, 20, 5, Map.of(Question.OVERALL, new Tally(20, points, 0))));
    }

    /** Points of 100 that each of three units has. */
    private void version(String round, int ordinal, Cause cause, int unit, int other, int tax) {
        book.add(
                round,
                new Version(ordinal, clock.instant(), cause, null, null),
                Scoring.rank(
                        Schema.shipped(),
                        List.of(
                                rated(UNIT, "ENFORCEMENT", unit),
                                rated("urban-management", "ENFORCEMENT", other),
                                rated("tax", "STATIONED", tax))));
    }

    private String published(int unit, int other, int tax) {
        var round = "CON2026-%04d".formatted(++rounds);
        transactions.executeWithoutResult(status -> {
            book.open(
                    round,
                    // Later than what other tests publish.
                    new RoundFrame(
                            today().plusDays(1000 + rounds),
                            today().plusDays(1001 + rounds),
                            Map.of(UNIT, "ENFORCEMENT", "urban-management", "ENFORCEMENT", "tax", "STATIONED"),
                            Map.of()),
                    Schema.shipped());
            version(round, 1, Cause.PUBLISHED, unit, other, tax);
            book.published(round);
            events.publishEvent(new ResultEvents.Published(round, 1));
        });
        return round;
    }

    private Map<String, String> proposed(String round) {
        var proposed = new TreeMap<String, String>();
        jdbc.query(
                "select unit, measure, number from unit_consequence where round = ?",
                row -> {
                    proposed.put(row.getString(1) + " " + row.getString(2), row.getString(3));
                },
                round);
        return proposed;
    }

    private String state(String number) {
        return jdbc.queryForObject("select state from unit_consequence where number = ?", String.class, number);
    }

    private void propose(String number, String unit, String measure) {
        steps.go("grader", number, "unit", unit, "measure", measure, "reason", "见评议结果");
    }

    private void decide(String number, String outcome) {
        steps.go("grouphead", number, "outcome", outcome, "decisionReason", "经研究");
    }

    private void execute(String number, String outcome, LocalDate day) {
        steps.go("officehead", number, "outcome", outcome, "executedOn", day.toString(), "document", "营商办〔2026〕7 号");
    }

    @Test
    void theLastOfAGroupIsWarnedHeardSignedAndFreedOnceItHasPutThingsRight() throws Exception {
        published(90, 80, 95);
        var round = published(50, 90, 95);
        assertThat(proposed(round)).containsOnlyKeys(UNIT + " YELLOW_WARNING", "urban-management PRAISE", "tax PRAISE");
        var number = proposed(round).get(UNIT + " YELLOW_WARNING");
        assertThat(steps.matter(number).answers().get("reason")).contains(round, "50.00", "首次列本组末位");
        assertThatThrownBy(() -> propose(number, UNIT, "TALK")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> propose(number, "tax", "YELLOW_WARNING")).isInstanceOf(Refusal.class);
        propose(number, UNIT, "YELLOW_WARNING");
        assertThatThrownBy(() -> steps.go("officehead", number, "outcome", "NONE"))
                .isInstanceOf(Refusal.class);
        steps.go("unithead", number, "outcome", "SAYS", "opinion", "本季度机构合并，窗口搬迁");
        assertThatThrownBy(() -> steps.go("unithead", number, "outcome", "DROP", "decisionReason", "不服"))
                .isInstanceOf(Refusal.class);
        decide(number, "SIGN");
        web.perform(get("/consequences").with(as("leader"))).andExpect(content().string(containsString("没有在用的警告")));
        aLetterCallsTheUnitAndItsNumberIsWhatWasDone(number);
        assertThatThrownBy(() -> execute(number, "DONE", today())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> execute(number, "WATCH", today().plusDays(1))).isInstanceOf(Refusal.class);
        execute(number, "WATCH", today());
        web.perform(get("/consequences/" + UNIT).with(as("handler")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("市场监督管理局的警告与奖惩")))
                .andExpect(content().string(containsString("营商办〔2026〕7 号")))
                .andExpect(content().string(not(containsString("没有在用的警告"))));
        web.perform(get("/consequences/tax").with(as("handler"))).andExpect(status().isNotFound());
        web.perform(get("/consequences").with(as("handler")))
                .andExpect(content().string(not(containsString("税务局"))));
        for (var who : List.of("clerk", "media", "caller", "legal", "owner", "admin", "officer")) {
            web.perform(get("/consequences").with(as(who))).andExpect(status().isForbidden());
        }
        steps.go("handler", number, "proof", "窗口已恢复");
        steps.go("officehead", number, "outcome", "AGAIN", "finding", "还差公示");
        steps.go("handler", number, "proof", "已公示");
        steps.go("officehead", number, "outcome", "LIFT", "finding", "到位");
        assertThat(state(number)).isEqualTo("LIFTED");
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);

        var dropped = proposed(round).get("tax PRAISE");
        propose(dropped, "tax", "PRAISE");
        steps.go("shuiqinghe", dropped, "outcome", "NONE");
        decide(dropped, "DROP");
        assertThat(state(dropped)).isEqualTo("DROPPED");

        var praised = proposed(round).get("urban-management PRAISE");
        propose(praised, "urban-management", "PRAISE");
        var timer = jobs.createJobQuery()
                .processInstanceId(steps.waiting(praised).getProcessInstanceId())
                .timers()
                .singleResult();
        jobs.executeJob(timer.getId());
        decide(praised, "SIGN");
        assertThatThrownBy(() -> execute(praised, "WATCH", today())).isInstanceOf(Refusal.class);
        execute(praised, "DONE", today());
        assertThat(steps.matter(praised).state()).isEqualTo(MatterState.DONE);
        assertThat(coverage.missing(KIND)).isEmpty();
    }

    private ResultActions write(String by, String kind, String subject) throws Exception {
        return web.perform(post("/papers/write")
                .with(as(by))
                .with(csrf())
                .param("kind", kind)
                .param("subject", subject)
                .param("act", "issue")
                .param("text", "星期五上午九点，县政府三楼。")
                .param("_once", UUID.randomUUID().toString()));
    }

    private void aLetterCallsTheUnitAndItsNumberIsWhatWasDone(String number) throws Exception {
        web.perform(get("/matters/" + number).with(as("officehead")))
                .andExpect(content().string(containsString("/papers/write?kind=TALK_LETTER")));
        write("supervisor", "TALK_LETTER", number).andExpect(status().isForbidden());
        write("officehead", "RECTIFY_LETTER", number).andExpect(status().isConflict());
        var paper = write("officehead", "TALK_LETTER", number)
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        for (var who : List.of("officehead", "unithead", "grader")) {
            web.perform(get(paper).with(as(who)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("黄牌警告并约谈")))
                    .andExpect(content().string(containsString("星期五上午九点")));
        }
        for (var who : List.of("handler", "shuiqinghe", "clerk", "assessor")) {
            web.perform(get(paper).with(as(who))).andExpect(status().is4xxClientError());
        }
        web.perform(get(paper + "/word").with(as("unithead"))).andExpect(status().isOk());
        web.perform(get("/matters/" + number).with(as("unithead")))
                .andExpect(content().string(containsString(paper)))
                .andExpect(content().string(not(containsString("/papers/write"))));
        web.perform(get("/matters/" + number + "/steps/"
                                + matters.open(number).get(0).id())
                        .with(as("officehead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("舞营商约")));
    }

    @Test
    void lastTwiceInARowIsARedWarningAndAStationedUnitsSuperiorIsWrittenTo() {
        published(80, 90, 40);
        var second = published(80, 90, 45);
        assertThat(proposed(second))
                .containsKeys("tax RED_WARNING", "tax SUPERIOR_LETTER", UNIT + " RECTIFY")
                .doesNotContainKeys("tax YELLOW_WARNING", "tax TALK", UNIT + " TALK");
        var third = published(40, 90, 95);
        assertThat(proposed(third)).containsKeys(UNIT + " YELLOW_WARNING");
    }

    @Test
    void nothingIsProposedTwiceAndWhatACorrectionSupportsNoMoreIsTold() throws Exception {
        published(90, 80, 95);
        var round = published(50, 90, 95);
        var before = proposed(round);
        transactions.executeWithoutResult(status -> {
            version(round, 2, Cause.CORRECTED, 50, 90, 95);
            events.publishEvent(new ResultEvents.Corrected(round, 2));
        });
        assertThat(proposed(round)).isEqualTo(before);
        transactions.executeWithoutResult(status -> {
            version(round, 3, Cause.CORRECTED, 92, 90, 95);
            events.publishEvent(new ResultEvents.Corrected(round, 3));
        });
        var number = before.get(UNIT + " YELLOW_WARNING");
        assertThat(proposed(round)).containsKey("urban-management RED_WARNING");
        assertThat(jdbc.queryForObject(
                        "select unsupported_since from unit_consequence where number = ?", Integer.class, number))
                .isEqualTo(3);
        web.perform(get("/matters/" + number).with(as("officehead")))
                .andExpect(content().string(containsString("第 3 版已不支持这条建议")));
        web.perform(get("/inbox").with(as("grouphead"))).andExpect(content().string(containsString(number)));
        assertThat(state(number)).as("people take it back").isEqualTo("PROPOSED");
        matters.withdraw("officehead", number, "依据已变");
        assertThat(state(number)).isEqualTo("DROPPED");
    }

    @Test
    void theOfficeProposesOfItsOwnAccordAndNobodyElse() {
        assertThatThrownBy(() -> matters.open("unithead", KIND, "自己表扬")).isInstanceOf(Refusal.class);
        var number = matters.open("grader", KIND, "致函");
        assertThatThrownBy(() -> propose(number, UNIT, "SUPERIOR_LETTER"))
                .as("has no superior outside the county")
                .isInstanceOf(Refusal.class);
        propose(number, "tax", "SUPERIOR_LETTER");
        assertThat(state(number)).isEqualTo("PROPOSED");
    }

    @Test
    void theSheetIsProposedApprovedByAnotherAndDoneByWhoeverAwards() throws Exception {
        published(50, 90, 95);
        var year = today().plusDays(1000).getYear();
        var sheet = "/four-links/" + year + "/" + UNIT;
        web.perform(post(sheet + "/CIVILITY/propose")
                        .with(as("officehead"))
                        .with(csrf())
                        .param("proposal", " "))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("请写明建议")));
        web.perform(post(sheet + "/CIVILITY/approve").with(as("grouphead")).with(csrf()))
                .andExpect(status().isConflict());
        web.perform(post(sheet + "/CIVILITY/propose")
                        .with(as("officehead"))
                        .with(csrf())
                        .param("proposal", "扣减一成"))
                .andExpect(status().is3xxRedirection());
        web.perform(post(sheet + "/CIVILITY/approve").with(as("officehead")).with(csrf()))
                .andExpect(status().isForbidden());
        web.perform(post(sheet + "/CIVILITY/execute")
                        .with(as("assessor"))
                        .with(csrf())
                        .param("day", today().toString())
                        .param("document", "文明办〔2026〕3 号"))
                .andExpect(status().isConflict());
        web.perform(post(sheet + "/CIVILITY/approve").with(as("grouphead")).with(csrf()))
                .andExpect(status().is3xxRedirection());
        web.perform(post(sheet + "/CIVILITY/propose")
                        .with(as("officehead"))
                        .with(csrf())
                        .param("proposal", "不扣"))
                .andExpect(status().isConflict());
        web.perform(post(sheet + "/CIVILITY/execute")
                        .with(as("assessor"))
                        .with(csrf())
                        .param("document", "文号"))
                .andExpect(status().isBadRequest());
        web.perform(get("/four-links?year=" + year).with(as("assessor")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("扣减一成")))
                .andExpect(content().string(containsString("50.00 分")))
                .andExpect(content().string(not(containsString("黄牌警告并约谈：已提出"))));
        web.perform(get("/four-links?year=" + year).with(as("officehead")))
                .andExpect(content().string(containsString("黄牌警告并约谈：已提出")));
        web.perform(get("/four-links?year=1800").with(as("assessor"))).andExpect(status().isBadRequest());
        for (var who : List.of("officehead", "assessor")) {
            web.perform(get("/four-links/sheet.xlsx?year=" + year).with(as(who)))
                    .andExpect(status().isOk());
        }
        for (var who : List.of("handler", "unithead", "clerk", "media", "legal", "owner", "admin")) {
            web.perform(get("/four-links").with(as(who))).andExpect(status().isForbidden());
        }
    }

    @Test
    void whoeverAwardsSeesNoClueNoTreeAndNoProposal() throws Exception {
        published(90, 80, 95);
        var round = published(50, 90, 95);
        var number = proposed(round).get(UNIT + " YELLOW_WARNING");
        web.perform(get("/consequences").with(as("assessor")))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(number))));
        web.perform(get("/evaluations/" + round).with(as("assessor"))).andExpect(status().isForbidden());
        web.perform(get("/matters/" + number).with(as("assessor"))).andExpect(status().is4xxClientError());
        assertThat(Right.SEE_CLUE.anyhow()).doesNotContain(Duty.ASSESSOR);
        assertThat(Arrays.stream(Right.values()).filter(right -> right.anyhow().contains(Duty.ASSESSOR)))
                .containsExactlyInAnyOrder(Right.SEE_WARNINGS, Right.SEE_LINKS, Right.EXECUTE_LINKS);
    }
}
