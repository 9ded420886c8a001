package cn.qingfeng.calendar.clock;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The clock by HTTP: what it shows, and in the demo a push forward, so that limits visibly pass. */
@RestController
@RequestMapping("/api/clock")
class ClockApi {

    private static final int HOURS_AT_ONCE = 400;

    record Face(OffsetDateTime now, boolean movable, boolean moved) {}

    /** Exactly one of the two, at least 1. */
    record Push(Integer workingHours, Integer workingDays) {}

    private final CountyClock clock;
    private final WorkingCalendar calendar;

    ClockApi(CountyClock clock, WorkingCalendar calendar) {
        this.clock = clock;
        this.calendar = calendar;
    }

    @GetMapping
    Face face() {
        return new Face(
                clock.instant().atZone(CountyClock.ZONE).toOffsetDateTime(),
                clock.movable(),
                !clock.offset().isZero());
    }

    @PostMapping
    Face push(@RequestBody Push push) {
        if (!clock.movable()) {
            throw Refusal.forbidden("calendar.clock.fixed");
        }
        if ((push.workingHours() == null) == (push.workingDays() == null)) {
            throw Refusal.invalid("calendar.amount.one");
        }
        // A working day is seven hours here: the same hour of the next working day, as long as the timetable has seven.
        long hours = push.workingHours() != null ? push.workingHours() : push.workingDays() * 7L;
        if (hours < 1 || hours > HOURS_AT_ONCE) {
            throw Refusal.invalid("calendar.hours.range", String.valueOf(HOURS_AT_ONCE));
        }
        clock.moveTo(calendar.plusWorkingHours(clock.instant(), Duration.ofHours(hours))
                .dueAt());
        return face();
    }
}
