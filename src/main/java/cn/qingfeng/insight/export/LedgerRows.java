package cn.qingfeng.insight.export;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeRequests;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the ledger some hundred clues at a time, each time with five questions however many clues there are. */
@Component
class LedgerRows {

    static final int AT_ONCE = 500;

    private static final Set<TimelineAction> CARDS =
            EnumSet.of(TimelineAction.CARD_RAISED, TimelineAction.CARD_LOWERED);

    /** Some rows as they are written, and where to go on; {@code last} is null when there are no more. */
    record Batch(List<List<Cell>> rows, String last) {}

    private final ClueQueries clues;
    private final Limits limits;
    private final SupervisionOrders orders;
    private final TimeRequests wishes;
    private final Timeline timeline;
    private final Organization organization;
    private final LedgerWords words;
    private final Clock clock;

    LedgerRows(
            ClueQueries clues,
            Limits limits,
            SupervisionOrders orders,
            TimeRequests wishes,
            Timeline timeline,
            Organization organization,
            LedgerWords words,
            Clock clock) {
        this.clues = clues;
        this.limits = limits;
        this.orders = orders;
        this.wishes = wishes;
        this.timeline = timeline;
        this.organization = organization;
        this.words = words;
        this.clock = clock;
    }

    /** The rows after the clue of that number, of which {@code written} came before. */
    @Transactional(readOnly = true)
    public Batch after(
            String number,
            long written,
            Viewer viewer,
            ClueQueries.Wish wish,
            List<LedgerColumn> columns,
            Locale locale) {
        var found = clues.after(number, AT_ONCE, viewer, wish);
        if (found.isEmpty()) {
            return new Batch(List.of(), null);
        }
        var numbers = found.stream().map(Clue::number).toList();
        var terms = limits.all(numbers);
        var pressing = orders.of(numbers);
        var asked = wishes.of(numbers);
        var cards = timeline.of(numbers, CARDS);
        var now = clock.instant();
        var asUnit = !viewer.has(Right.READ_OFFICES);
        var rows = IntStream.range(0, found.size())
                .mapToObj(at -> {
                    var clue = found.get(at);
                    return new LedgerRow(
                            written + at + 1,
                            clue,
                            terms.getOrDefault(clue.number(), List.of()),
                            pressing.getOrDefault(clue.number(), List.of()).stream()
                                    .filter(order -> !asUnit || viewer.units().contains(order.unit()))
                                    .toList(),
                            asked.getOrDefault(clue.number(), List.of()),
                            cards.getOrDefault(clue.number(), List.of()),
                            now,
                            words,
                            organization,
                            locale);
                })
                .map(row -> columns.stream().map(column -> column.of(row)).toList())
                .toList();
        return new Batch(
                rows,
                found.size() < AT_ONCE
                        ? null
                        : found.get(found.size() - 1).number().value());
    }
}
