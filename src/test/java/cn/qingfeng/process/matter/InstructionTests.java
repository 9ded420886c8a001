package cn.qingfeng.process.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.casework.action.Actions;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.insight.file.BesideClue;
import cn.qingfeng.insight.file.ClueDossiers;
import cn.qingfeng.instruction.Instructions;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterFacts;
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
import cn.qingfeng.supervision.Powers;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import cn.qingfeng.testing.SomeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Leaders' instructions on every way ({@code processes/matter-instruction.bpmn}), and the red cards that rest on them. */
@WalksEveryPath
class InstructionTests {

    private static final String KIND = Instructions.KIND;

    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterLedger ledger;
    private final MatterFiles files;
    private final List<MatterFacts> facts;
    private final Steps steps;
    private final Walk walk;
    private final ClueDossiers dossiers;
    private final PathCoverage coverage;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final SampleCounty county;
    private final LedgerAgainstEngine both;
    private final JdbcTemplate jdbc;
    private final Actions actions;

    InstructionTests(
            Matters matters,
            MatterKinds kinds,
            MatterLedger ledger,
            MatterFiles files,
            List<MatterFacts> facts,
            Steps steps,
            Walk walk,
            ClueDossiers dossiers,
            PathCoverage coverage,
            WorkingCalendar calendar,
            CountyClock clock,
            SampleCounty county,
            LedgerAgainstEngine both,
            JdbcTemplate jdbc,
            Actions actions) {
        this.matters = matters;
        this.kinds = kinds;
        this.ledger = ledger;
        this.files = files;
        this.facts = facts;
        this.steps = steps;
        this.walk = walk;
        this.dossiers = dossiers;
        this.coverage = coverage;
        this.calendar = calendar;
        this.clock = clock;
        this.county = county;
        this.both = both;
        this.jdbc = jdbc;
        this.actions = actions;
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
        jdbc.queryForList("select number from matter where state in ('OPEN', 'SUSPENDED')", String.class)
                .forEach(number -> matters.withdraw("officehead", number, "试过"));
    }

