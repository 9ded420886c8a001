package cn.qingfeng.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueBoard;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;

@InsightTest
class LedgerTests {

    @Autowired
    SomeClues some;

    @Autowired
    Ledger ledger;

    @Autowired
    ClueLedger acts;

    @Autowired
    ClueBoard board;

    @Autowired
    ClueAccess access;

    @Autowired
    EntityManager entities;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    @Autowired
    ApplicationContext context;

    @BeforeEach
    void county() {
        some.county();
    }

    private static LedgerQuery wish(
            String card, String status, String unit, String text, boolean overdue, String sort) {
        return LedgerQuery.NONE
                .with("card", card)
                .with("status", status)
                .with("unit", unit)
                .with("text", text)
                .with("overdue", overdue)
                .with("sort", sort)
                .with("size", 20);
    }

    private static final LedgerQuery ALL = wish(null, null, null, null, false, null);

    private Ledger.Lines find(String reader, LedgerQuery wish) {
        return ledger.find(reader, wish, Locale.SIMPLIFIED_CHINESE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"变更住所", "变更 住所", "變更住所", "变\u200b更住所", "１２月变更", "abc-窗口", "ＡＢＣ窗口"})
    void findsATitleHoweverItAndTheSearchWereTyped(String text) {
        var number = some.registered("12月变更住所，ABC 窗口不收", ClueKind.APPEAL);
        some.registered("别的事", ClueKind.APPEAL);

        assertThat(find("headgrader", wish(null, null, null, text, false, null)).items())
                .extracting(Ledger.Line::clueNumber)
                .containsExactly(number.value());
    }

    @Test
    void findsAClueByItsNumberHoweverItWasTyped() {
        var number = some.registered("一", ClueKind.APPEAL);
        for (var typed : List.of(
                number.value().toLowerCase(Locale.ROOT),
                number.value().replace("-", "－"),
                "线索编号：" + number.value().replace("-", " – "),
                number.value().substring(2, 10))) {
            assertThat(find("headgrader", wish(null, null, null, typed, false, null))
                            .items())
                    .as(typed)
                    .extracting(Ledger.Line::clueNumber)
                    .contains(number.value());
        }
    }

    @Test
    void findsAClueFromBeforeTitlesHadAFormToBeFoundBy() {
        var number = some.registered("旧的线索", ClueKind.APPEAL);
        entities.flush();
        jdbc.update("update clue set title_key = null where clue_number = ?", number.value());
        ReflectionTestUtils.invokeMethod(context.getBean("titleKeys"), "fill");
        assertThat(find("headgrader", wish(null, null, null, "旧 的 线 索", false, null))
                        .items())
                .extracting(Ledger.Line::clueNumber)
                .containsExactly(number.value());
    }

    @Test
    void showsAUnitItsOwnAndTheOfficeAll() {
        var own = some.dispatched("一", Card.BLUE);
        some.registered("二", ClueKind.APPEAL);

        assertThat(find("leadhand", ALL).items())
                .extracting(Ledger.Line::clueNumber)
                .containsExactly(own.value());
        assertThat(find("assisthand", ALL).total()).isOne();
        assertThat(find("otherhand", ALL).total()).isZero();
        assertThat(find("administrator", ALL).total()).isZero();
        assertThat(find("headgrader", ALL).total()).isEqualTo(2);
    }

    @Test
    void narrowsByCardStatusUnitAndText() {
        var blue = some.dispatched("消防验收", Card.BLUE).value();
        var red = some.inHand("停产100%_损失", Card.RED).value();

        assertThat(find("headgrader", wish("RED", null, null, null, false, null))
                        .items())
                .extracting(Ledger.Line::clueNumber)
                .containsExactly(red);
        assertThat(find("headgrader", wish(null, "DISPATCHED", null, null, false, null))
                        .items())
                .extracting(Ledger.Line::clueNumber)
                .containsExactly(blue);
        assertThat(find("headgrader", wish(null, null, "assist-office", null, false, null))
                        .total())
                .isEqualTo(2);
        assertThat(find("headgrader", wish(null, null, "other-office", null, false, null))
                        .total())
                .isZero();
        assertThat(find("headgrader", wish(null, null, null, "100%_", false, null))
                        .items())
                .extracting(Ledger.Line::clueNumber)
                .containsExactly(red);
        assertThat(find("headgrader", wish(null, null, null, "%", false, null)).total())
                .isOne();
        assertThat(find("headgrader", wish(null, null, null, "' or 1=1 --", false, null))
                        .total())
                .isZero();
    }

