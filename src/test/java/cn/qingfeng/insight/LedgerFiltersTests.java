package cn.qingfeng.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.content.ClueTextField;
import cn.qingfeng.clue.content.RedactionMark;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.place.Enterprise;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.reporter.vault.IdentityVault;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;

/** The ledger is narrowed by what the reader may know, and by nothing else. */
@InsightTest
class LedgerFiltersTests {

    @Autowired
    SomeClues some;

    @Autowired
    Ledger ledger;

    @Autowired
    ClueLedger acts;

    @Autowired
    Organization organization;

    @Autowired
    Places places;

    @Autowired
    Reporters reporters;

    @Autowired
    IdentityVault vault;

    @Autowired
    EntityManager entities;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ApplicationContext context;

    @Autowired
    Clock clock;

    @BeforeEach
    void county() {
        some.county();
    }

    private Set<String> found(String reader, Object... parts) {
        var query = LedgerQuery.NONE;
        for (var part = 0; part < parts.length; part += 2) {
            query = query.with((String) parts[part], parts[part + 1]);
        }
        return Set.copyOf(ledger.find(reader, query, Locale.SIMPLIFIED_CHINESE).items().stream()
                .map(Ledger.Line::clueNumber)
                .toList());
    }

    private Set<String> ofReporter(String reader, String typed) {
        return Set.copyOf(ledger.ofReporter(reader, typed, Locale.SIMPLIFIED_CHINESE).lines().items().stream()
                .map(Ledger.Line::clueNumber)
                .toList());
    }

    @Test
    void narrowsByHowFarItIsAndWhatCameOfIt() {
        var handled = some.inHand("停电", Card.YELLOW).value();
        var other = some.registered("停水", ClueKind.APPEAL).value();
        var number = ClueNumber.of(handled);
        entities.flush();
        jdbc.update(
                "update clue set result = 'RESOLVED', solved = 'SOLVED', rating = 'SATISFIED', stage = 'URGED',"
                        + " finished_at = registered_at, closed_at = registered_at where clue_number = ?",
                handled);
        var day = LocalDate.ofInstant(acts.get(number).registeredAt(), clock.getZone());

        for (var one : Map.<String, Object>of(
                        "stage", "URGED",
                        "result", "RESOLVED",
                        "solved", CallBack.Solved.SOLVED.name(),
                        "rating", "SATISFIED",
                        "handler", "leadhand",
                        "finishedFrom", day.toString(),
                        "closedTo", day.toString())
                .entrySet()) {
            assertThat(found("headgrader", one.getKey(), one.getValue()))
                    .as(one.toString())
                    .containsExactly(handled);
        }
        assertThat(found("headgrader", "channel", "LETTER")).containsExactlyInAnyOrder(handled, other);
        assertThat(found("headgrader", "channel", "WINDOW")).isEmpty();
        assertThat(found("headgrader", "registeredFrom", day.toString(), "registeredTo", day.toString()))
                .as("both days whole")
                .hasSize(2);
        assertThat(found("headgrader", "registeredFrom", day.plusDays(1).toString()))
                .isEmpty();
        assertThat(found("headgrader", "files", true)).isEmpty();
        assertThat(found("leadhand", "files", true)).isEmpty();
        assertThat(found("headgrader", "orders", true)).isEmpty();
        assertThat(found("leadhand", "orders", true)).isEmpty();
    }

