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
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.evaluation.result.Version.Cause;
import cn.qingfeng.evaluation.score.BallotSum;
import cn.qingfeng.evaluation.score.CheckSum;
import cn.qingfeng.evaluation.score.ClueFigure;
import cn.qingfeng.evaluation.score.Parameter;
import cn.qingfeng.evaluation.score.Question;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.evaluation.score.RoundFrame;
import cn.qingfeng.evaluation.score.Schema;
import cn.qingfeng.evaluation.score.Schemes;
import cn.qingfeng.evaluation.score.Scoring;
import cn.qingfeng.evaluation.score.Tally;
import cn.qingfeng.evaluation.score.UnitInput;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.sample.SampleCounty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** A round's results from the list of units to corrections after publication, and who reads what of them. */
@WalksEveryPath
class ResultTests {

    private static final String UNIT = Walk.UNIT;
    private static final String OTHER = "urban-management";

    private static int rounds;

    private final MockMvc web;
    private final ResultBook book;
    private final ClueCounts counts;
    private final Schemes schemes;
    private final Organization organization;
    private final ApplicationEventPublisher events;
    private final CountyClock clock;
    private final SampleCounty county;
    private final ClueLedger ledger;
    private final Walk walk;
    private final ResultCorrections job;
    private final TransactionTemplate transactions;

    private final Map<String, BallotSum> ballots = new TreeMap<>();
    private final Map<String, CheckSum> checks = new TreeMap<>();

    ResultTests(
            MockMvc web,
            ResultBook book,
            ClueCounts counts,
            Schemes schemes,
            Organization organization,
            ApplicationEventPublisher events,
            CountyClock clock,
            SampleCounty county,
            ClueLedger ledger,
            Walk walk,
            ResultCorrections job,
            TransactionTemplate transactions) {
        this.web = web;
        this.book = book;
        this.counts = counts;
        this.schemes = schemes;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
        this.county = county;
        this.ledger = ledger;
        this.walk = walk;
        this.job = job;
        this.transactions = transactions;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    private Results results(Schemes rules) {
        return new Results(
                book,
                counts,
                rules,
                Optional.of(round -> List.copyOf(ballots.values())),
                Optional.of(round -> List.copyOf(checks.values())),
                organization,
                events,
                clock);
    }

    private <T> T done(Supplier<T> what) {
        return transactions.execute(status -> what.get());
    }

    private void run(Runnable what) {
        transactions.executeWithoutResult(status -> what.run());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }

    private void rate(String unit, int many, int points) {
        var by = new EnumMap<Question, Tally>(Question.class);
        for (var question : Question.values()) {
            by.put(question, new Tally(many, many * points, 0));
        }
        ballots.put(unit, new BallotSum(unit, many, Math.max(1, many / 2), by));
    }

    private RoundFrame frame() {
        var groups = new TreeMap<String, String>();
        groups.put(UNIT, "ENFORCEMENT");
        groups.put(OTHER, "ENFORCEMENT");
        groups.put("tax", "STATIONED");
        return new RoundFrame(today().minusDays(30), today(), groups, Map.of());
    }

    private String opened(Results results) {
        ballots.clear();
        checks.clear();
        rate(UNIT, 24, 3);
        rate(OTHER, 24, 4);
        rate("tax", 4, 5);
        var round = "TST2026-%04d".formatted(++rounds);
        run(() -> results.open(round, frame()));
        return round;
    }

    private String drafted(Results results) {
        var round = opened(results);
        run(() -> results.freeze(round));
        run(() -> results.draft(round));
        return round;
    }

    private Ranked newest(String round, String unit) {
        return book.score(round, book.versions(round).size(), unit).orElseThrow();
    }

    private RequestPostProcessor as(String name) {
        return user(name)
                .authorities(organization.groupsOf(name).stream()
                        .map(SimpleGrantedAuthority::new)
                        .toList());
    }

    private ClueNumber closed() {
        var clue = walk.register(Walk.forCard(Card.BLUE));
        clue.go(Tasks.REVIEW_ADMISSION)
                .go(Walk.decides(Card.BLUE))
                .go(Tasks.DISPATCH)
                .go(Tasks.SIGN_FOR);
        clue.finished().go(Tasks.CALL_BACK);
        return clue.number;
    }

    @Test
    void theShippedTableSaysEveryRule() {
        assertThat(schemes.inForce()).isEqualTo(Schema.shipped());
    }

    @Test
    void aRoundKeepsTheRulesThatHeldWhenItBegan() {
        var round = opened(results(() -> Schema.with(Map.of(
                Parameter.BALLOTS, 30,
                Parameter.CLUES, 40))));
        var later = results(schemes);
        run(() -> later.freeze(round));
        run(() -> later.draft(round));
        assertThat(book.find(round).orElseThrow().scheme().of(Parameter.CLUES)).isEqualTo(40);
        assertThat(newest(round, UNIT).tree().find("BALLOTS").orElseThrow().weight())
                .isEqualTo(30);
    }

    @Test
    void stepsInTheWrongOrderAreRefusedAndChangeNothing() {
        var results = results(schemes);
        var round = opened(results);
        assertThatThrownBy(() -> run(() -> results.open(round, frame()))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> run(() -> results.draft(round))).isInstanceOf(Refusal.class);
        run(() -> results.freeze(round));
        assertThatThrownBy(() -> run(() -> results.freeze(round))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> run(() -> results.publish(round))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> run(() -> results.ruled(round, UNIT, "理由", Set.of())))
                .isInstanceOf(Refusal.class);
        run(() -> results.draft(round));
        assertThatThrownBy(() -> run(() -> results.ruled(round, UNIT, " ", Set.of())))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> run(() -> results.ruled(round, UNIT, "理由", Set.of("QF20200101-0001"))))
                .isInstanceOf(Refusal.class);
        assertThat(book.versions(round)).hasSize(1);
        run(() -> results.publish(round));
        assertThatThrownBy(() -> run(() -> results.draft(round))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> run(() -> results.publish(round))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> run(() -> results.freeze("TST2026-9999"))).isInstanceOf(Refusal.class);
        assertThat(book.versions(round)).extracting(Version::cause).containsExactly(Cause.DRAFT, Cause.PUBLISHED);
    }

