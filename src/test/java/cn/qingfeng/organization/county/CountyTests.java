package cn.qingfeng.organization.county;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.OrganizationTests;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.ReportDesk;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.county.CountyBook.Change;
import cn.qingfeng.organization.county.CountyBook.Subject;
import cn.qingfeng.organization.guard.GuardedChanges;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.organization.place.ServiceWindow;
import cn.qingfeng.testing.TablesTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The county's own data change by doors that ask why, and keep what was. */
@TablesTest
@Import({
    Organization.class,
    Places.class,
    ReportDesk.class,
    County.class,
    CountyBook.class,
    CountyRights.class,
    GuardedChanges.class,
    OrganizationTests.Present.class
})
class CountyTests {

    @Autowired
    County county;

    @Autowired
    Organization organization;

    @Autowired
    Places places;

    @Autowired
    CountyBook book;

    @BeforeEach
    void twoUnits() {
        county.addUnit("grain-office", "粮食局", UnitGroup.SERVICE, "三定方案", "admin");
        county.addUnit("commerce-office", "商务局", UnitGroup.SERVICE, "三定方案", "admin");
        county.addPerson("gu", "顾一鸣", "grain-office", "gu@qingfeng.example", null, "secret", "到岗", "admin");
        county.assign("gu", Duty.HANDLER, "grain-office", "到岗", "admin");
        county.putWindow("liangshi", "粮食窗口", "一楼 1 号", "grain-office", "进驻", "officehead");
    }

    private List<Change> acts(Subject subject, String key) {
        return book.of(subject, key).stream().map(CountyBook.Entry::act).toList();
    }

