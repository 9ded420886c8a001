package cn.qingfeng.evaluation;

import java.time.LocalDate;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a quarter is called: {@code 2026年第三季度}. */
@Component("quarters")
public final class Quarters {

    private static final int MONTHS = 3;

    private final MessageSource messages;

    Quarters(MessageSource messages) {
        this.messages = messages;
    }

    /** @param quarter as {@code 2026-Q3} */
    public String of(String quarter, Locale locale) {
        var from = Round.from(quarter);
        return name(messages, from, from.plusMonths(MONTHS).minusDays(1), locale);
    }

    /** The quarter that these days are; the days themselves where they are none. */
    public static String name(MessageSource messages, LocalDate from, LocalDate to, Locale locale) {
        var whole = from.getDayOfMonth() == 1
                && from.getMonthValue() % MONTHS == 1
                && to.equals(from.plusMonths(MONTHS).minusDays(1));
        return whole
                ? messages.getMessage(
                        "quarter." + (from.getMonthValue() / MONTHS + 1),
                        new Object[] {String.valueOf(from.getYear())},
                        locale)
                : from + " \u2013 " + to;
    }
}