    @Test
    void theBoardCountsWhatIsOpenAndPutsTheWorstFirst() {
        var now = clock.instant();
        var late = some.dispatched("一", Card.BLUE);
        var worse = some.dispatched("二", Card.YELLOW);
        var soon = some.dispatched("三", Card.BLUE);
        some.registered("四", ClueKind.REPORT);
        acts.due(late, now.minus(Duration.ofHours(1)), null);
        acts.due(worse, now.minus(Duration.ofDays(3)), null);
        acts.due(soon, now.plus(Duration.ofHours(1)), null);
        var grader = access.viewer("headgrader");

        var figures = board.figures(grader, now, now.plus(Duration.ofDays(1)));
        assertThat(figures.stream().mapToLong(ClueBoard.Figure::overdue).sum()).isEqualTo(2);
        assertThat(figures.stream().mapToLong(ClueBoard.Figure::soon).sum()).isEqualTo(1);
        assertThat(figures)
                .filteredOn(figure -> figure.card() == Card.BLUE)
                .singleElement()
                .satisfies(blue -> assertThat(blue.unit()).isEqualTo("lead-office"));
        var all = new ClueBoard.Wish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        assertThat(board.worstFirst(grader, all, 0, 10))
                .extracting(Clue::number)
                .containsExactly(worse, late, soon);
        var blueAndLate = new ClueBoard.Wish(
                Optional.of(Card.BLUE), Optional.of("lead-office"), Optional.empty(), Optional.of(now), false);
        assertThat(board.worstFirst(grader, blueAndLate, 0, 10))
                .extracting(Clue::number)
                .containsExactly(late);
        assertThat(board.figures(access.viewer("administrator"), now, now)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theBoardCountsAClueUntilItsEnd(ClueStatus status) {
        var clue = some.dispatched("一", Card.BLUE);
        entities.flush();
        jdbc.update("update clue set status = ? where clue_number = ?", status.name(), clue.value());

        var counted = board.figures(access.viewer("headgrader"), clock.instant(), clock.instant());
        assertThat(counted).hasSize(status.isEnd() ? 0 : 1);
    }

    @Test
    void namesWhatIsLate() {
        var late = some.dispatched("一", Card.BLUE);
        var early = some.dispatched("二", Card.BLUE);
        acts.due(late, clock.instant().minus(Duration.ofHours(1)), null);
        acts.due(early, clock.instant().plus(Duration.ofHours(1)), null);

        assertThat(find("headgrader", wish(null, null, null, null, true, null)).items())
                .singleElement()
                .satisfies(line -> assertThat(line.overdue()).isTrue())
                .extracting(Ledger.Line::clueNumber)
                .isEqualTo(late.value());
        assertThat(find("headgrader", wish(null, null, null, null, false, "due"))
                        .items())
                .extracting(Ledger.Line::clueNumber)
                .containsExactly(late.value(), early.value());
    }

    private String voided(String number) {
        jdbc.update(
                "insert into number_voided (clue_number, reserved_at, voided_at, reason, keyed_hash)"
                        + " values (?, ?, ?, 'CUT_OFF', '')",
                number,
                Timestamp.from(clock.instant()),
                Timestamp.from(clock.instant()));
        return number;
    }

    /** The numbers on each page as they stand there, void ones with a cross. */
    private List<List<String>> pages(String reader, int size) {
        var pages = new ArrayList<List<String>>();
        for (var page = 0;
                page == 0 || page < pages.size() + 1 && pages.get(page - 1).size() > 0;
                page++) {
            var wish = LedgerQuery.NONE.with("page", page).with("size", size);
            pages.add(find(reader, wish).rows(wish.isWholeAccount()).stream()
                    .map(row -> (row.gap() == null ? "" : "x") + row.number())
                    .toList());
        }
        pages.remove(pages.size() - 1);
        return pages;
    }

    @Test
    void everyNumberStandsInTheAccountOnce() {
        var clues = new ArrayList<String>();
        for (var each = 0; each < 5; each++) {
            clues.add(some.registered("一" + each, ClueKind.APPEAL).value());
        }
        // What came to nothing in other tests.
        jdbc.update("delete from number_voided");
        var day = clues.get(0).substring(0, 11);
        var first = voided(day + "0000");
        var between = voided(clues.get(2) + "0");
        var last = voided(day + "4999");

        assertThat(pages("headgrader", 2))
                .containsExactly(
                        List.of("x" + last, clues.get(4), clues.get(3)),
                        List.of("x" + between, clues.get(2), clues.get(1)),
                        List.of(clues.get(0), "x" + first));
        assertThat(pages("leadhand", 2)).as("not a unit's").isEmpty();
        assertThat(find("administrator", ALL).allVoided()).isZero();

        var alone = LedgerQuery.NONE.with("voided", true).with("sort", "number").with("size", 2);
        assertThat(find("headgrader", alone).voided())
                .extracting(Ledger.VoidLine::clueNumber)
                .containsExactly(first, between);
        assertThat(find("headgrader", alone).pages()).isEqualTo(2);
        assertThat(find("headgrader", alone).voided().get(0).words()).containsEntry("reason", "登记中断（停机、断电或数据库断开），没有完成");
        assertThat(find("headgrader", wish(null, null, null, last.toLowerCase(Locale.ROOT), false, null))
                        .voided())
                .extracting(Ledger.VoidLine::clueNumber)
                .containsExactly(last);
        assertThat(find("headgrader", wish("BLUE", null, null, null, false, null))
                        .voided())
                .isEmpty();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (var wrong : new LedgerQuery[] {
            wish("GREEN", null, null, null, false, null),
            wish(null, "x'", null, null, false, null),
            wish(null, null, null, null, false, "content.narrative")
        }) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> find("headgrader", wrong))
                    .extracting(Refusal::kind)
                    .isEqualTo(Refusal.Kind.INVALID);
        }
    }