    @Test
    void listsThatCannotBeAreRefused() {
        var results = results(schemes);
        var day = today();
        for (var bad : List.of(
                new RoundFrame(day, day, Map.of(), Map.of()),
                new RoundFrame(day, day.minusDays(1), Map.of(UNIT, "TOWN"), Map.of()),
                new RoundFrame(day, day, Map.of(UNIT, "TOWN"), Map.of(OTHER, new Unit.Formed(day, null))),
                new RoundFrame(day, day, Map.of("no-such-unit", "TOWN"), Map.of()))) {
            assertThatThrownBy(() -> run(() -> results.open("TST2026-8888", bad)))
                    .isInstanceOf(Refusal.class);
        }
        assertThat(book.find("TST2026-8888")).isEmpty();
    }

    @Test
    void cluesCountAsTheyStoodAtTheCut() {
        var clue = closed();
        var results = results(schemes);
        var round = drafted(results);
        var frozen = book.clues(round, UNIT).stream()
                .filter(one -> one.clue().equals(clue.value()))
                .findFirst()
                .orElseThrow();
        assertThat(frozen.values())
                .containsEntry(ClueFigure.SIGNED, 1)
                .containsEntry(ClueFigure.FINISHED, 1)
                .containsEntry(ClueFigure.SOLVED, 2)
                .containsEntry(ClueFigure.REWORKED, 0);
        var before = newest(round, UNIT).total();
        var late = closed();
        run(() -> results.draft(round));
        assertThat(newest(round, UNIT).total()).as("a clue closed later").isEqualTo(before);
        assertThat(book.clues(round)).extracting(CountedClue::clue).doesNotContain(late.value());
    }

    @Test
    void aGrantedObjectionMakesAVersionAndLeavesTheOneBefore() {
        var clue = closed();
        var results = results(schemes);
        var round = drafted(results);
        var before = newest(round, UNIT);
        run(() -> results.ruled(round, UNIT, "此件应由街道负责", Set.of(clue.value())));
        assertThat(book.score(round, 1, UNIT)).contains(before);
        assertThat(newest(round, UNIT).tree().find("FINISHED").orElseThrow().sample())
                .isEqualTo(before.tree().find("FINISHED").orElseThrow().sample() - 1);
        assertThat(book.clues(round, UNIT))
                .filteredOn(one -> one.clue().equals(clue.value()))
                .allMatch(one -> one.outSince() == 2 && one.why() == CountedClue.Out.RULED);
    }

