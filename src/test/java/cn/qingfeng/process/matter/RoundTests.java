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
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.ballot.Ballots;
import cn.qingfeng.evaluation.ballot.Slip;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.county.County;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.sample.SampleCounty;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.UserRequestPostProcessor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

/** A quarterly round of units on every way ({@code processes/matter-round.bpmn}). */
@WalksEveryPath
class RoundTests {

    private final MockMvc web;
    private final Matters matters;
    private final Rounds rounds;
    private final Ballots ballots;
    private final Steps steps;
    private final PathCoverage coverage;
    private final CountyClock clock;
    private final SampleCounty county;
    private final County offices;
    private final Organization organization;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    RoundTests(
            MockMvc web,
            Matters matters,
            Rounds rounds,
            Ballots ballots,
            Steps steps,
            PathCoverage coverage,
            CountyClock clock,
            SampleCounty county,
            County offices,
            Organization organization,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.web = web;
        this.matters = matters;
        this.rounds = rounds;
        this.ballots = ballots;
        this.steps = steps;
        this.coverage = coverage;
        this.clock = clock;
        this.county = county;
        this.offices = offices;
        this.organization = organization;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterAll
    void takeBack() {
        matters.running(Rounds.KIND).forEach(one -> matters.withdraw("officehead", one.number(), "试过"));
    }

    private String quarter(int ago) {
        var day = LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).minusMonths(3L * ago);
        return day.getYear() + "-Q" + ((day.getMonthValue() - 1) / 3 + 1);
    }

    /** The limit of the step that waits ended an hour ago. */
    private void over(String number) {
        transactions.executeWithoutResult(transaction -> jdbc.update(
                "update matter_step set due_at = ? where number = ? and ended_at is null",
                Utc.of(clock.instant().minus(Duration.ofHours(1))),
                number));
    }

    private String planned(int ago) {
        var number = matters.open("officehead", Rounds.KIND, "评议");
        steps.go("officehead", number, "quarter", quarter(ago), "theme", "兑现");
        return number;
    }

    private void closed(String number) throws Exception {
        steps.go("officehead", number, "groupsNote", "按类别");
        steps.go("supervisor", number, "size", "20", "seed", "07 19 33", "witnesses", "工商联");
        assertThatThrownBy(() -> steps.go("grader", number, "handedOut", "装封"))
                .as("nothing is printed yet")
                .isInstanceOf(Refusal.class);
        var slips = ballots.make("grader", number, 0);
        assertThat(slips).hasSize(20);
        aPaperBallotListsTheUnitsAndIsEveryFirmsAlike(number, slips);
        assertThatThrownBy(() -> ballots.make("grader", number, 0))
                .as("a page that is sent again prints nothing")
                .isInstanceOf(Refusal.class);
        steps.go("grader", number, "handedOut", "装封");
        assertThatThrownBy(() -> steps.go("officehead", number, "closing", "早了"))
                .as("ten working days are every firm's")
                .isInstanceOf(Refusal.class);
        over(number);
        steps.go("officehead", number, "closing", "期满");
    }

    private ResultActions write(String by, String group, String kind, String subject) throws Exception {
        return web.perform(post("/papers/write")
                .with(as(by, group))
                .with(csrf())
                .param("kind", kind)
                .param("subject", subject)
                .param("act", "issue")
                .param("_once", UUID.randomUUID().toString()));
    }

    /** One sheet for all: nothing on it tells one copy from another. */
    private void aPaperBallotListsTheUnitsAndIsEveryFirmsAlike(String number, List<Slip> slips) throws Exception {
        var grader = as("grader", "grader");
        web.perform(get("/rounds/" + number).with(grader))
                .andExpect(content().string(containsString("kind=BALLOT_FORM")));
        var form = write("grader", "grader", "BALLOT_FORM", number)
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        var sheet = web.perform(get(form).with(grader))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        rounds.unitsOf(number).forEach(unit -> assertThat(sheet).contains(organization.unitName(unit.unit())));
        assertThat(slips).noneMatch(slip -> sheet.contains(slip.serial()) || sheet.contains(slip.code()));
        assertThat(jdbc.queryForList("select name from enterprise", String.class))
                .noneMatch(sheet::contains);
        web.perform(get(form).with(as("unithead", "unit-" + Walk.UNIT + "-leader")))
                .andExpect(status().isNotFound());
    }

