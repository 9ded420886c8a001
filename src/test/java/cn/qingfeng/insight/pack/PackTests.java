package cn.qingfeng.insight.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.Result;
import cn.qingfeng.insight.InsightTest;
import cn.qingfeng.insight.SomeClues;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.schedule.Period;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@InsightTest
@Import(SomeClues.class)
@RecordApplicationEvents
class PackTests {

    @Autowired
    SomeClues clues;

    @Autowired
    Organization organization;

    @Autowired
    ClueLedger ledger;

    @Autowired
    WeeklyDispatch weekly;

    @Autowired
    MonthlyReview monthly;

    @Autowired
    Packs packs;

    @Autowired
    Clock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    jakarta.persistence.EntityManager entities;

    @Autowired
    ApplicationEvents events;

    @BeforeEach
    void county() {
        clues.county();
        organization.addPerson("leadhead", "方负责", "lead-office", "leadhead@county.example", null, "Start-1234");
        organization.assign("leadhead", Duty.UNIT_LEADER, "lead-office");
    }

    private WeeklyPack week() {
        entities.flush();
        entities.clear();
        var today = LocalDate.now(clock);
        weekly.run(new Period(today.toString(), today, clock.instant()));
        return packs.get(Packs.Kind.WEEKLY, today.toString(), WeeklyPack.class);
    }

    private void set(ClueNumber number, String column, Object value) {
        entities.flush();
        jdbc.update("update clue set " + column + " = ? where clue_number = ?", value, number.value());
    }

    private LocalDateTime in(Duration amount) {
        return LocalDateTime.ofInstant(clock.instant().plus(amount), ZoneOffset.UTC);
    }

    @Test
    void theWeeklyListHoldsWhatIsColouredNewLateOrDueSoonAndNothingElse() {
        var red = clues.dispatched("红", Card.RED);
        var blueNew = clues.dispatched("蓝新", Card.BLUE);
        var blueOld = clues.dispatched("蓝旧", Card.BLUE);
        var blueLate = clues.dispatched("蓝逾", Card.BLUE);
        var blueSoon = clues.dispatched("蓝近", Card.BLUE);
        for (var old : List.of(blueOld, blueLate, blueSoon, red)) {
            set(old, "dispatched_at", in(Duration.ofDays(-20)));
        }
        set(blueOld, "due_at", in(Duration.ofDays(40)));
        set(blueLate, "due_at", in(Duration.ofDays(-1)));
        set(blueSoon, "due_at", in(Duration.ofHours(2)));
        clues.registered("举报", ClueKind.REPORT);
        ledger.withdraw(clues.dispatched("撤回", Card.RED), "headgrader", "不办了");

        var pack = week();

        assertThat(pack.units()).singleElement().satisfies(unit -> {
            assertThat(unit.leader()).isEqualTo("方负责");
            assertThat(unit.lines())
                    .extracting(WeeklyPack.Line::clueNumber)
                    .containsExactlyInAnyOrder(red.value(), blueNew.value(), blueLate.value(), blueSoon.value());
        });
        assertThat(pack.count("coloured")).isOne();
        assertThat(pack.count("fresh")).isOne();
        assertThat(pack.count("late")).isOne();
        assertThat(pack.count("soon")).isOne();
        assertThat(pack.leaders())
                .containsExactly(new WeeklyPack.Leader("方负责", List.of("名lead-office"), 4, 1, 1, 1, 0, 0));
        assertThat(events.stream(PackMade.class)).singleElement().satisfies(made -> {
            assertThat(made.link()).isEqualTo("/packs/weekly/" + pack.date());
            assertThat(made.late()).isOne();
        });
    }

