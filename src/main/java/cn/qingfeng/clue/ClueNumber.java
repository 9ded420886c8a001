package cn.qingfeng.clue;

import cn.qingfeng.Refusal;
import cn.qingfeng.text.Numbers;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * The number a clue is known by everywhere: {@code WYyyyyMMdd-NNNN}, counted from 0001 on each day without gaps, by
 * chance for reports against persons ({@link cn.qingfeng.clue.numbering.ClueNumbers}). It is also
 * the business key of the clue's process instance.
 */
public record ClueNumber(String value) {

    /** What each begins with. */
    public static final String PREFIX = "WY";

    private static final Pattern SHAPE = Pattern.compile("WY\\d{8}-\\d{4,6}");

    public ClueNumber {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw Refusal.invalid("clue.number.malformed", String.valueOf(value));
        }
    }

    /** Reads a number as people type it; refuses what has not its shape. */
    public static ClueNumber of(String value) {
        return new ClueNumber(
                value == null || SHAPE.matcher(value).matches()
                        ? value
                        : Numbers.clueNumber(value).orElse(value.strip()));
    }

    /** The number with that ordinal of a day. */
    public static ClueNumber of(LocalDate day, int ordinal) {
        return new ClueNumber("WY%s-%04d".formatted(DateTimeFormatter.BASIC_ISO_DATE.format(day), ordinal));
    }

    /** What the numbers of a day begin with; alone it is less than each of them. */
    public static String startOf(LocalDate day) {
        return PREFIX + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    /** The day on which it was counted. */
    public LocalDate day() {
        return LocalDate.parse(value.substring(PREFIX.length(), value.indexOf('-')), DateTimeFormatter.BASIC_ISO_DATE);
    }

    @Override
    public String toString() {
        return value;
    }
}
