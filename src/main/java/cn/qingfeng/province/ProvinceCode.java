package cn.qingfeng.province;

import java.time.LocalDate;
import java.util.List;

/**
 * A line of the tables by which ours is told in their words.
 *
 * @param code theirs
 * @param name theirs
 * @param ours what of ours it stands for, as codes; the first line with a code wins
 * @param to its last day, or null
 */
record ProvinceCode(Kind kind, String code, String name, List<String> ours, LocalDate from, LocalDate to) {

    /** Words for readers: {@code province.kind.<NAME>}. */
    enum Kind {
        /** Our channels. */
        SOURCE,
        /** Our classification's leaves. */
        TYPE,
        /** Our groups of units. */
        OBJECT,
        /** Our statuses. */
        STATUS,
        /** Our acts. */
        OPERATION,
        /** How many working days: ENTER, ACCEPT, CONFIRM, FINISH. */
        LIMIT
    }

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    public String oursAsText() {
        return String.join(", ", ours);
    }
}
