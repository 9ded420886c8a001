package cn.qingfeng.insight.dashboard;

import cn.qingfeng.Marks;
import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.classification.Leaves;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.insight.figure.Behind;
import cn.qingfeng.insight.figure.Count;
import cn.qingfeng.insight.figure.FigureBook;
import cn.qingfeng.insight.figure.Leg;
import cn.qingfeng.insight.figure.Measure;
import cn.qingfeng.insight.figure.Months;
import cn.qingfeng.insight.figure.Plane;
import cn.qingfeng.insight.figure.Score;
import cn.qingfeng.insight.figure.Tally;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.organization.UnitGroup;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The figures as a reader may see them: of every appeal and suggestion, or of those that the own units lead. Each says its formula
 * and of how many clues it is made, and leads to them.
 */
@Component
@Transactional(readOnly = true)
public class Figures {

    /** Below so many per cent a rate of a unit is bad (满意率底线). */
    static final int FLOOR = 85;

    private static final int LINE = 13;
    private static final int TOP = 10;
    private static final int LONGEST = 10;
    private static final int SHADES = 5;

    private static final List<Measure> OF_UNITS = List.of(
            Measure.CLOSED,
            Measure.SIGNED,
            Measure.FINISHED,
            Measure.SOLVED,
            Measure.SATISFIED,
            Measure.REWORKED,
            Measure.BOUNCED,
            Measure.WAITED,
            Measure.OPEN_CARD);

    /**
     * A page of them.
     *
     * @param behind how many clues still have to be counted; the figures are then not shown
     */
    public record Board(
            Asked asked,
            View view,
            String period,
            boolean running,
            List<Tile> tiles,
            List<Chart> charts,
            long behind,
            List<Unit> units,
            List<Unit> towns) {}

    /** What a reader may see: no units for every one of them. */
    private record Scope(List<String> units, String town) {}

    private final FigureBook book;
    private final ClueAccess access;
    private final ClueLedger ledger;
    private final Organization organization;
    private final Leaves leaves;
    private final LedgerWords words;
    private final Optional<FiguresBeside> beside;
    private final Clock clock;

    Figures(
            FigureBook book,
            ClueAccess access,
            ClueLedger ledger,
            Organization organization,
            Leaves leaves,
            LedgerWords words,
            Optional<FiguresBeside> beside,
            Clock clock) {
        this.book = book;
        this.access = access;
        this.ledger = ledger;
        this.organization = organization;
        this.leaves = leaves;
        this.words = words;
        this.beside = beside;
        this.clock = clock;
    }

    /** Whether figures are counted for this reader: whoever sees all appeals, or those of a unit. */
    public boolean areFor(String reader) {
        var viewer = access.viewer(reader);
        return access.seesEveryAppeal(viewer) || !viewer.units().isEmpty();
    }

    /**
     * A page of figures.
     *
     * @throws Refusal invalid, when the period names no months; forbidden, when the unit is none of the reader's
     */
    public Board board(String reader, Asked asked, Locale locale) {
        return new Page(access.viewer(reader), asked, locale).board();
    }

    /** One figure of that page, as a table; not found, when the page has none of that name. */
    public Chart chart(String reader, Asked asked, String key, Locale locale) {
        return board(reader, asked, locale).charts().stream()
                .filter(chart -> chart.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("figure.unknown"));
    }

    /** What is counted beside the clues in a time, for one reader. */
    List<Chart> beside(String reader, Months months, String unit, Locale locale) {
        return beside.map(room -> room.of(reader, months, unit, locale)).orElse(List.of());
    }

    private Scope scope(Viewer viewer, Asked asked) {
        var own = access.seesEveryAppeal(viewer) ? List.<String>of() : List.copyOf(viewer.units());
        if (asked.unit().isEmpty()) {
            return new Scope(own, asked.town());
        }
        var wished = List.copyOf(new TreeSet<>(organization.withPredecessors(List.of(asked.unit()))));
        if (!own.isEmpty() && !own.containsAll(wished)) {
            throw Refusal.forbidden("figure.unit.forbidden");
        }
        return new Scope(wished, asked.town());
    }

