package cn.qingfeng.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;

/** In a real browser: Tasklist's own “sign out” ends on our login page, not on Tasklist's. */
@AtTheDoor
@EnabledIf("hasBrowser")
class SignOutTests {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");

    @LocalServerPort
    int port;

    static boolean hasBrowser() {
        return Files.isExecutable(BROWSER);
    }

    @Test
    void leadsFromTasklistToOurLoginPageAndBack() {
        var options = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (var playwright = Playwright.create(options);
                var browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(BROWSER)
                                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")))) {
            var page = browser.newPage();
            page.navigate("http://localhost:" + port + "/camunda/app/tasklist/default/");
            page.waitForURL("http://localhost:" + port + "/login");
            page.fill("#username", "handler");
            page.fill("#password", "handler");
            page.click("#login button[type=submit]");
            page.waitForURL("**/camunda/app/tasklist/default/**");
            page.waitForSelector(".account");

            page.click(".account .dropdown-toggle");
            page.click(".account .logout a");
            page.waitForSelector("#login");
            assertThat(page.url()).doesNotContain("camunda");
        }
    }
}
