package cn.qingfeng.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.notification.address.UnitChannels;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.testing.OnTheProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Who may open the pages of notices and of scheduled work, and what they do, in the whole application. */
@OnTheProduct
class NoticeDoorTests {

    @Autowired
    MockMvc web;

    @Autowired
    Organization organization;

    @Autowired
    UnitChannels channels;

    /** A person of the demo county, with the groups that the person's duties bring. */
    private RequestPostProcessor as(String name) {
        return user(name)
                .authorities(organization.groupsOf(name).stream()
                        .map(SimpleGrantedAuthority::new)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "/notices, owner, 200",
        "/notices, admin, 200",
        "/notices, handler, 403",
        "/notices/DISPATCHED, supervisor, 403",
        "/notices/undelivered, admin, 200",
        "/notices/undelivered, owner, 403",
        "/api/notices/failed, handler, 403",
        "/api/notices/failed, admin, 200",
        "/schedule, admin, 200",
        "/schedule, supervisor, 200",
        "/schedule, clerk, 403",
        "/schedule, owner, 302",
        "/schedule/differences, supervisor, 200",
        "/schedule/differences, handler, 403",
        "/schedule/weekly-dispatch/start, supervisor, 403",
        "/schedule/weekly-dispatch/start, admin, 200",
        "/schedule/retention, supervisor, 403",
        "/schedule/retention, admin, 200",
        "/packs, supervisor, 200",
        "/packs, unithead, 200",
        "/packs, handler, 403",
        "/packs, admin, 403",
        "/channels, unithead, 200",
        "/channels, admin, 200",
        "/channels, handler, 403"
    })
    void opensOnlyToItsDuty(String path, String person, int status) throws Exception {
        web.perform(get(path).with(as(person))).andExpect(status().is(status));
    }

    @Test
    void startsNothingForWhoIsNoAdministratorOrDidNotConfirm() throws Exception {
        web.perform(post("/schedule/retention/start")
                        .param("confirmed", "true")
                        .with(as("supervisor"))
                        .with(csrf()))
                .andExpect(status().isForbidden());
        web.perform(post("/schedule/retention/start").with(as("admin")).with(csrf()))
                .andExpect(status().isBadRequest());
        web.perform(post("/schedule/retention/start")
                        .param("confirmed", "true")
                        .with(as("admin"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/schedule?started=retention"));
        web.perform(get("/schedule?started=nothing").with(as("admin"))).andExpect(status().isNotFound());
    }

    @Test
    void showsHowATextReadsAndWhatIsWrongWithIt() throws Exception {
        web.perform(post("/notices/CLOSED/preview")
                        .param("channel", "SMS")
                        .param("subject", "{编号}")
                        .param("body", "请联系 13800001111")
                        .with(as("owner"))
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.subject").value("WY20260212-0001"))
                .andExpect(jsonPath("$.faults.body").value(containsString("不得写个人信息")));
        web.perform(post("/notices/CLOSED")
                        .param("channel", "INBOX")
                        .param("subject", "{编号}")
                        .param("body", "请联系 13800001111")
                        .with(as("owner"))
                        .with(csrf()))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("不得写个人信息")))
                .andExpect(content().string(containsString("请联系 13800001111")));
    }

    @Test
    void letsALeaderChooseForTheOwnUnitOnly() throws Exception {
        web.perform(get("/channels").with(as("unithead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("市场监督管理局")));
        web.perform(post("/channels")
                        .param("unit", "market-supervision")
                        .param("way", "SMS", "WECOM")
                        .param("wecom", "693a91f6-7xxx-4bc4-97a0")
                        .param("from", "22:00")
                        .param("to", "06:00")
                        .with(as("unithead"))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        assertThat(channels.choice("market-supervision").enabled())
                .containsExactlyInAnyOrder(NoticeChannel.SMS, NoticeChannel.WECOM);
        for (var foreign : new String[] {"transport", "*"}) {
            web.perform(post("/channels")
                            .param("unit", foreign)
                            .with(as("unithead"))
                            .with(csrf()))
                    .andExpect(status().isForbidden());
        }
        web.perform(get("/channels").with(as("unithead")))
                .andExpect(content().string(org.hamcrest.Matchers.not(containsString("693a91f6"))));
    }
}
