package cn.qingfeng.process.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.execute;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.job;

import cn.qingfeng.notification.NotDelivered;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.notification.address.SomeAddresses;
import cn.qingfeng.notification.address.UnitChannels;
import cn.qingfeng.notification.channel.OpenBreakers;
import cn.qingfeng.process.delivery.NoticeDelivery.Elements;
import cn.qingfeng.testing.Mail;
import cn.qingfeng.testing.OnBothDatabases;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Walks notice-delivery in the whole application, against a real mail server. */
@OnBothDatabases
@SpringBootTest(
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "qingfeng.mail.enabled=true",
            "spring.mail.properties.mail.smtp.timeout=1000"
        })
@Import({SomeAddresses.class, OpenBreakers.class})
class NoticeDeliveryTests {

    private static final String CLUE = "WY20260212-0001";
    private static final String KEY = CLUE + "/CLOSED/5";

    @Autowired
    UnitChannels channels;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Notices notices;

    @Autowired
    SomeAddresses addresses;

    @Autowired
    OpenBreakers breakers;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    IdentityService identity;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    java.time.Clock clock;

    @BeforeEach
    void start() throws Exception {
        init(engine);
        addresses.put("handler", "handler@county.example");
        Mail.up();
        Mail.empty();
        breakers.reopen();
        quiet("00:00", "00:00");
        transaction.executeWithoutResult(status -> jdbc.update("delete from notice"));
    }

    @AfterEach
    void stop() {
        Mail.up();
        deliveries().forEach(i -> runtime.deleteProcessInstance(i.getId(), "end of test"));
    }

    private void quiet(String from, String to) {
        channels.leaveAlone(UnitChannels.COUNTY, from, to, "clerk");
    }

    private List<ProcessInstance> deliveries() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(NoticeDelivery.KEY)
                .list();
    }

    private static Notice notice() {
        return new Notice(KEY, NoticeEvent.CLOSED, CLUE, Set.of("handler"));
    }

    private ProcessInstance sent() {
        transaction.executeWithoutResult(status -> notices.send(notice()));
        var started = deliveries();
        assertThat(started).hasSize(1);
        return started.get(0);
    }

    /** The way of a delivery is its line in the outbox; the engine keeps no history of it. */
    private String statusOfTheMail() {
        return jdbc.queryForObject("select status from notice where channel = 'EMAIL'", String.class);
    }

    @Test
    void deliversInAJobOfItsOwn() {
        var delivery = sent();

        assertThat(delivery).isWaitingAt(Elements.DELIVER_NOTICE).hasNoVariables();
        assertThat(delivery.getBusinessKey()).startsWith(KEY + "#");
        assertThat(Mail.received()).isEmpty();
        execute(job(delivery));

        assertThat(deliveries()).isEmpty();
        assertThat(statusOfTheMail()).isEqualTo("SENT");
        assertThat(Mail.received()).hasSize(1);
    }

    @Test
    void startsNothingWhenItsCauseIsRolledBack() {
        transaction.executeWithoutResult(status -> {
            notices.send(notice());
            status.setRollbackOnly();
        });

        assertThat(deliveries()).isEmpty();
    }

    @Test
    void startsWithoutARightOfThePersonWhoseDeedIsTold() {
        identity.setAuthentication("handler", List.of());
        try {
            transaction.executeWithoutResult(status -> notices.send(notice()));
            assertThat(identity.getCurrentAuthentication().getUserId()).isEqualTo("handler");
        } finally {
            identity.clearAuthentication();
        }
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void becomesAnIncidentThatSaysWhyWhenTheServerStaysDownAndIsMailedOnceAfterRepair() {
        var delivery = sent();
        Mail.down();

        for (var tries = 0; job(delivery).getRetries() > 0; tries++) {
            assertThat(tries).isLessThan(10);
            var id = job(delivery).getId();
            assertThatExceptionOfType(NotDelivered.class).isThrownBy(() -> management.executeJob(id));
        }
        var incident = runtime.createIncidentQuery()
                .processInstanceId(delivery.getId())
                .singleResult();
        assertThat(incident.getIncidentMessage()).contains("连不上邮件服务器").doesNotContain("county.example");
        assertThat(incident.getActivityId()).isEqualTo(Elements.DELIVER_NOTICE);

        Mail.up();
        // The channel has rested long enough.
        breakers.reopen();
        management.setJobRetries(job(delivery).getId(), 1);
        execute(job(delivery));

        assertThat(deliveries()).isEmpty();
        assertThat(statusOfTheMail()).isEqualTo("SENT");
        assertThat(Mail.received()).hasSize(1);
        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(delivery.getId())
                        .count())
                .isZero();
    }

    @Test
    void endsUndeliveredWhenTheAddressIsGone() {
        var delivery = sent();
        addresses.remove("handler");

        execute(job(delivery));

        assertThat(deliveries()).isEmpty();
        assertThat(statusOfTheMail()).isEqualTo("FAILED");
        assertThat(Mail.received()).isEmpty();
    }

    @Test
    void waitsForTheEndOfQuietHoursWithoutUsingUpATry() {
        // From a minute ago until in two hours, by whatever the clock says now.
        var now = java.time.LocalTime.now(clock).truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
        quiet(now.minusMinutes(1).toString(), now.plusHours(2).toString());
        var delivery = sent();

        execute(job(delivery));

        assertThat(delivery).isWaitingAt(Elements.WAIT_IS_OVER);
        var timer = job(delivery);
        assertThat(timer.getDuedate().toInstant())
                .isBetween(clock.instant().plusSeconds(6900), clock.instant().plusSeconds(7260));
        quiet("00:00", "00:00");
        execute(timer);
        execute(job(delivery));

        assertThat(deliveries()).isEmpty();
        assertThat(statusOfTheMail()).isEqualTo("SENT");
        assertThat(Mail.received()).hasSize(1);
    }
}