    private LocalDate inDays(int days) {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).plusDays(days);
    }

    private String opened(String title) {
        var number = matters.open("grader", KIND, title);
        try {
            files.add("grader", number, "批示.pdf", new ByteArrayInputStream(SomeFiles.pdf()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return number;
    }

    private void register(String number, String source, int given, int finish, String clues) {
        steps.go(
                "grader",
                number,
                "source",
                source,
                "leader",
                "县政府主要领导",
                "givenOn",
                inDays(given).toString(),
                "instruction",
                "请限期解决",
                "unit",
                Walk.UNIT,
                "finish",
                inDays(finish).toString(),
                "clues",
                clues);
    }

    private String registered(String source, String clues) {
        var number = opened("限期解决审批积压");
        register(number, source, 0, 9, clues);
        return number;
    }

    private Walk.Started admitted() {
        var clue = walk.register(it -> {
            it.title = "审批积压两个月";
            it.facts.fixableOnTheSpot = false;
        });
        return clue.go(Tasks.REVIEW_ADMISSION);
    }

    private List<String> shown(String reader, String number) {
        var matter = matters.seenBy(reader, number);
        return facts.stream()
                .flatMap(room -> room.of(reader, matter, Locale.CHINA).stream())
                .map(MatterFacts.Fact::text)
                .toList();
    }

    @Test
    void aRedCardByALeadersInstructionNamesOneThatIsPursued() {
        var clue = admitted();
        assertThatThrownBy(() -> clue.go(Tasks.TRIAGE, "leaderInstruction", true))
                .as("which one?")
                .hasMessageContaining("instruction.missing");
        var other = registered("OTHER", "");
        assertThatThrownBy(() -> clue.go(Tasks.TRIAGE, "leaderInstruction", true, "instruction", other))
                .as("another leader's is no ground: it is not among the choices")
                .isInstanceOf(Refusal.class);
        var draft = matters.open("grader", KIND, "还没有登记内容");
        assertThatThrownBy(() -> clue.go(Tasks.TRIAGE, "leaderInstruction", true, "instruction", draft))
                .isInstanceOf(Refusal.class);

        var number = registered("MAIN", "");
        clue.go(Tasks.TRIAGE, "leaderInstruction", true, "instruction", number);
        assertThat(clue.clue().proposedCard()).contains(Card.RED);
        assertThat(dossiers.of("officehead", clue.number.value(), Locale.CHINA).matters())
                .as("the clue's page shows it")
                .extracting(BesideClue.Line::number)
                .containsExactly(number);
        assertThat(dossiers.of("clerk", clue.number.value(), Locale.CHINA).matters())
                .as("whoever does not see such matters")
                .isEmpty();
        assertThat(shown("officehead", number)).anyMatch(text -> text.contains(clue.number.value()));
        assertThat(jdbc.queryForObject(
                        "select count(*) from matter_entry where number = ? and act = 'CLUE_NAMED'",
                        Integer.class,
                        number))
                .as("told on its timeline")
                .isEqualTo(1);
    }

    private void urge(ClueNumber clue, Map<String, Object> more) {
        var filled = new HashMap<String, Object>(Map.of(
                "ground", "LEADER_INSTRUCTION", "problem", "两个月没有进展", "demand", "限期解决", "days", 3, "signed", true));
        filled.putAll(more);
        actions.take(
                Powers.Action.URGE,
                "officehead",
                clue,
                filled,
                null,
                UUID.randomUUID().toString());
    }

    @Test
    void whoPressesByALeadersInstructionSaysWhichAndItIsAboutTheClueFromThenOn() {
        var clue = walk.dispatched(Card.BLUE).number;
        assertThatThrownBy(() -> urge(clue, Map.of()))
                .as("which one?")
                .hasMessageContaining("instruction.press.missing");
        assertThatThrownBy(() -> urge(clue, Map.of("instruction", "LDP2020-0001")))
                .isInstanceOf(Refusal.class);
        var number = registered("OTHER", "");
        urge(clue, Map.of("instruction", number));
        assertThat(shown("officehead", number)).anyMatch(text -> text.contains(clue.value()));

        var named = walk.dispatched(Card.BLUE).number;
        registered("OTHER", named.value());
        urge(named, Map.of());
    }

    @Test
    void aClueThatWasNamedWithTheInstructionNeedsNoChoice() {
        var clue = admitted();
        registered("OTHER", clue.number.value());
        assertThatThrownBy(() -> clue.go(Tasks.TRIAGE, "leaderInstruction", true))
                .as("of no main leader")
                .hasMessageContaining("instruction.missing");
        registered("SUPERIOR", clue.number.value());
        clue.go(Tasks.TRIAGE, "leaderInstruction", true);
        assertThat(clue.clue().proposedCard()).contains(Card.RED);
    }

    @Test
    void anInstructionGoesEveryWayAndIsCarriedOutWhenItsCluesAre() {
        assertThat(kinds.get(KIND).prefix()).as("shipped").isEqualTo("LDP");
        var bare = matters.open("grader", KIND, "没有原件");
        assertThatThrownBy(() -> register(bare, "MAIN", 0, 9, "")).hasMessageContaining("matter.files.missing");
        matters.withdraw("officehead", bare, "试过");

        var clue = admitted();
        var second = admitted();
        var number = opened("限期解决审批积压");
        assertThatThrownBy(() -> register(number, "MAIN", 1, 9, "")).hasMessageContaining("instruction.given");
        assertThatThrownBy(() -> register(number, "MAIN", 0, -1, "")).hasMessageContaining("instruction.finish");
        assertThatThrownBy(() -> register(number, "MAIN", 0, 9, "WY20200101-9999"))
                .hasMessageContaining("matter.clue.unknown");
        assertThatThrownBy(() -> register(number, "MAIN", 0, 9, "那一件")).hasMessageContaining("matter.clue.unknown");
        register(number, "MAIN", 0, 9, clue.number.value() + "、" + second.number.value());
        assertThat(jdbc.queryForObject(
                        "select count(*) from notice where event = 'MATTER_ASSIGNED' and event_key like ?",
                        Integer.class,
                        number + "/%"))
                .as("the unit is told")
                .isPositive();
        assertThat(matters.open(number).get(0).dueAt())
                .as("by the end of the day that the instruction names")
                .isEqualTo(calendar.endOfDay(
                                inDays(9).atTime(12, 0).atZone(CountyClock.ZONE).toInstant())
                        .dueAt());

        steps.go(
                "handler",
                number,
                "outcome",
                "TIME",
                "progress",
                "在查",
                "wanted",
                inDays(15).toString());
        steps.go("grouphead", number, "outcome", "REFUSED", "decision", "不能再拖");
        steps.go(
                "handler",
                number,
                "outcome",
                "TIME",
                "progress",
                "在办",
                "wanted",
                inDays(15).toString());
        assertThatThrownBy(() -> steps.go(
                        "leader",
                        number,
                        "outcome",
                        "GRANTED",
                        "decision",
                        "同意",
                        "finish",
                        inDays(-1).toString()))
                .hasMessageContaining("instruction.finish");
        steps.go(
                "leader",
                number,
                "outcome",
                "GRANTED",
                "decision",
                "同意",
                "finish",
                inDays(15).toString());
        assertThat(matters.open(number).get(0).dueAt())
                .isEqualTo(calendar.endOfDay(inDays(15)
                                .atTime(12, 0)
                                .atZone(CountyClock.ZONE)
                                .toInstant())
                        .dueAt());
        steps.go("handler", number, "outcome", "DONE", "progress", "办好了", "proof", "文件");
        assertThatThrownBy(() -> steps.go("handler", number, "outcome", "DONE", "finding", "自己核实"))
                .as("nobody checks the own unit's")
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> steps.go("grader", number, "outcome", "DONE", "finding", "属实"))
                .as("its clues are open")
                .hasMessageContaining("instruction.open");
        steps.go("grader", number, "outcome", "AGAIN", "finding", "还有一件没有办");

        clue.go(Tasks.TRIAGE, "leaderInstruction", true, "instruction", number);
        steps.go("handler", number, "outcome", "DONE", "progress", "办好了", "proof", "文件");
        assertThatThrownBy(() -> steps.go(
                        "grader", number, "outcome", "AGAIN", "finding", "x", "wrongClues", clue.number.value()))
                .as("a card rests on it")
                .hasMessageContaining("matter.clue.fixed");
        assertThatThrownBy(() ->
                        steps.go("grader", number, "outcome", "AGAIN", "finding", "x", "wrongClues", "WY20200101-9999"))
                .hasMessageContaining("matter.clue.not-named");
        clue.go(Tasks.DECIDE_RED)
                .go(Tasks.DISPATCH)
                .go(Tasks.SIGN_FOR)
                .finished()
                .go(Tasks.CALL_BACK);
        steps.go("supervisor", number, "outcome", "DONE", "finding", "属实", "wrongClues", second.number.value());
        assertThatThrownBy(() -> steps.go("leader", number, "outcome", "AGAIN", "opinion", "再落实", "signed", true))
                .as("until when?")
                .isInstanceOf(Refusal.class);
        steps.go(
                "leader",
                number,
                "outcome",
                "AGAIN",
                "opinion",
                "举一反三",
                "finish",
                inDays(20).toString(),
                "signed",
                true);
        steps.go("handler", number, "outcome", "DONE", "progress", "已举一反三", "proof", "清单");
        steps.go("officehead", number, "outcome", "DONE", "finding", "属实");
        steps.go("grouphead", number, "outcome", "AGREED", "opinion", "认可", "signed", true);
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);
        assertThat(coverage.missing(KIND)).isEmpty();
        assertThat(both.compare())
                .filteredOn(difference -> difference.kind().startsWith("MATTER"))
                .isEmpty();
    }

    @Test
    void withoutAClueNothingIsReportedCarriedOut() {
        var number = registered("MAIN", "");
        steps.go("handler", number, "outcome", "DONE", "progress", "办好了", "proof", "文件");
        assertThatThrownBy(() -> steps.go("grader", number, "outcome", "DONE", "finding", "属实"))
                .hasMessageContaining("instruction.no-clue");
    }

    @Test
    void whatIsOverdueIsTold() {
        var number = registered("MAIN", "");
        clock.moveTo(matters.open(number).get(0).dueAt().plus(Duration.ofMinutes(1)));
        matters.tellLate();
        assertThat(jdbc.queryForList(
                        "select event from notice where event_key like ?", String.class, number + "/MATTER_LATE%"))
                .isNotEmpty();
    }

    @Test
    void anInstructionIsSeenByItsUnitTheOfficesAndTheLeaders() {
        var number = registered("MAIN", "");
        for (var reader : List.of("grader", "officehead", "grouphead", "supervisor", "leader", "handler", "unithead")) {
            assertThat(ledger.page(reader, kinds.get(KIND), MatterLedger.Asked.ANY, null, 50))
                    .as(reader)
                    .extracting(Matter::number)
                    .contains(number);
        }
        for (var stranger : List.of("handler2", "clerk", "caller", "discipline", "media", "legal", "owner", "admin")) {
            assertThatThrownBy(() -> matters.seenBy(stranger, number))
                    .as(stranger)
                    .isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> matters.open("handler", KIND, "单位自己写批示")).isInstanceOf(Refusal.class);
    }
}