    @Test
    void aClosedUnitGivesPeoplePlacesAndDutiesToItsSuccessorAndKeepsItsName() {
        county.closeUnit("grain-office", "commerce-office", "机构改革〔2026〕3号", "officehead");

        assertThat(organization.units()).extracting(Unit::code).doesNotContain("grain-office");
        assertThat(organization.allUnits()).extracting(Unit::code).contains("grain-office");
        assertThat(organization.unitName("grain-office")).isEqualTo("粮食局");
        assertThat(organization.current("grain-office")).isEqualTo("commerce-office");
        assertThat(organization.withPredecessors(Set.of("commerce-office")))
                .containsExactlyInAnyOrder("grain-office", "commerce-office");
        assertThat(organization.person("gu").orElseThrow().unit()).isEqualTo("commerce-office");
        assertThat(organization.groupsOf("gu")).containsExactly("unit-commerce-office");
        assertThat(places.window("liangshi").orElseThrow().unit()).isEqualTo("commerce-office");
        assertThat(organization.peopleIn("grain-office"))
                .as("who was there is looked for in what became of it")
                .extracting(Person::username)
                .containsExactly("gu");
        assertThat(book.of(Subject.UNIT, "grain-office"))
                .filteredOn(entry -> entry.act() == Change.MERGED)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.by()).isEqualTo("officehead");
                    assertThat(entry.reason()).isEqualTo("机构改革〔2026〕3号");
                    assertThat(entry.to()).isEqualTo("商务局");
                });
        assertThatThrownBy(() -> organization.requireUnit("grain-office"))
                .isInstanceOf(Refusal.class)
                .hasMessage("organization.unit.merged");
    }

    @Test
    void successorsAreFollowedThroughASecondMergerAndNoUnitIsMergedIntoAClosedOne() {
        county.addUnit("market-office", "市场局", UnitGroup.SERVICE, "三定方案", "admin");
        county.closeUnit("grain-office", "commerce-office", "改革", "officehead");
        county.closeUnit("commerce-office", "market-office", "再改革", "officehead");

        assertThat(organization.current("grain-office")).isEqualTo("market-office");
        assertThat(organization.groupsOf("gu")).containsExactly("unit-market-office");
        assertThatThrownBy(() -> county.closeUnit("market-office", "grain-office", "回头", "officehead"))
                .hasMessage("organization.unit.merged");
        assertThatThrownBy(() -> county.closeUnit("grain-office", "market-office", "两次", "officehead"))
                .hasMessage("organization.unit.merged");
    }

    @Test
    void aUnitWithPeopleIsNotClosedWithoutASuccessorAndAnEmptyOneIs() {
        assertThatThrownBy(() -> county.closeUnit("grain-office", null, "撤销", "officehead"))
                .hasMessage("organization.unit.needed");
        assertThatThrownBy(() -> county.closeUnit("grain-office", "grain-office", "撤销", "officehead"))
                .hasMessage("organization.unit.itself");
        county.closeUnit("commerce-office", null, "撤销", "officehead");
        assertThat(organization.unit("commerce-office").orElseThrow().closedOn())
                .isPresent();
        assertThat(acts(Subject.UNIT, "commerce-office")).contains(Change.CLOSED);
    }

    @Test
    void aUnitIsNotWhatItWasSinceItWasFoundedOrAnotherWentIntoIt() {
        var today = LocalDate.now(ZoneOffset.UTC);
        assertThat(organization.formedSince(today.minusYears(9)))
                .as("a unit that is new to the product is not a new unit")
                .isEmpty();
        county.addUnit("market-office", "市场局", UnitGroup.SERVICE, today.minusDays(40), "三定方案", "admin");
        county.closeUnit("grain-office", "commerce-office", "改革", "officehead");

        assertThat(organization.formedSince(today.minusDays(40)))
                .containsEntry("market-office", new Unit.Formed(today.minusDays(40), null))
                .containsEntry("commerce-office", new Unit.Formed(today, "grain-office"))
                .hasSize(2);
        assertThat(organization.formedSince(today.minusDays(39))).containsOnlyKeys("commerce-office");
        assertThat(organization.formedSince(today.plusDays(1))).isEmpty();
        assertThatThrownBy(() -> county.found("market-office", today.plusDays(1), "更正", "admin"))
                .hasMessage("county.founded.later");
        assertThatThrownBy(() -> county.found("grain-office", today, "更正", "admin"))
                .hasMessage("organization.unit.merged");
        county.found("market-office", null, "原来就有", "admin");
        assertThat(organization.formedSince(today.minusDays(40))).containsOnlyKeys("commerce-office");
        assertThat(acts(Subject.UNIT, "market-office")).contains(Change.FOUNDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void nothingChangesWithoutAReason(String reason) {
        assertThatThrownBy(() -> county.changeUnit("grain-office", "粮储局", UnitGroup.SERVICE, reason, "officehead"))
                .hasMessage("county.reason");
        assertThatThrownBy(() -> county.closeUnit("grain-office", "commerce-office", reason, "officehead"))
                .hasMessage("county.reason");
        assertThatThrownBy(() -> county.closePlace(Subject.WINDOW, "liangshi", reason, "officehead"))
                .hasMessage("county.reason");
    }

    @Test
    void aPersonsDataAndDutiesAreWrittenDownFromWhatToWhat() {
        county.changePerson("gu", "顾一明", "grain-office", "gu@example.com", "０３９５－７１２３４５６", "更正", "admin");
        county.revoke("gu", Duty.HANDLER, "grain-office", "转岗", "admin");
        county.revoke("gu", Duty.HANDLER, "grain-office", "转岗", "admin");

        assertThat(organization.person("gu").orElseThrow().phone()).hasValue("0395-7123456");
        assertThat(acts(Subject.PERSON, "gu"))
                .containsExactlyInAnyOrder(Change.ADDED, Change.DUTY_GIVEN, Change.CHANGED, Change.DUTY_TAKEN);
        assertThat(book.of(Subject.PERSON, "gu"))
                .filteredOn(entry -> entry.act() == Change.CHANGED)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.from()).startsWith("顾一鸣");
                    assertThat(entry.to()).startsWith("顾一明").contains("gu@example.com");
                });
    }

    @Test
    void leavingSaysWhichDutiesNobodyElseHolds() {
        assertThat(county.endOfPerson("gu").alone()).containsExactly(new HeldDuty(Duty.HANDLER, "grain-office"));
        assertThatThrownBy(() -> county.leave("gu", "退休", "gu")).hasMessage("organization.person.oneself");
        county.leave("gu", "退休", "admin");
        assertThat(organization.person("gu").orElseThrow().active()).isFalse();
        assertThat(acts(Subject.PERSON, "gu")).contains(Change.LEFT);
    }

    @Test
    void aWindowThatIsTakenDownIsNoLongerOfferedAndCanComeBack() {
        county.closePlace(Subject.WINDOW, "liangshi", "撤出", "officehead");
        assertThat(places.windows()).extracting(ServiceWindow::code).doesNotContain("liangshi");
        assertThat(places.window("liangshi")).isPresent();
        county.putWindow("liangshi", "粮食窗口", "一楼 1 号", "grain-office", "再进驻", "officehead");
        assertThat(places.windows()).extracting(ServiceWindow::code).contains("liangshi");
    }

    @ParameterizedTest
    @CsvSource({
        "13800138000, 13800138000",
        "+86 138 0013 8000, 13800138000",
        "0086-13800138000, 13800138000",
        "138-0013-8000, 13800138000",
        "（0395）7123456, 0395-7123456",
        "０３９５－７１２３４５６转8, 0395-7123456-8",
        "0395—7123456—801, 0395-7123456-801",
        "7123456, 7123456",
        "12345, 12345",
        "400-123-4567, 4001234567",
        "1380013800, ''",
        "23800138000, ''",
        "abc, ''",
        "无, ''",
        "0395-1, ''"
    })
    void aPhoneOfNoPossibleFormIsRefusedAndEveryOtherKeptInOneForm(String typed, String kept) {
        if (kept.isEmpty()) {
            assertThatThrownBy(() -> county.changePerson(
                            "gu", "顾一鸣", "grain-office", "gu@qingfeng.example", typed, "更正", "admin"))
                    .hasMessage("organization.person.phone");
        } else {
            county.changePerson("gu", "顾一鸣", "grain-office", "gu@qingfeng.example", typed, "更正", "admin");
            assertThat(organization.person("gu").orElseThrow().phone()).hasValue(kept);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gu",
                "@qq.com",
                "gu@",
                "gu@qq",
                "gu@qq.",
                "gu@.com",
                "gu..yi@qq.com",
                "gu@qq..com",
                "gu@qq.com, lu@qq.com",
                "gu@-qq.com",
                "顾@qq.com",
                "gu@qq.com\u200B"
            })
    void aMailAddressOfNoPossibleFormIsRefused(String typed) {
        assertThatThrownBy(() -> county.changePerson("gu", "顾一鸣", "grain-office", typed, null, "更正", "admin"))
                .hasMessage("organization.person.email");
    }
}
