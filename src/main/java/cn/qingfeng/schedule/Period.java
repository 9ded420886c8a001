package cn.qingfeng.schedule;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One turn of a job.
 *
 * @param label its name, unique within the job: {@code 2026-03-02}, {@code 2026-02} for a month, with a suffix when
 *     somebody started it by hand
 * @param date the day it is for, by the county's clock; for a month its first day
 * @param dueAt when it was due
 */
public record Period(String label, LocalDate date, Instant dueAt) {

    Period startedByHand(int turn) {
        return new Period(label + "+" + turn, date, dueAt);
    }

    /** The label without what a start by hand added. */
    public String name() {
        return label.replaceFirst("\\+\\d+$", "");
    }
}
