package cn.qingfeng.sample;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.testing.OnBothDatabases;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** The demo county as it stands after its first start. */
@OnBothDatabases
@SpringBootTest(properties = {"qingfeng.sample.load=true", "qingfeng.sample.clues=true"})
class SampleCluesTests {

    @Autowired
    SampleClues samples;

    @Autowired
    EntityManager entities;

    @Autowired
    Timeline timeline;

    @Autowired
    CountyClock clock;

    @Test
    void reachTheCardAndTheEndThatTheyDeserve() {
        var walked = clues().stream()
                .filter(clue -> clue.status() != ClueStatus.CORRECTED)
                .collect(Collectors.groupingBy(clue -> clue.content().title()));
        assertThat(SampleClue.all()).allSatisfy(sample -> {
            var expected = sample.expected();
            if (expected.get("status").equals("CORRECTED")) {
                return;
            }
            // What a report said goes up with it.
            var title = expected.get("status").equals("PASSED_UP") ? "" : sample.title();
            assertThat(walked).containsKey(title);
            var clue = walked.get(title).get(0);
            assertThat(clue.status().name())
                    .as("%s %s %s", sample.id(), clue.number(), sample.title())
                    .isEqualTo(expected.get("status"));
            assertThat(clue.card().map(Enum::name).orElse(null))
                    .as("%s %s %s", sample.id(), clue.number(), sample.title())
                    .isEqualTo(expected.get("card"));
        });
    }

    @Test
    void standInEveryStatus() {
        assertThat(clues().stream().map(Clue::status).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(ClueStatus.class));
    }

    @Test
    void leaveTheClockAtThePresentAndNothingInTheFuture() {
        assertThat(clock.offset()).isEqualTo(Duration.ZERO);
        assertThat(clues()).allSatisfy(clue -> {
            assertThat(clue.registeredAt())
                    .isBefore(Instant.now())
                    .isAfter(Instant.now().minus(Duration.ofDays(60)));
            assertThat(timeline.of(clue.number())).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        });
        assertThat(timeline.verify()).isEmpty();
    }

    @Test
    void areNotAddedTwice() {
        var before = clues().size();
        samples.walk();
        assertThat(clues()).hasSize(before);
    }

    private List<Clue> clues() {
        return entities.createQuery("select c from Clue c order by c.number", Clue.class)
                .getResultList();
    }
}
