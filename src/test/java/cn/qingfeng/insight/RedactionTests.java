package cn.qingfeng.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.GradingFacts;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.content.ClueTextField;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.content.RedactionMark;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.insight.file.ClueDossier;
import cn.qingfeng.insight.file.ClueDossiers;
import cn.qingfeng.redaction.Redaction;
import cn.qingfeng.redaction.Redaction.Place;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.Reporters;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/** Before a unit reads a clue, somebody has decided about every place that may tell who reported; then it reads no more. */
@InsightTest
class RedactionTests {

    private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;

    @Autowired
    SomeClues some;

    @Autowired
    ClueDossiers files;

    @Autowired
    ClueLedger ledger;

    @Autowired
    ClueAccess access;

    @Autowired
    ClueQueries queries;

    @Autowired
    Reporters reporters;

    @Autowired
    Redaction screening;

    @Autowired
    AnswerSheets answers;

    @Autowired
    Timeline timeline;

    @Autowired
    EntityManager entities;

    @BeforeEach
    void county() {
        some.county();
    }

    private ClueNumber told(Consent consent) {
        var clue = ledger.register(
                new Content(
                        ClueKind.APPEAL,
                        "王小明的执照",
                        "我是王小明，打13800001111；经办人李四13900002222说缺件",
                        null,
                        "县城",
                        null,
                        null,
                        null,
                        ReportingChannel.LETTER,
                        null,
                        null,
                        false,
                        consent),
                GradingFacts.plain(),
                Classification.of("problem.middle-blockage"),
                "headclerk");
        reporters.keep(clue.number(), new Identity("王小明", "13800001111", null, null));
        return clue.number();
    }

    private List<Place> places(ClueNumber number) {
        return screening.places(ledger.get(number));
    }

    private void decide(ClueNumber number, boolean cover, String... words) {
        screening.decide(
                number,
                "headgrader",
                places(number).stream()
                        .filter(place -> List.of(words).contains(place.words()))
                        .map(place ->
                                new RedactionMark(place.part(), place.from(), place.to(), cover, cover ? null : "公开电话"))
                        .toList(),
                null);
    }

    private void dispatch(ClueNumber number) {
        ledger.admit(number, "headgrader", null);
        ledger.proposeCard(number, Card.YELLOW, "规则理由", "r1");
        ledger.decideCard(number, "headgrader", Card.YELLOW, null);
        ledger.dispatch(number, "headgrader", "lead-office", List.of(), "请联系王小明");
        entities.flush();
        entities.clear();
    }

    @Test
    void refusesDispatchUntilEveryPlaceIsDecided() {
        var number = told(Consent.OFFICE_ONLY);
        assertThat(places(number)).extracting(Place::words).containsExactly("王小明", "王小明", "13800001111", "13900002222");

        decide(number, true, "王小明", "13800001111");
        assertThatThrownBy(() -> screening.requireCleared(number))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("screening.open"));