    @Test
    void refusesWhatIsNoDayNoCodeOrNotTheReaders() {
        for (var wrong : List.of("stage", "result", "solved", "rating", "channel", "registeredFrom", "dueTo")) {
            assertThatThrownBy(() -> found("headgrader", wrong, "x"))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
        }
        assertThatThrownBy(() -> found("headgrader", "registeredFrom", "2026-02-02", "registeredTo", "2026-02-01"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("ledger.filter.days"));
        for (var none : Map.of("channel", "LETTER", "town", "some-town", "officer", "x", "keyEnterprise", true)
                .entrySet()) {
            assertThatThrownBy(() -> found("leadhand", none.getKey(), none.getValue()))
                    .as(none.toString())
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        }
        assertThat(ledger.show("leadhand", LedgerQuery.NONE.with("channel", "LETTER"), Locale.ENGLISH)
                        .refused())
                .isNotNull();
    }

    @Test
    void findsWordsInWhatWasToldAndNotAcrossItsParts() {
        var number = some.registered("题目", ClueKind.APPEAL).value();

        assertThat(found("headgrader", "text", "经过 题目")).containsExactly(number);
        assertThat(found("headgrader", "text", "變更登記")).as("the matter").containsExactly(number);
        assertThat(found("headgrader", "text", "题目请解决"))
                .as("narrative and request")
                .isEmpty();
        entities.flush();
        jdbc.update("update clue set text_key = null where clue_number = ?", number);
        assertThat(found("headgrader", "text", "经过题目")).isEmpty();
        ReflectionTestUtils.invokeMethod(context.getBean("titleKeys"), "fill");
        assertThat(found("headgrader", "text", "经过题目"))
                .as("from before there was such a search")
                .containsExactly(number);
    }

    @Test
    void findsForAUnitWhatItReadsAndNotWhatIsCovered() {
        var number = some.dispatched("证照办理", Card.BLUE);
        acts.screened(number, "headgrader", List.of(new RedactionMark(ClueTextField.NARRATIVE, 2, 4, true, "r")), "r");

        assertThat(found("leadhand", "text", "证照办理")).as("the title").containsExactly(number.value());
        assertThat(found("leadhand", "text", "变更登记")).as("what is left").containsExactly(number.value());
        assertThat(found("leadhand", "text", "经过证照")).isEmpty();
        assertThat(found("headgrader", "text", "经过证照")).containsExactly(number.value());
    }

    @Test
    void findsWordsOfAReportForItsDeskAloneAndKeepsNoneOfThemInTheDatabase() {
        var report = some.registered("收受礼金", ClueKind.REPORT).value();
        entities.flush();
        entities.clear();

        assertThat(found("deskofficer", "text", "收受 禮金")).containsExactly(report);
        assertThat(found("deskofficer", "text", "别的事")).isEmpty();
        assertThat(found("headgrader", "text", "收受礼金")).isEmpty();
        assertThat(jdbc.queryForObject(
                        "select count(*) from clue where clue_number = ? and (text_key is not null or screened_key is not null)",
                        Integer.class,
                        report))
                .isZero();
    }

    @Test
    void findsAReporterByWhatIsTypedWholeForWhoMay() {
        var number = some.registered("一", ClueKind.APPEAL).value();
        var report = some.registered("二", ClueKind.REPORT).value();

        assertThat(ofReporter("headgrader", "138 0000 1111")).containsExactly(number);
        assertThat(ofReporter("headgrader", "1380000")).isEmpty();
        assertThat(ofReporter("headgrader", "13800001112")).isEmpty();
        for (var nobody : List.of("leadhand", "headclerk", "disciplinarian", "deskofficer", "administrator")) {
            assertThatThrownBy(() -> ofReporter(nobody, "13800001111"))
                    .as(nobody)
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        }
        assertThat(jdbc.queryForList(
                        "select clue_number from reporter_finding where clue_number in (?, ?)",
                        String.class,
                        number,
                        report))
                .as("who reported a person is not found")
                .containsExactly(number);
        assertThat(jdbc.queryForObject(
                        "select count(*) from reporter_search where made_by = 'headgrader'", Integer.class))
                .isEqualTo(3);
    }

    @Test
    void nobodyTriesManyNumbers() {
        for (var once = 0; once < 60; once++) {
            ofReporter("headgrader", "139" + (10_000_000 + once));
        }
        assertThatThrownBy(() -> ofReporter("headgrader", "13800001111"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_OFTEN));
    }

    @Test
    void narrowsByTheFirmOfWhoReportedAndByItsTownAndOfficer() {
        organization.addUnit("some-town", "某镇", UnitGroup.TOWN);
        places.put(new Enterprise("91411199MA00000010", "沙河面粉有限公司", "some-town", true, "leadhand"));
        var number = some.registered("一", ClueKind.APPEAL);
        vault.forget(number);
        reporters.keep(number, new Identity("王小明", null, "沙河 面粉有限公司", null));
        var scanned = some.registered("二", ClueKind.APPEAL);
        vault.forget(scanned);
        reporters.keep(scanned, Identity.scanned("沙河面粉有限公司", "91411199MA00000010"));

        for (var one : Map.<String, Object>of("town", "some-town", "keyEnterprise", true, "officer", "leadhand")
                .entrySet()) {
            assertThat(found("headgrader", one.getKey(), one.getValue()))
                    .as("%s; whoever scanned a plaque and stays unnamed is not found", one)
                    .containsExactly(number.value());
        }
        assertThat(found("headgrader", "town", "lead-office")).isEmpty();
        assertThat(ofReporter("headgrader", "沙河面粉有限公司")).containsExactly(number.value());

        vault.erase(List.of(number));
        assertThat(ofReporter("headgrader", "沙河面粉有限公司"))
                .as("gone with the identity")
                .isEmpty();
    }

    @Test
    void identitiesFromBeforeAreFoundOnceTheProductHasStarted() {
        var number = some.registered("一", ClueKind.APPEAL).value();
        var report = some.registered("二", ClueKind.REPORT).value();
        entities.flush();
        jdbc.update("delete from reporter_finding");
        jdbc.update("update reporter_identity set findable = false");
        assertThat(ofReporter("headgrader", "13800001111")).isEmpty();

        while (Boolean.TRUE.equals(ReflectionTestUtils.<Boolean>invokeMethod(vault, "makeSomeFindable"))) {}

        assertThat(ofReporter("headgrader", "13800001111")).containsExactly(number);
        assertThat(jdbc.queryForList("select distinct clue_number from reporter_finding", String.class))
                .contains(number)
                .doesNotContain(report);
    }
}