    private static FigureBook.Part part(String where, Collection<?>... values) {
        return new FigureBook.Part(
                where, Arrays.stream(values).<Object>flatMap(Collection::stream).toList());
    }

    /** One reader's page while it is made. */
    private class Page {

        private final Viewer viewer;
        private final Asked asked;
        private final Locale locale;
        private final Scope scope;
        private final YearMonth present = YearMonth.now(clock);
        private final Months months;
        private final Months compared;
        private final Months line;
        private final View view;
        private Plane all;
        private Map<String, Plane> byUnit = Map.of();
        private Map<String, Plane> byTown = Map.of();

        Page(Viewer viewer, Asked asked, Locale locale) {
            this.viewer = viewer;
            this.asked = asked;
            this.locale = locale;
            this.scope = scope(viewer, asked);
            this.months = asked.months(present);
            this.compared = asked.compared(months);
            this.line = new Months(months.to().minusMonths(LINE - 1), months.to());
            this.view = View.of(asked.view(), viewer);
        }

        Board board() {
            var behind = read();
            var tiles = behind > 0 ? List.<Tile>of() : tiles();
            var charts = new ArrayList<Chart>();
            if (behind == 0) {
                view.charts().stream()
                        .map(this::chart)
                        .filter(chart -> chart != null)
                        .forEach(charts::add);
            }
            // What is no clue has no town of its own.
            if (asked.town().isEmpty()) {
                charts.addAll(beside(viewer.username(), months, asked.unit(), locale));
            }
            return new Board(
                    asked, view, months.toString(), months.reaches(present), tiles, charts, behind, units(), towns());
        }

        private List<Unit> units() {
            return organization.allUnits().stream()
                    .filter(unit -> unit.group() != UnitGroup.OFFICE)
                    .filter(unit ->
                            access.seesEveryAppeal(viewer) || viewer.units().contains(unit.code()))
                    .toList();
        }

        private List<Unit> towns() {
            return organization.allUnits().stream()
                    .filter(unit -> unit.group() == UnitGroup.TOWN)
                    .toList();
        }

        private long read() {
            var needed = new TreeSet<String>();
            Stream.of(line, months, months.before(), months.aYearBefore()).forEach(some -> needed.addAll(some.names()));
            needed.add(Tally.NOW);
            var period = new TreeSet<>(months.names());
            period.add(Tally.NOW);
            if (!scope.units().isEmpty() && !scope.town().isEmpty()) {
                var since = YearMonth.parse(needed.first())
                        .atDay(1)
                        .atStartOfDay(clock.getZone())
                        .toInstant();
                var answer = book.read(scope.units(), scope.town(), since, viewer.keptOutOf());
                all = new Plane(answer.sums().get(0), cell -> true);
                return answer.behind();
            }
            var units = scope.units().isEmpty() ? List.of(Tally.ALL) : scope.units();
            var town = scope.town().isEmpty() ? Tally.ALL : scope.town();
            var parts = new ArrayList<FigureBook.Part>();
            parts.add(part(
                    "unit_code in (" + Marks.of(units) + ") and town_code = ? and month_key in (" + Marks.of(needed)
                            + ") and (measure <> 'LEG' or month_key in (" + Marks.of(period) + "))",
                    units,
                    List.of(town),
                    needed,
                    period));
            var ranks = view.charts().contains("units") && scope.town().isEmpty();
            var own = access.seesEveryAppeal(viewer) ? List.<String>of() : List.copyOf(viewer.units());
            if (ranks) {
                parts.add(part(
                        "measure in (" + Marks.of(OF_UNITS) + ") and month_key in (" + Marks.of(period)
                                + ") and unit_code not in ('*', '') and town_code = '*'"
                                + (own.isEmpty() ? "" : " and unit_code in (" + Marks.of(own) + ")"),
                        OF_UNITS.stream().map(Measure::name).toList(),
                        period,
                        own));
            }
            var maps = view.charts().contains("towns")
                    && scope.units().isEmpty()
                    && scope.town().isEmpty();
            if (maps) {
                parts.add(part(
                        "measure = 'TYPE' and month_key in (" + Marks.of(period)
                                + ") and unit_code = '*' and town_code not in ('*', '')",
                        period));
            }
            var answer = book.read(parts, viewer.keptOutOf());
            all = new Plane(
                    answer.sums().get(0),
                    cell -> units.contains(cell.unit()) && cell.town().equals(town));
            if (ranks) {
                byUnit = split(
                        answer.sums().get(1),
                        Tally.Cell::unit,
                        cell -> cell.town().equals(Tally.ALL)
                                && !cell.unit().equals(Tally.ALL)
                                && !cell.unit().isEmpty()
                                && (own.isEmpty() || own.contains(cell.unit())));
            }
            if (maps) {
                byTown = split(
                        answer.sums().get(answer.sums().size() - 1),
                        Tally.Cell::town,
                        cell -> cell.unit().equals(Tally.ALL)
                                && !cell.town().equals(Tally.ALL)
                                && !cell.town().isEmpty());
            }
            return answer.behind();
        }

