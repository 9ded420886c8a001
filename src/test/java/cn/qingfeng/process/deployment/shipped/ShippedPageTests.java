package cn.qingfeng.process.deployment.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.process.deployment.Digests;
import cn.qingfeng.process.deployment.shipped.ShippedFiles.Standing;
import cn.qingfeng.process.deployment.shipped.ShippedFiles.State;
import cn.qingfeng.sample.SampleCounty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** What the product ships otherwise than the county has it: shown with what changed, decided with a reason, on record. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@AutoConfigureMockMvc
class ShippedPageTests {

    private static final String TABLE = "time-limits.dmn";

    @Autowired
    MockMvc web;

    @Autowired
    ShippedFiles files;

    @Autowired
    ShippedRecord record;

    @Autowired
    ShippedNotices notices;

    @Autowired
    RepositoryService repository;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    SampleCounty county;

    private Deployment owners;

    /** The county took over an older table, its owner changed it, and the product now ships another. */
    @BeforeEach
    void differ() {
        county.load();
        var shipped = new String(standing().shipped().bytes(), StandardCharsets.UTF_8);
        var older = shipped.replaceFirst("<text>30</text>", "<text>31</text>");
        var own =
                older.replaceFirst("<text>3</text>", "<text>4</text>").replaceFirst("versionTag=\"1", "versionTag=\"9");
        owners = repository
                .createDeployment()
                .name("owner")
                .addString(TABLE, own)
                .deploy();
        transactions.executeWithoutResult(begun -> {
            record.remember(TABLE, older.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
            jdbc.update(
                    "update shipped_decision set digest = ? where file_name = ?",
                    Digests.of(older.getBytes(StandardCharsets.UTF_8)),
                    TABLE);
        });
    }

    @AfterEach
    void takeBack() {
        var first = standing();
        repository.createDeploymentQuery().unlimitedList().stream()
                .filter(deployment -> !deployment.getDeploymentTime().before(owners.getDeploymentTime()))
                .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
        transactions.executeWithoutResult(begun -> {
            jdbc.update("delete from shipped_decision where file_name = ? and seq > 1", TABLE);
            jdbc.update(
                    "update shipped_decision set digest = ? where file_name = ?",
                    first.shipped().digest(),
                    TABLE);
        });
    }

    private Standing standing() {
        return files.standings().stream()
                .filter(standing -> standing.file().equals(TABLE))
                .findFirst()
                .orElseThrow();
    }

    private String choice() {
        var standing = standing();
        return TABLE + "|" + standing.live().orElseThrow().digest() + "|"
                + standing.shipped().digest();
    }

    private static RequestPostProcessor as(String name, String duty) {
        return user(name).authorities(new SimpleGrantedAuthority(duty));
    }

    private static RequestPostProcessor owner() {
        return as("owner", "process-owner");
    }

    @Test
    void theOwnerSeesWhatChangedWhereAndByWhom() throws Exception {
        web.perform(get("/shipped").with(owner()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("待您决定（1 个）")))
                .andExpect(content().string(containsString(TABLE)));
        web.perform(get("/shipped/" + TABLE).with(owner()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("受理审查三个工作日")))
                .andExpect(content().string(containsString("自登记起最长三十日")))
                .andExpect(content().string(containsString("本县")))
                .andExpect(content().string(containsString("采用后改动")));
        web.perform(get("/shipped/" + TABLE + "/base").with(owner()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("<text>31</text>")));
        web.perform(get("/shipped").with(owner()).header("Accept-Language", "en"))
                .andExpect(content().string(containsString("Files of the product")));
    }

    @Test
    void acceptingNeedsAReasonAndPutsTheShippedFileInForceOnRecord() throws Exception {
        web.perform(post("/shipped")
                        .with(owner())
                        .with(csrf())
                        .param("file", choice())
                        .param("verdict", "accept")
                        .param("reason", " "))
                .andExpect(content().string(containsString("请写明理由")));
        assertThat(standing().state()).isEqualTo(State.WAITING);
        web.perform(post("/shipped")
                        .with(owner())
                        .with(csrf())
                        .param("file", choice())
                        .param("verdict", "accept")
                        .param("reason", "按新条例"))
                .andExpect(redirectedUrl("/shipped?done=accept"));
        assertThat(standing().state()).isEqualTo(State.SAME);
        web.perform(get("/shipped").with(owner()))
                .andExpect(content().string(containsString("按新条例")))
                .andExpect(content().string(containsString("没有待决定的文件")));
    }

    @Test
    void decliningKeepsTheOwnersAndAsksNoMore() throws Exception {
        web.perform(post("/shipped")
                        .with(owner())
                        .with(csrf())
                        .param("file", choice())
                        .param("verdict", "decline")
                        .param("reason", "本县另有规定"))
                .andExpect(redirectedUrl("/shipped?done=decline"));
        files.follow();
        assertThat(standing().state()).isEqualTo(State.DECLINED);
        web.perform(get("/shipped").with(owner()))
                .andExpect(content().string(containsString("没有待决定的文件")))
                .andExpect(content().string(containsString("本县另有规定")));
    }

    @Test
    void whatChangedSinceItWasSeenIsNotDecidedOn() throws Exception {
        var seen = choice();
        var next = new String(standing().live().orElseThrow().bytes(), StandardCharsets.UTF_8)
                .replaceFirst("versionTag=\"9", "versionTag=\"10");
        repository.createDeployment().name("owner").addString(TABLE, next).deploy();
        web.perform(post("/shipped")
                        .with(owner())
                        .with(csrf())
                        .param("file", seen)
                        .param("verdict", "accept")
                        .param("reason", "按新条例"))
                .andExpect(content().string(containsString("有了变化")));
        assertThat(standing().state()).isEqualTo(State.WAITING);
    }

    @Test
    void administratorsReadOwnersDecideAndNobodyElseSees() throws Exception {
        web.perform(get("/shipped").with(as("admin", "camunda-admin")))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("value=\"accept\""))));
        web.perform(post("/shipped")
                        .with(as("admin", "camunda-admin"))
                        .with(csrf())
                        .param("file", choice())
                        .param("verdict", "accept")
                        .param("reason", "x"))
                .andExpect(status().isForbidden());
        web.perform(get("/shipped").with(as("officehead", "office-head"))).andExpect(status().isForbidden());
        assertThat(standing().state()).isEqualTo(State.WAITING);
    }

    @Test
    void theOwnersAreToldOnceForEachSetOfFiles() {
        notices.tell();
        notices.tell();
        assertThat(jdbc.queryForObject(
                        "select count(*) from notice where event = 'FILES_TO_DECIDE' and recipient = 'owner'"
                                + " and channel = 'INBOX'",
                        Integer.class))
                .isEqualTo(1);
    }
}
