package cn.qingfeng.process;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What should happen to a clue from its dispatch on if the unit did only what it is told here, counted minute by minute from
 * a table of its own: nothing of the product is asked.
 */
final class ByHand {

    /** Something that happens by the clock: {@code REMINDED FINISH}, {@code URGED}, {@code CARD_RAISED RED}. */
    record Event(Instant at, String what) {}

    private static final ZoneId COUNTY = ZoneId.of("Asia/Shanghai");

    /**
     * Free days of the winter 2026/27: without an official list, what the law alone says. The year of the goat begins on
     * 6 February: its eve and its first three days; two of these are a Saturday and a Sunday.
     */
    private static final List<LocalDate> FREE = List.of(
            LocalDate.of(2027, 1, 1),
            LocalDate.of(2027, 2, 5),
            LocalDate.of(2027, 2, 6),
            LocalDate.of(2027, 2, 7),
            LocalDate.of(2027, 2, 8));

    /** By card and limit: its length, then what is done and when; {@code >} counts from the step before. */
    private static final Map<String, Map<String, String>> TABLE = Map.of(
            "BLUE",
            Map.of(
                    "SIGN", "2h REMINDED-1h OVERDUE_TOLD URGED+1d",
                    "CONTACT", "0d REMINDED-1h OVERDUE_TOLD URGED+1d",
                    "FINISH", "1d REMINDED-2h OVERDUE_TOLD RAISE+1d"),
            "YELLOW",
            Map.of(
                    "SIGN", "4h REMINDED-1h OVERDUE_TOLD URGED+1d",
                    "CONTACT", "1d REMINDED-2h OVERDUE_TOLD URGED+1d",
                    "REPLY", "3d REMINDED-1d OVERDUE_TOLD URGED+1d",
                    "FINISH", "5d REMINDED-1d OVERDUE_TOLD URGED+1d RAISE_ORDER+3d"),
            "RED",
            Map.of(
                    "SIGN", "2h REMINDED-1h OVERDUE_TOLD ORDERED+1d",
                    "CONTACT", "0d REMINDED-1h OVERDUE_TOLD ORDERED+1d",
                    "REPLY", "3d REMINDED-1d OVERDUE_TOLD ORDERED+1d",
                    "FINISH", "15d REMINDED-1d OVERDUE_TOLD ORDERED+1d REPORTED>5d LETTER>5d"));

    private final Instant start;
    private final Map<String, Instant> met = new HashMap<>();
    private final Map<String, Instant[]> stood = new HashMap<>();
    private final Map<String, Duration> late = new HashMap<>();
    private Instant letterAt;

    ByHand(Instant dispatched) {
        this.start = dispatched;
    }

    ByHand met(String limit, Instant at) {
        met.put(limit, at);
        return this;
    }

    ByHand stood(String limit, Instant from, Instant to) {
        stood.put(limit, new Instant[] {from, to});
        return this;
    }

    /** The law's longest time, in natural days from registration: whoever has the case, whatever stands still. */
    List<Event> lawful(Instant registered, Instant over) {
        var last = date(registered).plusDays(30);
        while (!works(last)) {
            last = last.plusDays(1);
        }
        var events = new ArrayList<Event>();
        if (minusDays(close(last), 5).isBefore(over)) {
            events.add(new Event(minusDays(close(last), 5), "REMINDED LEGAL_CAP"));
        }
        if (close(last).isBefore(over)) {
            events.add(new Event(close(last), "OVERDUE_TOLD LEGAL_CAP"));
        }
        return events;
    }

    Instant letterAt() {
        return letterAt;
    }

    Duration late(String limit) {
        return late.getOrDefault(limit, Duration.ZERO);
    }