        private Map<String, Plane> split(
                Tally tally, Function<Tally.Cell, String> by, java.util.function.Predicate<Tally.Cell> those) {
            return tally.counts().keySet().stream()
                    .filter(those)
                    .map(by)
                    .distinct()
                    .collect(Collectors.toMap(
                            code -> code,
                            code -> new Plane(
                                    tally,
                                    cell -> those.test(cell) && by.apply(cell).equals(code))));
        }

        // ---- What is said of it

        private String text(String key, Object... args) {
            return words.text(key, locale, args);
        }

        private Count count(Measure measure, Months some) {
            return all.count(measure, some, some.reaches(present));
        }

        private Behind behind(Measure measure, Months some, String item) {
            return new Behind(measure, Behind.Which.ALL, some.from(), some.to(), scope.units(), scope.town(), item);
        }

        private String link(Measure measure, Behind.Which which) {
            return behind(measure, months, Behind.ANY).only(which).address();
        }

        private String percent(Count count, int whole) {
            return count.rate(whole).isEmpty()
                    ? text("figure.nothing")
                    : percent(count.rate(whole).getAsDouble());
        }

        private String percent(double rate) {
            return String.format(Locale.ROOT, "%.1f%%", rate * 100);
        }

        private Chart.Value rate(Count count, int whole, String link, int floor) {
            var rate = count.rate(whole);
            return new Chart.Value(
                    percent(count, whole),
                    rate.isEmpty() ? null : Math.round(rate.getAsDouble() * 1000) / 10.0,
                    count.isFew(),
                    rate.isPresent() && rate.getAsDouble() * 100 < floor,
                    count.n() == 0 ? null : link,
                    0);
        }

        /** How a count changed, in words where it cannot be said in per cent. */
        private String change(long now, long before) {
            if (before == 0) {
                return text("figure.change.from-nothing");
            }
            return String.format(Locale.ROOT, "%+.1f%%", (now - before) * 100.0 / before);
        }

        private String points(Count now, Count before, int whole) {
            if (now.rate(whole).isEmpty() || before.rate(whole).isEmpty()) {
                return text("figure.nothing");
            }
            return text(
                    "figure.change.points",
                    String.format(
                            Locale.ROOT,
                            "%+.1f",
                            (now.rate(whole).getAsDouble() - before.rate(whole).getAsDouble()) * 100));
        }

        // ---- Large numbers

