package cn.qingfeng.calendar.office;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.LimitsByCalendar.Moved;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.calendar.office.CalendarEdit.OneDay;
import cn.qingfeng.calendar.office.CalendarEdit.OneYear;
import cn.qingfeng.calendar.sheet.CalendarSheets;
import cn.qingfeng.calendar.sheet.DayRule;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 工作日历: the year as people read it. Who keeps it sees before saving which limits move, and can take a change back. */
@Controller
@RequestMapping("/calendar")
class CalendarPage {

    private static final String KEEPERS = "@rights.has(authentication, 'KEEP_CALENDAR')";
    private static final int CHANGES = 20;
    private static final int MOVED = 200;

    /** What somebody wants to change, as typed. */
    record Wish(
            String what,
            Integer year,
            String from,
            String to,
            String rule,
            String name,
            String source,
            String list,
            Boolean official,
            String change,
            String reason) {}

    /** A day in its month; {@code css} says how it is coloured, {@code mark} what stands on it. */
    record Cell(int day, String css, String mark, String title) {}

    /** A month as a sheet of weeks from Monday on; a cell is null where the month has no such day. */
    record Month(int number, List<List<Cell>> weeks) {}

    /** A limit that moves, in words; the number is empty for a clue that is nobody's to name. */
    record MovedLine(String clueNumber, String limit, String before, String after) {}

    /** A change that was made, in words. */
    record ChangeLine(
            String id,
            String at,
            String by,
            String reason,
            String what,
            int moved,
            boolean takenBack,
            boolean takesBack) {}

    private final CalendarOffice office;
    private final CalendarSheets sheets;
    private final MessageSource messages;
    private final Clock clock;

    CalendarPage(CalendarOffice office, CalendarSheets sheets, MessageSource messages, Clock clock) {
        this.office = office;
        this.sheets = sheets;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String show(@RequestParam(required = false) Integer year, Model model, Locale locale) {
        var shown = year == null
                ? LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).getYear()
                : year;
        return page(shown, null, model, locale);
    }

    private String page(int year, Wish typed, Model model, Locale locale) {
        var found = office.year(year);
        model.addAttribute("year", found);
        model.addAttribute(
                "months",
                IntStream.rangeClosed(1, 12)
                        .mapToObj(month -> month(YearMonth.of(year, month), found, locale))
                        .toList());
        model.addAttribute("statutory", statutory(year));
        model.addAttribute(
                "changes",
                office.changes(CHANGES).stream()
                        .map(entry -> line(entry, locale))
                        .toList());
        if (typed != null) {
            model.addAttribute("typed", typed);
        }
        return "calendar/calendar";
    }

    /** Shows what a change would move, and asks; nothing is changed. */
    @PostMapping("/preview")
    @PreAuthorize(KEEPERS)
    String preview(@ModelAttribute Wish wish, Model model, Locale locale) {
        try {
            if (wish.reason() == null
                    || wish.reason().isBlank()
                    || wish.reason().strip().length() > 500) {
                throw Refusal.invalid("calendar.reason", 500);
            }
            var edit = "change".equals(wish.what()) ? null : edit(wish);
            var moved = edit == null ? office.previewTakingBack(wish.change()) : office.preview(edit);
            model.addAttribute("wish", wish);
            model.addAttribute("days", edit == null ? List.of() : edit.days());
            model.addAttribute(
                    "clues", moved.stream().map(Moved::clueNumber).distinct().count());
            model.addAttribute("count", moved.size());
            model.addAttribute(
                    "moved",
                    moved.stream().limit(MOVED).map(one -> line(one, locale)).toList());
            return "calendar/preview";
        } catch (Refusal refused) {
            return refused(wish, refused, model, locale);
        }
    }

    /** Makes the change that was looked at. */
    @PostMapping
    @PreAuthorize(KEEPERS)
    String save(@ModelAttribute Wish wish, Principal by, Model model, Locale locale, RedirectAttributes after) {
        try {
            var moved = "change".equals(wish.what())
                    ? office.takeBack(wish.change(), by.getName(), wish.reason())
                    : office.change(edit(wish), by.getName(), wish.reason());
            after.addFlashAttribute("saved", moved.size());
            return "redirect:/calendar?year=" + yearOf(wish);
        } catch (Refusal refused) {
            return refused(wish, refused, model, locale);
        }
    }

    private String refused(Wish wish, Refusal refused, Model model, Locale locale) {
        Redraw.under(refused);
        model.addAttribute(
                "refused", messages.getMessage(refused.key(), refused.args().toArray(), locale));
        return page(yearOf(wish), wish, model, locale);
    }

