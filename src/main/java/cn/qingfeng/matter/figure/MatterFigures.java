package cn.qingfeng.matter.figure;

import cn.qingfeng.insight.dashboard.Chart;
import cn.qingfeng.insight.dashboard.FiguresBeside;
import cn.qingfeng.insight.figure.Months;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterLedger;
import cn.qingfeng.matter.MatterLedger.Sum;
import cn.qingfeng.matter.MatterLedger.What;
import cn.qingfeng.matter.MatterRights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriComponentsBuilder;

/** On the dashboard: every kind that concerns the reader, how many run and are late, and to which ends they came; each leads to its rows. */
@Component
@Transactional(readOnly = true)
class MatterFigures implements FiguresBeside {

    private final MatterKinds kinds;
    private final MatterLedger ledger;
    private final MatterRights rights;
    private final MessageSource messages;

    MatterFigures(MatterKinds kinds, MatterLedger ledger, MatterRights rights, MessageSource messages) {
        this.kinds = kinds;
        this.ledger = ledger;
        this.rights = rights;
        this.messages = messages;
    }

    @Override
    public List<Chart> of(String reader, Months months, String unit, Locale locale) {
        var seen = kinds.all().stream()
                .filter(kind -> rights.concerns(reader, kind))
                .toList();
        var sums = ledger.sums(
                reader,
                seen,
                unit.isEmpty() ? null : unit,
                months.from().atDay(1),
                months.to().atEndOfMonth());
        if (sums.isEmpty()) {
            return List.of();
        }
        var byKind = sums.stream().collect(Collectors.groupingBy(Sum::kind));
        var rows = new ArrayList<Chart.Row>();
        // What keeps somebody waiting stands first.
        var order = Comparator.comparingLong((MatterKind kind) -> -late(byKind, kind))
                .thenComparingLong(kind -> -count(byKind.getOrDefault(kind.key(), List.of()), What.RUNNING));
        seen.stream()
                .sorted(order)
                .forEach(kind -> rows.addAll(
                        rows(kind, byKind.getOrDefault(kind.key(), List.of()), new Rows(kind, months, unit), locale)));
        return List.of(new Chart(
                "matters",
                "none",
                say("matter.figures", locale),
                say("matter.figures.how", locale),
                sums.stream().mapToLong(Sum::n).sum(),
                Stream.of(
                                "matter.kind",
                                "matter.figures.running",
                                "matter.figures.late",
                                "matter.figures.opened",
                                "matter.figures.ended")
                        .map(key -> say(key, locale))
                        .toList(),
                rows,
                0));
    }

    /** The kind, and under it each end that some came to. */
    private List<Chart.Row> rows(MatterKind kind, List<Sum> sums, Rows behind, Locale locale) {
        var rows = new ArrayList<Chart.Row>();
        rows.add(new Chart.Row(
                kind.name(),
                List.of(
                        Chart.Value.of(count(sums, What.RUNNING), behind.running()),
                        Chart.Value.of(sums.stream().mapToLong(Sum::late).sum(), behind.late()),
                        Chart.Value.of(count(sums, What.OPENED), behind.opened()),
                        Chart.Value.of(count(sums, What.ENDED), behind.ended())),
                true));
        sums.stream()
                .filter(sum -> sum.what() == What.ENDED)
                .map(sum -> new Chart.Row(
                        sum.ending().isEmpty() ? say("matter.state." + sum.state(), locale) : sum.ending(),
                        List.of(
                                Chart.Value.of(""),
                                Chart.Value.of(""),
                                Chart.Value.of(""),
                                Chart.Value.of(sum.n(), behind.ended(sum))),
                        false))
                .forEach(rows::add);
        return rows;
    }

    private static long late(Map<String, List<Sum>> byKind, MatterKind kind) {
        return byKind.getOrDefault(kind.key(), List.of()).stream()
                .mapToLong(Sum::late)
                .sum();
    }

    private static long count(List<Sum> sums, What what) {
        return sums.stream().filter(sum -> sum.what() == what).mapToLong(Sum::n).sum();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    /** Where the ledger of a kind lists what was counted: the same reader, the same time, the same unit. */
    private record Rows(MatterKind kind, Months months, String unit) {

        String running() {
            return address("state", "RUNNING");
        }

        String late() {
            return address("overdue", "true");
        }

        String opened() {
            return address("from", months.from().atDay(1), "to", months.to().atEndOfMonth());
        }

        String ended() {
            return address(
                    "state",
                    "ENDED",
                    "endedFrom",
                    months.from().atDay(1),
                    "endedTo",
                    months.to().atEndOfMonth());
        }

        String ended(Sum sum) {
            var ending = sum.ending().isEmpty() ? MatterLedger.UNNAMED : sum.ending();
            return switch (sum.state()) {
                case DONE ->
                    address(
                            "ending",
                            ending,
                            "endedFrom",
                            months.from().atDay(1),
                            "endedTo",
                            months.to().atEndOfMonth());
                default ->
                    address(
                            "state",
                            sum.state(),
                            "endedFrom",
                            months.from().atDay(1),
                            "endedTo",
                            months.to().atEndOfMonth());
            };
        }

        private String address(Object... asked) {
            var address = UriComponentsBuilder.fromPath("/matters/kinds/" + kind.key());
            for (var at = 0; at < asked.length; at += 2) {
                address.queryParam(asked[at].toString(), asked[at + 1]);
            }
            if (!unit.isEmpty()) {
                address.queryParam("unit", unit);
            }
            return address.encode().toUriString();
        }
    }
}
