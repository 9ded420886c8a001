package cn.qingfeng.clue.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.organization.county.CountyBook.Change;
import cn.qingfeng.organization.county.CountyBook.Subject;
import cn.qingfeng.testing.TablesTest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** The kinds of problem are data: they come, are renamed and go, and an old clue can always be read. */
@TablesTest
@Import({Leaves.class, CountyBook.class, LeavesTests.OnADay.class})
class LeavesTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @TestConfiguration(proxyBeanMethods = false)
    static class OnADay {
        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-03-02T01:00:00Z"), ZoneId.of("Asia/Shanghai"));
        }
    }

    @Autowired
    Leaves leaves;

    @Autowired
    CountyBook book;

    @Autowired
    JdbcTemplate jdbc;

    private void put(String code, String name, LocalDate from, LocalDate to) {
        leaves.put(code, name, null, from, to, "县里决定", "officehead");
    }

    @Test
    void aNewLeafIsOfferedAtTheEndAndCanBeGivenToAClue() {
        put("problem.arrears", "三类问题·拖欠账款", null, null);
        assertThat(leaves.offered()).last().satisfies(leaf -> {
            assertThat(leaf.code()).isEqualTo("problem.arrears");
            assertThat(leaf.from()).isEqualTo(TODAY);
        });
        assertThat(leaves.require("problem.arrears").branch()).isEqualTo("problem");
        assertThat(book.of(Subject.LEAF, "problem.arrears")).singleElement().satisfies(entry -> {
            assertThat(entry.act()).isEqualTo(Change.ADDED);
            assertThat(entry.reason()).isEqualTo("县里决定");
        });
    }

    @Test
    void aRetiredLeafIsNotGivenAnyMoreAndIsStillCalledByItsName() {
        put("style.actor", "三种作派·演员", LocalDate.of(2022, 1, 1), TODAY.minusDays(1));
        assertThat(leaves.offered()).extracting(Leaves.Leaf::code).doesNotContain("style.actor");
        assertThatThrownBy(() -> leaves.require("style.actor")).hasMessage("clue.classification.retired");
        assertThat(leaves.name(new Classification("style.actor"), Locale.CHINA)).isEqualTo("三种作派·演员");
    }

    @Test
    void aLeafThatShallHoldFromALaterDayIsNotOfferedBefore() {
        put("problem.arrears", "三类问题·拖欠账款", TODAY.plusDays(1), null);
        assertThat(leaves.all()).extracting(Leaves.Leaf::code).contains("problem.arrears");
        assertThatThrownBy(() -> leaves.require("problem.arrears")).hasMessage("clue.classification.retired");
        put("problem.arrears", "三类问题·拖欠账款", TODAY, TODAY);
        assertThat(leaves.require("problem.arrears")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "problem", "Problem.x", "problem.x y", "problem..x", ".x", "problem.", "问题.甲"})
    void aCodeOfNoPossibleFormIsRefused(String code) {
        assertThatThrownBy(() -> put(code, "甲", null, null)).hasMessage("clue.classification.unknown");
        assertThatThrownBy(() -> leaves.require(code)).hasMessage("clue.classification.unknown");
    }

    @Test
    void aLeafWithoutNameReasonOrWithDaysTheWrongWayRoundOrANameInUseIsRefused() {
        assertThatThrownBy(() -> put("problem.arrears", " ", null, null)).hasMessage("leaf.name");
        assertThatThrownBy(() -> put("problem.arrears", "一般诉求", null, null)).hasMessage("leaf.taken");
        assertThatThrownBy(() -> put("problem.arrears", "甲", TODAY, TODAY.minusDays(1)))
                .hasMessage("leaf.days");
        assertThatThrownBy(() -> leaves.put("problem.arrears", "甲", null, null, null, " ", "officehead"))
                .hasMessage("county.reason");
        assertThatThrownBy(() -> leaves.require("problem.arrears-unknown")).hasMessage("clue.classification.unknown");
    }

    @Test
    void aNameThatNoLeafHasIsTheCodeItself() {
        assertThat(leaves.name(new Classification("old.gone"), Locale.CHINA)).isEqualTo("old.gone");
        assertThat(leaves.name(new Classification("appeal.plain"), Locale.ENGLISH))
                .isEqualTo("Plain appeal");
    }
}