    @Test
    void keepsTheFiltersInTheAddressesOfItsPages() {
        var wish = wish("RED", null, "lead-office", "a&b=<c>", true, "due");

        assertThat(wish.at(2))
                .isEqualTo("/ledger?card=RED&unit=lead-office&text=a%26b%3D%3Cc%3E&overdue=true&sort=due&page=2");
        assertThat(wish.by("due")).endsWith("sort=-due");
        assertThat(wish.by("number")).endsWith("sort=number");
    }

    /** However a list is ordered, going on behind its last line shows each line once, also those without an end. */
    @ParameterizedTest
    @ValueSource(strings = {"number", "-number", "registered", "-registered", "due", "-due"})
    void goingOnBehindALineShowsEachOnce(String sort) {
        some.dispatched("一", Card.BLUE);
        some.registered("二", ClueKind.APPEAL);
        some.dispatched("三", Card.YELLOW);
        some.registered("四", ClueKind.SUGGESTION);
        for (var reader : List.of("headgrader", "leadhand")) {
            // As every request does: moments are what the database keeps of them.
            entities.flush();
            entities.clear();
            var whole = numbers(reader, sort, 200, "");
            var walked = new ArrayList<String>();
            for (var some = numbers(reader, sort, 2, "");
                    !some.isEmpty() && walked.size() < whole.size() + some.size(); ) {
                walked.addAll(some);
                some = numbers(reader, sort, 2, some.get(some.size() - 1));
            }
            assertThat(walked).as(reader).containsExactlyElementsOf(whole).isNotEmpty();
        }
    }

    private List<String> numbers(String reader, String sort, int size, String behind) {
        return find(
                        reader,
                        LedgerQuery.NONE.with("sort", sort).with("size", size).with("behind", behind))
                .items()
                .stream()
                .map(Ledger.Line::clueNumber)
                .toList();
    }
}
