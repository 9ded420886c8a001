package cn.qingfeng.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The parts that other tests stand on, each tried by itself, so that a missing one is told apart from a broken product. */
@OnBothDatabases
class PartsTests {

    @Test
    void aFreshDatabaseAnswers() throws Exception {
        var user = TestDatabase.isMySql() ? MySqlServer.needed().user() : "sa";
        try (var connection = DriverManager.getConnection(TestDatabase.freshUrl(), user, "")) {
            assertThat(connection.getMetaData().getDatabaseProductName())
                    .isEqualTo(TestDatabase.isMySql() ? "MySQL" : "H2");
        }
    }

    @Test
    void theBrowserShowsChinese() {
        try (var profile = Chromium.profile("http://127.0.0.1")) {
            var page = profile.newPage();
            page.setContent("<h1 id=it>清风</h1>");
            assertThat(page.locator("#it").textContent()).isEqualTo("清风");
            assertThat(page.evaluate("new Date(0).getHours()")).isEqualTo(8);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aBrowserThatHangsIsEndedAndTheNextProfileGetsAnother() throws Exception {
        var profile = Chromium.profile("http://127.0.0.1");
        profile.newPage().setContent("<h1>清风</h1>");
        for (var one : Chromium.processes().toList()) {
            new ProcessBuilder("kill", "-STOP", Long.toString(one.pid()))
                    .start()
                    .waitFor();
        }

        Chromium.close(profile, 1);

        theBrowserShowsChinese();
    }

    @Test
    void theMailServerComesBackOnItsPort() throws Exception {
        Mail.empty();
        send("before");
        Mail.down();
        Mail.up();
        send("after");
        assertThat(Mail.received()).extracting("subject").containsExactly("before", "after");
        Mail.empty();
    }

    private static void send(String subject) {
        GreenMailUtil.sendTextEmail(
                "to@example.org",
                "from@example.org",
                subject,
                "text",
                new ServerSetup(Mail.port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }
}
