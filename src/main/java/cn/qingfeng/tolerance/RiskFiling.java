package cn.qingfeng.tolerance;

import java.time.Instant;

/**
 * A risk filing that was accepted.
 *
 * @param number its matter's
 * @param unit the code of the unit that filed it
 * @param title what its matter is called
 * @param subject what was filed
 * @param from when it was accepted
 * @param until when it ends: a year later, or when another took its place
 */
public record RiskFiling(String number, String unit, String title, String subject, Instant from, Instant until) {

    /** Whether it protected what was done or told at this moment. */
    public boolean isValidAt(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
