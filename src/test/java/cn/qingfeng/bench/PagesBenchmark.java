package cn.qingfeng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.QingfengApplication;
import cn.qingfeng.testing.Chromium;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code mvn -Dgroups=bench test -Dtest=PagesBenchmark}: what Tasklist, Cockpit and the public pages of the demo county bring over
 * a line of 10 Mbit/s and 50 ms, in kilobytes and milliseconds until there is something to work with, at the first visit and at
 * the second; and how long after a click a task's form and our strip above it stand there.
 */
@Tag("bench")
class PagesBenchmark {

    private static final int LATENCY_MS = 50;
    private static final int BYTES_PER_SECOND = 10_000_000 / 8;

    /** A busy machine is slow, and that is to be measured. */
    private static final double PATIENCE_MS = 90_000;

    private static final double PATIENCE_FOR_A_LIST_MS = 15_000;

    @TempDir
    Path data;

    @Test
    void loads() {
        try (var product = start()) {
            var home = "http://localhost:" + product.getEnvironment().getProperty("local.server.port");
            for (var address : new String[] {"/", "/report", "/track"}) {
                try (var browser = Chromium.profile(home)) {
                    visit(browser, address, "main h1, h1");
                    visitAgain(browser, address, "main h1, h1");
                }
            }
            webapp(home, "handler", "/camunda/app/tasklist/default/", ".task-filter");
            webapp(home, "supervisor", "/camunda/app/cockpit/default/", ".qf-tiles");
        }
        BenchTable.print();
    }

    private void webapp(String home, String person, String address, String ready) {
        try (var browser = Chromium.profile(home)) {
            var door = browser.newPage();
            door.navigate("/login");
            door.fill("input[name=username]", person);
            door.fill("input[name=password]", person);
            door.click("button[type=submit]");
            door.waitForURL(url -> !url.contains("/login"));
            door.close();
            visit(browser, address, ready);
            var page = visitAgain(browser, address, ready);
            if (address.contains("tasklist")) {
                openTask(page);
            }
        }
    }

    private void visit(BrowserContext browser, String address, String ready) {
        measured(browser, address, ready, "first visit").close();
    }

    private Page visitAgain(BrowserContext browser, String address, String ready) {
        return measured(browser, address, ready, "second visit");
    }

    private Page measured(BrowserContext browser, String address, String ready, String when) {
        var page = browser.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        var line = slow(browser, page);
        var bytes = new AtomicLong();
        line.on(
                "Network.loadingFinished",
                event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
        var began = System.nanoTime();
        page.navigate(address);
        page.locator(ready).first().waitFor();
        var took = (System.nanoTime() - began) / 1_000_000.0;
        page.waitForLoadState(LoadState.NETWORKIDLE);
        var name = address.replaceAll("/camunda/app/([a-z]+)/.*", "$1");
        BenchTable.put("page " + name, when + ", kB", bytes.get() / 1000.0);
        BenchTable.put("page " + name, when + ", ms", took);
        assertThat(bytes.get()).isPositive();
        return page;
    }

    private static CDPSession slow(BrowserContext browser, Page page) {
        var line = browser.newCDPSession(page);
        line.send("Network.enable");
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", LATENCY_MS);
        conditions.addProperty("downloadThroughput", BYTES_PER_SECOND);
        conditions.addProperty("uploadThroughput", BYTES_PER_SECOND);
        line.send("Network.emulateNetworkConditions", conditions);
        return line;
    }

    /** Opens the first of the filters that has tasks for this person. */
    private static void someTasks(Page page) {
        for (var filter : page.locator(".task-filter").all()) {
            filter.click();
            try {
                page.locator("li.task .qf-title")
                        .first()
                        .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_FOR_A_LIST_MS));
                return;
            } catch (TimeoutError none) {
                // The next one.
            }
        }
        throw new IllegalStateException("no tasks in any filter");
    }

    /** What stands there how long after the click, and how many of the calls are ours. */
    private void openTask(Page page) {
        someTasks(page);
        var tasks = page.locator("li.task").count();
        var times = new LinkedHashMap<String, Double>();
        for (var round = 0; round < 5; round++) {
            page.evaluate("performance.clearResourceTimings()");
            var task = page.locator("li.task").nth(round % Math.min(2, tasks));
            var began = System.nanoTime();
            task.click();
            page.locator(".fjs-form, .task-details form").first().waitFor();
            times.merge("form", (System.nanoTime() - began) / 1_000_000.0, Math::min);
            page.locator(".qf-strip .qf-headline").first().waitFor();
            times.merge("form and strip", (System.nanoTime() - began) / 1_000_000.0, Math::min);
            page.waitForLoadState(LoadState.NETWORKIDLE);
        }
        var book = "performance.getEntriesByType('resource').map(e => e.name).filter(n => /\\/api\\//.test(n))";
        times.forEach((what, took) -> BenchTable.put("page tasklist", "a task opens: " + what + ", ms", took));
        BenchTable.put(
                "page tasklist",
                "a task opens: calls of ours",
                ((Number) page.evaluate(book + ".filter(n => !n.includes('/camunda/')).length")).doubleValue());
        BenchTable.put(
                "page tasklist",
                "a task opens: calls of the engine's",
                ((Number) page.evaluate(book + ".filter(n => n.includes('/camunda/')).length")).doubleValue());
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(QingfengApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.mail.port=1",
                        // Tests leave them out.
                        "--qingfeng.sample.clues=true",
                        "--spring.jmx.enabled=false",
                        "--qingfeng.data=" + data);
    }
}
