package cn.qingfeng.process.notice;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.testing.TablesTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@TablesTest
@Import({Organization.class, Informed.class})
class InformedTests {

    @Autowired
    Organization organization;

    @Autowired
    Informed informed;

    @BeforeEach
    void county() {
        organization.addUnit("lead-office", "主办局", UnitGroup.values()[0]);
        organization.addUnit("assist-office", "协办局", UnitGroup.values()[0]);
        person("ahandler", "lead-office", Duty.HANDLER);
        person("aleader", "lead-office", Duty.UNIT_LEADER);
        person("bhandler", "assist-office", Duty.HANDLER);
        person("bleader", "assist-office", Duty.UNIT_LEADER);
        person("mayor", "lead-office", Duty.COUNTY_LEADER);
        person("inspector", "lead-office", Duty.SUPERVISOR);
        person("keeper", "lead-office", Duty.DISCIPLINE);
    }

    private void person(String username, String unit, Duty duty) {
        organization.addPerson(username, "某人", unit, username + "@county.example", null, "Start-1234");
        organization.assign(username, duty, duty.perUnit() ? unit : null);
    }

    @Test
    void tellsOfABlueCardThoseWhoHandleIt() {
        assertThat(informed.about("BLUE", "lead-office", List.of("assist-office")))
                .containsExactly("ahandler", "bhandler");
    }

    @Test
    void tellsOfAYellowCardAlsoTheLeadUnitsLeader() {
        assertThat(informed.about("YELLOW", "lead-office", List.of())).containsExactly("ahandler", "aleader");
    }

    @Test
    void tellsOfARedCardAlsoTheCountysLeadersSupervisorsAndTheDisciplineCommission() {
        assertThat(informed.about("RED", "lead-office", List.of()))
                .containsExactly("ahandler", "aleader", "inspector", "keeper", "mayor");
    }

    @Test
    void tellsNobodyWhoHasLeft() {
        organization.deactivate("ahandler");

        assertThat(informed.about("BLUE", "lead-office", List.of())).isEmpty();
    }
}
