package cn.qingfeng.notification.address;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a unit is left alone by what is not red, by the county's clock; over midnight when {@code from} is later than
 * {@code to}, never when they are equal.
 */
public record QuietHours(LocalTime from, LocalTime to) {

    static final QuietHours NEVER = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /** When the quiet that reigns at {@code now} ends; empty when none does. */
    public Optional<Instant> endAfter(Instant now, ZoneId zone) {
        var local = now.atZone(zone);
        var time = local.toLocalTime();
        var overNight = from.isAfter(to);
        var quiet = overNight ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
        if (!quiet) {
            return Optional.empty();
        }
        var day = overNight && !time.isBefore(from) ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        return Optional.of(day.atTime(to).atZone(zone).toInstant());
    }
}
