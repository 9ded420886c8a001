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
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.ballot.Slip;
import cn.qingfeng.evaluation.survey.Ask;
import cn.qingfeng.evaluation.survey.Survey;
import cn.qingfeng.evaluation.survey.Surveys;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Dump;
import cn.qingfeng.visit.Firm;
import cn.qingfeng.visit.Firms;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** Questionnaires about visits: drawn by lot, answered once by nobody's name, summed up from five answers on (M4). */
@WalksEveryPath
class SurveyTests {

    private static final List<String> ALL_ASKS = List.of("USEFUL", "FOLLOWED", "OVERALL");

    private final MockMvc web;
    private final Surveys surveys;
    private final Firms firms;
    private final CountyClock clock;
    private final SampleCounty county;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    SurveyTests(
            MockMvc web,
            Surveys surveys,
            Firms firms,
            CountyClock clock,
            SampleCounty county,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.web = web;
        this.surveys = surveys;
        this.firms = firms;
        this.clock = clock;
        this.county = county;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void takeBack() {
        surveys.all().stream()
                .filter(one -> one.stage() == Survey.Stage.OPEN)
                .forEach(one -> surveys.giveUp(one.number()));
        // Each test has the quarter to itself.
        transactions.executeWithoutResult(gone -> List.of("survey_words", "survey_sum", "survey_frame", "survey")
                .forEach(table -> jdbc.update("delete from " + table)));
        clock.moveToPresent();
    }

    private String day(int ahead) {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE)
                .plusDays(ahead)
                .toString();
    }

    private String made(int size) {
        return surveys.make("grader", "走访怎么样", ALL_ASKS, true, String.valueOf(size), day(10));
    }

    private static Map<String, String> marks(int useful, int followed, int overall, String words) {
        return Map.of(
                "m.USEFUL", String.valueOf(useful),
                "m.FOLLOWED", String.valueOf(followed),
                "m.OVERALL", String.valueOf(overall),
                "words", words);
    }

    private static RequestPostProcessor as(String name, String duty) {
        return user(name).authorities(AuthorityUtils.createAuthorityList(duty));
    }

    @Test
    void noFirmIsDrawnTwiceInAQuarterWhoeverAsks() {
        var all = firms.all().size();
        var first = surveys.get(made(all - 6));
        assertThat(surveys.isDrawnAgain(first)).isTrue();
        assertThat(surveys.free()).isEqualTo(6);
        var second = surveys.get(surveys.make("officehead", "再问一次", ALL_ASKS, false, "6", day(0)));
        assertThat(surveys.drawn(second)).hasSize(6).doesNotContainAnyElementsOf(surveys.drawn(first));
        assertThatThrownBy(() -> made(5)).hasMessageContaining("survey.few");

        surveys.giveUp(second.number());
        assertThat(surveys.free()).as("no link was handed out").isEqualTo(6);
        surveys.slips(first.number(), 0);
        surveys.giveUp(first.number());
        assertThat(surveys.free()).as("links were handed out").isEqualTo(6);
        clock.moveBy(Duration.ofDays(92));
        assertThat(surveys.free()).as("in the next quarter").isEqualTo(all);
    }

