package cn.qingfeng.walks;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/**
 * The screenshots under {@code docs/screenshots}: taken only when {@code -Dqingfeng.screenshots} names where they go, so
 * that an ordinary test run leaves the tree as it was.
 */
final class Pictures {

    private static final String FOLDER = System.getProperty("qingfeng.screenshots");

    private Pictures() {}

    /** A title that hurts where something is not escaped; on pictures only its words. */
    static String title(String words) {
        return FOLDER == null ? words + "𠮷😀 <img src=x onerror=alert(1)> ${7*7}" : words;
    }

    static void take(Page page, String name) {
        take(page, name, false);
    }

    /** From top to bottom, as on paper. */
    static void whole(Page page, String name) {
        take(page, name, true);
    }

    private static void take(Page page, String name, boolean whole) {
        if (FOLDER != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(whole)
                    .setPath(Path.of(FOLDER.isBlank() ? "docs/screenshots" : FOLDER, name + ".png")));
        }
    }
}