    private void drafted(String number) {
        steps.go("grader", number, "draftNote", "初稿");
        assertThatThrownBy(() -> steps.go("grader", number, "outcome", "NONE"))
                .as("three working days are every unit's")
                .isInstanceOf(Refusal.class);
    }

    private static UserRequestPostProcessor as(String username, String... groups) {
        return user(username)
                .authorities(org.springframework.security.core.authority.AuthorityUtils.createAuthorityList(groups));
    }

    @Test
    void aRoundGoesFromItsPlanToPublicationAndAVoidOneEnds() throws Exception {
        var founded = LocalDate.parse(quarter(1).substring(0, 4) + "-01-21")
                .plusMonths(3L * (quarter(1).charAt(6) - '1'));
        transactions.executeWithoutResult(transaction -> offices.found("fire-rescue", founded, "三定方案", "admin"));
        var number = planned(1);
        assertThatThrownBy(() -> planned(1)).as("one round a quarter").isInstanceOf(Refusal.class);
        for (var wrong : new String[] {"2026Q1", "2026-Q5", "春季", quarter(-1)}) {
            var other = matters.open("grouphead", Rounds.KIND, "评议");
            assertThatThrownBy(() -> steps.go("grouphead", other, "quarter", wrong, "theme", "兑现"))
                    .as(wrong)
                    .isInstanceOf(Refusal.class);
        }
        var units = rounds.unitsOf(number);
        assertThat(units).hasSizeGreaterThan(10).anyMatch(one -> one.unit().equals(Walk.UNIT));
        var officehead = as("officehead", "office-head");
        web.perform(get("/rounds/" + number).with(officehead))
                .andExpect(content().string(containsString("只评分不排名：" + founded + " 设立")));
        web.perform(post("/rounds/" + number + "/units")
                        .with(officehead)
                        .with(csrf())
                        .param("unit", units.get(0).unit())
                        .param("group", ""))
                .andExpect(status().is3xxRedirection());
        assertThat(rounds.unitsOf(number)).hasSize(units.size() - 1);
        for (var group : new String[] {"OFFICE", "NOBODY"}) {
            web.perform(post("/rounds/" + number + "/units")
                            .with(officehead)
                            .with(csrf())
                            .param("unit", units.get(0).unit())
                            .param("group", group))
                    .andExpect(status().isBadRequest());
        }
        assertThat(rounds.unitsOf(number)).hasSize(units.size() - 1);
        assertThatThrownBy(() -> steps.go("officehead", number, "groupsNote", "按类别", "groupsNote", ""))
                .isInstanceOf(Refusal.class);
        write("officehead", "office-head", "BALLOT_FORM", number).andExpect(status().isConflict());
        closed(number);
        assertThatThrownBy(() -> rounds.enter(number, Walk.UNIT, null))
                .as("a running round keeps its own units")
                .isInstanceOf(Refusal.class);
        web.perform(post("/rounds/" + number + "/again").with(officehead).with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("07 19 33")))
                .andExpect(content().string(containsString("名单与留存的一致")));
        steps.go("supervisor", number, "outcome", "VALID", "finding", "没有异常");
        drafted(number);

