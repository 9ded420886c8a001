package cn.qingfeng.insight.figure;

import cn.qingfeng.Refusal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The clues behind a number, as they stand in the ledger's address ({@code figure=…}): what is counted, of which months, at which
 * lead units and in which town.
 *
 * @param units empty for any; the town likewise
 * @param item {@link #ANY}, or one kind of it
 */
public record Behind(
        Measure measure, Which which, YearMonth from, YearMonth to, List<String> units, String town, String item) {

    /** Which of those that count. */
    public enum Which {
        ALL,
        /** Those whose value is the whole one: in time, solved; of flags, those that have it. */
        WHOLE,
        /** The others. */
        LESS
    }

    public static final String ANY = "*";

    private static final Pattern WRITTEN = Pattern.compile(
            "([A-Z_]{1,20})~(ALL|WHOLE|LESS)~(\\d{4}-\\d\\d)~(\\d{4}-\\d\\d)~([\\w.,-]{0,2000})~([\\w.-]{0,40})~([\\w.*-]{0,60})");

    /** @throws Refusal invalid, when nothing like this is counted */
    public static Behind of(String written) {
        var parts = WRITTEN.matcher(written);
        try {
            if (parts.matches()) {
                return new Behind(
                        Measure.valueOf(parts.group(1)),
                        Which.valueOf(parts.group(2)),
                        YearMonth.parse(parts.group(3)),
                        YearMonth.parse(parts.group(4)),
                        parts.group(5).isEmpty()
                                ? List.of()
                                : List.of(parts.group(5).split(",")),
                        parts.group(6),
                        parts.group(7));
            }
        } catch (IllegalArgumentException | DateTimeException unknown) {
            throw Refusal.invalid("figure.unknown");
        }
        throw Refusal.invalid("figure.unknown");
    }

    /** Whether it tells what offices alone read: by which way clues came, and what was written between offices. */
    public boolean tellsOffices() {
        return measure == Measure.CHANNEL || measure == Measure.ORDER;
    }

    public Behind only(Which other) {
        return new Behind(measure, other, from, to, units, town, item);
    }

    @Override
    public String toString() {
        return String.join(
                "~", measure.name(), which.name(), from.toString(), to.toString(), String.join(",", units), town, item);
    }

    /** Where the ledger lists them. */
    public String address() {
        return "/ledger?figure=" + this;
    }
}
