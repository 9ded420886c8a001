package cn.qingfeng.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.notification.inbox.Inbox;
import cn.qingfeng.testing.OnTheProduct;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

@OnTheProduct
@Tag("alone")
class InboxWebTests {

    private static final String CLUE = "WY20260212-0001";
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    @Autowired
    MockMvc web;

    @Autowired
    Notices notices;

    @Autowired
    Inbox inbox;

    @Autowired
    TransactionTemplate transaction;

    private String id;

    private static RequestPostProcessor as(String name) {
        return user(name).authorities();
    }

    @BeforeEach
    void start() {
        inbox.readAll("handler");
        transaction.executeWithoutResult(status -> notices.send(new Notice(
                UUID.randomUUID().toString(),
                NoticeEvent.DISPATCHED,
                CLUE,
                Set.of("handler"),
                Map.of(Notice.UNIT, MARKUP, Notice.CARD, "RED"))));
        id = inbox.of("handler", 0, 1, Locale.SIMPLIFIED_CHINESE).items().get(0).id();
    }

    @Test
    void countsTheCallersUnreadNotices() throws Exception {
        web.perform(get("/api/inbox/unread").with(as("handler")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.unread").value(1));
        web.perform(get("/api/inbox/unread").with(as("owner")))
                .andExpect(jsonPath("$.unread").value(0));
    }

    @Test
    void listsTheCallersNoticesInTheCallersLanguage() throws Exception {
        web.perform(get("/api/inbox?size=1").with(as("handler")))
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.items[0].subject").value("线索 WY20260212-0001 已交办"))
                .andExpect(jsonPath("$.items[0].link").value("/clues/" + CLUE))
                .andExpect(jsonPath("$.items[0].recipient").doesNotExist());
        web.perform(get("/api/inbox").with(as("handler")).locale(Locale.ENGLISH))
                .andExpect(jsonPath("$.items[0].subject").value("Clue WY20260212-0001 is dispatched"));
        web.perform(get("/api/inbox").with(as("owner")))
                .andExpect(jsonPath("$.total").value(0));
    }

    @Test
    void marksAsRead() throws Exception {
        web.perform(post("/api/inbox/{id}/read", id).with(as("handler")).with(csrf()))
                .andExpect(status().isNoContent());
        assertThat(inbox.unread("handler")).isZero();
    }

    @Test
    void marksAllAsRead() throws Exception {
        web.perform(post("/api/inbox/read").with(as("handler")).with(csrf())).andExpect(status().isNoContent());
        assertThat(inbox.unread("handler")).isZero();
    }

    @Test
    void showsMarkupInAFactAsText() throws Exception {
        web.perform(get("/inbox").with(as("handler")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("&lt;img src=x onerror=alert(1)&gt;")))
                .andExpect(content().string(not(containsString(MARKUP))));
    }

    @Test
    void saysThatAnInboxIsEmpty() throws Exception {
        web.perform(get("/inbox").with(as("owner")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("还没有消息")));
    }

    @Test
    void opensANoticeAndMarksItAsRead() throws Exception {
        web.perform(post("/inbox/{id}/open", id).with(as("handler")).with(csrf()))
                .andExpect(redirectedUrl("/clues/" + CLUE));
        assertThat(inbox.unread("handler")).isZero();
    }
}