        // A unit's leader sees the own unit, objects once, and nobody else for it.
        var unithead = as("unithead", "unit-" + Walk.UNIT + "-leader");
        var other = rounds.unitsOf(number).stream()
                .filter(one -> !one.unit().equals(Walk.UNIT))
                .findFirst()
                .orElseThrow()
                .unit();
        web.perform(get("/rounds/" + number).with(unithead))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("07 19 33"))));
        object(number, other, "替人").andExpect(status().isForbidden());
        object(number, Walk.UNIT, " ").andExpect(status().isBadRequest());
        object(number, Walk.UNIT, "有一件线索已经澄清。").andExpect(status().is3xxRedirection());
        object(number, Walk.UNIT, "再来一次。").andExpect(status().isConflict());
        over(number);
        object(number, Walk.UNIT, "期满以后。").andExpect(status().isConflict());
        assertThatThrownBy(() -> steps.go("grader", number, "outcome", "NONE")).isInstanceOf(Refusal.class);
        steps.go("grader", number, "outcome", "RAISED");
        assertThatThrownBy(() -> steps.go("supervisor", number, "rulingNote", "裁定"))
                .as("each objection is ruled")
                .isInstanceOf(Refusal.class);
        var id = jdbc.queryForObject("select id from evaluation_objection where round = ?", String.class, number);
        var ruling = post("/rounds/" + number + "/objections/" + id)
                .param("granted", "false")
                .param("ruling", "数据无误");
        web.perform(ruling.with(officehead).with(csrf())).andExpect(status().isForbidden());
        web.perform(post("/rounds/" + number + "/objections/" + id)
                        .param("granted", "false")
                        .param("ruling", "数据无误")
                        .with(as("supervisor", "supervisor"))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        steps.go("supervisor", number, "rulingNote", "不成立");
        steps.go("grouphead", number, "outcome", "BACK", "approval", "再算", "signed", true);
        drafted(number);
        object(number, Walk.UNIT, "第二稿还是不对。").andExpect(status().is3xxRedirection());
        over(number);
        steps.go("grader", number, "outcome", "RAISED");
        id = jdbc.queryForObject(
                "select id from evaluation_objection where round = ? and draft = 2", String.class, number);
        web.perform(post("/rounds/" + number + "/objections/" + id)
                        .param("granted", "true")
                        .param("ruling", "检查得分抄错，已更正")
                        .with(as("supervisor", "supervisor"))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        steps.go("supervisor", number, "rulingNote", "成立");
        steps.go("grouphead", number, "outcome", "BACK", "approval", "再算", "signed", true);
        drafted(number);
        over(number);
        assertThatThrownBy(() -> steps.go("grader", number, "outcome", "RAISED"))
                .as("nothing came in against the third draft")
                .isInstanceOf(Refusal.class);
        steps.go("grader", number, "outcome", "NONE");
        steps.go("grouphead", number, "outcome", "SIGNED", "approval", "同意", "signed", true);
        var subject = number + "/" + Walk.UNIT;
        write("officehead", "office-head", "RESULT_LETTER", subject)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("公布以后才能出具")));
        steps.go("officehead", number, "publishNote", "公布");
        write("officehead", "office-head", "CERTIFICATE", subject)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("只有五佳单位有证书")));
        write("supervisor", "supervisor", "RESULT_LETTER", subject).andExpect(status().isForbidden());
        var letter = write("officehead", "office-head", "RESULT_LETTER", subject)
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        web.perform(get(letter).with(unithead))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("市场监督管理局")));
        web.perform(get(letter).with(as("zhaoanlan", "unit-urban-management-leader")))
                .andExpect(status().isNotFound());
        web.perform(get("/evaluations/" + subject).with(unithead))
                .andExpect(content().string(containsString(letter)))
                .andExpect(content().string(not(containsString("/papers/write"))));
        assertThat(rounds.get(number).stage()).isEqualTo(RoundStage.PUBLISHED);
        web.perform(get("/evaluations/" + number + "/" + Walk.UNIT).with(unithead))
                .andExpect(content().string(containsString("异议成立，重算")))
                .andExpect(content().string(containsString("检查得分抄错，已更正")));
        web.perform(get("/evaluations/" + number + "/tax").with(officehead))
                .andExpect(content().string(not(containsString("检查得分抄错"))));
        web.perform(get("/results/" + number)).andExpect(content().string(containsString(founded + " 设立")));
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);

        var rigged = planned(2);
        closed(rigged);
        steps.go("supervisor", rigged, "outcome", "VOID", "finding", "有单位代填");
        assertThat(rounds.get(rigged).stage()).isEqualTo(RoundStage.VOID);
        assertThat(coverage.missing(Rounds.KIND)).isEmpty();
    }

    private ResultActions object(String number, String unit, String words) throws Exception {
        return web.perform(post("/rounds/" + number + "/objections")
                .param("unit", unit)
                .param("words", words)
                .with(as("unithead", "unit-" + Walk.UNIT + "-leader"))
                .with(csrf()));
    }

    @Test
    void whatCannotBeDrawnIsRefusedInWordsAndChangesNothing() {
        var number = planned(3);
        steps.go("officehead", number, "groupsNote", "按类别");
        for (var size : new String[] {"4", "0", "-3", "许多", "9999"}) {
            assertThatThrownBy(() -> steps.go("supervisor", number, "size", size, "witnesses", "工商联"))
                    .as(size)
                    .isInstanceOf(Refusal.class);
        }
        assertThat(rounds.get(number).stage()).isEqualTo(RoundStage.FIXED);
        assertThat(jdbc.queryForObject("select count(*) from evaluation_frame where round = ?", Integer.class, number))
                .isZero();
        steps.go("supervisor", number, "size", "5", "witnesses", "工商联");
        assertThat(rounds.get(number).seed()).as("made where none was named").hasSize(32);
    }
}
