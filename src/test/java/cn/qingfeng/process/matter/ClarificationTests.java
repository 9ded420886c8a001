package cn.qingfeng.process.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.insight.figure.FigureBook;
import cn.qingfeng.insight.file.ClueDossiers;
import cn.qingfeng.insight.pack.MattersInPacks;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterLedger;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.attachment.MatterFiles;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Accounts;
import cn.qingfeng.testing.SomeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Clearing whoever was reported untruly, on every way and out of everybody else's sight (M13). */
@WalksEveryPath
class ClarificationTests {

    private static final String KIND = "matter-clarification";
    private static final String NAME = "岳清和";
    private static final String DESK = "jianshouzhuo";

    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterLedger ledger;
    private final MatterFiles files;
    private final Steps steps;
    private final Walk walk;
    private final ClueDossiers dossiers;
    private final PathCoverage coverage;
    private final ManagementService jobs;
    private final HistoryService history;
    private final CountyClock clock;
    private final SampleCounty county;
    private final FigureBook figures;
    private final MattersInPacks packs;
    private final JdbcTemplate jdbc;

    ClarificationTests(
            Matters matters,
            MatterKinds kinds,
            MatterLedger ledger,
            MatterFiles files,
            Steps steps,
            Walk walk,
            ClueDossiers dossiers,
            PathCoverage coverage,
            ManagementService jobs,
            HistoryService history,
            CountyClock clock,
            SampleCounty county,
            FigureBook figures,
            MattersInPacks packs,
            JdbcTemplate jdbc) {
        this.matters = matters;
        this.kinds = kinds;
        this.ledger = ledger;
        this.files = files;
        this.steps = steps;
        this.walk = walk;
        this.dossiers = dossiers;
        this.coverage = coverage;
        this.jobs = jobs;
        this.history = history;
        this.clock = clock;
        this.county = county;
        this.figures = figures;
        this.packs = packs;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
    }

    @AfterAll
    void takeBack() {
        jdbc.queryForList(
                        "select number from matter where kind = ? and state in ('OPEN', 'SUSPENDED')",
                        String.class,
                        KIND)
                .forEach(number -> matters.withdraw(DESK, number, "试过"));
    }

