package cn.qingfeng.insight.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.insight.InsightTest;
import cn.qingfeng.insight.SomeClues;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@InsightTest
class ClueDossiersTests {

    @Autowired
    SomeClues some;

    @Autowired
    ClueDossiers files;

    @Autowired
    ClueLedger ledger;

    @BeforeEach
    void county() {
        some.county();
    }

    private ClueDossier file(String reader, ClueNumber number) {
        return files.of(reader, number.value(), Locale.SIMPLIFIED_CHINESE);
    }

    private static void hasNone(Runnable look) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(look::run)
                .extracting(Refusal::kind)
                .isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void tellsTheOfficeEverythingInWords() {
        var file = file("headgrader", some.inHand("标题", Card.YELLOW));

        assertThat(file.words())
                .containsEntry("card", "黄牌")
                .containsEntry("status", "办理中")
                .containsEntry("leadUnit", "名lead-office");
        assertThat(file.assisting()).containsExactly("名assist-office");
        assertThat(file.facts()).extracting(ClueDossier.Pair::value).contains("来信", "三类问题·中梗阻", "姓名headclerk");
        assertThat(file.answers()).extracting(ClueDossier.Sheet::step).containsExactly("研判", "联系反映人", "协办反馈");
        assertThat(file.timeline()).extracting(ClueDossier.Step::what).startsWith("登记", "受理", "建议牌别", "定牌", "交办", "签收");
        assertThat(file.timeline().get(4).to()).isEqualTo("名lead-office + 名assist-office");
    }

    @Test
    void keepsTheWayItCameAndTheOfficesThoughtsFromTheUnit() {
        var file = file("leadhand", some.inHand("标题", Card.YELLOW));

        assertThat(file.toString()).doesNotContain("来信", "headclerk", "研判内情", "内部意见", "规则理由");
        assertThat(file.answers())
                .extracting(ClueDossier.Sheet::form)
                .containsExactly("contact-reporter", "assist-clue");
        assertThat(file.reporterContact()).contains("王小明", "13800001111");
    }

    @Test
    void keepsTheLeadUnitsWordsFromTheUnitThatAssists() {
        var file = file("assisthand", some.inHand("标题", Card.YELLOW));

        assertThat(file.toString()).doesNotContain("主办沟通");
        assertThat(file.answers()).extracting(ClueDossier.Sheet::form).containsExactly("assist-clue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otherhand", "administrator", "nobody"})
    void isUnknownToWhomItDoesNotConcern(String reader) {
        var number = some.inHand("标题", Card.BLUE);

        hasNone(() -> file(reader, number));
        hasNone(() -> file(reader, new ClueNumber("WY20200101-0001")));
    }

    @Test
    void coversTheReporterBeforeTheOffice() {
        assertThat(file("headgrader", some.dispatched("标题", Card.RED)).reporterContact())
                .isEqualTo("王** · 138****");
    }

    @Test
    void showsAReportToItsDeskAlone() {
        var number = some.registered("举报", ClueKind.REPORT);

        assertThat(file("deskofficer", number).reporterContact()).isNull();
        for (var handedOver : new boolean[] {false, true}) {
            if (handedOver) {
                ledger.handOver(number, "deskofficer", "纪登1");
            }
            for (var other :
                    List.of("headgrader", "headclerk", "disciplinarian", "administrator", "leadhand", "otherhand")) {
                hasNone(() -> file(other, number));
            }
        }
    }

    @Test
    void speaksEnglishToWhoReadsEnglish() {
        var file = files.of("headgrader", some.inHand("标题", Card.YELLOW).value(), Locale.ENGLISH);

        assertThat(file.words()).containsEntry("card", "Yellow card");
        assertThat(file.timeline().get(0).what()).isEqualTo("Registered");
    }
}
