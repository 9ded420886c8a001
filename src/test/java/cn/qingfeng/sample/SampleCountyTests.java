package cn.qingfeng.sample;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.Messages;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.place.Enterprise;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.testing.Accounts;
import cn.qingfeng.testing.TablesTest;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.RestController;

@TablesTest
@Import({Messages.class, SampleCounty.class, SampleCountyTests.Rooms.class})
@ActiveProfiles("demo")
class SampleCountyTests {

    @TestConfiguration
    @ComponentScan(
            basePackages = "cn.qingfeng.organization",
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.ANNOTATION,
                            classes = {Controller.class, RestController.class}))
    static class Rooms {}

    @Autowired
    SampleCounty county;

    @Autowired
    Organization organization;

    @Autowired
    Places places;

    @Autowired
    EntityManager entities;

    @BeforeEach
    void load() {
        county.load();
    }

    @Test
    void hasTheAccountsOfTheLoginPage() {
        assertThat(Accounts.SHOWN).allSatisfy(username -> {
            assertThat(organization.person(username)).isPresent();
            assertThat(organization.dutiesOf(username)).isNotEmpty();
        });
        assertThat(organization.unitsOf(Set.of("handler")))
                .isEqualTo(organization.unitsOf(Set.of("unithead")))
                .containsExactly("market-supervision");
        assertThat(organization.unitsOf(Set.of("handler2"))).containsExactly("housing-construction");
    }

    @Test
    void givesEveryUnitALeaderAndEveryHandlingUnitAHandler() {
        assertThat(organization.units()).hasSizeGreaterThanOrEqualTo(25).allSatisfy(unit -> {
            assertThat(organization.responsibleLeaderOf(unit.code()))
                    .as(unit.name())
                    .isPresent();
            if (unit.group() != UnitGroup.OFFICE) {
                assertThat(organization.peopleWith(Duty.HANDLER, unit.code()))
                        .as(unit.name())
                        .isNotEmpty();
            }
        });
        assertThat(Duty.values())
                .allSatisfy(duty -> assertThat(organization.peopleWith(duty)).isNotEmpty());
    }

    @Test
    void hasThePlacesThatCluesComeFrom() {
        assertThat(places.enterprises())
                .hasSize(60)
                .extracting(Enterprise::name)
                .doesNotHaveDuplicates();
        assertThat(places.contactPoints()).hasSize(20);
        assertThat(places.windows()).hasSizeGreaterThan(10);
        assertThat(places.enterpriseNamed("舞川冷链物流有限公司")).isPresent();
    }

    @Test
    void addsNothingTheSecondTime() {
        organization.revoke("grader", Duty.GRADER, null);
        var before = rows();
        county.load();
        assertThat(rows()).isEqualTo(before);
        assertThat(organization.dutiesOf("grader")).isEmpty();
    }

    private List<Long> rows() {
        return List.of("Unit", "Person", "DutyAssignment", "ServiceWindow", "Enterprise", "ContactPoint").stream()
                .map(entity -> entities.createQuery("select count(*) from " + entity, Long.class)
                        .getSingleResult())
                .toList();
    }
}
