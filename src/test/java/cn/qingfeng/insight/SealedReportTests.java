package cn.qingfeng.insight;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.insight.file.ClueDossier;
import cn.qingfeng.insight.file.ClueDossiers;
import cn.qingfeng.testing.Dump;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is said in and about a report against a person is read by its desk, and by nobody in the database. */
@InsightTest
class SealedReportTests {

    private static final String MARK = "青石桥头第三个摊位";

    @Autowired
    SomeClues some;

    @Autowired
    ClueDossiers files;

    @Autowired
    ClueLedger ledger;

    @Autowired
    AnswerSheets answers;

    @Autowired
    Timeline timeline;

    @Autowired
    EntityManager entities;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void county() {
        some.county();
    }

    @Test
    void showsNothingOfItInADumpAndAllOfItToItsDesk() {
        var number = some.registered(MARK, ClueKind.REPORT);
        ledger.admit(number, "headgrader", "理由" + MARK);
        answers.keep(number, "receive-report", null, "deskofficer", List.of(new Answer("note", "备注", MARK, MARK)));
        entities.flush();
        entities.clear();

        assertThat(Dump.findings(jdbc, List.of(MARK, "13800001111", "王小明"))).isEmpty();

        var file = files.of("deskofficer", number.value(), Locale.SIMPLIFIED_CHINESE);
        assertThat(file.title()).isEqualTo(MARK);
        assertThat(file.narrative()).isEqualTo("经过" + MARK);
        assertThat(file.place()).isEqualTo("县城");
        assertThat(file.timeline()).extracting(ClueDossier.Step::why).contains("理由" + MARK);
        assertThat(file.answers().get(0).values()).containsExactly(new ClueDossier.Pair("备注", MARK));
        assertThat(timeline.verify()).isEmpty();
    }

    @Test
    void findsInADumpWhatIsNotSealed() {
        some.registered(MARK, ClueKind.APPEAL);
        entities.flush();

        assertThat(Dump.findings(jdbc, List.of(MARK)))
                .anyMatch(finding -> finding.toLowerCase(Locale.ROOT).startsWith("clue.title"));
    }

    @Test
    void seesThatASealedReasonWasChangedOrTakenFromElsewhere() {
        var number = some.registered("一", ClueKind.REPORT);
        ledger.admit(number, "headgrader", "理由");
        entities.flush();
        entities.clear();
        var sealed = jdbc.queryForObject(
                "select sealed_why from timeline where clue_number = ? and sealed_why is not null",
                String.class,
                number.value());
        jdbc.update(
                "update timeline set sealed_why = ? where clue_number = ? and sealed_why is not null",
                sealed.substring(0, sealed.length() - 8) + "AAAAAAA=",
                number.value());

        assertThat(timeline.verify()).extracting(Timeline.Breach::clueNumber).containsOnly(number.value());
    }

    @Test
    void findsDoublesAmongReportsThoughTheirWordsAreSealed() {
        var first = some.registered("检查人员索要购物卡", ClueKind.REPORT);
        var second = some.registered("检查人员索要购物卡两张", ClueKind.REPORT);
        entities.flush();
        entities.clear();

        assertThat(files.of("deskofficer", second.value(), Locale.SIMPLIFIED_CHINESE)
                        .similar())
                .extracting(ClueDossier.Similar::clueNumber)
                .containsExactly(first.value());
    }
}
