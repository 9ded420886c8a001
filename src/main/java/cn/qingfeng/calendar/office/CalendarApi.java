package cn.qingfeng.calendar.office;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.calendar.sheet.DayRule;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The calendar by HTTP. Texts are read by hand, so that a wrong one gets a sentence instead of a type name. */
@RestController
@RequestMapping("/api/calendar")
public class CalendarApi {

    record DeadlineView(OffsetDateTime dueAt, String because, boolean provisional) {}

    record DayWish(String rule, String name, String source, String reason) {}

    record YearWish(Boolean official, String source, String reason) {}

    record HoursWish(String morningFrom, String morningTo, String afternoonFrom, String afternoonTo, String reason) {}

    private final WorkingCalendar calendar;
    private final CalendarOffice office;

    CalendarApi(WorkingCalendar calendar, CalendarOffice office) {
        this.calendar = calendar;
        this.office = office;
    }

    @GetMapping("/deadline")
    DeadlineView deadline(
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String workingDays,
            @RequestParam(required = false) String workingHours,
            Locale locale) {
        if (isBlank(workingDays) == isBlank(workingHours)) {
            throw Refusal.invalid("calendar.amount.one");
        }
        var start = moment(from);
        var deadline = isBlank(workingDays)
                ? calendar.plusWorkingHours(start, hours(workingHours))
                : calendar.plusWorkingDays(start, days(workingDays));
        return new DeadlineView(
                deadline.dueAt().atZone(CountyClock.ZONE).toOffsetDateTime(),
                deadline.because(locale),
                deadline.provisional());
    }

    @GetMapping("/years/{year}")
    CalendarOffice.Year year(@PathVariable String year) {
        return office.year(number(year));
    }

    @PutMapping("/years/{year}")
    CalendarOffice.Year setOfficial(@PathVariable String year, @RequestBody YearWish wish, Principal by) {
        if (wish.official() == null) {
            throw Refusal.invalid("calendar.year.official");
        }
        office.setOfficial(number(year), wish.official(), wish.source(), by.getName(), wish.reason());
        return office.year(number(year));
    }

    @PutMapping("/days/{date}")
    CalendarOffice.Year setDay(@PathVariable String date, @RequestBody DayWish wish, Principal by) {
        var day = date(date);
        office.setDay(day, rule(wish.rule()), wish.name(), wish.source(), by.getName(), wish.reason());
        return office.year(day.getYear());
    }

    @DeleteMapping("/days/{date}")
    CalendarOffice.Year clearDay(
            @PathVariable String date, @RequestParam(required = false) String reason, Principal by) {
        var day = date(date);
        office.clearDay(day, by.getName(), reason);
        return office.year(day.getYear());
    }

    @GetMapping("/hours")
    List<CalendarOffice.Hours> hours() {
        return office.hours();
    }

    @PutMapping("/hours/{validFrom}")
    List<CalendarOffice.Hours> setHours(@PathVariable String validFrom, @RequestBody HoursWish wish, Principal by) {
        office.setHours(
                new CalendarOffice.Hours(
                        date(validFrom),
                        time(wish.morningFrom()),
                        time(wish.morningTo()),
                        time(wish.afternoonFrom()),
                        time(wish.afternoonTo())),
                by.getName(),
                wish.reason());
        return office.hours();
    }

    /** 2026-02-12, 2026-02-12T10:00 (both county time), or with an offset or Z; a plus sign lost in a URL is forgiven. */
    public static Instant moment(String text) {
        if (isBlank(text)) {
            throw Refusal.invalid("calendar.from.missing");
        }
        var written = text.strip().replaceFirst("(T[0-9:.]+) (\\d)", "$1+$2");
        try {
            if (!written.contains("T")) {
                return LocalDate.parse(written).atStartOfDay(CountyClock.ZONE).toInstant();
            }
            return written.matches(".*T.*(Z|z|[+-]\\d\\d(:?\\d\\d)?)$")
                    ? OffsetDateTime.parse(written).toInstant()
                    : LocalDateTime.parse(written).atZone(CountyClock.ZONE).toInstant();
        } catch (DateTimeException wrong) {
            throw Refusal.invalid("calendar.from.wrong");
        }
    }

    private static int days(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException wrong) {
            throw Refusal.invalid("calendar.days.range", String.valueOf(WorkingCalendar.DAYS_AT_MOST));
        }
    }

    private static Duration hours(String text) {
        if (!text.strip().matches("\\d{1,5}(\\.\\d{1,2})?")) {
            throw Refusal.invalid("calendar.hours.range", String.valueOf(WorkingCalendar.HOURS_AT_MOST.toHours()));
        }
        return Duration.ofMinutes(
                new BigDecimal(text.strip()).multiply(BigDecimal.valueOf(60)).longValue());
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw Refusal.invalid("calendar.year.range");
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            throw Refusal.invalid("calendar.day.wrong");
        }
    }

    private static LocalTime time(String text) {
        if (text == null) {
            throw Refusal.invalid("calendar.hours.order");
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException wrong) {
            throw Refusal.invalid("calendar.hours.order");
        }
    }

    private static DayRule rule(String text) {
        try {
            return DayRule.valueOf(text == null ? "" : text);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid("calendar.day.rule");
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
