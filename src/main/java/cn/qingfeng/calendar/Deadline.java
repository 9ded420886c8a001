package cn.qingfeng.calendar;

import java.time.Instant;
import java.util.Locale;

/** A moment by which something must be done, and why it is that moment. */
public record Deadline(Instant dueAt, Reason reason) {

    /** The reason in one plain Chinese sentence. */
    public String because() {
        return because(Locale.CHINA);
    }

    /** The reason in one plain sentence in {@code locale}. */
    public String because(Locale locale) {
        return reason.in(locale);
    }

    /** Whether the moment rests on a year whose official list of holidays is not known yet. */
    public boolean provisional() {
        return reason.provisional();
    }
}