        private List<Tile> tiles() {
            var entered = count(Measure.ENTERED, months);
            var open = count(Measure.OPEN_CARD, months);
            var tiles = new ArrayList<Tile>();
            tiles.add(new Tile(
                    "entered",
                    text("figure.tile.entered"),
                    String.valueOf(entered.n()),
                    text(
                            "figure.tile.entered.detail",
                            change(
                                    entered.n(),
                                    count(Measure.ENTERED, months.aYearBefore()).n()),
                            change(
                                    entered.n(),
                                    count(Measure.ENTERED, months.before()).n())),
                    text("figure.how.ENTERED"),
                    false,
                    link(Measure.ENTERED, Behind.Which.ALL)));
            tiles.add(new Tile(
                    "open",
                    text("figure.tile.open"),
                    String.valueOf(open.n()),
                    text("figure.tile.open.detail", open.part()),
                    text("figure.how.OPEN_CARD"),
                    false,
                    link(Measure.OPEN_CARD, Behind.Which.ALL)));
            tiles.add(new Tile(
                    "overdue",
                    text("figure.tile.overdue"),
                    String.valueOf(open.part()),
                    text("figure.tile.overdue.detail", percent(open, 1), open.n()),
                    text("figure.how.OVERDUE"),
                    false,
                    link(Measure.OPEN_CARD, Behind.Which.WHOLE)));
            for (var measure : List.of(Measure.FINISHED, Measure.SOLVED, Measure.SATISFIED)) {
                var count = count(measure, months);
                tiles.add(new Tile(
                        measure.name().toLowerCase(Locale.ROOT),
                        text("figure.measure." + measure),
                        percent(count, measure.whole()),
                        text(
                                "figure.tile.rate.detail",
                                count.n(),
                                points(count, count(measure, compared), measure.whole()),
                                text("figure.with." + asked.with())),
                        text("figure.how." + measure),
                        count.isFew(),
                        link(measure, Behind.Which.ALL)));
            }
            return tiles;
        }

        // ---- Figures with their tables

        private Chart chart(String key) {
            return switch (key) {
                case "months" -> months();
                case "open" -> open(key, Measure.OPEN_CARD, "card", cards());
                case "stages" -> open(key, Measure.OPEN_STAGE, "stage", names(SupervisionStage.values()));
                case "statuses" ->
                    open(
                            key,
                            Measure.OPEN_STATUS,
                            "clue.status",
                            names(ClueStatus.open().toArray(ClueStatus[]::new)));
                case "kept" -> rates(key, List.of(Measure.SIGNED, Measure.CONTACTED, Measure.FINISHED), true);
                case "results" ->
                    rates(
                            key,
                            List.of(
                                    Measure.SOLVED,
                                    Measure.SATISFIED,
                                    Measure.NOT_REACHED,
                                    Measure.REWORKED,
                                    Measure.RAISED,
                                    Measure.BOUNCED,
                                    Measure.REPEATED,
                                    Measure.NOT_ADMITTED,
                                    Measure.WITHDRAWN),
                            false);
                case "legs" -> legs();
                case "types" -> types();
                case "channels" -> channels();
                case "units" -> scope.town().isEmpty() ? ranking() : null;
                case "towns" -> scope.units().isEmpty() && scope.town().isEmpty() ? heat() : null;
                case "longest" -> longest();
                case "extensions" -> grounds(key, Measure.EXTENSION, "time.ground");
                case "orders" -> grounds(key, Measure.ORDER, "order.ground");
                default -> throw new IllegalArgumentException(key);
            };
        }

        private Chart chart(String key, String drawn, long n, List<String> columns, List<Chart.Row> rows) {
            return new Chart(
                    key,
                    drawn,
                    text("figure.chart." + key),
                    text("figure.how." + key),
                    n,
                    columns.stream()
                            .map(column -> text("figure.column." + column))
                            .toList(),
                    rows,
                    key.equals("units") || key.equals("kept") ? FLOOR : 0);
        }

        private static List<String> names(Enum<?>... values) {
            return Arrays.stream(values).map(Enum::name).toList();
        }

        private List<String> cards() {
            var cards = new ArrayList<>(names(Card.values()));
            Collections.reverse(cards);
            cards.add("");
            return cards;
        }

