package cn.qingfeng.insight.export;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.numbering.VoidedNumber;
import cn.qingfeng.clue.numbering.VoidedNumbers;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.insight.LedgerQuery;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeRequests;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the ledger some hundred clues at a time, each time with five questions however many clues there are. */
@Component
class LedgerRows {

    static final int AT_ONCE = 500;

    private static final String PAST_ALL = "Z";

    private static final Set<TimelineAction> CARDS =
            EnumSet.of(TimelineAction.CARD_RAISED, TimelineAction.CARD_LOWERED);

    /** Some rows as they are written, and where to go on; {@code last} is null when there are no more. */
    record Batch(List<List<Cell>> rows, String last) {}

    private final ClueQueries clues;
    private final VoidedNumbers voided;
    private final ClueAccess access;
    private final Limits limits;
    private final SupervisionOrders orders;
    private final TimeRequests wishes;
    private final Timeline timeline;
    private final Organization organization;
    private final LedgerWords words;
    private final Clock clock;

    LedgerRows(
            ClueQueries clues,
            VoidedNumbers voided,
            ClueAccess access,
            Limits limits,
            SupervisionOrders orders,
            TimeRequests wishes,
            Timeline timeline,
            Organization organization,
            LedgerWords words,
            Clock clock) {
        this.clues = clues;
        this.voided = voided;
        this.access = access;
        this.limits = limits;
        this.orders = orders;
        this.wishes = wishes;
        this.timeline = timeline;
        this.organization = organization;
        this.words = words;
        this.clock = clock;
    }

    /** How many rows there will be, if nothing is registered meanwhile. */
    @Transactional(readOnly = true)
    public long count(Viewer viewer, LedgerQuery query) {
        return clues.count(viewer, query.wish()) + (tellsVoid(viewer, query) ? voided.count() : 0);
    }

    /** The whole account shows every number once, those under which nothing was registered too. */
    private boolean tellsVoid(Viewer viewer, LedgerQuery query) {
        return query.isWholeAccount() && access.seesEveryAppeal(viewer);
    }

    /** The rows after that number, of which {@code written} came before. */
    @Transactional(readOnly = true)
    public Batch after(
            String number, long written, Viewer viewer, LedgerQuery query, List<LedgerColumn> columns, Locale locale) {
        var found = clues.after(number, AT_ONCE, viewer, query.wish());
        var last = found.size() < AT_ONCE
                ? null
                : found.get(found.size() - 1).number().value();
        var gaps = tellsVoid(viewer, query)
                ? voided.between(number, last == null ? PAST_ALL : last, Integer.MAX_VALUE)
                : List.<VoidedNumber>of();
        var numbers = found.stream().map(Clue::number).toList();
        var terms = limits.all(numbers);
        var pressing = orders.of(numbers);
        var asked = wishes.of(numbers);
        var cards = timeline.of(numbers, CARDS);
        var now = clock.instant();
        var asUnit = !viewer.has(Right.READ_OFFICES);
        var rows = new TreeMap<String, LongFunction<List<Cell>>>();
        for (var gap : gaps) {
            rows.put(
                    gap.number(),
                    count -> columns.stream()
                            .map(column -> column.of(count, gap, words, locale))
                            .toList());
        }
        for (var clue : found) {
            rows.put(clue.number().value(), count -> {
                var row = new LedgerRow(
                        count,
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
                return columns.stream().map(column -> column.of(row)).toList();
            });
        }
        var cells = new ArrayList<List<Cell>>();
        rows.values().forEach(row -> cells.add(row.apply(written + cells.size() + 1)));
        return new Batch(cells, last);
    }
}
