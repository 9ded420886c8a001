package cn.qingfeng.walks;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** A task's form as the form renderer draws it in Tasklist, by the labels that a person reads. */
final class TaskForm {

    private final Page page;

    TaskForm(Page page) {
        this.page = page;
    }

    private Locator field(String label) {
        return page.locator(".fjs-container .fjs-form-field")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".fjs-form-field-label").getByText(label)))
                .last();
    }

    TaskForm picks(String label, String option) {
        field(label)
                .getByLabel(option, new Locator.GetByLabelOptions().setExact(true))
                .check();
        return this;
    }

    TaskForm selects(String label, String option) {
        var field = field(label);
        field.locator(".fjs-input-group").click();
        page.locator(".fjs-dropdownlist-item")
                .filter(new Locator.FilterOptions().setHasText(option))
                .first()
                .click();
        return this;
    }

    TaskForm writes(String label, String words) {
        field(label).locator("input, textarea").first().fill(words);
        return this;
    }

    /** The present moment. */
    TaskForm now(String label) {
        return this;
    }

    TaskForm day(String label, String day) {
        return this;
    }

    TaskForm ticks(String label) {
        page.locator(".fjs-container").getByLabel(label).check();
        return this;
    }
}
