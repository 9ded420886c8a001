package cn.qingfeng.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The public report on a phone, which shows one step at a time: whoever wants a field walks to it. */
final class ReportSteps {

    private final Page phone;

    ReportSteps(Page phone) {
        this.phone = phone;
    }

    /** The field of that label, in its step. */
    Locator field(String label) {
        var field = phone.getByLabel(label);
        walkTo(field);
        return field;
    }

    /** Everything is shown once more, ready to be sent. */
    ReportSteps last() {
        walkTo(phone.getByLabel("我已阅知"));
        return this;
    }

    void send() {
        last();
        press("提交");
    }

    void press(String button) {
        phone.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private void walkTo(Locator what) {
        assertThat(phone.locator("#progress")).isVisible();
        var there = (int) what.evaluate(
                "each => [...document.querySelectorAll('[data-step]')].findIndex(step => step.contains(each))");
        for (var here = here(); here != there; here = here()) {
            var left = here;
            press(here < there ? "下一步" : "上一步");
            phone.waitForCondition(() -> here() != left);
        }
    }

    private int here() {
        return (int) phone.evaluate(
                "[...document.querySelectorAll('[data-step]')].findIndex(step => !step.classList.contains('away'))");
    }
}