        private Chart months() {
            var rows = line.names().stream()
                    .map(YearMonth::parse)
                    .map(Months::single)
                    .map(month -> new Chart.Row(
                            month.toString(),
                            List.of(
                                    Chart.Value.of(
                                            count(Measure.ENTERED, month).n(),
                                            behind(Measure.ENTERED, month, Behind.ANY)
                                                    .address()),
                                    Chart.Value.of(
                                            all.count(Measure.CLOSED, month, false)
                                                    .n(),
                                            behind(Measure.CLOSED, month, Behind.ANY)
                                                    .address())),
                            false))
                    .toList();
            return chart(
                    "months", "line", count(Measure.ENTERED, line).n(), List.of("month", "entered", "closed"), rows);
        }

        private Chart open(String key, Measure measure, String list, List<String> kinds) {
            var counts = all.items(measure, months, true);
            var rows = kinds.stream()
                    .filter(kind -> !kind.isEmpty() || counts.containsKey(kind))
                    .map(kind -> {
                        var count = counts.getOrDefault(kind, Count.NONE);
                        var behind = behind(measure, months, kind);
                        return new Chart.Row(
                                kind.isEmpty() ? words.text("card.none", locale) : words.code(list, kind, locale),
                                List.of(
                                        Chart.Value.of(count.n(), behind.address()),
                                        Chart.Value.of(
                                                count.part(),
                                                behind.only(Behind.Which.WHOLE).address())),
                                false);
                    })
                    .toList();
            return chart(
                    key,
                    "bar",
                    count(measure, months).n(),
                    List.of(key.equals("open") ? "card" : key, "open", "overdue"),
                    rows);
        }

        private Chart rates(String key, List<Measure> measures, boolean floor) {
            var rows = measures.stream()
                    .map(measure -> {
                        var now = count(measure, months);
                        var isFlag = !floor && measure != Measure.SOLVED && measure != Measure.SATISFIED;
                        return new Chart.Row(
                                text("figure.measure." + measure),
                                List.of(
                                        rate(
                                                now,
                                                measure.whole(),
                                                link(measure, isFlag ? Behind.Which.WHOLE : Behind.Which.ALL),
                                                isFlag ? 0 : FLOOR),
                                        Chart.Value.of(now.n(), link(measure, Behind.Which.ALL)),
                                        partOf(measure, now, floor),
                                        Chart.Value.of(points(now, count(measure, compared), measure.whole())),
                                        Chart.Value.of(text("figure.how." + measure))),
                                false);
                    })
                    .toList();
            return chart(
                    key,
                    "bar",
                    measures.stream()
                            .mapToLong(measure -> count(measure, months).n())
                            .max()
                            .orElse(0),
                    List.of("measure", "rate", "n", floor ? "late" : "part", "change." + asked.with(), "formula"),
                    rows);
        }

        /** Of limits those that were not kept; of what is solved the sum, in which partly counts half. */
        private Chart.Value partOf(Measure measure, Count count, boolean late) {
            if (late) {
                return Chart.Value.of(count.n() - count.part(), link(measure, Behind.Which.LESS));
            }
            return measure.whole() == 1
                    ? Chart.Value.of(count.part(), link(measure, Behind.Which.WHOLE))
                    : Chart.Value.of(String.valueOf(count.part() / (double) measure.whole()));
        }

        private Chart legs() {
            var hours = new TreeMap<Leg, TreeMap<Long, Long>>();
            all.items(Measure.LEG, months, false).forEach((item, count) -> {
                var at = item.indexOf(':');
                hours.computeIfAbsent(Leg.valueOf(item.substring(0, at)), leg -> new TreeMap<>())
                        .merge(Long.parseLong(item.substring(at + 1)), count.n(), Long::sum);
            });
            var rows = Arrays.stream(Leg.values())
                    .map(leg -> {
                        var spent = hours.getOrDefault(leg, new TreeMap<>());
                        var n = spent.values().stream()
                                .mapToLong(count -> count)
                                .sum();
                        return new Chart.Row(
                                text("figure.leg." + leg),
                                List.of(
                                        percentile(spent, n, 50),
                                        percentile(spent, n, 90),
                                        Chart.Value.of(
                                                n,
                                                behind(Measure.LEG, months, leg.name())
                                                        .address())),
                                false);
                    })
                    .toList();
            return chart(
                    "legs", "bar", count(Measure.CLOSED, months).n(), List.of("leg", "median", "ninety", "n"), rows);
        }

