package cn.qingfeng.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real browser, one for the JVM, closed at its end: the one that {@code QINGFENG_TEST_BROWSER} names, the system's
 * Chromium or Chrome, or the one that Playwright downloads. Chinese text needs a font with Chinese characters.
 */
public final class Chromium {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final List<String> USUAL_PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:/Program Files/Google/Chrome/Application/chrome.exe");

    /** How long a claim about a page may wait to come true, in milliseconds: as long as every click already may. */
    private static final double PATIENCE = 30_000;

    /** How long a browser may take to close a profile before it is held to have hung, in seconds. */
    private static final long GRACE = 60;

    private static final ScheduledExecutorService GUARD = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "guard-of-the-browser");
        thread.setDaemon(true);
        return thread;
    });

    private static Playwright playwright;
    private static Browser browser;
    private static String whyNot;

    private Chromium() {}

    /**
     * A fresh profile, as a person in the county has it: Chinese, Beijing time, a 1440 by 900 window. The caller closes
     * it. Where no browser is to be had, the test is skipped, or fails in CI.
     *
     * @param baseUrl what relative addresses are relative to
     */
    public static BrowserContext profile(String baseUrl) {
        return needed().newContext(new Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setViewportSize(1440, 900));
    }

    /** The same on a phone of 360 by 740 points with touch, as a reporter at a counter holds it. */
    public static BrowserContext phone(String baseUrl) {
        return needed().newContext(new Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setViewportSize(360, 740)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true));
    }

    /**
     * Closes a profile. A browser that does not answer this for a minute hangs for ever, and says nothing about the
     * product: it is ended with all its profiles, and the next profile gets another.
     */
    public static void close(BrowserContext profile) {
        close(profile, GRACE);
    }

    static synchronized void close(BrowserContext profile, long seconds) {
        var hung = GUARD.schedule(() -> processes().forEach(ProcessHandle::destroyForcibly), seconds, TimeUnit.SECONDS);
        try {
            profile.close();
        } catch (PlaywrightException gone) {
            if (browser != null && browser.isConnected()) {
                throw gone;
            }
            System.err.println("The browser did not close a profile and was ended: " + gone.getMessage());
            browser = null;
        } finally {
            hung.cancel(false);
        }
    }

    /** What runs of the browser, started by this JVM. */
    static Stream<ProcessHandle> processes() {
        return ProcessHandle.current()
                .descendants()
                .filter(one -> one.info()
                        .command()
                        .map(Path::of)
                        .map(Path::getFileName)
                        .filter(name -> name.toString().toLowerCase(Locale.ROOT).contains("chrom"))
                        .isPresent());
    }

    /** The browser itself. */
    public static synchronized Browser needed() {
        if (browser == null && whyNot == null) {
            try {
                launch();
            } catch (PlaywrightException absent) {
                whyNot = absent.getMessage().lines().findFirst().orElse("it does not start");
            }
        }
        if (browser == null) {
            throw Needs.absent("Chromium", whyNot);
        }
        return browser;
    }

    private static void launch() {
        var installed = Stream.concat(Stream.of(System.getenv("QINGFENG_TEST_BROWSER")), USUAL_PLACES.stream())
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        var options = new BrowserType.LaunchOptions().setHeadless(true).setArgs(FLAGS);
        installed.ifPresent(options::setExecutablePath);
        // With a browser at hand Playwright must not fetch its own.
        if (playwright == null) {
            playwright = Playwright.create(new Playwright.CreateOptions()
                    .setEnv(installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        browser = playwright.chromium().launch(options);
    }
}