    /** Everything up to {@code end}, what happens at one moment about several limits as one. */
    List<Event> runs(String firstCard, Instant end) {
        var events = new ArrayList<Event>();
        var card = firstCard;
        var from = start;
        while (card != null) {
            var steps = new TreeMap<Instant, Map<String, TreeSet<String>>>();
            var dues = new LinkedHashMap<String, Instant>();
            Instant raise = null;
            var withOrder = false;
            for (var limit : TABLE.get(card).keySet()) {
                if (met.containsKey(limit) && !met.get(limit).isAfter(from)) {
                    continue;
                }
                var words = TABLE.get(card).get(limit).split(" ");
                var due = due(limit, from, words[0]);
                dues.put(limit, due);
                var previous = due;
                for (var n = 1; n < words.length; n++) {
                    var what = words[n].replaceAll("[-+>].*", "");
                    var when = moment(words[n].substring(what.length()), due, previous);
                    previous = when;
                    if (met.containsKey(limit) && !when.isBefore(met.get(limit)) || !when.isBefore(end)) {
                        break;
                    }
                    if (what.startsWith("RAISE")) {
                        if (raise == null || when.isBefore(raise)) {
                            raise = when;
                            withOrder = what.endsWith("ORDER");
                        }
                    } else if (what.equals("LETTER")) {
                        letterAt = when;
                    } else {
                        steps.computeIfAbsent(when, at -> new TreeMap<>())
                                .computeIfAbsent(what, act -> new TreeSet<>())
                                .add(limit);
                    }
                }
            }
            var until = raise;
            steps.forEach((at, acts) -> {
                if (until == null || !at.isAfter(until)) {
                    acts.forEach((act, limits) -> events.add(new Event(
                            at,
                            act.equals("URGED") || act.equals("ORDERED")
                                    ? act
                                    : act + " " + String.join(",", limits))));
                }
            });
            var over = raise == null ? end : raise;
            dues.forEach((limit, due) -> {
                var to = met.containsKey(limit) && met.get(limit).isBefore(over) ? met.get(limit) : over;
                late.merge(limit, worked(due, to), Duration::plus);
            });
            if (raise == null) {
                return events;
            }
            card = card.equals("BLUE") ? "YELLOW" : "RED";
            events.add(new Event(raise, "CARD_RAISED " + card));
            if (withOrder) {
                events.add(new Event(raise, "ORDERED"));
            }
            from = raise;
        }
        return events;
    }

    private Instant due(String limit, Instant from, String length) {
        var due = length.endsWith("h")
                ? plusHours(from, number(length))
                : number(length) == 0 ? sameDay(from) : close(plusDays(date(from), number(length)));
        var still = stood.get(limit);
        if (still == null) {
            return due;
        }
        var days = 0;
        for (var day = date(still[0]).plusDays(1); !day.isAfter(date(still[1])); day = day.plusDays(1)) {
            days += works(day) ? 1 : 0;
        }
        return close(plusDays(date(due), days));
    }

    private static Instant moment(String offset, Instant due, Instant previous) {
        if (offset.isEmpty()) {
            return due;
        }
        var amount = number(offset.substring(1));
        if (offset.charAt(0) == '-') {
            return offset.endsWith("h") ? minusHours(due, amount) : minusDays(due, amount);
        }
        return close(plusDays(date(offset.charAt(0) == '>' ? previous : due), amount));
    }

    private static int number(String text) {
        return Integer.parseInt(text.replaceAll("\\D", ""));
    }

    static boolean works(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !FREE.contains(day);
    }

    private static boolean open(LocalDateTime minute) {
        var time = minute.toLocalTime();
        return works(minute.toLocalDate())
                && (!time.isBefore(LocalTime.of(8, 30)) && time.isBefore(LocalTime.of(12, 0))
                        || !time.isBefore(LocalTime.of(14, 30)) && time.isBefore(LocalTime.of(18, 0)));
    }

    private static LocalDate plusDays(LocalDate day, int amount) {
        var at = day;
        for (var left = amount; left > 0; ) {
            at = at.plusDays(1);
            left -= works(at) ? 1 : 0;
        }
        return at;
    }

    private static Instant minusDays(Instant from, int amount) {
        var at = local(from);
        for (var left = amount; left > 0; ) {
            at = at.minusDays(1);
            left -= works(at.toLocalDate()) ? 1 : 0;
        }
        return instant(at);
    }

    private static Instant plusHours(Instant from, int amount) {
        var at = local(from);
        for (var left = amount * 60; left > 0; at = at.plusMinutes(1)) {
            left -= open(at) ? 1 : 0;
        }
        return instant(at);
    }

    private static Instant minusHours(Instant from, int amount) {
        var at = local(from);
        for (var left = amount * 60; left > 0; ) {
            at = at.minusMinutes(1);
            left -= open(at) ? 1 : 0;
        }
        return instant(at);
    }

    private static Instant sameDay(Instant from) {
        return works(date(from)) && local(from).toLocalTime().isBefore(LocalTime.of(18, 0))
                ? close(date(from))
                : close(plusDays(date(from), 1));
    }

    private static Duration worked(Instant from, Instant to) {
        var minutes = 0;
        for (var at = local(from); at.isBefore(local(to)); at = at.plusMinutes(1)) {
            minutes += open(at) ? 1 : 0;
        }
        return Duration.ofMinutes(minutes);
    }

    private static Instant close(LocalDate day) {
        return instant(day.atTime(18, 0));
    }

    private static LocalDate date(Instant at) {
        return local(at).toLocalDate();
    }

    private static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, COUNTY);
    }

    private static Instant instant(LocalDateTime at) {
        return at.atZone(COUNTY).toInstant();
    }
}
