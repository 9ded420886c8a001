package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.OnTheProduct;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Which steps are slow is drawn from what clues did, and those that are stuck, bounce or loop are found with the reason. */
@OnTheProduct
class WaysPageTests {

    @Autowired
    MockMvc web;

    @Autowired
    Walk walk;

    @Autowired
    SampleCounty county;

    @Autowired
    CountyClock clock;

    @BeforeEach
    void county() {
        county.load();
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
    }

    private static RequestPostProcessor as(String name, String duty) {
        return user(name).authorities(new SimpleGrantedAuthority(duty));
    }

    private static RequestPostProcessor supervisor() {
        return as("supervisor", "supervisor");
    }

    @Test
    void aClueThatNobodyTouchedIsFoundAndOneThatMovedIsNot() throws Exception {
        var still = walk.handled(Card.YELLOW);
        clock.moveTo(clock.instant().plus(Duration.ofDays(20)));
        var moved = walk.handled(Card.YELLOW);
        web.perform(get("/ways").with(supervisor()).param("least", "5"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(still.number.value())))
                .andExpect(content().string(containsString("个工作日没有动静")))
                .andExpect(content().string(not(containsString(moved.number.value()))));
        var before = walk.handled(Card.YELLOW);
        web.perform(get("/ways").with(supervisor()).param("least", "60"))
                .andExpect(content().string(not(containsString(before.number.value()))));
    }

    @Test
    void whatGoesToAndFroOrIsDoneAgainIsFoundWithHowOften() throws Exception {
        var looping = walk.handled(Card.YELLOW).finished().calledBackDissatisfied();
        web.perform(get("/ways").with(supervisor()).param("kind", "LOOPING").param("least", "1"))
                .andExpect(content().string(containsString(looping.number.value())))
                .andExpect(content().string(containsString("重办 1 次")));
        looping.go(Tasks.FINISH).go(Tasks.SIGN_REPLY, "outcome", "SEND_BACK", "reason", "材料不全。");
        web.perform(get("/ways").with(supervisor()).param("kind", "BOUNCED").param("least", "1"))
                .andExpect(content().string(containsString(looping.number.value())))
                .andExpect(content().string(containsString("退回重报 1 次")));
    }

    @Test
    void eachStepTellsHowLongItTookHowManyWereDoneAndWhatWaits() throws Exception {
        walk.handled(Card.BLUE).go(Tasks.CONTACT_REPORTER);
        var answer = web.perform(get("/api/ways").with(supervisor()).param("process", "clue-handling"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.steps[?(@.id == '" + Tasks.CONTACT_REPORTER + "')].count")
                        .isNotEmpty())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(answer).contains("\"ninetyHours\"", "\"waiting\"", "bpmn");
        web.perform(get("/ways").with(supervisor()).param("process", "clue-report-lane"))
                .andExpect(status().isNotFound());
    }

    @Test
    void onlyWhoeverWatchesRunningCluesOpensIt() throws Exception {
        web.perform(get("/ways").with(as("handler", "handler"))).andExpect(status().isForbidden());
        web.perform(get("/ways").with(as("admin", "camunda-admin"))).andExpect(status().isForbidden());
        web.perform(get("/api/ways").with(as("owner", "process-owner"))).andExpect(status().isForbidden());
    }
}
