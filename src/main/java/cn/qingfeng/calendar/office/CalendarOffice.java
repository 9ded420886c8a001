package cn.qingfeng.calendar.office;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.CalendarChanged;
import cn.qingfeng.calendar.LimitsByCalendar;
import cn.qingfeng.calendar.LimitsByCalendar.Moved;
import cn.qingfeng.calendar.office.CalendarBook.Entry;
import cn.qingfeng.calendar.office.CalendarEdit.OneDay;
import cn.qingfeng.calendar.office.CalendarEdit.OneTimetable;
import cn.qingfeng.calendar.office.CalendarEdit.OneYear;
import cn.qingfeng.calendar.sheet.CalendarDay;
import cn.qingfeng.calendar.sheet.CalendarDays;
import cn.qingfeng.calendar.sheet.CalendarYear;
import cn.qingfeng.calendar.sheet.CalendarYears;
import cn.qingfeng.calendar.sheet.DayRule;
import cn.qingfeng.calendar.sheet.Timetables;
import cn.qingfeng.calendar.sheet.WorkingHours;
import cn.qingfeng.calendar.sheet.WorkingHours.Span;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Keeps the calendar: single days, a year's standing, the working hours. Every change says who made it and why, counts the
 * limits anew in its own transaction, and can be looked at before it is made and taken back afterwards.
 */
@Service
@Transactional
public class CalendarOffice {

    /** A day that differs from its weekday. */
    public record Day(LocalDate date, DayRule rule, String name, String source) {}

    /** A year's standing and its special days. */
    public record Year(int year, boolean official, String source, List<Day> days) {}

    /** The hours of a working day from {@code validFrom} until the next row. */
    public record Hours(
            LocalDate validFrom,
            LocalTime morningFrom,
            LocalTime morningTo,
            LocalTime afternoonFrom,
            LocalTime afternoonTo) {}

    private static final int TEXT = 64;
    private static final int SOURCE = 500;
    private static final int REASON = 500;
    private static final int DAYS_AT_ONCE = 366;

    private final CalendarDays days;
    private final CalendarYears years;
    private final Timetables timetables;
    private final CalendarBook book;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<LimitsByCalendar> limits;
    private final Clock clock;

    CalendarOffice(
            CalendarDays days,
            CalendarYears years,
            Timetables timetables,
            CalendarBook book,
            ApplicationEventPublisher events,
            ObjectProvider<LimitsByCalendar> limits,
            Clock clock) {
        this.days = days;
        this.years = years;
        this.timetables = timetables;
        this.book = book;
        this.events = events;
        this.limits = limits;
        this.clock = clock;
    }

    /** A year with its special days; a year nobody has entered is not official and has none. */
    @Transactional(readOnly = true)
    public Year year(int number) {
        checkYear(number);
        var listed = days
                .findByCalendarDateBetweenOrderByCalendarDate(LocalDate.of(number, 1, 1), LocalDate.of(number, 12, 31))
                .stream()
                .map(day -> new Day(day.date(), day.rule(), day.name(), day.source()))
                .toList();
        return years.findById(number)
                .map(year -> new Year(number, year.official(), year.source(), listed))
                .orElseGet(() -> new Year(number, false, null, listed));
    }

    /** All rows of hours, oldest first. */
    @Transactional(readOnly = true)
    public List<Hours> hours() {
        return timetables.findAll(Sort.by("validFrom")).stream()
                .map(CalendarOffice::row)
                .toList();
    }

    /** Makes a day free or a working day. */
    public List<Moved> setDay(LocalDate date, DayRule rule, String name, String source, String by, String reason) {
        return change(CalendarEdit.of(new OneDay(date, rule, name, source)), by, reason);
    }

    /** Makes a day again what its weekday is. */
    public List<Moved> clearDay(LocalDate date, String by, String reason) {
        return change(CalendarEdit.of(new OneDay(date, null, null, null)), by, reason);
    }

    /** Says whether the days of a year are the official list, and where it was read. */
    public List<Moved> setOfficial(int year, boolean official, String source, String by, String reason) {
        return change(new CalendarEdit(null, new OneYear(year, official, source), null), by, reason);
    }

    /** Sets the hours from a date on, until the next row's date. */
    public List<Moved> setHours(Hours row, String by, String reason) {
        return change(new CalendarEdit(null, null, new OneTimetable(row.validFrom(), row)), by, reason);
    }

    /**
     * Makes a change and counts the limits anew.
     *
     * @param by the user name of whoever makes it
     * @return the limits that have another end now
     * @throws Refusal invalid, when a part of it or the reason is missing or wrong
     */
    public List<Moved> change(CalendarEdit edit, String by, String reason) {
        return make(edit, by, reason, null);
    }

    /** What {@link #change} would move; nothing is changed. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<Moved> preview(CalendarEdit edit) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return apply(checked(edit));
    }

    /**
     * Takes a change back: what it changed is again as it was before.
     *
     * @throws Refusal conflict, when it was taken back already, or somebody changed the same thing since
     */
    public List<Moved> takeBack(String id, String by, String reason) {
        var entry = book.get(id);
        mayBeTakenBack(entry);
        return make(entry.was(), by, reason, id);
    }

    /** What {@link #takeBack} would move; nothing is changed. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<Moved> previewTakingBack(String id) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        var entry = book.get(id);
        mayBeTakenBack(entry);
        return apply(entry.was());
    }

    private void mayBeTakenBack(Entry entry) {
        if (entry.takenBackBy() != null) {
            throw Refusal.conflict("calendar.change.taken-back");
        }
        if (!now(entry.became()).equals(entry.became())) {
            throw Refusal.conflict("calendar.change.overtaken");
        }
    }

    /** The newest changes. */
    @Transactional(readOnly = true)
    public List<Entry> changes(int most) {
        return book.last(most);
    }