    private int yearOf(Wish wish) {
        return wish.year() == null || wish.year() < 2000 || wish.year() > 2100
                ? LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).getYear()
                : wish.year();
    }

    private static CalendarEdit edit(Wish wish) {
        if ("list".equals(wish.what())) {
            if (wish.year() == null) {
                throw Refusal.invalid("calendar.year.range");
            }
            return new CalendarEdit(
                    HolidayNotice.read(wish.year(), wish.list(), wish.source()),
                    Boolean.TRUE.equals(wish.official()) ? new OneYear(wish.year(), true, wish.source()) : null,
                    null);
        }
        var from = date(wish.from());
        var to = wish.to() == null || wish.to().isBlank() ? from : date(wish.to());
        if (to.isBefore(from) || to.isAfter(from.plusDays(62))) {
            throw Refusal.invalid("calendar.change.span");
        }
        var rule = "CLEAR".equals(wish.rule()) ? null : rule(wish.rule());
        return new CalendarEdit(
                from.datesUntil(to.plusDays(1))
                        .map(day -> rule == null
                                ? new OneDay(day, null, null, null)
                                : new OneDay(day, rule, wish.name(), wish.source()))
                        .toList(),
                null,
                null);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text == null ? "" : text.strip());
        } catch (DateTimeException wrong) {
            throw Refusal.invalid("calendar.day.wrong");
        }
    }

    private static DayRule rule(String text) {
        try {
            return DayRule.valueOf(text == null ? "" : text);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid("calendar.day.rule");
        }
    }

    private Month month(YearMonth month, CalendarOffice.Year year, Locale locale) {
        var days = year.days().stream().collect(Collectors.toMap(CalendarOffice.Day::date, Function.identity()));
        var weeks = new ArrayList<List<Cell>>();
        var week = new ArrayList<Cell>();
        for (int empty = 1; empty < month.atDay(1).getDayOfWeek().getValue(); empty++) {
            week.add(null);
        }
        for (int number = 1; number <= month.lengthOfMonth(); number++) {
            var date = month.atDay(number);
            week.add(cell(date, days.get(date), locale));
            if (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
                weeks.add(week);
                week = new ArrayList<>();
            }
        }
        if (!week.isEmpty()) {
            while (week.size() < 7) {
                week.add(null);
            }
            weeks.add(week);
        }
        return new Month(month.getMonthValue(), weeks);
    }

    private Cell cell(LocalDate date, CalendarOffice.Day day, Locale locale) {
        var today = date.equals(LocalDate.ofInstant(clock.instant(), CountyClock.ZONE)) ? " today" : "";
        if (day != null) {
            var off = day.rule() == DayRule.OFF;
            return new Cell(
                    date.getDayOfMonth(),
                    (off ? "off" : "work") + today,
                    say("calendar.mark." + day.rule(), locale),
                    day.name());
        }
        var law = sheets.current().statutory(date);
        if (law.isPresent()) {
            return new Cell(date.getDayOfMonth(), "off law" + today, say("calendar.mark.LAW", locale), law.get());
        }
        return new Cell(date.getDayOfMonth(), (sheets.current().isWorkingDay(date) ? "" : "weekend") + today, "", "");
    }

    /** Days that count as free only because the law says so, until the official list is entered. */
    private List<String> statutory(int year) {
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .flatMap(date -> sheets.current().statutory(date).map(name -> date + " " + name).stream())
                .toList();
    }

    private MovedLine line(Moved moved, Locale locale) {
        return new MovedLine(
                moved.clueNumber(), say(moved.limit(), locale), minute(moved.before()), minute(moved.after()));
    }

    private ChangeLine line(CalendarBook.Entry entry, Locale locale) {
        return new ChangeLine(
                entry.id(),
                minute(entry.at()),
                entry.by(),
                entry.reason(),
                what(entry.became(), locale),
                entry.limitsMoved(),
                entry.takenBackBy() != null,
                entry.takesBack() != null);
    }

    private String what(CalendarEdit edit, Locale locale) {
        var parts = new ArrayList<String>();
        if (edit.year() != null) {
            parts.add(say(
                    edit.year().official() ? "calendar.changed.official" : "calendar.changed.unofficial",
                    locale,
                    String.valueOf(edit.year().year())));
        }
        if (edit.hours() != null) {
            parts.add(say(
                    "calendar.changed.hours", locale, edit.hours().validFrom().toString()));
        }
        edit.days().stream()
                .limit(3)
                .forEach(day -> parts.add(say(
                        "calendar.changed."
                                + (day.rule() == null ? "CLEAR" : day.rule().name()),
                        locale,
                        day.date().toString(),
                        day.name() == null ? "" : day.name())));
        if (edit.days().size() > 3) {
            parts.add(say("calendar.changed.more", locale, edit.days().size() - 3));
        }
        return String.join(say("form.separator", locale), parts);
    }

    private static String minute(Instant at) {
        return Moments.minute(at);
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
