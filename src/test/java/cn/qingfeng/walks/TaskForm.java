package cn.qingfeng.walks;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

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
        var field = field(label).locator("input, textarea").first();
        field.fill(words);
        // Left, so that the form has checked it and moves no more when the next field is clicked.
        field.blur();
        return this;
    }

    /** Now, to the minute. */
    TaskForm lately(String label) {
        var now = LocalDateTime.now(ZoneId.of("Asia/Shanghai"));
        day(label, now.toLocalDate());
        var clock = dates(label).locator(".fjs-timepicker input");
        clock.fill(DateTimeFormatter.ofPattern("HH:mm").format(now));
        clock.press("Enter");
        return this;
    }

    TaskForm day(String label, LocalDate day) {
        var date = dates(label).locator("input.flatpickr-input");
        date.fill(DateTimeFormatter.ofPattern("yyyy/MM/dd").format(day));
        date.press("Enter");
        return this;
    }

    private Locator dates(String label) {
        return page.locator(".fjs-form-field-datetime").filter(new Locator.FilterOptions().setHasText(label));
    }

    TaskForm ticks(String label) {
        page.locator(".fjs-container").getByLabel(label).check();
        return this;
    }
}
