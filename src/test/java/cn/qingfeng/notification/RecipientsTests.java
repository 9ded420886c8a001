package cn.qingfeng.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.county.CountyBook;
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

@TablesTest
@Import({Organization.class, Recipients.class, CountyBook.class, RecipientsTests.Present.class})
class RecipientsTests {

    @Autowired
    CountyBook book;

    @Autowired
    Organization organization;

    @Autowired
    Recipients recipients;

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
        person("sealkeeper", "lead-office", Duty.REPORT_DESK);
        person("clerka", "lead-office", Duty.WINDOW_CLERK);
        person("headb", "lead-office", Duty.OFFICE_HEAD);
        person("headc", "lead-office", Duty.GROUP_HEAD);
        person("gradera", "lead-office", Duty.GRADER);
    }

    private void person(String username, String unit, Duty duty) {
        organization.addPerson(username, "某人", unit, username + "@county.example", null, "Start-1234");
        organization.assign(username, duty, duty.perUnit() ? unit : null);
    }

    private Set<String> told(NoticeEvent event, String card) {
        return recipients.of(
                event, new About("WY20260212-0001", false, card, "lead-office", Set.of("assist-office"), "clerka"));
    }

    @Test
    void tellsOfABlueCardThoseWhoHandleItAndTheWindow() {
        assertThat(told(NoticeEvent.DISPATCHED, "BLUE")).containsExactly("ahandler", "clerka");
    }

    @Test
    void tellsOfAYellowCardAlsoTheLeadUnitsLeader() {
        assertThat(told(NoticeEvent.DISPATCHED, "YELLOW")).containsExactly("ahandler", "aleader", "clerka");
    }

    @Test
    void tellsOfARedCardAlsoTheCountysLeadersSupervisorsAndTheDisciplineCommission() {
        assertThat(told(NoticeEvent.DISPATCHED, "RED"))
                .containsExactly("ahandler", "aleader", "clerka", "inspector", "keeper", "mayor");
    }

    @Test
    void asksWhoeverMayDecideTheCard() {
        assertThat(told(NoticeEvent.TO_DECIDE, "BLUE")).containsExactly("clerka");
        assertThat(told(NoticeEvent.TO_DECIDE, "YELLOW")).containsExactly("headb");
        assertThat(told(NoticeEvent.TO_DECIDE, "RED")).containsExactly("headc");
        assertThat(told(NoticeEvent.TO_SIGN, "BLUE")).containsExactly("aleader");
        assertThat(told(NoticeEvent.TO_ASSIST, "BLUE")).containsExactly("bhandler", "bleader");
    }

    @Test
    void tellsOfASealedReportItsDeskAloneWhateverTheTableSays() {
        recipients.save(
                NoticeEvent.WITHDRAWN,
                List.of(
                        "LEAD_HANDLERS/ANY",
                        "REGISTRAR/ANY",
                        "GRADER/ANY",
                        "SUPERVISOR/ANY",
                        "DISCIPLINE/RED",
                        "REPORT_DESK/ANY"),
                "试行",
                "owner");
        assertThat(recipients.of(
                        NoticeEvent.WITHDRAWN,
                        new About("WY20260212-0001", true, "RED", "lead-office", Set.of(), "clerka")))
                .containsExactly("sealkeeper");
    }

    @Test
    void tellsNobodyWhoHasLeft() {
        organization.deactivate("ahandler");
        organization.deactivate("clerka");
        assertThat(told(NoticeEvent.DISPATCHED, "BLUE")).isEmpty();
    }

    @Test
    void keepsWhatTheOwnerMarks() {
        recipients.save(NoticeEvent.CLOSED, List.of("CALLER/ANY", "COUNTY_LEADER/RED"), "县里决定", "owner");
        assertThat(told(NoticeEvent.CLOSED, "YELLOW")).isEmpty();
        assertThat(told(NoticeEvent.CLOSED, "RED")).containsExactly("mayor");
        assertThat(recipients.table(NoticeEvent.CLOSED)).containsEntry(Audience.COUNTY_LEADER, Set.of("RED"));
    }

    @Test
    void refusesAReporterAsReaderOfTheHousesNotices() {
        for (var row : List.of("REPORTER/ANY", "NOBODY/ANY", "CALLER/GREEN", "CALLER")) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> recipients.save(NoticeEvent.CLOSED, List.of(row), "试行", "owner"));
        }
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> recipients.save(NoticeEvent.PROMISE_MOVED, List.of("CALLER/ANY"), "试行", "owner"));
    }

    @Test
    void writesDownWhoChangedTheRecipientsAndWhy() {
        recipients.save(NoticeEvent.CLOSED, List.of("CALLER/ANY"), "县里决定", "owner");
        recipients.save(NoticeEvent.CLOSED, List.of("CALLER/ANY"), "又点了一次", "owner");
        assertThat(book.of(CountyBook.Subject.RECIPIENTS, "CLOSED"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.by()).isEqualTo("owner");
                    assertThat(entry.reason()).isEqualTo("县里决定");
                    assertThat(entry.from()).contains("LEAD_HANDLERS");
                    assertThat(entry.to()).contains("CALLER").doesNotContain("LEAD_HANDLERS");
                });
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> recipients.save(NoticeEvent.CLOSED, List.of("CALLER/RED"), " ", "owner"));
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Present {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
