package cn.qingfeng.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.conduct.ConductList.Wording;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Accounts;
import cn.qingfeng.testing.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.transaction.support.TransactionTemplate;

/** The list of what officials may and must not do: drawn up, published, read by anybody, acknowledged each year. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "camunda.bpm.job-execution.enabled=false")
@TestConstructor(autowireMode = AutowireMode.ALL)
class ConductListTests {

    private static final String HEAD = "officehead";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final ConductList list;
    private final ConductOptions options;
    private final SampleCounty county;
    private final CountyClock clock;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    @LocalServerPort
    int port;

    ConductListTests(
            ConductList list,
            ConductOptions options,
            SampleCounty county,
            CountyClock clock,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.list = list;
        this.options = options;
        this.county = county;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeEach
    void aMondayBeforeAnyEdition() {
        county.load();
        clock.moveTo(on(DAY));
        transactions.executeWithoutResult(
                status -> List.of("conduct_acknowledgement", "conduct_item", "conduct_edition")
                        .forEach(table -> jdbc.update("delete from " + table)));
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
    }

    private static Instant on(LocalDate day) {
        return day.atTime(10, 0).atZone(CountyClock.ZONE).toInstant();
    }

    private static Wording says(String words) {
        return new Wording(words, "条例", "全体公职人员", null, null);
    }

    /** One item a side, in force from today on. */
    private void firstEdition() {
        list.begin(HEAD);
        list.add(HEAD, Side.MAY, says("可以走访企业。"));
        list.add(HEAD, Side.MUST_NOT, says("不得收受礼品。"));
        list.publish(HEAD, DAY, "");
    }

    private List<String> words(Edition edition, Side side) {
        return edition.side(side).stream().map(Item::words).toList();
    }

    private static void refused(String key, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    @Test
    void aDraftIsReadByNobodyUntilItIsPublishedAndNeverChangesAfterwards() {
        firstEdition();
        list.begin("grader");
        var code = list.draft().orElseThrow().side(Side.MUST_NOT).get(0).code();
        list.reword("grader", code, says("不得收受礼品、礼金。"));
        list.add("grader", Side.MUST_NOT, says("不得指定中介。"));

        assertThat(words(list.current().orElseThrow(), Side.MUST_NOT)).containsExactly("不得收受礼品。");
        refused("conduct.unknown", () -> list.edition(2));

        list.publish(HEAD, DAY.plusDays(1), "新增一条");
        assertThat(list.current().orElseThrow().number())
                .as("its day has not come")
                .isEqualTo(1);

        clock.moveTo(on(DAY.plusDays(1)));
        var second = list.current().orElseThrow();
        assertThat(words(second, Side.MUST_NOT)).containsExactly("不得收受礼品、礼金。", "不得指定中介。");
        assertThat(second.side(Side.MUST_NOT).get(0).code()).as("the same item").isEqualTo(code);
        assertThat(words(list.edition(1), Side.MUST_NOT)).containsExactly("不得收受礼品。");
        refused("conduct.draft.none", () -> list.reword("grader", code, says("不得收受任何财物。")));
    }

    @Test
    void anItemKeepsItsNumberAmongItsOwnSideWhenOthersMoveOrGo() {
        list.begin(HEAD);
        var first = list.add(HEAD, Side.MUST_NOT, says("一"));
        var second = list.add(HEAD, Side.MUST_NOT, says("二"));
        var third = list.add(HEAD, Side.MUST_NOT, says("三"));
        list.up(HEAD, third);
        list.up(HEAD, first);
        assertThat(words(list.draft().orElseThrow(), Side.MUST_NOT)).containsExactly("一", "三", "二");
        list.remove(HEAD, first);
        assertThat(list.draft().orElseThrow().side(Side.MUST_NOT))
                .extracting(Item::code, Item::ordinal)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(third, 1), org.assertj.core.groups.Tuple.tuple(second, 2));
        refused("conduct.item.gone", () -> list.up(HEAD, first));
        list.discard(HEAD);
        assertThat(list.draft()).isEmpty();
    }

    @Test
    void whatCannotStandInAListIsRefusedInWordsAndChangesNothing() {
        list.begin(HEAD);
        list.add(HEAD, Side.MAY, says("可以走访企业。"));
        refused("conduct.words.none", () -> list.add(HEAD, Side.MAY, says(" \u200b ")));
        refused("conduct.words.long", () -> list.add(HEAD, Side.MAY, says("很".repeat(501))));
        refused("conduct.words.again", () -> list.add(HEAD, Side.MUST_NOT, says("可以走访企业。")));
        refused("conduct.binds.none", () -> list.add(HEAD, Side.MAY, new Wording("可以", "", "", null, null)));
        refused(
                "conduct.days.order",
                () -> list.add(HEAD, Side.MAY, new Wording("可以", "", "全体", DAY, DAY.minusDays(1))));
        refused("conduct.side.empty", () -> list.publish(HEAD, DAY, ""));
        list.add(HEAD, Side.MUST_NOT, says("不得收受礼品。"));
        refused("conduct.from.past", () -> list.publish(HEAD, DAY.minusDays(1), ""));
        refused("conduct.from.past", () -> list.publish(HEAD, null, ""));
        assertThat(list.draft().orElseThrow().items()).hasSize(2);

        list.publish(HEAD, DAY.plusDays(30), "");
        list.begin(HEAD);
        refused("conduct.from.before", () -> list.publish(HEAD, DAY.plusDays(29), ""));
    }

    @Test
    void anItemOfAFewDaysIsOfferedOnThoseDaysOnly() {
        list.begin(HEAD);
        list.add(HEAD, Side.MAY, says("可以走访企业。"));
        list.add(HEAD, Side.MUST_NOT, says("不得收受礼品。"));
        list.add(HEAD, Side.MUST_NOT, new Wording("春节期间不得走访。", "", "全体", DAY.plusDays(1), DAY.plusDays(2)));
        list.publish(HEAD, DAY, "");
        for (var day : Map.of(0, 1, 1, 2, 2, 2, 3, 1).entrySet()) {
            clock.moveTo(on(DAY.plusDays(day.getKey())));
            assertThat(options.named("prohibitions").orElseThrow())
                    .as("day %s", day.getKey())
                    .hasSize(day.getValue());
        }
        assertThat(options.named("units")).isEmpty();
    }

    @Test
    void everybodyAcknowledgesOnceAYearAndWhoHasNotIsRemindedUntilThen() {
        assertThat(list.remind("2026-01")).as("without a list").isZero();
        firstEdition();
        var all = list.remind("2026-02");
        list.acknowledge("handler", 1);
        list.acknowledge("handler", 1);
        assertThat(list.acknowledged("handler").orElseThrow()).isBetween(on(DAY), on(DAY).plusSeconds(3600));
        assertThat(list.remind("2026-03")).isEqualTo(all - 1);
        assertThat(jdbc.queryForList(
                        "select distinct recipient from notice where event_key like 'conduct/2026-03%'", String.class))
                .hasSize(all - 1)
                .doesNotContain("handler");

        list.begin(HEAD);
        list.publish(HEAD, DAY, "");
        refused("conduct.acknowledge.other", () -> list.acknowledge("unithead", 1));
        list.acknowledge("unithead", 2);

        clock.moveTo(on(LocalDate.of(2027, 1, 11)));
        assertThat(list.acknowledged("handler")).as("a new year").isEmpty();
        assertThat(list.remind("2027-01")).isEqualTo(all);
    }

    @Test
    void whoAcknowledgedIsSeenByTheOfficesAndOfTheOwnUnitByItsLeader() {
        firstEdition();
        list.acknowledge("handler", 1);
        var own = list.states("unithead");
        assertThat(own).hasSize(1);
        assertThat(list.states("discipline")).hasSizeGreaterThan(1).contains(own.get(0));
        refused("conduct.states.forbidden", () -> list.states("handler"));
        reads("/conduct-list/acknowledged", seers());
    }

    @Test
    void eachDutyIsAnsweredByItsRight() {
        firstEdition();
        list.begin(HEAD);
        reads("/conduct-list/draft", Set.of("grader", "officehead", "grouphead"));
        reads("/conduct-list", Set.copyOf(Accounts.SHOWN));
        refused("conduct.forbidden", () -> list.publish("grader", DAY, ""));
        refused("conduct.forbidden", () -> list.add("unithead", Side.MAY, says("可以")));
        refused("conduct.forbidden", () -> list.discard("owner"));
    }

    /** The discipline body, the offices, and whoever leads a unit. */
    private Set<String> seers() {
        var seers = Accounts.SHOWN.stream().filter(list::seesStates).collect(Collectors.toSet());
        assertThat(seers)
                .contains("officehead", "grouphead", "discipline", "unithead")
                .doesNotContain("handler", "clerk");
        return seers;
    }

    private void reads(String path, Set<String> allowed) {
        for (var account : Accounts.SHOWN) {
            assertThat(Caller.signedIn(port, account).page(path).statusCode())
                    .as("%s %s", account, path)
                    .isEqualTo(allowed.contains(account) ? 200 : 403);
        }
    }

    @Test
    void anybodyReadsWhatIsPublishedAndNobodyADraft() {
        var stranger = Caller.anonymous(port);
        assertThat(stranger.page("/conduct").body()).contains("还没有施行的清单");
        firstEdition();
        list.begin(HEAD);
        list.add(HEAD, Side.MUST_NOT, says("不得指定中介。"));

        assertThat(stranger.page("/conduct").body())
                .contains("不得收受礼品。", "第 1 版")
                .doesNotContain("不得指定中介");
        assertThat(stranger.page("/conduct/2").statusCode()).isEqualTo(404);
        list.publish(HEAD, DAY.plusDays(7), "新增一条");
        assertThat(stranger.page("/conduct/2").body()).contains("不得指定中介", "这一版还没有到施行日期");
        clock.moveTo(on(DAY.plusDays(8)));
        assertThat(stranger.page("/conduct/1").body()).contains("这一版已经不再施行");
    }

    @Test
    void aFaultInAFormIsSaidAboveItAndWhatWasTypedStays() {
        list.begin(HEAD);
        var browser = Caller.signedIn(port, HEAD);
        var answer = browser.submitted(
                "/conduct-list/draft/items", Map.of("side", "MAY", "words", "可以走访。", "binds", "", "ground", "条例"));
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("请写明条目适用于哪些人", "可以走访。");
        assertThat(list.draft().orElseThrow().items()).isEmpty();
    }
}
