package cn.qingfeng.calendar.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import net.time4j.PlainDate;
import net.time4j.calendar.ChineseCalendar;
import net.time4j.calendar.EastAsianMonth;
import net.time4j.calendar.EastAsianYear;
import net.time4j.calendar.SolarTerm;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Days that the law itself makes free, each year alike: they need no notice. Which, {@code calendar/statutory.properties} says. */
public final class StatutoryDays {

    private static final Properties LAW = read();
    private static final Map<Integer, Map<LocalDate, String>> YEARS = new ConcurrentHashMap<>();

    private StatutoryDays() {}

    /** The name of the holiday on that date; of both, where two fall together. */
    public static Optional<String> on(LocalDate date) {
        return Optional.ofNullable(
                YEARS.computeIfAbsent(date.getYear(), StatutoryDays::of).get(date));
    }

    /** What the law says, in one line that is another one when it says something else. */
    public static String law() {
        return new TreeMap<>(LAW).toString();
    }

    private static Map<LocalDate, String> of(int year) {
        var days = new TreeMap<LocalDate, String>();
        // Sorted, so that what falls together is always told in the same order.
        new TreeMap<>(LAW)
                .forEach((day, name) ->
                        days.merge(date(year, day.toString()), name.toString(), (one, other) -> one + "、" + other));
        return days;
    }

    private static LocalDate date(int year, String day) {
        if (day.equals("qingming")) {
            return qingming(year);
        }
        if (day.startsWith("lunar.")) {
            return lunar(year, MonthDay.parse("--" + day.substring("lunar.".length())));
        }
        if (day.startsWith("eve.")) {
            return lunar(year, MonthDay.parse("--" + day.substring("eve.".length())))
                    .minusDays(1);
        }
        return MonthDay.parse("--" + day).atYear(year);
    }

    /** A day of the lunar year that begins in {@code year}. */
    private static LocalDate lunar(int year, MonthDay day) {
        return ours(ChineseCalendar.of(
                EastAsianYear.forGregorian(year), EastAsianMonth.valueOf(day.getMonthValue()), day.getDayOfMonth()));
    }

    private static LocalDate qingming(int year) {
        return ours(ChineseCalendar.ofNewYear(year).with(SolarTerm.MINOR_03_QINGMING_015.sinceNewYear()));
    }

    private static LocalDate ours(ChineseCalendar date) {
        return date.transform(PlainDate.class).toTemporalAccessor();
    }

    private static Properties read() {
        try {
            return PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(new ClassPathResource("calendar/statutory.properties"), "UTF-8"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