    private String inDays(int days) {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE)
                .plusDays(days)
                .toString();
    }

    private ClueNumber unfounded() {
        var clue = walk.register(Walk.forCard(Card.BLUE));
        clue.go(Tasks.REVIEW_ADMISSION)
                .go(Walk.decides(Card.BLUE))
                .go(Tasks.DISPATCH)
                .go(Tasks.SIGN_FOR);
        clue.go(Tasks.CONTACT_REPORTER).go(Tasks.FINISH, "result", "UNFOUNDED");
        clue.go(Tasks.SIGN_REPLY).go(Tasks.REVIEW_RESULT).go(Tasks.CALL_BACK);
        return clue.number;
    }

    private String opened() {
        return matters.open(DESK, KIND, "为" + NAME + "澄清");
    }

    /** As the desk fills it in, with these answers otherwise; null leaves one out. */
    private void assess(String number, String clue, Object... otherwise) {
        var answers = new LinkedHashMap<String, Object>(Map.of(
                "outcome",
                "START",
                "about",
                "PERSON",
                "subject",
                NAME,
                "clues",
                clue,
                "finding",
                "MISTAKEN",
                "foundOn",
                inDays(0),
                "harm",
                "CAREER",
                "known",
                "UNIT",
                "assessment",
                "程序合规"));
        for (var at = 0; at < otherwise.length; at += 2) {
            answers.put((String) otherwise[at], otherwise[at + 1]);
        }
        steps.go(
                "discipline",
                number,
                answers.entrySet().stream()
                        .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                        .toArray());
    }

    private void propose(String by, String number, String range) {
        steps.go(
                by,
                number,
                "askedOn",
                inDays(0),
                "outcome",
                "WANTED",
                "range",
                range,
                "way",
                "LETTER",
                "proposal",
                "向所在单位党组织发函");
    }

    private void approve(String outcome, String number) {
        steps.go("discipline", number, "outcome", outcome, "approval", "意见", "signed", true);
    }

    private void carryOut(String number) {
        try {
            files.add(DESK, number, "澄清函.pdf", new ByteArrayInputStream(SomeFiles.pdf()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        steps.go(DESK, number, "doneOn", inDays(0), "done", "已发函");
    }

    @Test
    void onlyWhatWasFoundUntrueAndDidHarmIsCleared() {
        assertThat(kinds.get(KIND).prefix()).isEqualTo("CQZ");
        var clue = unfounded().value();
        var number = opened();
        assertThatThrownBy(() -> assess(number, clue, "finding", "UNVERIFIED"))
                .as("not found true is not found untrue")
                .hasMessageContaining("clarification.not-untrue");
        for (var harm : List.of("NONE", "TALKS")) {
            assertThatThrownBy(() -> assess(number, clue, "harm", harm))
                    .as(harm)
                    .hasMessageContaining("clarification.no-harm");
        }
        assertThatThrownBy(() -> assess(number, "")).hasMessageContaining("clarification.one-clue");
        var open = walk.register(it -> {}).number.value();
        assertThatThrownBy(() -> assess(number, open)).hasMessageContaining("clarification.not-found-yet");
        assertThatThrownBy(() -> assess(number, clue, "foundOn", inDays(1))).hasMessageContaining("clarification.day");
        assertThatThrownBy(() -> assess(number, clue, "foundOn", inDays(-30)))
                .as("within five working days")
                .hasMessageContaining("clarification.late");
        assertThatThrownBy(() -> assess(number, clue, "finding", "FALSE"))
                .as("who decided it, and under which number?")
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> assess(
                        number,
                        clue,
                        "finding",
                        "FALSE",
                        "decidedBy",
                        "COUNTY",
                        "decisionNumber",
                        "县纪〔2026〕1号",
                        "decidedOn",
                        inDays(-3)))
                .as("never by the county")
                .isInstanceOf(Refusal.class);
        assess(
                number,
                clue,
                "finding",
                "FALSE",
                "decidedBy",
                "CITY",
                "decisionNumber",
                "市纪〔2026〕7号",
                "decidedOn",
                inDays(-3),
                "foundOn",
                inDays(-30),
                "lateBecause",
                "等待市级认定");
        assertThat(steps.waiting(number).getTaskDefinitionKey()).isEqualTo("userTask_proposal");

        var none = opened();
        assess(none, "", "outcome", "NONE", "finding", "UNVERIFIED", "harm", "NONE");
        assertThat(steps.matter(none).state()).isEqualTo(MatterState.DONE);
    }

    @Test
    void itIsClearedNoWiderThanTheHarmUponTheHeadsApprovalAndLookedAtAMonthLater() {
        var clue = unfounded();
        var number = opened();
        assess(number, clue.value());
        assertThatThrownBy(() -> propose(DESK, number, "COUNTY"))
                .as("known in the unit alone")
                .hasMessageContaining("clarification.range");
        propose(DESK, number, "UNIT");
        assertThatThrownBy(() -> steps.go(DESK, number, "outcome", "APPROVED", "approval", "同意", "signed", true))
                .as("the head approves")
                .hasMessageContaining("clarification.head");
        approve("BACK", number);
        propose("discipline", number, "SELF");
        assertThatThrownBy(() -> approve("APPROVED", number))
                .as("upon somebody else's proposal")
                .hasMessageContaining("clarification.own");
        matters.withdraw(DESK, number, "换人重拟");

        var again = opened();
        assess(again, clue.value());
        propose(DESK, again, "UNIT");
        approve("APPROVED", again);
        assertThatThrownBy(() -> steps.go(DESK, again, "doneOn", inDays(0), "done", "已发函"))
                .as("with the letter")
                .hasMessageContaining("matter.files.missing");
        count();
        assertThat(rates(clue))
                .as("it counted before")
                .anySatisfy(one -> assertThat(one).isNotNull());
        carryOut(again);
        count();
        assertThat(rates(clue)).as("and in no rate now").containsOnlyNulls();
        assertThat(dossiers.of("officehead", clue.value(), Locale.CHINA).timeline())
                .as("the clue says so and names nobody")
                .anyMatch(step -> step.toString().contains("不再计入"))
                .noneMatch(step -> step.toString().contains(NAME));
        var timer = jobs.createJobQuery()
                .processInstanceId(history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(again)
                        .singleResult()
                        .getId())
                .timers()
                .singleResult();
        jobs.executeJob(timer.getId());
        steps.go(DESK, again, "visitedOn", inDays(0), "effect", "GONE", "visit", "影响消除");
        assertThat(steps.matter(again).state()).isEqualTo(MatterState.DONE);

        var declined = opened();
        assess(declined, clue.value());
        steps.go(DESK, declined, "askedOn", inDays(0), "outcome", "DECLINED", "proposal", "本人不愿意");
        var refused = opened();
        assess(refused, clue.value());
        propose(DESK, refused, "SELF");
        approve("REFUSED", refused);
        assertThat(steps.matter(refused).state()).isEqualTo(MatterState.DONE);
        var none = opened();
        assess(none, "", "outcome", "NONE", "finding", "UNVERIFIED", "harm", "NONE");
        assertThat(coverage.missing(KIND)).isEmpty();
    }

    private void count() {
        figures.count();
    }

    private Iterable<Object> rates(ClueNumber clue) {
        return jdbc.queryForMap(
                        "select signed, contacted, finished, solved, satisfied from figure_fact where clue_number = ?",
                        clue.value())
                .values();
    }

    @Test
    void nobodyButTheDeskSeesWhoIsCleared() {
        var number = opened();
        assess(number, unfounded().value());
        for (var account : Accounts.ALL) {
            var desk = List.of("discipline", DESK).contains(account);
            if (desk) {
                assertThat(matters.seenBy(account, number).number()).isEqualTo(number);
            } else {
                assertThatThrownBy(() -> matters.seenBy(account, number))
                        .as(account)
                        .isInstanceOf(Refusal.class);
                assertThat(ledger.sums(
                                account,
                                List.of(kinds.get(KIND)),
                                null,
                                LocalDate.EPOCH,
                                LocalDate.now().plusYears(9)))
                        .as("figures for " + account)
                        .isEmpty();
                assertThat(ledger.page(account, kinds.get(KIND), MatterLedger.Asked.ANY, null, 50))
                        .as(account)
                        .isEmpty();
                assertThatThrownBy(() -> matters.open(account, KIND, "不是专岗"))
                        .as(account)
                        .isInstanceOf(Refusal.class);
            }
        }
        assertThat(packs.of(LocalDate.EPOCH, LocalDate.now().plusYears(9)))
                .as("packs are read by many")
                .noneMatch(sum -> sum.kind().equals(KIND));
        assertThat(packs.forTheWeek(
                        Instant.EPOCH, Instant.EPOCH, clock.instant().plus(Duration.ofDays(999))))
                .noneMatch(line -> line.kind().equals(KIND));
        assertThatThrownBy(() -> matters.withdraw("officehead", number, "试试")).isInstanceOf(Refusal.class);
        assertThat(history.createHistoricVariableInstanceQuery().list())
                .as("no variable of the engine names anybody")
                .noneMatch(one -> String.valueOf(one.getValue()).contains(NAME));
        assertThat(jdbc.queryForList("select * from matter where number = ?", number)
                        .toString())
                .as("sealed")
                .doesNotContain(NAME);
    }
}
