package cn.qingfeng.insight.dashboard;

import cn.qingfeng.Refusal;
import cn.qingfeng.insight.figure.Months;
import java.time.YearMonth;

/**
 * What of the figures somebody wishes to see, as it stands in the address; empty parts do not narrow.
 *
 * @param period some months, the present one where it is empty
 * @param with what they are compared with: {@code before} (环比) or {@code year} (同比)
 * @param unit code of the lead unit
 * @param town code of the town that a clue is about
 * @param view which page of them: that of the reader's own duty where it is empty
 */
public record Asked(String period, String with, String unit, String town, String view) {

    public Asked {
        period = trimmed(period);
        with = "year".equals(trimmed(with)) ? "year" : "before";
        unit = trimmed(unit);
        town = trimmed(town);
        view = trimmed(view);
    }

    private static String trimmed(String value) {
        return value == null ? "" : value.strip();
    }

    /** @throws Refusal invalid, when the period names no months */
    Months months(YearMonth present) {
        return period.isEmpty() ? Months.single(present) : Months.of(period);
    }

    Months compared(Months months) {
        return with.equals("year") ? months.aYearBefore() : months.before();
    }
}
