package cn.qingfeng.insight.figure;

import cn.qingfeng.calendar.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The figures once more, counted by hand from timelines: plain loops over their entries, which use nothing of what the product
 * counts with but the calendar's working time between two moments.
 */
class ByHand {

    private static final ZoneId COUNTY = ZoneId.of("Asia/Shanghai");

    private record Entry(Instant at, String act, String to) {}

    /** What does not stand on the timeline. */
    private record Row(String place, String leaf, boolean anonymous, String status) {}

    private final JdbcTemplate jdbc;
    private final WorkingCalendar calendar;
    private final Map<String, String> solved;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Instant now;
    private final TreeMap<String, long[]> sums = new TreeMap<>();

    ByHand(JdbcTemplate jdbc, WorkingCalendar calendar, Map<String, String> solved, Instant now) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.solved = solved;
        this.now = now;
    }

    /** {@code month|unit|town|measure|item} to how many and the sum of their values. */
    Map<String, List<Long>> count() {
        var timelines = new LinkedHashMap<String, List<Entry>>();
        jdbc.query(
                "select t.clue_number, t.occurred_at, t.act, t.to_value from timeline t join clue c on c.clue_number ="
                        + " t.clue_number where c.kind <> 'REPORT' order by t.clue_number, t.ordinal",
                row -> {
                    timelines
                            .computeIfAbsent(row.getString(1), number -> new ArrayList<>())
                            .add(new Entry(
                                    row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                                    row.getString(3),
                                    row.getString(4)));
                });
        jdbc.query("select clue_number, place, classification, anonymous, status from clue", row -> {
            rows.put(
                    row.getString(1),
                    new Row(
                            row.getString(2),
                            row.getString(3) == null ? "" : row.getString(3),
                            row.getBoolean(4),
                            row.getString(5)));
        });
        timelines.forEach(this::count);
        var all = new TreeMap<String, List<Long>>();
        sums.forEach((key, sum) -> all.put(key, List.of(sum[0], sum[1])));
        return all;
    }

    private void count(String number, List<Entry> entries) {
        var acts = new TreeSet<String>();
        var unit = "";
        var card = "";
        var result = "";
        var rating = "";
        var calledBack = false;
        Instant closedAt = null;
        for (var entry : entries) {
            acts.add(entry.act());
            switch (entry.act()) {
                case "DISPATCHED", "RULED" -> unit = entry.to().split(" \\+ ")[0];
                case "CARD_DECIDED", "CARD_RAISED" -> card = entry.to();
                case "FINISHED" -> result = entry.to();
                case "CALLED_BACK" -> {
                    calledBack = true;
                    rating = entry.to();
                }
                case "UNREACHED" -> calledBack = false;
                case "CLOSED" -> closedAt = entry.at();
                default -> {}
            }
        }
        var ended = acts.contains("CLOSED")
                || acts.contains("NOT_ADMITTED")
                || acts.contains("WITHDRAWN")
                || acts.contains("LINKED")
                || acts.contains("MERGED")
                || acts.contains("CORRECTED");
        var row = rows.get(number);
        var word = solved.getOrDefault(number, "");
        var place = new Place(unit, town(unit, row.place()));

        var entered = month(entries.get(0).at());
        if (!acts.contains("CORRECTED")) {
            add(entered, place, "ENTERED", "", 1);
            add(entered, place, "CHANNEL", entries.get(0).to(), 1);
            add(entered, place, "TYPE", row.leaf(), 1);
            add(entered, place, "NOT_ADMITTED", "", acts.contains("NOT_ADMITTED") ? 1 : 0);
            add(entered, place, "WITHDRAWN", "", acts.contains("WITHDRAWN") ? 1 : 0);
            add(entered, place, "REPEATED", "", acts.contains("LINKED") || acts.contains("MERGED") ? 1 : 0);
            for (var ground : grounds(number, "time_request", "kind = 'EXTEND' and state = 'APPROVED'")) {
                add(entered, place, "EXTENSION", ground, 1);
            }
            for (var ground :
                    grounds(number, "supervision_order", "pressure in ('ORDER', 'LISTED') and state <> 'PROPOSED'")) {
                add(entered, place, "ORDER", ground, 1);
            }
        }
        var until = closedAt == null ? now : closedAt;
        var late = new TreeSet<String>();
        var running = new TreeSet<String>();
        var passed = false;
        var suspended = isSuspended(entries);
        for (var run : runs(entries, until)) {
            var due = due(entries, run);
            if (!ended && run.open() && !suspended && due.isBefore(now)) {
                passed = true;
            }
            if (lateAt(entries, due, run.to()).contains(unit)) {
                late.add(run.kind());
                if (!ended && run.open() && !suspended && holder(entries).equals(unit)) {
                    running.add(run.kind());
                }
            }
        }
        if (!ended) {
            var over = passed ? 1 : 0;
            add("now", place, "OPEN_CARD", card, over);
            add("now", place, "OPEN_STATUS", row.status(), over);
            add("now", place, "OPEN_STAGE", "ON_TIME", over);
            add("now", place, "WAITED", "", running.isEmpty() ? 0 : 1);
            if (running.contains("SIGN")) {
                add("now", place, "SIGNED", "", 0);
            }
            if (running.contains("CONTACT")) {
                add("now", place, "CONTACTED", "", 0);
            }
            if (running.contains("FINISH") || running.contains("REWORK")) {
                add("now", place, "FINISHED", "", 0);
            }
        }
        if (closedAt != null) {
            var month = month(closedAt);
            add(month, place, "CLOSED", "", 1);
            add(month, place, "SIGNED", "", late.contains("SIGN") ? 0 : 1);
            if (acts.contains("CONTACTED")) {
                add(month, place, "CONTACTED", "", late.contains("CONTACT") ? 0 : 1);
            }
            add(month, place, "FINISHED", "", late.contains("FINISH") || late.contains("REWORK") ? 0 : 1);
            if (calledBack) {
                if (!result.equals("CANNOT_DO") && !word.equals("UNDERSTOOD")) {
                    add(month, place, "SOLVED", "", word.equals("SOLVED") ? 2 : word.equals("PARTLY") ? 1 : 0);
                }
                add(month, place, "SATISFIED", "", rating.contains("DISSATISFIED") ? 0 : 1);
            }
            add(month, place, "NOT_REACHED", "", !calledBack && !row.anonymous() ? 1 : 0);
            add(month, place, "REWORKED", "", acts.contains("REWORK") ? 1 : 0);
            add(month, place, "RAISED", "", acts.contains("CARD_RAISED") ? 1 : 0);
            add(month, place, "BOUNCED", "", acts.contains("RETURNED") ? 1 : 0);
            legs(entries).forEach((leg, minutes) -> add(month, place, "LEG", leg + ":" + (minutes + 30) / 60, 1));
        }
    }

    private record Place(String unit, String town) {}

    private static String town(String unit, String place) {
        return unit.startsWith("town-") ? unit : place.contains("town-west") ? "town-west" : "";
    }

    private void add(String month, Place place, String measure, String item, long value) {
        for (var key : List.of(
                month + "|*|*|" + measure + "|" + item,
                month + "|" + place.unit() + "|*|" + measure + "|" + item,
                month + "|*|" + place.town() + "|" + measure + "|" + item)) {
            var sum = sums.computeIfAbsent(key, first -> new long[2]);
            sum[0]++;
            sum[1] += value;
        }
    }

    private static String month(Instant at) {
        return YearMonth.from(at.atZone(COUNTY)).toString();
    }

    private List<String> grounds(String number, String table, String which) {
        return jdbc.queryForList(
                "select distinct ground from " + table + " where clue_number = ? and " + which, String.class, number);
    }

    /** A limit from its start to its work's end, or to now while it is owed. */
    private record Run(String kind, Instant from, Instant to, boolean open) {}

    private List<Run> runs(List<Entry> entries, Instant until) {
        var runs = new ArrayList<Run>();
        for (var from = 0; from < entries.size(); from++) {
            var start = entries.get(from);
            switch (start.act()) {
                case "DISPATCHED" -> {
                    runs.add(run("SIGN", entries, from, until, List.of("SIGNED_FOR", "RETURNED"), List.of()));
                    runs.add(run("CONTACT", entries, from, until, List.of("CONTACTED"), List.of()));
                    runs.add(run("FINISH", entries, from, until, List.of("FINISHED"), List.of("SENT_BACK")));
                }
                case "RULED" ->
                    runs.add(run("SIGN", entries, from, until, List.of("SIGNED_FOR", "RETURNED"), List.of()));
                case "REWORK" -> runs.add(run("REWORK", entries, from, until, List.of("FINISHED"), List.of()));
                default -> {}
            }
        }
        return runs;
    }

    private static Run run(
            String kind, List<Entry> entries, int from, Instant until, List<String> done, List<String> undone) {
        Instant to = null;
        for (var entry : entries.subList(from + 1, entries.size())) {
            if (entry.act().equals("DISPATCHED")
                    || kind.equals("FINISH") && entry.act().equals("REWORK")) {
                // Another run begins; the work of this one is over, or begins anew with it.
                return new Run(kind, entries.get(from).at(), to == null ? entry.at() : to, false);
            }
            if (to == null && done.contains(entry.act())) {
                to = entry.at();
            } else if (undone.contains(entry.act())) {
                to = null;
            }
        }
        return new Run(kind, entries.get(from).at(), to == null ? until : to, to == null);
    }

    private static boolean isSuspended(List<Entry> entries) {
        var suspended = false;
        for (var entry : entries) {
            suspended =
                    entry.act().equals("SUSPENDED") || suspended && !entry.act().equals("RESUMED");
        }
        return suspended;
    }

    /** Working time in which the clock ran. */
    private Duration ran(List<Entry> entries, Instant from, Instant to) {
        var ran = Duration.ZERO;
        var since = from;
        var stands = false;
        for (var entry : entries) {
            var at = entry.at().isBefore(from) ? from : entry.at().isAfter(to) ? to : entry.at();
            if (entry.act().equals("SUSPENDED")) {
                ran = ran.plus(calendar.workingTimeBetween(since, at));
                stands = true;
            } else if (entry.act().equals("RESUMED")) {
                since = at;
                stands = false;
            }
        }
        return stands ? ran : ran.plus(calendar.workingTimeBetween(since, to));
    }

    /** The first moment at which as much working time has run as the limit has, found by halving. */
    private Instant due(List<Entry> entries, Run run) {
        var limit = Duration.ofHours(Population.HOURS.get(cn.qingfeng.supervision.LimitKind.valueOf(run.kind())));
        var low = run.from();
        var high = run.from().plus(Duration.ofDays(400));
        while (Duration.between(low, high).toMillis() > 1) {
            var middle = low.plus(Duration.between(low, high).dividedBy(2));
            if (ran(entries, run.from(), middle).compareTo(limit) >= 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Which units held it in working time between these moments while the clock ran. */
    private TreeSet<String> lateAt(List<Entry> entries, Instant from, Instant to) {
        var units = new TreeSet<String>();
        var lead = "";
        var holder = "";
        var suspended = false;
        for (var at = 0; at < entries.size(); at++) {
            var entry = entries.get(at);
            if (entry.act().equals("DISPATCHED") || entry.act().equals("RULED")) {
                lead = entry.to().split(" \\+ ")[0];
            }
            holder = holderAfter(entry, holder, lead);
            suspended =
                    entry.act().equals("SUSPENDED") || suspended && !entry.act().equals("RESUMED");
            var next = at + 1 < entries.size() ? entries.get(at + 1).at() : now;
            var begin = entry.at().isAfter(from) ? entry.at() : from;
            var end = next.isBefore(to) ? next : to;
            if (!holder.isEmpty()
                    && !suspended
                    && begin.isBefore(end)
                    && !calendar.workingTimeBetween(begin, end).isZero()) {
                units.add(holder);
            }
        }
        return units;
    }

    private static String holderAfter(Entry entry, String holder, String lead) {
        return switch (entry.act()) {
            case "DISPATCHED", "RULED", "SENT_BACK", "REWORK", "CANNOT_DO_CONFIRMED" -> lead;
            case "RETURNED", "REPLY_SIGNED", "RESULT_ACCEPTED", "CALLED_BACK", "CLOSED", "WITHDRAWN" -> "";
            case "FINISHED" -> entry.to().equals("CANNOT_DO") ? "" : lead;
            default -> holder;
        };
    }

    private static String holder(List<Entry> entries) {
        var lead = "";
        var holder = "";
        for (var entry : entries) {
            if (entry.act().equals("DISPATCHED") || entry.act().equals("RULED")) {
                lead = entry.to().split(" \\+ ")[0];
            }
            holder = holderAfter(entry, holder, lead);
        }
        return holder;
    }

    private Map<String, Long> legs(List<Entry> entries) {
        var minutes = new TreeMap<String, Long>();
        var time = new TreeMap<String, Duration>();
        var leg = "";
        var whole = Duration.ZERO;
        for (var at = 0; at < entries.size() - 1; at++) {
            var act = entries.get(at).act();
            if (act.equals("REGISTERED")) {
                leg = "ADMISSION";
            } else if (act.equals("ADMITTED")) {
                leg = "GRADING";
            } else if (act.equals("CARD_DECIDED") || act.equals("CARD_RAISED")) {
                leg = "DISPATCHING";
            } else if (act.equals("DISPATCHED") || act.equals("RULED")) {
                leg = "SIGNING";
            } else if (act.equals("RETURNED")) {
                leg = "RULING";
            } else if (act.equals("SIGNED_FOR") || act.equals("SENT_BACK") || act.equals("REWORK")) {
                leg = "HANDLING";
            } else if (act.equals("FINISHED")) {
                leg = "REVIEW";
            } else if (act.equals("RESULT_ACCEPTED")) {
                leg = "CALLING_BACK";
            }
            var ran = ran(entries, entries.get(at).at(), entries.get(at + 1).at());
            time.merge(leg, ran, Duration::plus);
            whole = whole.plus(ran);
        }
        time.put("WHOLE", whole);
        time.forEach((name, spent) -> minutes.put(name, spent.toMinutes()));
        return minutes;
    }
}
