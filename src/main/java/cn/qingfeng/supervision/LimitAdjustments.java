package cn.qingfeng.supervision;

import cn.qingfeng.calendar.Deadline;
import cn.qingfeng.calendar.WorkingCalendar;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What moved a limit's end since its start, written one after the other: {@code E5} an extension by five working days,
 * {@code S<from>/<to>} a time in which it stood still, {@code T<from>/30} a tackling of so many natural days from then. From
 * these the end can be counted anew whenever the calendar changes.
 */
final class LimitAdjustments {

    /**
     * @param because the calendar's reasons, stored form, one a line; from the second on each with the kind of its move
     */
    record Counted(Instant dueAt, String because) {}

    private LimitAdjustments() {}

    static String extension(int workingDays) {
        return "E" + workingDays;
    }

    static String stoodStill(Instant from, Instant to) {
        return "S" + from + "/" + to;
    }

    static String tackling(Instant from, int naturalDays) {
        return "T" + from + "/" + naturalDays;
    }

    static int extensions(String moves) {
        return (int) each(moves).filter(move -> move.charAt(0) == 'E').count();
    }

    static Counted count(Instant start, LimitRule rule, String moves, WorkingCalendar calendar) {
        var first = deadline(start, rule, calendar);
        var due = first.dueAt();
        var because = new StringBuilder(first.reason().toString());
        for (var move : each(moves).toList()) {
            var moved = move(due, rule, move, calendar);
            if (moved != null) {
                due = moved.dueAt();
                because.append('\n').append(move.charAt(0)).append(moved.reason());
            }
        }
        return new Counted(due, because.toString());
    }

    private static Stream<String> each(String moves) {
        return Arrays.stream(moves.split(",")).filter(move -> !move.isEmpty());
    }

    private static Deadline deadline(Instant from, LimitRule rule, WorkingCalendar calendar) {
        return switch (rule.unit()) {
            case WORKING_HOURS -> calendar.plusWorkingHours(from, rule.amount());
            case WORKING_DAYS -> calendar.plusWorkingDays(from, rule.amount());
            case SAME_DAY -> calendar.endOfDay(from);
            case NATURAL_DAYS -> calendar.plusNaturalDays(from, rule.amount());
        };
    }

    /** Null where the move comes to nothing, such as a stop within one day of a limit in days. */
    private static Deadline move(Instant due, LimitRule rule, String move, WorkingCalendar calendar) {
        var words = move.substring(1).split("/");
        return switch (move.charAt(0)) {
            case 'E' -> calendar.plusWorkingDays(due, Integer.parseInt(words[0]));
            case 'T' -> calendar.plusNaturalDays(Instant.parse(words[0]), Integer.parseInt(words[1]));
            case 'S' -> {
                var from = Instant.parse(words[0]);
                var to = Instant.parse(words[1]);
                if (rule.unit() == LimitUnit.WORKING_HOURS) {
                    var still = calendar.workingTimeBetween(from, to);
                    yield still.toMinutes() < 1 ? null : calendar.plusWorkingHours(due, still);
                }
                int days = calendar.workingDaysBetween(from, to);
                yield days < 1 ? null : calendar.plusWorkingDays(due, days);
            }
            default -> throw new IllegalStateException(move);
        };
    }
}