        decide(number, false, "13900002222");
        screening.requireCleared(number, "摘要", null);
        assertThatThrownBy(() -> screening.requireCleared(number, "请打13812345678"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("screening.number-written"));
        assertThatThrownBy(() -> screening.requireCleared(number, "摘要", "请与王 小 明联系"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("screening.reporter-written"));
    }

    @Test
    void showsTheUnitNothingThatIsCoveredAndTheOfficeAll() {
        var number = told(Consent.OFFICE_ONLY);
        decide(number, true, "王小明", "13800001111");
        decide(number, false, "13900002222");
        dispatch(number);
        answers.keep(number, "dispatch-clue", null, "headgrader", List.of(new Answer("s", "摘要", "王小明反映", "王小明反映")));

        var unit = files.of("leadhand", number.value(), ZH);
        assertThat(unit.title()).isEqualTo("▇▇的执照");
        assertThat(unit.narrative()).isEqualTo("我是▇▇，打▇▇；经办人李四13900002222说缺件");
        assertThat(unit.toString()).doesNotContain("王小明", "13800001111");
        assertThat(unit.toString()).contains("▇▇反映", "请联系▇▇");
        assertThat(unit.screening()).isNull();

        var office = files.of("headgrader", number.value(), ZH);
        assertThat(office.narrative()).contains("王小明", "13800001111");
        assertThat(office.screening()).isEqualTo(new ClueDossier.Screening(0, 4, 0));
        assertThat(files.of("disciplinarian", number.value(), ZH).narrative()).doesNotContain("王小明");
    }

    @Test
    void entersDecisionsIntoTheTimelineWithoutTheWords() {
        var number = told(Consent.OFFICE_ONLY);
        decide(number, true, "王小明");
        decide(number, false, "13900002222");

        var steps = files.of("headgrader", number.value(), ZH).timeline().stream()
                .filter(step -> step.what().equals("脱敏核对"))
                .toList();
        assertThat(steps).extracting(ClueDossier.Step::to).containsExactly("遮盖 2 处，保留 0 处", "遮盖 0 处，保留 1 处");
        assertThat(steps).extracting(ClueDossier.Step::why).containsExactly(null, "公开电话");
        entities.flush();
        assertThat(timeline.verify()).isEmpty();
    }

    @Test
    void asksNothingAboutTheReporterWhoLetsTheUnitKnowAndCoversItWhenThatIsTakenBack() {
        var number = told(Consent.UNIT_MAY_KNOW);
        assertThat(places(number)).extracting(Place::words).containsExactly("13900002222");
        decide(number, true, "13900002222");
        dispatch(number);
        assertThat(files.of("leadhand", number.value(), ZH).narrative()).contains("王小明", "13800001111");

        screening.withdrawConsent(number);

        assertThat(files.of("leadhand", number.value(), ZH).toString()).doesNotContain("王小明", "13800001111");
    }

    @Test
    void asksNothingWhereNothingIsFound() {
        var number = some.registered("普通", ClueKind.APPEAL);
        screening.requireCleared(number);
        assertThat(files.of("headgrader", number.value(), ZH).screening())
                .isEqualTo(new ClueDossier.Screening(0, 0, 0));
    }

    @Test
    void coversByHandEverywhereAndNeverUncoversOnceDispatched() {
        var number = told(Consent.OFFICE_ONLY);
        decide(number, true, "王小明", "13800001111", "13900002222");
        dispatch(number);

        screening.decide(number, "headgrader", List.of(), "李四");
        assertThat(files.of("leadhand", number.value(), ZH).narrative()).doesNotContain("李四");
        assertThatThrownBy(() -> decide(number, false, "李四"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("screening.covered-stays"));
        assertThatThrownBy(() -> screening.decide(number, "headgrader", List.of(), "没有的话"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("screening.not-there"));
    }

    @Test
    void wantsAReasonForWhatStaysAndTakesOnlyPlacesOfTheText() {
        var number = told(Consent.OFFICE_ONLY);
        var place = places(number).get(0);
        assertThatThrownBy(() -> screening.decide(
                        number,
                        "headgrader",
                        List.of(new RedactionMark(place.part(), place.from(), place.to(), false, " ")),
                        null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("screening.reason-missing"));
        assertThatThrownBy(() -> screening.decide(
                        number, "headgrader", List.of(new RedactionMark(ClueTextField.TITLE, 0, 1, true, null)), null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("screening.moved"));
        assertThatThrownBy(() -> screening.decide(number, "disciplinarian", List.of(), "王小明"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("screening.forbidden"));
    }

    @Test
    void tellsAUnitThatSearchesNothingAboutWhatIsCovered() {
        var number = told(Consent.OFFICE_ONLY);
        decide(number, true, "王小明", "13800001111", "13900002222");
        dispatch(number);
        var wish = new ClueQueries.Wish(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("王小明"),
                false,
                false);

        assertThat(queries.find(access.viewer("leadhand"), wish, PageRequest.of(0, 5)))
                .isEmpty();
        assertThat(queries.find(access.viewer("headgrader"), wish, PageRequest.of(0, 5)))
                .hasSize(1);
    }
}
