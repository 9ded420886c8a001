package cn.qingfeng.insight.pack;

import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.paper.PackValues;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.PaperValues;
import cn.qingfeng.paper.PaperValues.Bar;
import cn.qingfeng.paper.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** 周交办清单 and 月讲评简报 as papers: what stands on the pack that was made, whatever changed since. */
@Component
class PackPapers implements PackValues {

    /** So many bars a sheet can show. */
    private static final int MOST_BARS = 20;

    private final Packs packs;
    private final LedgerWords words;

    PackPapers(Packs packs, LedgerWords words) {
        this.packs = packs;
        this.words = words;
    }

    @Override
    public Set<PaperKind> kinds() {
        return Set.of(PaperKind.WEEKLY, PaperKind.MONTHLY);
    }

    @Override
    public PaperValues of(PaperKind kind, String label) {
        return kind == PaperKind.WEEKLY
                ? weekly(packs.get(Packs.Kind.WEEKLY, label, WeeklyPack.class))
                : monthly(packs.get(Packs.Kind.MONTHLY, label, MonthlyPack.class));
    }

    private PaperValues weekly(WeeklyPack pack) {
        var values = new EnumMap<Place, String>(Place.class);
        values.put(Place.PERIOD, pack.date());
        values.put(Place.MADE_AT, words.time(pack.madeAt()));
        values.put(Place.COUNT, text(pack.count("all")));
        values.put(Place.COUNT_RED, text(pack.count("red")));
        values.put(Place.COUNT_FRESH, text(pack.count("fresh")));
        values.put(Place.COUNT_SOON, text(pack.count("soon")));
        values.put(Place.COUNT_LATE, text(pack.count("late")));
        var rows = new ArrayList<Map<Place, String>>();
        for (var unit : pack.units()) {
            for (var line : unit.lines()) {
                var row = new EnumMap<Place, String>(Place.class);
                row.put(Place.ROW, text(rows.size() + 1));
                row.put(Place.ROW_UNIT, unit.name());
                row.put(Place.ROW_LEADER, unit.leader());
                row.put(Place.ROW_NUMBER, line.clueNumber());
                row.put(Place.ROW_TITLE, line.title());
                row.put(Place.ROW_CARD, words.code("card", line.card(), Locale.CHINA));
                row.put(Place.ROW_STATUS, words.code("clue.status", line.status(), Locale.CHINA));
                row.put(Place.ROW_STAGE, words.code("stage", line.stage(), Locale.CHINA));
                row.put(Place.ROW_DUE, due(line.suspended(), line.dueAt()));
                rows.add(row);
            }
            for (var line : unit.matters()) {
                var row = new EnumMap<Place, String>(Place.class);
                row.put(Place.ROW, text(rows.size() + 1));
                row.put(Place.ROW_UNIT, unit.name());
                row.put(Place.ROW_LEADER, unit.leader());
                row.put(Place.ROW_NUMBER, line.number());
                row.put(Place.ROW_TITLE, line.name());
                row.put(Place.ROW_CARD, words.text("packs.matter", Locale.CHINA));
                row.put(Place.ROW_STATUS, line.step());
                row.put(Place.ROW_STAGE, line.late() ? words.text("packs.late", Locale.CHINA) : "\u2014");
                row.put(Place.ROW_DUE, due(line.suspended(), line.dueAt()));
                rows.add(row);
            }
        }
        return new PaperValues(
                values,
                rows,
                pack.units().stream()
                        .map(unit -> new Bar(unit.name(), unit.lines().size()))
                        .sorted(java.util.Comparator.comparingDouble(Bar::value).reversed())
                        .limit(MOST_BARS)
                        .toList());
    }

    private String due(boolean suspended, Instant at) {
        return suspended ? words.text("ledger.suspended", Locale.CHINA) : at == null ? "" : words.time(at);
    }

    private PaperValues monthly(MonthlyPack pack) {
        var values = new EnumMap<Place, String>(Place.class);
        values.put(Place.PERIOD, pack.month());
        values.put(Place.MADE_AT, words.time(pack.madeAt()));
        values.put(Place.COUNT, text(pack.closed()));
        values.put(
                Place.COUNT_LATE,
                text(pack.units().stream().mapToInt(MonthlyPack.Unit::overdue).sum()));
        values.put(
                Place.NAMED,
                pack.named().isEmpty()
                        ? words.text("paper.named.none", Locale.CHINA)
                        : pack.named().stream()
                                .map(one -> words.text(
                                        "paper.named",
                                        Locale.CHINA,
                                        one.clueNumber(),
                                        one.unit(),
                                        words.code("card", one.card(), Locale.CHINA),
                                        words.code("stage", one.stage(), Locale.CHINA)))
                                .collect(Collectors.joining("\n")));
        values.put(
                Place.MATTERS,
                pack.matters().isEmpty()
                        ? words.text("paper.named.none", Locale.CHINA)
                        : pack.matters().stream().map(this::said).collect(Collectors.joining("\n")));
        return new PaperValues(
                values,
                pack.units().stream().map(PackPapers::row).toList(),
                pack.units().stream()
                        .filter(unit -> unit.rank() > 0)
                        .map(unit -> new Bar(unit.name(), Math.round(unit.score() * 1000) / 10.0))
                        .limit(MOST_BARS)
                        .toList());
    }

    private String said(MattersInPacks.Sum kind) {
        return words.text(
                "packs.matters.of",
                Locale.CHINA,
                kind.name(),
                kind.opened(),
                kind.done(),
                kind.ended().isEmpty()
                        ? ""
                        : words.text(
                                "packs.matters.ends",
                                Locale.CHINA,
                                kind.ended().stream()
                                        .map(end -> words.text("packs.matters.end", Locale.CHINA, end.as(), end.n()))
                                        .collect(Collectors.joining(words.text("form.separator", Locale.CHINA)))),
                kind.running(),
                kind.late());
    }

    private static Map<Place, String> row(MonthlyPack.Unit unit) {
        var row = new EnumMap<Place, String>(Place.class);
        row.put(Place.ROW_RANK, unit.rank() == 0 ? "\u2014" : text(unit.rank()));
        row.put(Place.ROW_UNIT, unit.name());
        row.put(Place.ROW_LEADER, unit.leader());
        row.put(Place.ROW_CLOSED, text(unit.closed()));
        row.put(Place.ROW_LATE, text(unit.overdue()));
        row.put(Place.ROW_SIGNED, rate(unit.signed()));
        row.put(Place.ROW_FINISHED, rate(unit.finished()));
        row.put(Place.ROW_SOLVED, rate(unit.solved()));
        row.put(Place.ROW_SATISFIED, rate(unit.satisfied()));
        row.put(Place.ROW_REWORKED, rate(unit.reworked()));
        row.put(Place.ROW_SCORE, unit.rank() == 0 ? "\u2014" : unit.points());
        return row;
    }

    /** With how many it was measured on: a percentage of two cases is none. */
    private static String rate(MonthlyPack.Rate rate) {
        return rate.measured() ? rate.percent() + " (" + rate.of() + ")" : "\u2014";
    }

    private static String text(long number) {
        return String.valueOf(number);
    }
}
