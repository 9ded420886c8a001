package cn.qingfeng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.process.delivery.NoticeDelivery;
import cn.qingfeng.testing.Mail;
import cn.qingfeng.testing.OnBothDatabases;
import java.time.Instant;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * What a clue costs the database from its registration to the closed file: a blue one, through office and unit, everyone told
 * by inbox and by mail. Counted, not timed, so that it is the same on every machine. What is committed here is what it costs;
 * whoever makes it cheaper lowers it, and whoever makes it dearer says in the change why.
 */
@OnBothDatabases
@SpringBootTest(
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "qingfeng.mail.enabled=true",
            "qingfeng.clock.movable=true"
        })
@Import(ProductSubject.WithCounter.class)
class LifeCostTests {

    /**
     * Statements, batches and commits: 514, one of them for its place on the province's list, and what the seconds of the clock and
     * the watch over the database add.
     */
    private static final long ROUND_TRIPS = 523;

    /** Rows that were written, changed or deleted. */
    private static final long ROWS = 393;

    @Autowired
    ApplicationContext context;

    @Autowired
    DataSource database;

    @Autowired
    ManagementService jobs;

    @Autowired
    CountyClock clock;

    private Counter counter;

    @BeforeEach
    void anOrdinaryMorning() {
        counter = (Counter) database;
        // Mail leaves in working hours only.
        clock.moveTo(Instant.parse("2026-11-25T02:00:00Z"));
    }

    @AfterEach
    void noMailIsLeft() throws Exception {
        Mail.empty();
    }

    @Test
    void aBlueLifeCostsNoMoreThanWasAgreed() throws Exception {
        var subject = new ProductSubject(context);
        // What is read once by the product, and what is made with the first of a day, is no clue's cost.
        live(subject);
        Mail.empty();

        counter.reset();
        live(subject);

        assertThat(Mail.received()).as("told by mail too").isNotEmpty();
        assertThat(counter)
                .as(() -> "%d round trips and %d rows, most frequent:%n%s"
                        .formatted(counter.roundTrips(), counter.rows(), String.join("\n", counter.most(100, 1))))
                .matches(cost -> cost.roundTrips() <= ROUND_TRIPS, "at most " + ROUND_TRIPS + " round trips")
                .matches(cost -> cost.rows() <= ROWS, "at most " + ROWS + " rows");
    }

    /** The whole life; only what the product does is counted, not the looking which mails wait. */
    private void live(Subject subject) {
        counter.start();
        var number = subject.register();
        subject.carryToTheEnd(number);
        counter.stop();
        var waiting = jobs.createJobQuery().processDefinitionKey(NoticeDelivery.KEY).unlimitedList().stream()
                .map(Job::getId)
                .toList();
        counter.start();
        waiting.forEach(jobs::executeJob);
        counter.stop();
    }
}