    @Test
    void aPackStaysAsItWasMade() {
        var clue = clues.dispatched("原题", Card.RED);
        var made = week();
        ledger.withdraw(clue, "headgrader", "不办了");
        entities.flush();

        assertThat(packs.get(Packs.Kind.WEEKLY, made.date(), WeeklyPack.class)).isEqualTo(made);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> packs.get(Packs.Kind.MONTHLY, made.date(), MonthlyPack.class));
    }

    private void closed(String title, Result result, CallBack.Solved solved, CallBack.Rating rating) {
        var number = clues.inHand(title, Card.BLUE);
        ledger.finish(number, "leadhand", result, "已答复");
        entities.flush();
        jdbc.update(
                "update clue set status = 'CLOSED', closed_at = ?, called_back_at = ?, solved = ?, rating = ?"
                        + " where clue_number = ?",
                in(Duration.ZERO),
                in(Duration.ZERO),
                solved.name(),
                rating.name(),
                number.value());
    }

    @Test
    void theMonthlyReviewCountsClosedCluesByTheRules() {
        closed("一", Result.RESOLVED, CallBack.Solved.SOLVED, CallBack.Rating.SATISFIED);
        closed("二", Result.PARTLY, CallBack.Solved.PARTLY, CallBack.Rating.BASICALLY);
        closed("三", Result.CANNOT_DO, CallBack.Solved.UNDERSTOOD, CallBack.Rating.DISSATISFIED);
        clues.inHand("未办完", Card.RED);
        entities.flush();
        entities.clear();
        var month = YearMonth.now(clock);

        monthly.run(new Period(month.toString(), month.atDay(1), clock.instant()));

        var pack = packs.get(Packs.Kind.MONTHLY, month.toString(), MonthlyPack.class);
        assertThat(pack.closed()).isEqualTo(3);
        assertThat(pack.units()).singleElement().satisfies(unit -> {
            assertThat(unit.rank()).isOne();
            assertThat(unit.solved()).isEqualTo(new MonthlyPack.Rate(1.5, 2));
            assertThat(unit.satisfied()).isEqualTo(new MonthlyPack.Rate(2, 3));
            assertThat(unit.signed()).isEqualTo(new MonthlyPack.Rate(3, 3));
            assertThat(unit.reworked()).isEqualTo(new MonthlyPack.Rate(0, 3));
            assertThat(unit.score()).isEqualTo((1 + 1 + 0.75 + 2 / 3.0 + 1) / 5);
        });
        monthly.run(
                new Period(month.plusMonths(1).toString(), month.plusMonths(1).atDay(1), clock.instant()));
        assertThat(packs.get(Packs.Kind.MONTHLY, month.plusMonths(1).toString(), MonthlyPack.class)
                        .units())
                .singleElement()
                .satisfies(unit -> {
                    assertThat(unit.rank())
                            .as("nothing closed and nothing late")
                            .isZero();
                    assertThat(unit.open()).isOne();
                    assertThat(unit.overdue()).isZero();
                });
    }

    @Test
    void whoseReporterNobodyReachedIsCountedApartFromWhatReportersThink() {
        closed("一", Result.RESOLVED, CallBack.Solved.SOLVED, CallBack.Rating.SATISFIED);
        closed("未接通", Result.RESOLVED, CallBack.Solved.SOLVED, CallBack.Rating.SATISFIED);
        jdbc.update("update clue set called_back_at = null, solved = null, rating = null where title = '未接通'");
        entities.clear();
        var month = YearMonth.now(clock);

        monthly.run(new Period(month.toString(), month.atDay(1), clock.instant()));

        assertThat(packs.get(Packs.Kind.MONTHLY, month.toString(), MonthlyPack.class)
                        .units())
                .singleElement()
                .satisfies(unit -> {
                    assertThat(unit.closed()).isEqualTo(2);
                    assertThat(unit.notReached()).isOne();
                    assertThat(unit.satisfied()).isEqualTo(new MonthlyPack.Rate(1, 1));
                    assertThat(unit.solved()).isEqualTo(new MonthlyPack.Rate(1, 1));
                });
    }

    @Test
    void aUnitThatKeepsCluesWaitingAndClosesNoneIsRankedToo() {
        var none = new MonthlyPack.Rate(0, 0);
        var waiting = new MonthlyPack.Unit("c", "c", "", 0, 0, 14, 14, none, none, none, none, none, 0, none, 0);
        assertThat(MonthlyReview.ranked(List.of(unit("a", 3, 0.5), waiting)))
                .extracting(MonthlyPack.Unit::code, MonthlyPack.Unit::rank)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", 1), org.assertj.core.groups.Tuple.tuple("c", 2));
    }

    private static MonthlyPack.Unit unit(String code, int closed, double score) {
        var none = new MonthlyPack.Rate(0, 0);
        return new MonthlyPack.Unit(code, code, "", 0, closed, 0, 0, none, none, none, none, none, 0, none, score);
    }

    @Test
    void equalsShareARankAndFewCluesGiveNone() {
        assertThat(MonthlyReview.ranked(List.of(
                        unit("a", 3, 0.5), unit("b", 9, 0.9), unit("c", 2, 1), unit("d", 4, 0.5), unit("e", 5, 0.1))))
                .extracting(MonthlyPack.Unit::code, MonthlyPack.Unit::rank)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("b", 1),
                        org.assertj.core.groups.Tuple.tuple("a", 2),
                        org.assertj.core.groups.Tuple.tuple("d", 2),
                        org.assertj.core.groups.Tuple.tuple("e", 4),
                        org.assertj.core.groups.Tuple.tuple("c", 0));
        assertThat(new MonthlyPack.Rate(0, 0).percent()).isEqualTo("–");
    }
}
