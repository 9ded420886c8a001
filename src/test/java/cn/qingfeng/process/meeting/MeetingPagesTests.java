package cn.qingfeng.process.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.meeting.Decision;
import cn.qingfeng.meeting.Meeting;
import cn.qingfeng.meeting.Meetings;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Accounts;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnTheProduct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** A meeting's pages as browsers ask for them, in each of its states, by each duty; with a clue at which a unit assists. */
@OnTheProduct
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class MeetingPagesTests {

    private static final Set<String> CALLERS = Set.of("grader", "officehead", "grouphead");

    private final Walk walk;
    private final SampleCounty county;
    private final Meetings meetings;
    private final CountyClock clock;

    @LocalServerPort
    int port;

    MeetingPagesTests(Walk walk, SampleCounty county, Meetings meetings, CountyClock clock) {
        this.walk = walk;
        this.county = county;
        this.meetings = meetings;
        this.clock = clock;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
    }

    private Started assisted() {
        return walk.register(Walk.forCard(Card.YELLOW))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE)
                .go(Tasks.DECIDE_YELLOW)
                .go(Tasks.DISPATCH, "assistUnits", List.of("justice"))
                .go(Tasks.SIGN_FOR);
    }

    private Meeting called(Started... clues) {
        return meetings.call(
                "消防验收会商",
                "三楼",
                clock.instant().plus(Duration.ofHours(3)),
                java.util.Arrays.stream(clues).map(clue -> clue.number).toList(),
                "grader");
    }

    private Decision decided(Meeting meeting, Started clue, String task, int days) {
        return meetings.decide(
                meeting.id(), clue.number, clue.clue().leadUnit().orElseThrow(), "handler", task, days, "officehead");
    }

    /** What each duty is answered: whoever calls meetings reads all of this, nobody else gets the page. */
    private void reads(String path, String... told) {
        for (var account : Accounts.SHOWN) {
            var answer = Caller.signedIn(port, account).page(path);
            if (CALLERS.contains(account)) {
                assertThat(answer.statusCode()).as("%s %s", account, path).isEqualTo(200);
                assertThat(answer.body()).as("%s %s", account, path).contains(told);
            } else {
                assertThat(answer.statusCode()).as("%s %s", account, path).isEqualTo(403);
            }
        }
    }

    @Test
    void aPlannedMeetingIsReadByWhoeverCallsMeetings() {
        var clue = assisted();
        var meeting = called(clue, walk.handled(Card.BLUE));
        reads("/meetings/" + meeting.id(), meeting.title(), clue.number.value(), "记下会商情况", "取消会商");
        reads("/meetings", "/meetings/" + meeting.id());
    }

    @Test
    void aMeetingThatWasCalledOffSaysWhy() {
        var meeting = called(assisted());
        meetings.callOff(meeting.id(), "企业已自行解决。", "grader");
        reads("/meetings/" + meeting.id(), "企业已自行解决。");
    }

    @Test
    void aHeldMeetingShowsWhatWasDecidedOpenLateDoneAndDropped() {
        var clue = assisted();
        var meeting = called(clue);
        meetings.held(meeting.id(), "各单位说明了情况。", "officehead");
        reads("/meetings/" + meeting.id(), "各单位说明了情况。", "justice/", "还没有登记议定事项");

        decided(meeting, clue, "现场交底", 3);
        clue.go(MeetingTask.Tasks.CARRY_OUT);
        var dropped = decided(meeting, clue, "补送材料", 3);
        meetings.drop(dropped.id(), "不再需要。", "officehead");
        var late = decided(meeting, clue, "复核口径", 1);
        decided(meeting, clue, "书面答复", 10);
        clock.moveTo(late.dueAt().plusSeconds(60));

        reads("/meetings/" + meeting.id(), "现场交底", "补送材料", "复核口径", "书面答复", "已逾期", "退回再办", "不再要求");
    }

    @Test
    void whatIsFilledInWronglyIsDrawnAgainWithTheReason() {
        var clue = assisted();
        var meeting = called(clue);
        var browser = Caller.signedIn(port, "grader");
        for (var wrong : Map.of(
                        "/meetings",
                        Map.of("clue", clue.number.value(), "title", "会"),
                        "/meetings/" + meeting.id() + "/held",
                        Map.of("outcome", ""),
                        "/meetings/" + meeting.id() + "/agenda",
                        Map.of("clue", clue.number.value().replace("WY", "WX")),
                        "/meetings/" + meeting.id() + "/decisions",
                        Map.of("clue", clue.number.value(), "who", "", "task", "交底"))
                .entrySet()) {
            var answer = browser.submitted(wrong.getKey(), wrong.getValue());
            assertThat(answer.statusCode()).as(wrong.getKey()).isBetween(400, 499);
            assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .as(wrong.getKey())
                    .contains("notice bad");
        }
        var asked = browser.submitted("/meetings/new", Map.of("clue", clue.number.value()));
        assertThat(asked.statusCode()).isEqualTo(200);
    }

    @Test
    void aMeetingThatIsUnknownIsNotFound() {
        assertThat(Caller.signedIn(port, "grader").page("/meetings/none").statusCode())
                .isEqualTo(404);
    }
}