    private List<Moved> make(CalendarEdit edit, String by, String reason, String takesBack) {
        var why = text(reason, REASON, "calendar.reason");
        var checked = takesBack == null ? checked(edit) : edit;
        var was = now(checked);
        if (was.equals(checked)) {
            throw Refusal.conflict("calendar.change.nothing");
        }
        var moved = apply(checked);
        book.write(clock.instant(), by, why, was, checked, moved.size(), takesBack);
        return moved;
    }

    private List<Moved> apply(CalendarEdit edit) {
        edit.days().forEach(this::apply);
        if (edit.year() != null) {
            var year = edit.year();
            years.save(new CalendarYear(year.year(), year.official(), year.source()));
        }
        if (edit.hours() != null) {
            apply(edit.hours());
        }
        days.flush();
        events.publishEvent(new CalendarChanged(edit.first().getYear()));
        var counts = limits.getIfAvailable();
        return counts == null ? List.of() : counts.countAnew(edit.first(), edit.last());
    }

    private void apply(OneDay day) {
        if (day.rule() == null) {
            days.deleteById(day.date());
        } else {
            days.save(new CalendarDay(day.date(), day.rule(), day.name(), day.source()));
        }
    }

    private void apply(OneTimetable hours) {
        var row = hours.row();
        if (row == null) {
            timetables.deleteById(hours.validFrom());
        } else {
            timetables.save(new WorkingHours(
                    row.validFrom(),
                    new Span(row.morningFrom(), row.morningTo()),
                    new Span(row.afternoonFrom(), row.afternoonTo())));
        }
    }

    /** The same parts of the calendar as they are now. */
    private CalendarEdit now(CalendarEdit edit) {
        var found = days.findAllById(edit.days().stream().map(OneDay::date).toList()).stream()
                .collect(Collectors.toMap(CalendarDay::date, day -> day));
        var year = edit.year() == null
                ? null
                : years.findById(edit.year().year())
                        .map(known -> new OneYear(known.year(), known.official(), known.source()))
                        .orElseGet(() -> new OneYear(edit.year().year(), false, null));
        var hours = edit.hours() == null
                ? null
                : new OneTimetable(
                        edit.hours().validFrom(),
                        timetables
                                .findById(edit.hours().validFrom())
                                .map(CalendarOffice::row)
                                .orElse(null));
        return new CalendarEdit(
                edit.days().stream()
                        .map(day -> found.containsKey(day.date())
                                ? new OneDay(
                                        day.date(),
                                        found.get(day.date()).rule(),
                                        found.get(day.date()).name(),
                                        found.get(day.date()).source())
                                : new OneDay(day.date(), null, null, null))
                        .toList(),
                year,
                hours);
    }

    private static CalendarEdit checked(CalendarEdit edit) {
        if (edit.days().isEmpty() && edit.year() == null && edit.hours() == null) {
            throw Refusal.invalid("calendar.change.empty");
        }
        if (edit.days().size() > DAYS_AT_ONCE) {
            throw Refusal.invalid("calendar.change.many", DAYS_AT_ONCE);
        }
        var seen = new HashSet<LocalDate>();
        var checked = new ArrayList<OneDay>();
        for (var day : edit.days()) {
            checkYear(day.date().getYear());
            if (!seen.add(day.date())) {
                throw Refusal.invalid("calendar.day.twice", day.date().toString());
            }
            if (edit.year() != null && day.date().getYear() != edit.year().year()) {
                throw Refusal.invalid("calendar.day.other-year", day.date().toString());
            }
            checked.add(
                    day.rule() == null
                            ? new OneDay(day.date(), null, null, null)
                            : new OneDay(
                                    day.date(),
                                    day.rule(),
                                    text(day.name(), TEXT, "calendar.day.name"),
                                    optional(day.source())));
        }
        return new CalendarEdit(checked, checked(edit.year()), checked(edit.hours()));
    }

    private static OneYear checked(OneYear year) {
        if (year == null) {
            return null;
        }
        checkYear(year.year());
        return new OneYear(
                year.year(),
                year.official(),
                year.official() ? text(year.source(), SOURCE, "calendar.year.source") : optional(year.source()));
    }

    private static OneTimetable checked(OneTimetable hours) {
        if (hours == null) {
            return null;
        }
        checkYear(hours.validFrom().getYear());
        var row = hours.row();
        if (!row.morningFrom().isBefore(row.morningTo())
                || row.morningTo().isAfter(row.afternoonFrom())
                || !row.afternoonFrom().isBefore(row.afternoonTo())) {
            throw Refusal.invalid("calendar.hours.order");
        }
        return hours;
    }

    private static Hours row(WorkingHours row) {
        return new Hours(
                row.validFrom(),
                row.morning().from(),
                row.morning().to(),
                row.afternoon().from(),
                row.afternoon().to());
    }

    private static String text(String text, int most, String key) {
        if (text == null || text.isBlank() || text.strip().length() > most) {
            throw Refusal.invalid(key, String.valueOf(most));
        }
        return text.strip();
    }

    private static String optional(String source) {
        return source == null || source.isBlank() ? null : text(source, SOURCE, "calendar.year.source");
    }

    private static void checkYear(int year) {
        if (year < 2000 || year > 2100) {
            throw Refusal.invalid("calendar.year.range");
        }
    }
}
