package cn.qingfeng.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import cn.qingfeng.testing.Chromium;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One person of the county at a computer of their own: signed in, with Tasklist and our pages at hand. */
final class Official implements AutoCloseable {

    private final BrowserContext profile;
    final Page page;
    /** What the browser complained of: scripts that failed, answers of the server that say it broke. */
    final List<String> complaints = new ArrayList<>();

    Official(String username, String baseUrl) {
        profile = Chromium.profile(baseUrl);
        page = profile.newPage();
        page.setViewportSize(1280, 800);
        page.onPageError(error -> complaints.add(username + ": " + error));
        page.onDialog(dialog -> {
            complaints.add(username + ": a dialog, " + dialog.message());
            dialog.dismiss();
        });
        page.onResponse(response -> {
            if (response.status() >= 500) {
                complaints.add(username + ": " + response.status() + " " + response.url());
            }
        });
        page.navigate("/login");
        page.fill("#username", username);
        page.fill("#password", username);
        Pictures.take(page, "login");
        page.click("#login button[type=submit]");
        page.waitForURL(url -> !url.contains("/login"));
    }

    /** Opens Tasklist on one of our filters. */
    void tasklist(String filter) {
        page.navigate("/camunda/app/tasklist/default/");
        page.locator(".task-filter")
                .filter(new Locator.FilterOptions().setHasText(filter))
                .first()
                .click();
    }

    /** Claims the clue's task of that name from the list of what may be claimed, and fills in and completes its form. */
    void does(String number, String task, Consumer<TaskForm> answers) {
        takes(number, task);
        answers.accept(new TaskForm(page));
        completes();
    }

    /** Sends the open form, which the server takes. */
    void completes() {
        var answer = page.waitForResponse(
                response -> response.url().endsWith("/submit-form"),
                () -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("完成"))
                        .click());
        org.assertj.core.api.Assertions.assertThat(answer.status())
                .as(answer.ok() ? "" : answer.text())
                .isIn(200, 204);
        assertThat(page.locator(".fjs-container")).hasCount(0);
    }

    /** Opens and claims. */
    void takes(String number, String task) {
        tasklist("待签收、待认领");
        item(number, task).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("认领"))
                .click();
        // Tasklist is through with a claim when it has moved the focus to the assignee, after it unlocked the form: a
        // list that was opened in between is shut by that.
        assertThat(page.locator("[cam-tasklist-task-meta] [value='assignee.id']"))
                .isFocused();
        assertThat(page.locator(".fjs-container .fjs-form")).isVisible();
    }

    Locator item(String number, String task) {
        return page.locator("li.task")
                .filter(new Locator.FilterOptions().setHasText(number))
                .filter(new Locator.FilterOptions().setHasText(task));
    }

    /** The strip over the form. */
    Locator strip() {
        return page.locator(".qf-strip");
    }

    /** Opens one of our pages. */
    Page opens(String address) {
        page.navigate(address);
        assertThat(page.locator("main")).isVisible();
        return page;
    }

    static Pattern limit() {
        return Pattern.compile("截止 \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}");
    }

    @Override
    public void close() {
        Chromium.close(profile);
    }
}
