package cn.qingfeng.clue.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.GradingFacts;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.clue.numbering.ClueNumbers;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import cn.qingfeng.clue.timeline.Timeline.Breach;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.keys.Sealing;
import cn.qingfeng.testing.TablesTest;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** Clues of a county that was there before what they say was under the chain, and more of them than are read at a time. */
@TablesTest
@ImportAutoConfiguration(JacksonAutoConfiguration.class)
@Import({
    Sealing.class,
    Timeline.class,
    ClueChain.class,
    ClueNumbers.class,
    AnswerSheets.class,
    ClueChainTests.OnADay.class
})
class ClueChainTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @TestConfiguration(proxyBeanMethods = false)
    static class OnADay {
        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-03-02T01:00:00Z"), ZoneId.of("Asia/Shanghai"));
        }
    }

    @Autowired
    Timeline timeline;

    @Autowired
    ClueChain chain;

    @Autowired
    ClueNumbers numbers;

    @Autowired
    AnswerSheets sheets;

    @Autowired
    Keys keys;

    @Autowired
    Clock clock;

    @Autowired
    EntityManager entities;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void thisVersionHasRun() {
        chain.run(null);
    }

    private String told(ClueKind kind) {
        var content = new Content(
                kind,
                "标题",
                "经过",
                null,
                null,
                null,
                null,
                null,
                ReportingChannel.LETTER,
                null,
                null,
                true,
                Consent.OFFICE_ONLY);
        var number = kind == ClueKind.REPORT ? numbers.byChance(TODAY) : numbers.next(TODAY);
        var clue = new Clue(number, content, GradingFacts.plain(), null, clock.instant(), "clerk");
        entities.persist(clue);
        timeline.told(clue);
        timeline.enter(clue, "clerk", TimelineAction.REGISTERED, null, ReportingChannel.LETTER, null);
        return number.value();
    }

    private String answered(ClueKind kind) {
        var number = told(kind);
        for (var text : List.of("一", "二")) {
            sheets.keep(
                    ClueNumber.of(number),
                    "triage-clue",
                    null,
                    "grader",
                    List.of(new Answer("note", "说明", text, text)));
        }
        return number;
    }

    private List<Breach> found() {
        entities.flush();
        entities.clear();
        return timeline.verify();
    }

    /** As the version before left it: the ends of the sheets in a row beside the clue, and nothing about what was told. */
    private void fromBefore() {
        entities.flush();
        for (var clue : jdbc.queryForList("select clue_number, sheet_count, sheet_head from clue")) {
            var count = ((Number) clue.get("sheet_count")).intValue();
            if (count > 0) {
                jdbc.update(
                        "insert into answer_chain (clue_number, sheets, head, keyed_hash) values (?, ?, ?, ?)",
                        clue.get("clue_number"),
                        count,
                        clue.get("sheet_head"),
                        KeyedHash.of(
                                keys.forPurpose("answers"),
                                "chain",
                                (String) clue.get("clue_number"),
                                Integer.toString(count),
                                (String) clue.get("sheet_head")));
            }
        }
        jdbc.update("update clue set sheet_count = null, sheet_head = null, words_hash = null, ends_hash = null");
        jdbc.update("delete from answer_chain where clue_number = '='");
        entities.clear();
    }

    @Test
    void whatIsFromBeforeIsCarriedOverOnceAndHeldFromThenOn() {
        var number = answered(ClueKind.APPEAL);
        answered(ClueKind.REPORT);
        told(ClueKind.APPEAL);
        fromBefore();
        assertThat(found()).isNotEmpty();

        chain.run(null);
        assertThat(found()).isEmpty();
        sheets.keep(ClueNumber.of(number), "triage-clue", null, "grader", List.of());
        assertThat(found()).isEmpty();

        jdbc.update(
                "update clue set sheet_count = null, ends_hash = null, narrative = '别的' where clue_number = ?", number);
        chain.run(null);
        assertThat(found()).extracting(Breach::clueNumber).containsOnly(number);
    }

    @Test
    void aChainThatWasCutBeforeIsNotMadeGoodByCarryingItOver() {
        var number = answered(ClueKind.APPEAL);
        fromBefore();
        jdbc.update("delete from answer_sheet where clue_number = ? and ordinal = 2", number);
        var first =
                jdbc.queryForObject("select keyed_hash from answer_sheet where clue_number = ?", String.class, number);
        jdbc.update("update answer_chain set sheets = 1, head = ? where clue_number = ?", first, number);

        chain.run(null);

        assertThat(found()).containsExactly(new Breach(number, 0, "timeline.breach.ends-changed"));
    }

    @Test
    void workThatGoesOnDoesNotMakeGoodWhatWasCutOff() {
        var number = answered(ClueKind.APPEAL);
        entities.flush();
        entities.clear();
        jdbc.update("delete from answer_sheet where clue_number = ?", number);
        jdbc.update("update clue set sheet_count = 0, sheet_head = '' where clue_number = ?", number);
        assertThat(found()).containsExactly(new Breach(number, 0, "timeline.breach.ends-changed"));

        sheets.keep(ClueNumber.of(number), "triage-clue", null, "grader", List.of());

        assertThat(found()).containsExactly(new Breach(number, 0, "timeline.breach.ends-changed"));
    }

    @Test
    void everyClueIsReadHoweverManyThereAre() {
        var told = new ArrayList<String>();
        for (var n = 0; n < 450; n++) {
            told.add(told(ClueKind.APPEAL));
        }
        assertThat(found()).isEmpty();
        for (var number : List.of(told.get(0), told.get(199), told.get(200), told.get(449))) {
            jdbc.update("update clue set title = '改过' where clue_number = ?", number);
        }
        assertThat(found())
                .extracting(Breach::clueNumber)
                .containsExactly(told.get(0), told.get(199), told.get(200), told.get(449));
    }

    @Test
    void aClueTakenAwayWithAllItHadIsMissedAlsoTheLastOfItsDay() {
        var first = told(ClueKind.APPEAL);
        told(ClueKind.REPORT);
        told(ClueKind.APPEAL);
        var last = told(ClueKind.APPEAL);
        assertThat(found()).isEmpty();
        for (var gone : List.of(first, last)) {
            jdbc.update("delete from timeline where clue_number = ?", gone);
            jdbc.update("delete from clue where clue_number = ?", gone);
        }
        assertThat(found())
                .containsExactly(
                        new Breach(first, 0, "timeline.breach.number-gone"),
                        new Breach(last, 0, "timeline.breach.number-gone"));
    }

    /** Of many clues each ended one is read once in four weeks, an open one and one with a known breach every night. */
    @Test
    void inSoManyNightsEveryClueIsReadAgain() {
        var ended = told(ClueKind.APPEAL);
        entities.flush();
        jdbc.update("update clue set status = 'WITHDRAWN', title = 'another' where clue_number = ?", ended);
        var open = told(ClueKind.APPEAL);
        entities.flush();
        jdbc.update("update clue set title = 'another' where clue_number = ?", open);

        var nights = new ArrayList<String>();
        for (var night = 0; night < Timeline.NIGHTS; night++) {
            nights.addAll(tonight(night, List.of()));
        }

        assertThat(nights.stream().filter(ended::equals)).hasSize(1);
        assertThat(nights.stream().filter(open::equals)).hasSize(Timeline.NIGHTS);
        assertThat(tonight(1, List.of())).doesNotContain(ended);
        assertThat(tonight(1, List.of(ended))).contains(ended);
    }

    private List<String> tonight(int night, List<String> known) {
        entities.clear();
        var found = new ArrayList<String>();
        timeline.verifyTonight(TODAY.plusDays(night), known, 0, breach -> found.add(breach.clueNumber()));
        return found;
    }
}