    @Test
    void whatIsFilledInWronglyIsRefusedInWords() {
        for (var wrong : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> surveys.make("grader", " ", ALL_ASKS, true, "5", day(1)),
                () -> surveys.make("grader", "长".repeat(61), ALL_ASKS, true, "5", day(1)),
                () -> surveys.make("grader", "问卷", List.of("ELSE"), true, "5", day(1)),
                () -> surveys.make("grader", "问卷", ALL_ASKS, true, "4", day(1)),
                () -> surveys.make("grader", "问卷", ALL_ASKS, true, "99999", day(1)),
                () -> surveys.make("grader", "问卷", ALL_ASKS, true, "5", day(-1)),
                () -> surveys.make("grader", "问卷", ALL_ASKS, true, "5", day(61)),
                () -> surveys.make("grader", "问卷", ALL_ASKS, true, "5", "soon"))) {
            assertThatThrownBy(wrong)
                    .isInstanceOfSatisfying(
                            Refusal.class, refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.INVALID));
        }
        assertThat(surveys.all()).isEmpty();
    }

    /** Every row of the questionnaires' and the urns' tables. */
    private Map<String, List<String>> rows() {
        var rows = new TreeMap<String, List<String>>();
        for (var table : List.of(
                "survey", "survey_frame", "survey_sum", "survey_words", "ballot_right", "ballot_pool", "ballot_key")) {
            rows.put(
                    table,
                    jdbc.queryForList("select * from " + table).stream()
                            .map(Object::toString)
                            .toList());
        }
        return rows;
    }

    @Test
    void nothingThatIsKeptTiesAnAnswerToAFirmAndFewerThanFiveHaveNoSums() {
        var number = made(8);
        var slips = surveys.slips(number, 0);
        assertThat(Dump.findings(jdbc, slips.stream().map(Slip::code).toList()))
                .as("no secret is kept")
                .isEmpty();
        var before = rows();
        for (var at = 0; at < 6; at++) {
            var words = at == 0 ? "泽瑞公司的老板电话 13965287140，来得很及时" : at == 1 ? "好" : "";
            surveys.answer(slips.get(at).code(), marks(5 - at % 2, at < 4 ? 3 : 0, 4, words));
            var after = rows();
            var changed = new TreeMap<String, List<String>>();
            for (var table : after.keySet()) {
                var rest = new ArrayList<>(after.get(table));
                before.get(table).forEach(rest::remove);
                if (!rest.isEmpty()) {
                    changed.put(table, rest);
                }
            }
            assertThat(changed.keySet()).as("one right used, one sheet").containsExactly("ballot_pool", "ballot_right");
            before = after;
        }
        assertThat(jdbc.queryForList(
                        "select distinct length(locked_marks) from ballot_pool where round = ?", Integer.class, number))
                .as("all are of one length")
                .hasSize(1);
        var used = slips.get(0).code();
        assertThatThrownBy(() -> surveys.answer(used, marks(1, 1, 1, "")))
                .as("once")
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> surveys.slips(number, 1))
                .as("not while somebody has answered")
                .isInstanceOf(Refusal.class);
        assertThat(surveys.sums(number)).as("nothing before the close").isEmpty();
        assertThat(surveys.words(number)).isEmpty();

        surveys.close(number);
        var sums = surveys.sums(number);
        assertThat(sums.get(Ask.USEFUL).counts())
                .containsEntry(5, 3)
                .containsEntry(4, 3)
                .containsEntry(0, 0);
        assertThat(sums.get(Ask.USEFUL).mean()).isEqualTo("4.5");
        assertThat(sums).as("four gave a mark").doesNotContainKey(Ask.FOLLOWED);
        assertThat(surveys.get(number).used()).isEqualTo(6);
        assertThat(surveys.get(number).rights()).isEqualTo(8);
        assertThat(rows().get("ballot_right")).noneMatch(row -> row.contains(number));
        assertThat(rows().get("ballot_pool")).noneMatch(row -> row.contains(number));
        assertThat(rows().get("ballot_key")).noneMatch(row -> row.contains(number));
        assertThat(surveys.words(number))
                .hasSize(2)
                .noneMatch(words -> words.text().contains("13965287140"))
                .anyMatch(words -> words.text().contains("来得很及时"));
        assertThatThrownBy(() -> surveys.answer(slips.get(7).code(), marks(1, 1, 1, "")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> surveys.close(number)).as("once").isInstanceOf(Refusal.class);

        var few = made(5);
        var others = surveys.slips(few, 0);
        for (var at = 0; at < 4; at++) {
            surveys.answer(others.get(at).code(), marks(1, 1, 1, "别人看得出是我"));
        }
        surveys.close(few);
        assertThat(surveys.sums(few)).isEmpty();
        assertThat(surveys.words(few)).isEmpty();
        assertThat(surveys.get(few).used()).isEqualTo(4);
    }

    @Test
    void namesOfFirmsAreCoveredInWhateverIsWritten() {
        var number = made(5);
        var slips = surveys.slips(number, 0);
        var firm = surveys.drawn(surveys.get(number)).get(0);
        slips.forEach(slip -> surveys.answer(slip.code(), marks(3, 3, 3, "我们" + firm.name() + "觉得很好")));
        surveys.close(number);
        assertThat(surveys.words(number))
                .hasSize(5)
                .allMatch(words -> words.text().equals("我们***觉得很好"));
    }

    @Test
    void answersAreTakenUntilTheLastDay() {
        var number = made(5);
        var slips = surveys.slips(number, 0);
        clock.moveBy(Duration.ofDays(10));
        surveys.answer(slips.get(0).code(), marks(1, 0, 0, ""));
        clock.moveBy(Duration.ofDays(1));
        assertThatThrownBy(() -> surveys.answer(slips.get(1).code(), marks(1, 0, 0, "")))
                .isInstanceOf(Refusal.class);
        surveys.close(number);
        assertThat(surveys.get(number).stage()).isEqualTo(Survey.Stage.CLOSED);
    }

    private static String first(String page, String pattern) {
        var found = java.util.regex.Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private String sent(org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request)
            throws Exception {
        return web.perform(request.with(csrf())).andReturn().getResponse().getContentAsString();
    }

    @Test
    void theOfficeMakesOneOnThePageFirmsAnswerAndLeadersReadWhatTheOfficeLetThrough() throws Exception {
        var grader = as("grader", "grader");
        var leader = as("leader", "county-leader");
        web.perform(get("/surveys").with(grader)).andExpect(content().string(containsString("抽签并发起")));
        web.perform(get("/surveys").with(leader))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("抽签并发起"))));
        for (var stranger : List.of(as("handler", "unit-market-supervision"), as("admin", "camunda-admin"))) {
            web.perform(get("/surveys").with(stranger)).andExpect(status().isForbidden());
        }
        web.perform(post("/surveys").with(leader).with(csrf()).param("title", "领导来问"))
                .andExpect(status().isForbidden());
        web.perform(post("/surveys").with(grader).with(csrf()).param("title", "没有问题的问卷"))
                .andExpect(content().string(containsString("请至少选一个问题")));
        var made = post("/surveys")
                .with(grader)
                .with(csrf())
                .param("title", "四季度走访问卷")
                .param("ask", "USEFUL", "OVERALL")
                .param("words", "true")
                .param("size", "5")
                .param("closesOn", day(5));
        var address = web.perform(made)
                .andExpect(status().isFound())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        var number = address.substring(address.lastIndexOf('/') + 1);
        var firm = surveys.drawn(surveys.get(number)).get(0);
        web.perform(get(address).with(grader)).andExpect(content().string(containsString(firm.name())));
        web.perform(get(address).with(leader))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(firm.name()))));

        var sheet = sent(post(address + "/slips").with(grader).param("before", "0"));
        assertThat(surveys.drawn(surveys.get(number)).stream().map(Firm::name)).noneMatch(sheet::contains);
        web.perform(post(address + "/slips").with(grader).with(csrf()).param("before", "0"))
                .andExpect(status().isConflict());
        var codes = java.util.regex.Pattern.compile("<code>([^<]+)</code>")
                .matcher(sheet)
                .results()
                .map(code -> code.group(1))
                .toList();
        assertThat(codes).hasSize(5);

        web.perform(get("/ballots/questionnaire")).andExpect(status().isOk());
        assertThat(sent(post("/ballots/questionnaire").param("code", "AAAA BBBB")))
                .contains("没有这个问卷码");
        assertThat(sent(post("/ballots").param("code", codes.get(0))))
                .as("a questionnaire's code opens no ballot")
                .doesNotContain("m.OVERALL");
        assertThat(sent(post("/ballots/questionnaire")
                        .param("code", codes.get(0).toLowerCase())))
                .contains("四季度走访问卷", "m.USEFUL", "m.OVERALL")
                .doesNotContain("m.HONEST");
        assertThat(sent(post("/ballots/questionnaire/answer").param("code", codes.get(0))))
                .contains("请至少回答一个问题", "m.USEFUL");
        for (var at = 0; at < 5; at++) {
            assertThat(sent(post("/ballots/questionnaire/answer")
                            .param("code", codes.get(at))
                            .param("m.USEFUL", "4")
                            .param("m.OVERALL", "5")
                            .param("words", at == 0 ? "开发区那家做轴承的来过三次" : "")))
                    .contains("谢谢，已收到");
        }
        web.perform(post(address + "/close").with(grader).with(csrf()))
                .andExpect(content().string(containsString("请先勾选确认")));
        web.perform(post(address + "/close").with(leader).with(csrf()).param("confirmed", "true"))
                .andExpect(status().isForbidden());
        web.perform(post(address + "/close").with(grader).with(csrf()).param("confirmed", "true"))
                .andExpect(status().isFound());
        web.perform(get(address).with(leader))
                .andExpect(content().string(containsString("4.0")))
                .andExpect(content().string(not(containsString("来过三次"))));
        var words = first(
                web.perform(get(address).with(grader))
                        .andExpect(content().string(containsString("做轴承的来过三次")))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "/words/([0-9a-f-]+)");
        web.perform(post(address + "/words/" + words)
                        .with(grader)
                        .with(csrf())
                        .param("cover", "没有写过的词")
                        .param("decision", "show"))
                .andExpect(content().string(containsString("文字里没有")));
        web.perform(post(address + "/words/" + words)
                        .with(grader)
                        .with(csrf())
                        .param("cover", "开发区\n做轴承")
                        .param("decision", "show"))
                .andExpect(status().isFound());
        web.perform(get(address).with(leader))
                .andExpect(content().string(containsString("***那家***的来过三次")))
                .andExpect(content().string(not(containsString("轴承"))));
        web.perform(post(address + "/words/" + words).with(grader).with(csrf()).param("decision", "strike"))
                .andExpect(status().isFound());
        web.perform(get(address).with(leader)).andExpect(content().string(not(containsString("来过三次"))));
    }
}
