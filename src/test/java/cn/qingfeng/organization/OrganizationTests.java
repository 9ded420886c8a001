package cn.qingfeng.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.event.DutyAssigned;
import cn.qingfeng.organization.event.DutyRevoked;
import cn.qingfeng.organization.event.PersonAdded;
import cn.qingfeng.organization.event.PersonDeactivated;
import cn.qingfeng.organization.event.UnitAdded;
import cn.qingfeng.organization.place.ContactPoint;
import cn.qingfeng.organization.place.Enterprise;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.organization.place.ServiceWindow;
import cn.qingfeng.testing.TablesTest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@TablesTest
@Import({Organization.class, Places.class, ReportDesk.class, OrganizationTests.Present.class})
@RecordApplicationEvents
public class OrganizationTests {

    @TestConfiguration(proxyBeanMethods = false)
    public static class Present {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    @Autowired
    Organization organization;

    @Autowired
    Places places;

    @Autowired
    ReportDesk desk;

    @Autowired
    ApplicationEvents events;

    @BeforeEach
    void aUnitWithALeaderAndAHandler() {
        organization.addUnit("grain-office", "粮食局", UnitGroup.SERVICE);
        organization.addPerson("gu", "顾一鸣", "grain-office", "gu@qingfeng.example", null, "secret");
        organization.addPerson("lu", "陆晓舟", "grain-office", "lu@qingfeng.example", "0395-7123456", "secret");
        organization.assign("gu", Duty.UNIT_LEADER, "grain-office");
        organization.assign("lu", Duty.HANDLER, "grain-office");
    }

    @Test
    void knowsWhoActsForAUnit() {
        assertThat(organization.responsibleLeaderOf("grain-office"))
                .map(Person::name)
                .hasValue("顾一鸣");
        assertThat(organization.peopleWith(Duty.HANDLER, "grain-office"))
                .extracting(Person::username)
                .containsExactly("lu");
        assertThat(organization.groupsOf("gu")).containsExactly("unit-grain-office-leader");
        assertThat(organization.unitsOf(Set.of("lu"))).containsExactly("grain-office");
        assertThat(organization.mayAct("lu", Duty.HANDLER, "grain-office")).isTrue();
        assertThat(organization.mayAct("lu", Duty.UNIT_LEADER, "grain-office")).isFalse();
    }

    @Test
    void namesWhoeverHoldsOneOfSeveralDutiesOnce() {
        organization.assign("gu", Duty.CALLER, null);
        organization.assign("gu", Duty.GRADER, null);
        organization.assign("lu", Duty.COUNTY_LEADER, null);

        assertThat(organization.peopleWith(List.of())).isEmpty();
        assertThat(organization.peopleWith(List.of(Duty.CALLER, Duty.GRADER)))
                .extracting(Person::username)
                .contains("gu")
                .doesNotContain("lu")
                .doesNotHaveDuplicates();
        assertThat(organization.peopleWith(List.of(Duty.CALLER, Duty.GRADER, Duty.COUNTY_LEADER)))
                .extracting(Person::username)
                .contains("gu", "lu")
                .doesNotHaveDuplicates();
        organization.deactivate("lu");
        assertThat(organization.peopleWith(List.of(Duty.CALLER, Duty.GRADER, Duty.COUNTY_LEADER)))
                .extracting(Person::username)
                .doesNotContain("lu");
    }

    @Test
    void tellsTheEngineOfEveryChangeAtOnce() {
        assertThat(events.stream(UnitAdded.class)).contains(new UnitAdded("grain-office", "粮食局"));
        assertThat(events.stream(PersonAdded.class))
                .extracting(PersonAdded::username)
                .contains("gu", "lu");
        assertThat(events.stream(DutyAssigned.class)).contains(new DutyAssigned("lu", "unit-grain-office"));
        organization.revoke("lu", Duty.HANDLER, "grain-office");
        assertThat(events.stream(DutyRevoked.class)).containsExactly(new DutyRevoked("lu", "unit-grain-office"));
        organization.revoke("lu", Duty.HANDLER, "grain-office");
        assertThat(events.stream(DutyRevoked.class)).hasSize(1);
    }

    @Test
    void keepsThePasswordOutOfEveryLog() {
        assertThat(events.stream(PersonAdded.class))
                .allSatisfy(added -> assertThat(added.toString()).doesNotContain("secret"));
    }

    @Test
    void takesAllDutiesFromWhoeverLeavesAndKeepsTheName() {
        organization.assign("gu", Duty.GRADER, null);
        organization.deactivate("gu");
        assertThat(organization.dutiesOf("gu")).isEmpty();
        assertThat(organization.personName("gu")).isEqualTo("顾一鸣");
        assertThat(organization.peopleWith(Duty.GRADER))
                .extracting(Person::username)
                .doesNotContain("gu");
        assertThat(events.stream(PersonDeactivated.class)).containsExactly(new PersonDeactivated("gu"));
        assertThatThrownBy(() -> organization.assign("gu", Duty.GRADER, null)).hasMessage("organization.person.left");
    }