        /** By rank: the smallest that at least so many per cent do not exceed. */
        private Chart.Value percentile(TreeMap<Long, Long> hours, long n, int percent) {
            var rank = (n * percent + 99) / 100;
            var seen = 0L;
            for (var each : hours.entrySet()) {
                seen += each.getValue();
                if (seen >= rank) {
                    return new Chart.Value(
                            text("figure.hours", each.getKey()), (double) each.getKey(), n < Count.FEW, false, null, 0);
                }
            }
            return Chart.Value.of(text("figure.nothing"));
        }

        /** The whole tree, its trunk's sums before their leaves; drawn are the ten most frequent leaves. */
        private Chart types() {
            var counts = all.items(Measure.TYPE, months, false);
            var total = count(Measure.TYPE, months);
            var trunks = new LinkedHashMap<String, List<Map.Entry<String, Count>>>();
            counts.entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<String, Count> each) ->
                                    -each.getValue().n())
                            .thenComparing(Map.Entry::getKey))
                    .filter(each -> each.getValue().n() > 0)
                    .forEach(each -> trunks.computeIfAbsent(trunk(each.getKey()), trunk -> new ArrayList<>())
                            .add(each));
            var top = counts.entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<String, Count> each) ->
                                    -each.getValue().n())
                            .thenComparing(Map.Entry::getKey))
                    .limit(TOP)
                    .map(Map.Entry::getKey)
                    .toList();
            var rows = new ArrayList<Chart.Row>();
            trunks.forEach((trunk, under) -> {
                var sum = under.stream().map(Map.Entry::getValue).reduce(Count.NONE, Count::plus);
                rows.add(new Chart.Row(
                        trunk.isEmpty() ? text("figure.type.none") : text("figure.type." + trunk),
                        List.of(Chart.Value.of(String.valueOf(sum.n())), share(sum.n(), total.n()), Chart.Value.of("")),
                        true));
                if (!trunk.isEmpty()) {
                    under.forEach(each -> rows.add(new Chart.Row(
                            words.classification(Classification.of(each.getKey()), locale),
                            List.of(
                                    Chart.Value.of(
                                            each.getValue().n(),
                                            behind(Measure.TYPE, months, each.getKey())
                                                    .address()),
                                    share(each.getValue().n(), total.n()),
                                    Chart.Value.of(
                                            top.contains(each.getKey())
                                                    ? String.valueOf(top.indexOf(each.getKey()) + 1)
                                                    : "")),
                            false)));
                }
            });
            return chart("types", "ranking", total.n(), List.of("type", "n", "share", "place"), rows);
        }

        private static String trunk(String leaf) {
            var trunk = leaf.contains(".") ? leaf.substring(0, leaf.indexOf('.')) : leaf.isEmpty() ? "" : "other";
            return List.of("habit", "problem", "style", "appeal", "").contains(trunk) ? trunk : "other";
        }

        private Chart.Value share(long n, long of) {
            return rate(new Count(of, n), 1, null, 0);
        }

        private Chart channels() {
            var counts = all.items(Measure.CHANNEL, months, false);
            var total = count(Measure.CHANNEL, months);
            var rows = names(ReportingChannel.values()).stream()
                    .filter(channel -> counts.getOrDefault(channel, Count.NONE).n() > 0)
                    .sorted(Comparator.comparing(channel -> -counts.get(channel).n()))
                    .map(channel -> new Chart.Row(
                            words.code("channel", channel, locale),
                            List.of(
                                    Chart.Value.of(
                                            counts.get(channel).n(),
                                            behind(Measure.CHANNEL, months, channel)
                                                    .address()),
                                    share(counts.get(channel).n(), total.n())),
                            false))
                    .toList();
            return chart("channels", "pie", total.n(), List.of("channel", "n", "share"), rows);
        }

        private record Ranked(String code, Plane plane, double score, long counted) {}

        private Chart ranking() {
            var now = months.reaches(present);
            var ranked = byUnit.entrySet().stream()
                    .map(each -> {
                        var plane = each.getValue();
                        return new Ranked(
                                each.getKey(),
                                plane,
                                Score.of(
                                        plane.rate(Measure.SIGNED, months, now),
                                        plane.rate(Measure.FINISHED, months, now),
                                        plane.rate(Measure.SOLVED, months, now),
                                        plane.rate(Measure.SATISFIED, months, now),
                                        plane.rate(Measure.REWORKED, months, now)),
                                plane.count(Measure.CLOSED, months, false).n()
                                        + (now
                                                ? plane.count(Measure.WAITED, months, true)
                                                        .part()
                                                : 0));
                    })
                    .filter(each -> each.counted() > 0
                            || each.plane()
                                            .count(Measure.OPEN_CARD, months, true)
                                            .n()
                                    > 0)
                    .sorted(Comparator.comparing((Ranked each) -> each.counted() < Score.RANKED_FROM)
                            .thenComparing(each -> -each.score())
                            .thenComparing(Ranked::code))
                    .toList();
            var rows = new ArrayList<Chart.Row>();
            var rank = 0;
            for (var at = 0; at < ranked.size(); at++) {
                var each = ranked.get(at);
                if (at == 0 || each.score() != ranked.get(at - 1).score()) {
                    rank = at + 1;
                }
                var place = each.counted() < Score.RANKED_FROM ? text("figure.unranked") : String.valueOf(rank);
                rows.add(row(each, place, now));
            }
            var n = ranked.stream().mapToLong(Ranked::counted).sum();
            return chart(
                    "units",
                    "ranking",
                    n,
                    List.of(
                            "unit",
                            "score",
                            "rank",
                            "closed",
                            "open",
                            "waited",
                            "signed",
                            "finished",
                            "solved",
                            "satisfied",
                            "reworked",
                            "bounced"),
                    rows);
        }

        private Chart.Row row(Ranked unit, String place, boolean now) {
            var values = new ArrayList<Chart.Value>();
            values.add(new Chart.Value(
                    String.format(Locale.ROOT, "%.1f", unit.score() * 100),
                    Math.round(unit.score() * 1000) / 10.0,
                    unit.counted() < Count.FEW,
                    unit.counted() >= Score.RANKED_FROM && unit.score() * 100 < FLOOR,
                    null,
                    0));
            values.add(Chart.Value.of(place));
            values.add(Chart.Value.of(
                    unit.plane().count(Measure.CLOSED, months, false).n(), of(unit, Measure.CLOSED, Behind.Which.ALL)));
            values.add(Chart.Value.of(
                    unit.plane().count(Measure.OPEN_CARD, months, true).n(),
                    of(unit, Measure.OPEN_CARD, Behind.Which.ALL)));
            values.add(Chart.Value.of(
                    unit.plane().count(Measure.WAITED, months, true).part(),
                    of(unit, Measure.WAITED, Behind.Which.WHOLE)));
            for (var measure : List.of(Measure.SIGNED, Measure.FINISHED, Measure.SOLVED, Measure.SATISFIED)) {
                values.add(rate(
                        unit.plane().count(measure, months, now),
                        measure.whole(),
                        of(unit, measure, Behind.Which.ALL),
                        FLOOR));
            }
            for (var measure : List.of(Measure.REWORKED, Measure.BOUNCED)) {
                values.add(rate(unit.plane().count(measure, months, now), 1, of(unit, measure, Behind.Which.WHOLE), 0));
            }
            return new Chart.Row(organization.unitName(unit.code()), values, false);
        }

        private String of(Ranked unit, Measure measure, Behind.Which which) {
            return new Behind(measure, which, months.from(), months.to(), List.of(unit.code()), "", Behind.ANY)
                    .address();
        }

        private Chart heat() {
            var kinds = new TreeMap<String, Long>();
            var counts = new HashMap<String, Map<String, Count>>();
            byTown.forEach((town, plane) -> {
                var items = plane.items(Measure.TYPE, months, false);
                counts.put(town, items);
                items.forEach((leaf, count) -> kinds.merge(leaf, count.n(), Long::sum));
            });
            var columns = leaves.all().stream()
                    .filter(leaf -> kinds.getOrDefault(leaf.code(), 0L) > 0)
                    .toList();
            var most = counts.values().stream()
                    .flatMap(items -> items.values().stream())
                    .mapToLong(Count::n)
                    .max()
                    .orElse(0);
            var rows = towns().stream()
                    .filter(town -> counts.containsKey(town.code()))
                    .map(town -> new Chart.Row(
                            town.name(),
                            columns.stream()
                                    .map(leaf -> {
                                        var n = counts.get(town.code())
                                                .getOrDefault(leaf.code(), Count.NONE)
                                                .n();
                                        return Chart.Value.of(
                                                        n,
                                                        new Behind(
                                                                        Measure.TYPE,
                                                                        Behind.Which.ALL,
                                                                        months.from(),
                                                                        months.to(),
                                                                        List.of(),
                                                                        town.code(),
                                                                        leaf.code())
                                                                .address())
                                                .shaded(n == 0 ? 0 : (int) Math.max(1, SHADES * n / most));
                                    })
                                    .toList(),
                            false))
                    .toList();
            var n = counts.values().stream()
                    .flatMap(items -> items.values().stream())
                    .mapToLong(Count::n)
                    .sum();
            var head = new ArrayList<String>();
            head.add(text("figure.column.town"));
            columns.forEach(leaf -> head.add(leaf.name(locale)));
            return new Chart("towns", "heat", text("figure.chart.towns"), text("figure.how.towns"), n, head, rows, 0);
        }

        private Chart longest() {
            var oldest = book.oldest(scope.units(), scope.town(), viewer.keptOutOf(), LONGEST);
            var clues = ledger.all(
                    oldest.stream().map(fact -> ClueNumber.of(fact.number())).toList());
            var today = LocalDate.now(clock);
            var rows = oldest.stream()
                    .map(fact -> clues.get(ClueNumber.of(fact.number())))
                    .filter(clue -> clue != null && access.maySee(viewer, clue))
                    .map(clue -> new Chart.Row(
                            clue.number().value(),
                            List.of(
                                    new Chart.Value(
                                            access.contentFor(viewer, clue).title(),
                                            null,
                                            false,
                                            false,
                                            "/clues/" + clue.number(),
                                            0),
                                    Chart.Value.of(clue.leadUnit()
                                            .map(organization::unitName)
                                            .orElseGet(() -> text("figure.holder.office"))),
                                    Chart.Value.of(words.code("clue.status", clue.status(), locale)),
                                    Chart.Value.of(words.time(clue.registeredAt())),
                                    Chart.Value.of(
                                            ChronoUnit.DAYS.between(
                                                    LocalDate.ofInstant(clue.registeredAt(), clock.getZone()), today),
                                            null)),
                            false))
                    .toList();
            return chart(
                    "longest",
                    "none",
                    rows.size(),
                    List.of("number", "title", "holder", "status", "registered", "days"),
                    rows);
        }

        private Chart grounds(String key, Measure measure, String list) {
            var counts = all.items(measure, months, false);
            var rows = counts.entrySet().stream()
                    .filter(each -> each.getValue().n() > 0)
                    .sorted(Comparator.comparing((Map.Entry<String, Count> each) ->
                                    -each.getValue().n())
                            .thenComparing(Map.Entry::getKey))
                    .map(each -> new Chart.Row(
                            words.code(list, each.getKey(), locale),
                            List.of(Chart.Value.of(
                                    each.getValue().n(),
                                    behind(measure, months, each.getKey()).address())),
                            false))
                    .toList();
            return chart(
                    key,
                    "ranking",
                    rows.isEmpty() ? 0 : count(Measure.ENTERED, months).n(),
                    List.of("ground", "n"),
                    rows);
        }
    }
}
