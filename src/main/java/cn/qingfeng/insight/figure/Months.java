package cn.qingfeng.insight.figure;

import cn.qingfeng.Refusal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Some months on end, as they stand in an address: {@code 2026-11}, {@code 2026-Q4}, {@code 2026} or {@code 2026-09..2026-11}. */
public record Months(YearMonth from, YearMonth to) {

    /** Longer ones are not asked for at once. */
    private static final int MOST = 36;

    private static final Pattern YEAR = Pattern.compile("(2\\d{3})");
    private static final Pattern QUARTER = Pattern.compile("(2\\d{3})-Q([1-4])");
    private static final Pattern RANGE = Pattern.compile("(2\\d{3}-\\d\\d)(?:\\.\\.(2\\d{3}-\\d\\d))?");

    /** @throws Refusal invalid, when it names no months or too many */
    public static Months of(String written) {
        var year = YEAR.matcher(written);
        if (year.matches()) {
            return new Months(YearMonth.parse(written + "-01"), YearMonth.parse(written + "-12"));
        }
        var quarter = QUARTER.matcher(written);
        if (quarter.matches()) {
            var first = YearMonth.of(Integer.parseInt(quarter.group(1)), 3 * Integer.parseInt(quarter.group(2)) - 2);
            return new Months(first, first.plusMonths(2));
        }
        var range = RANGE.matcher(written);
        try {
            if (range.matches()) {
                var from = YearMonth.parse(range.group(1));
                var months = new Months(from, range.group(2) == null ? from : YearMonth.parse(range.group(2)));
                if (months.length() >= 1 && months.length() <= MOST) {
                    return months;
                }
            }
        } catch (DateTimeException none) {
            throw Refusal.invalid("figure.period.unknown", written);
        }
        throw Refusal.invalid("figure.period.unknown", written);
    }

    public static Months single(YearMonth month) {
        return new Months(month, month);
    }

    public int length() {
        return (int) from.until(to, ChronoUnit.MONTHS) + 1;
    }

    /** As many just before (环比). */
    public Months before() {
        return new Months(from.minusMonths(length()), from.minusMonths(1));
    }

    /** The same a year before (同比). */
    public Months aYearBefore() {
        return new Months(from.minusYears(1), to.minusYears(1));
    }

    public boolean reaches(YearMonth present) {
        return !to.isBefore(present);
    }

    public boolean holds(String month) {
        return month.compareTo(from.toString()) >= 0 && month.compareTo(to.toString()) <= 0;
    }

    public List<String> names() {
        return Stream.iterate(from, month -> month.plusMonths(1))
                .limit(length())
                .map(YearMonth::toString)
                .toList();
    }

    @Override
    public String toString() {
        return length() == 1 ? from.toString() : from + ".." + to;
    }
}