    @Test
    void hasTwoPeopleAtTheDeskForReportsAndNoThird() {
        for (var name : new String[] {"one", "two", "three"}) {
            organization.addPerson(name, "名", "grain-office", name + "@county.example", null, "x");
        }
        organization.assign("one", Duty.REPORT_DESK, null);
        organization.assign("two", Duty.REPORT_DESK, null);
        organization.assign("two", Duty.REPORT_DESK, null);
        assertThatThrownBy(() -> organization.assign("three", Duty.REPORT_DESK, null))
                .hasMessage("organization.duty.desk-full");
        organization.revoke("one", Duty.REPORT_DESK, null);
        organization.assign("three", Duty.REPORT_DESK, null);
    }

    @Test
    void letsNoAdministratorIntoTheDeskForReportsAndNobodyWithoutItsAgreement() {
        for (var name : new String[] {"one", "two", "three", "boss"}) {
            organization.addPerson(name, "名", "grain-office", name + "@county.example", null, "x");
        }
        organization.assign("boss", Duty.ADMIN, null);
        assertThatThrownBy(() -> desk.propose("boss", "boss")).hasMessage("organization.desk.oneself");
        assertThatThrownBy(() -> desk.propose("boss", "gu")).hasMessage("organization.desk.administrator");

        desk.propose("one", "boss");
        assertThat(organization.holds("one", Duty.REPORT_DESK)).isTrue();
        desk.propose("two", "boss");
        assertThat(organization.holds("two", Duty.REPORT_DESK)).isFalse();
        assertThatThrownBy(() -> desk.answer("two", true, "boss")).hasMessage("organization.desk.only");
        assertThatThrownBy(() -> desk.answer("two", true, "two")).hasMessage("organization.desk.only");
        desk.answer("two", true, "one");
        assertThat(organization.holds("two", Duty.REPORT_DESK)).isTrue();
        assertThat(desk.proposals()).isEmpty();
        assertThatThrownBy(() -> desk.propose("three", "boss")).hasMessage("organization.duty.desk-full");
        assertThatThrownBy(() -> organization.assign("two", Duty.ADMIN, null))
                .hasMessage("organization.desk.administrator");
    }

    @Test
    void neverLeavesTheDeskForReportsEmptyAndTakesANoForANo() {
        for (var name : new String[] {"one", "two"}) {
            organization.addPerson(name, "名", "grain-office", name + "@county.example", null, "x");
        }
        desk.propose("one", "gu");
        assertThatThrownBy(() -> organization.revoke("one", Duty.REPORT_DESK, null))
                .hasMessage("organization.desk.last");
        assertThatThrownBy(() -> organization.deactivate("one")).hasMessage("organization.desk.last");
        desk.propose("two", "gu");
        desk.answer("two", false, "one");
        assertThat(organization.holds("two", Duty.REPORT_DESK)).isFalse();
        assertThatThrownBy(() -> desk.answer("two", true, "one")).hasMessage("organization.desk.no-proposal");
    }

    @Test
    void readsADutyFromItsGroup() {
        for (var duty : Duty.values()) {
            var held = new HeldDuty(duty, duty.perUnit() ? "grain-office" : null);
            assertThat(Duty.ofGroup(held.groupId())).hasValue(held);
        }
        assertThat(Duty.ofGroup("somebody")).isEmpty();
    }

    @Test
    void refusesWhatIsWrongOrTaken() {
        assertThatThrownBy(() -> organization.addUnit("Grain", "粮库", UnitGroup.SERVICE))
                .hasMessage("organization.unit.code");
        assertThatThrownBy(() -> organization.addUnit("grain-leader", "粮库", UnitGroup.SERVICE))
                .hasMessage("organization.unit.code");
        assertThatThrownBy(() -> organization.addUnit("grain", "粮食局", UnitGroup.SERVICE))
                .hasMessage("organization.unit.taken");
        assertThatThrownBy(() -> organization.addPerson("gu", "顾", "grain-office", "a@b", null, "x"))
                .hasMessage("organization.person.taken");
        assertThatThrownBy(() -> organization.addPerson("hu", "胡", "nowhere", "a@b", null, "x"))
                .isInstanceOf(Refusal.class)
                .hasMessage("organization.unit.unknown");
        assertThatThrownBy(() -> organization.assign("gu", Duty.HANDLER, null)).hasMessage("organization.unit.unknown");
        assertThatThrownBy(() -> places.put(new Enterprise("123", "某公司", "grain-office", false, null)))
                .hasMessage("organization.enterprise.code");
    }

    @Test
    void knowsThePlacesAClueCanComeFrom() {
        places.put(new ServiceWindow("grain-1", "粮食收购备案窗口", "为民服务中心一楼", "grain-office"));
        places.put(new Enterprise("91411199MA00000010", "测试粮油有限公司", "grain-office", true, "lu"));
        places.put(new ContactPoint("WY-JD-900", "测试粮油有限公司门口", "grain-office", "91411199MA00000010"));
        assertThat(places.windowsOf("grain-office")).hasSize(1);
        assertThat(places.enterpriseNamed("测试粮油有限公司").flatMap(Enterprise::chiefOfficer))
                .hasValue("lu");
        assertThat(places.contactPoint("WY-JD-900").flatMap(ContactPoint::enterprise))
                .hasValue("91411199MA00000010");
    }
}
