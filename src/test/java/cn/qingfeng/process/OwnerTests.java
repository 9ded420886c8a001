package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.OnBothDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** What a process owner changes is live for new clues at once; running ones finish on the files they started with. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@Import({PathCoverage.class, Walk.class})
@OnBothDatabases
class OwnerTests {

    @Autowired
    Walk walk;

    @Autowired
    RepositoryService repository;

    @Autowired
    AnswerSheets sheets;

    @Autowired
    SampleCounty county;

    @Autowired
    CountyClock clock;

    private Deployment deployment;

    @BeforeEach
    void county() {
        county.load();
    }

    @AfterEach
    void takeBack() {
        clock.moveToPresent();
        if (deployment != null) {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    @Test
    void aFieldAddedToAFormIsAskedCheckedAndKeptWithoutCode() throws IOException {
        var running = walk.dispatched(Card.BLUE);
        var form = Files.readString(Path.of("forms/contact-reporter.form"))
                .replaceFirst(
                        "\"components\"\\s*:\\s*\\[",
                        "\"components\": [{\"id\": \"field_mood\", \"key\": \"mood\", \"type\": \"textfield\","
                                + " \"label\": \"反映人心情\", \"validate\": {\"required\": true}},");
        deployment = repository
                .createDeployment()
                .name("owner")
                .addString("contact-reporter.form", form)
                .deploy();

        running.go(Tasks.SIGN_FOR).go(Tasks.CONTACT_REPORTER);

        var fresh = walk.handled(Card.BLUE);
        assertThatThrownBy(() -> fresh.go(Tasks.CONTACT_REPORTER))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.faults())
                                .singleElement()
                                .satisfies(fault -> assertThat(fault.field()).isEqualTo("mood")));
        fresh.go(Tasks.CONTACT_REPORTER, "mood", "平静");
        assertThat(sheets.of(fresh.number))
                .filteredOn(sheet -> sheet.form().equals("contact-reporter"))
                .flatExtracting(sheets::on)
                .anySatisfy(answer -> {
                    assertThat(answer.label()).isEqualTo("反映人心情");
                    assertThat(answer.text()).isEqualTo("平静");
                });
    }

    @Test
    void aChangedTableHoldsForNewCluesOnly() throws IOException {
        var running = walk.register(Walk.forCard(Card.BLUE)).go(Tasks.REVIEW_ADMISSION);
        var table = Files.readString(Path.of("processes/time-limits.dmn"))
                .replaceFirst("(?s)(<outputEntry id=\"limit_blue_dispatch_out_amount\"><text>)2(</text>)", "$17$2")
                .replaceFirst("versionTag=\"[12]\\.", "versionTag=\"9.");
        deployment = repository
                .createDeployment()
                .name("owner")
                .addString("time-limits.dmn", table)
                .deploy();
        running.go(Tasks.DECIDE_BLUE);
        var fresh = walk.register(Walk.forCard(Card.BLUE))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE);
        assertThat(fresh.clue().dueAt().orElseThrow())
                .isAfter(running.clue().dueAt().orElseThrow());
    }

    @Test
    void aTableForALaterDayIsNotYetUsedByTheCluesOfItsOwnDeployment() throws IOException {
        // Away from the ends of a working day.
        var monday = LocalDate.now(clock).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clock.moveTo(monday.atTime(9, 30).atZone(CountyClock.ZONE).toInstant());
        var before = walk.register(Walk.forCard(Card.BLUE))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE);
        var table = Files.readString(Path.of("processes/time-limits.dmn"))
                .replaceFirst("(?s)(<outputEntry id=\"limit_blue_dispatch_out_amount\"><text>)2(</text>)", "$17$2")
                .replaceFirst("versionTag=\"[12]\\.", "versionTag=\"9.")
                .replaceFirst("(<decision id=\"time-limits\"[^>]*>)", "$1<description>施行日期：2099-01-01</description>");
        deployment = repository
                .createDeployment()
                .name("owner")
                .addString("time-limits.dmn", table)
                .deploy();
        var fresh = walk.register(Walk.forCard(Card.BLUE))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE);
        // Two working hours, not seven.
        assertThat(Duration.between(
                        before.clue().dueAt().orElseThrow(),
                        fresh.clue().dueAt().orElseThrow()))
                .isLessThan(Duration.ofHours(1));
    }
}
