package cn.qingfeng.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;

/**
 * Days that the law itself makes free, each year alike (全国年节及纪念日放假办法, as of 2025): they need no notice. What hangs on the
 * moon or the sun (春节, 清明, 端午, 中秋) is not here, because no date of it is certain to us before the official list.
 */
final class StatutoryDays {

    private static final Map<MonthDay, String> FIXED = Map.of(
            MonthDay.of(1, 1), "元旦",
            MonthDay.of(5, 1), "劳动节",
            MonthDay.of(5, 2), "劳动节",
            MonthDay.of(10, 1), "国庆节",
            MonthDay.of(10, 2), "国庆节",
            MonthDay.of(10, 3), "国庆节");

    private StatutoryDays() {}

    /** The name of the holiday on that date. */
    static Optional<String> on(LocalDate date) {
        return Optional.ofNullable(FIXED.get(MonthDay.from(date)));
    }
}