    @Test
    void whatWasSignedIsPublishedAndAnUntrueClueComesOutAfterwards() throws Exception {
        var clue = closed();
        var results = results(schemes);
        var round = drafted(results);
        rate(UNIT, 50, 1);
        run(() -> results.publish(round));
        assertThat(newest(round, UNIT).total())
                .as("what was cast since")
                .isEqualTo(book.score(round, 1, UNIT).orElseThrow().total());
        assertThat(done(() -> results.correct(round))).as("nothing is wrong").isZero();

        run(() -> ledger.cleared(clue, "查不属实"));
        job.run(null);
        assertThat(book.versions(round))
                .extracting(Version::cause)
                .containsExactly(Cause.DRAFT, Cause.PUBLISHED, Cause.CORRECTED);
        assertThat(newest(round, UNIT).input().ballots()).isEqualTo(24);
        job.run(null);
        assertThat(book.versions(round)).as("once").hasSize(3);
        web.perform(get("/results/" + round))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("公布后的更正")))
                .andExpect(content().string(not(containsString(clue.value()))));
        web.perform(get("/evaluations/" + round + "/" + UNIT).with(as("officehead")))
                .andExpect(content().string(containsString("/consequences/" + UNIT)))
                .andExpect(content().string(containsString("查不属实，已澄清")));
    }

    @Test
    void beforePublicationAUnitReadsItsOwnTreeAndNobodyElsesPlace() throws Exception {
        closed();
        var results = results(schemes);
        var round = drafted(results);
        var page = "/evaluations/" + round;
        web.perform(get(page).with(as("unithead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("市场监督管理局")))
                .andExpect(content().string(not(containsString("城市管理局"))));
        web.perform(get(page + "/" + UNIT).with(as("unithead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("24 票，12 家企业")));
        web.perform(get(page + "/" + OTHER).with(as("unithead"))).andExpect(status().isNotFound());
        web.perform(get(page + "/what-if").with(as("unithead"))).andExpect(status().isForbidden());
        web.perform(get("/results/" + round)).andExpect(status().isNotFound());
        web.perform(get("/results")).andExpect(content().string(not(containsString(round))));
        for (var who : List.of("handler", "clerk", "media", "caller", "legal", "owner", "admin", "officer")) {
            web.perform(get(page).with(as(who))).andExpect(status().isForbidden());
        }
        for (var who : List.of("grader", "officehead", "grouphead", "supervisor", "discipline", "leader")) {
            web.perform(get(page).with(as(who)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("城市管理局")));
            web.perform(get(page + "/" + OTHER).with(as(who))).andExpect(status().isOk());
        }
        run(() -> results.publish(round));
        web.perform(get(page).with(as("unithead"))).andExpect(content().string(containsString("城市管理局")));
        web.perform(get(page + "/" + OTHER).with(as("unithead"))).andExpect(status().isNotFound());
        web.perform(get("/results/" + round))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("城市管理局")))
                .andExpect(content().string(containsString("样本不足")));
        web.perform(get(page + "?version=9").with(as("officehead"))).andExpect(status().isNotFound());
        web.perform(get(page + "?version=1").with(as("officehead")))
                .andExpect(content().string(containsString("这是第 1 版")));
    }

    @Test
    void fewAnswersShowNoSum() throws Exception {
        var round = drafted(results(schemes));
        web.perform(get("/evaluations/" + round + "/tax").with(as("officehead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("作答不足 5 票")))
                .andExpect(content().string(not(containsString("执法公正"))));
    }

    @Test
    void whatIfChangesNothingAndRefusesWhatCannotBe() throws Exception {
        var round = drafted(results(schemes));
        var page = "/evaluations/" + round + "/what-if";
        web.perform(get(page).with(as("officehead"))).andExpect(status().isOk());
        web.perform(get(page + "?BALLOTS=70&CLUES=0&FIRMS_LEAST=20").with(as("officehead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("<strong>样本不足，不排名</strong>")));
        web.perform(get(page + "?BALLOTS=41").with(as("officehead")))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("权重之和须为 100")));
        web.perform(get(page + "?BALLOTS=many").with(as("officehead")))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("须是 0 到 100 的整数")));
        assertThat(book.versions(round)).hasSize(1);
        assertThat(book.find(round).orElseThrow().scheme()).isEqualTo(Schema.shipped());
    }

    @Test
    void whoMayNotLookAgainIsRefusedAndTheOfficeMay() throws Exception {
        var results = results(schemes);
        var round = drafted(results);
        run(() -> results.publish(round));
        var address = "/evaluations/" + round + "/look-again";
        web.perform(post(address).with(as("supervisor")).with(csrf())).andExpect(status().isForbidden());
        web.perform(post(address).with(as("officehead")).with(csrf())).andExpect(status().is3xxRedirection());
        assertThat(book.versions(round)).hasSize(2);
    }

    @Test
    void fiveHundredUnitsAreReckonedAndKept() {
        var results = results(schemes);
        var inputs = new ArrayList<UnitInput>();
        for (var at = 0; at < 500; at++) {
            inputs.add(UnitInput.of("u" + at, "TOWN", false)
                    .with(new BallotSum("u" + at, 20, 5, Map.of(Question.OVERALL, new Tally(20, 20 + at % 80, 0)))));
        }
        var round = opened(results);
        run(() -> book.add(
                round,
                new Version(1, clock.instant(), Cause.DRAFT, null, null),
                Scoring.rank(Schema.shipped(), inputs)));
        assertThat(book.scores(round, 1)).hasSize(500);
    }
}
