package cn.qingfeng.calendar.office;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.office.CalendarEdit.OneDay;
import cn.qingfeng.calendar.sheet.DayRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Reads a year's days off as people have them: the sentences of the State Council's notice (“二、春节：2月15日（周日）至23日（周一）放假调休，
 * 共9天。2月14日（周六）上班。”), or a list with a date or two, 休 or 班, and a name in each line. How these are written,
 * {@code calendar/holiday-notice.properties} says.
 */
final class HolidayNotice {

    private static final Properties WRITTEN = written();
    private static final String REMARK = "(?:\\s*\\([^)]*\\))?";
    private static final Pattern SPAN = Pattern.compile(WRITTEN.getProperty("date") + REMARK + "(?:\\s*"
            + WRITTEN.getProperty("to") + "\\s*" + WRITTEN.getProperty("until") + REMARK + ")?");
    private static final Pattern LEAD = pattern("lead");
    private static final Pattern NAMED = pattern("named");
    private static final Pattern SENTENCE = pattern("sentence");
    private static final Pattern WORK = pattern("work");
    private static final Pattern OFF = pattern("off");
    private static final Pattern NAME_AFTER = pattern("nameAfter");

    private HolidayNotice() {}

    /**
     * The days of the notice, in the order of their dates.
     *
     * @throws Refusal invalid, naming the first line in which nothing or something impossible was found
     */
    static List<OneDay> read(int year, String text, String source) {
        var days = new LinkedHashMap<LocalDate, OneDay>();
        for (var raw : (text == null ? "" : text).split("\\R")) {
            var line = LEAD.matcher(
                            Normalizer.normalize(raw, Normalizer.Form.NFKC).strip())
                    .replaceFirst("");
            if (line.isEmpty()) {
                continue;
            }
            var found = line(year, line, source);
            if (found.isEmpty()) {
                throw Refusal.invalid("calendar.import.line", shortened(raw));
            }
            for (var day : found) {
                var other = days.put(day.date(), day);
                if (other != null && other.rule() != day.rule()) {
                    throw Refusal.invalid("calendar.day.twice", day.date().toString());
                }
            }
        }
        return days.values().stream()
                .sorted((a, b) -> a.date().compareTo(b.date()))
                .toList();
    }

    private static List<OneDay> line(int year, String line, String source) {
        var named = NAMED.matcher(line);
        var holiday = named.find() ? named.group(1).strip() : null;
        var days = new ArrayList<OneDay>();
        for (var sentence : SENTENCE.split(line)) {
            var rule = rule(sentence);
            if (rule == null) {
                continue;
            }
            var name = holiday == null ? after(sentence) : holiday;
            for (var date : dates(year, sentence)) {
                days.add(new OneDay(date, rule, name(name, rule), source));
            }
        }
        return days;
    }

    private static DayRule rule(String sentence) {
        if (WORK.matcher(sentence).matches()) {
            return DayRule.WORK;
        }
        return OFF.matcher(sentence).matches() ? DayRule.OFF : null;
    }

    private static String after(String sentence) {
        var found = NAME_AFTER.matcher(sentence);
        return found.find() && found.group(1) != null ? found.group(1) : null;
    }

    private static String name(String holiday, DayRule rule) {
        var makeUp = WRITTEN.getProperty("name.work");
        if (holiday == null) {
            return rule == DayRule.OFF ? WRITTEN.getProperty("name.off") : makeUp;
        }
        return rule == DayRule.OFF || holiday.endsWith(makeUp) ? holiday : holiday + makeUp;
    }

    private static List<LocalDate> dates(int year, String sentence) {
        var dates = new ArrayList<LocalDate>();
        var spans = SPAN.matcher(sentence);
        while (spans.find()) {
            try {
                var from = LocalDate.of(
                        number(spans.group(1), year), number(spans.group(2), 0), number(spans.group(3), 0));
                var to = spans.group(6) == null
                        ? from
                        : LocalDate.of(
                                number(spans.group(4), from.getYear()),
                                number(spans.group(5), from.getMonthValue()),
                                number(spans.group(6), 0));
                if (to.isBefore(from) || to.isAfter(from.plusDays(31))) {
                    throw Refusal.invalid("calendar.import.line", shortened(sentence));
                }
                from.datesUntil(to.plusDays(1)).forEach(dates::add);
            } catch (DateTimeException wrong) {
                throw Refusal.invalid("calendar.import.line", shortened(sentence));
            }
        }
        return dates;
    }

    private static int number(String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static String shortened(String line) {
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    private static Pattern pattern(String key) {
        return Pattern.compile(WRITTEN.getProperty(key));
    }

    private static Properties written() {
        try {
            return PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(new ClassPathResource("calendar/holiday-notice.properties"), "UTF-8"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
