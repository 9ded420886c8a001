package cn.qingfeng.insight.column;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.insight.column.LedgerColumn.Beside;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.province.ProvinceNumbers;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeRequests;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Fills the columns of some clues, with one question for each thing beside them that a column tells of, however many they are. */
@Component
public class LedgerCells {

    private static final Set<TimelineAction> CARDS =
            EnumSet.of(TimelineAction.CARD_RAISED, TimelineAction.CARD_LOWERED);

    private final ClueAccess access;
    private final Limits limits;
    private final SupervisionOrders orders;
    private final TimeRequests wishes;
    private final Timeline timeline;
    private final ProvinceNumbers province;
    private final Organization organization;
    private final LedgerWords words;
    private final Clock clock;

    LedgerCells(
            ClueAccess access,
            Limits limits,
            SupervisionOrders orders,
            TimeRequests wishes,
            Timeline timeline,
            ProvinceNumbers province,
            Organization organization,
            LedgerWords words,
            Clock clock) {
        this.access = access;
        this.limits = limits;
        this.orders = orders;
        this.wishes = wishes;
        this.timeline = timeline;
        this.province = province;
        this.organization = organization;
        this.words = words;
        this.clock = clock;
    }

    /** Each clue's cells as its reader may read it, by number, once it is known as the how manieth it stands. */
    public Map<String, LongFunction<List<Cell>>> shown(
            Viewer viewer, Collection<Clue> clues, List<LedgerColumn> columns, Locale locale) {
        return cells(viewer, clues, columns, false, locale);
    }

    /**
     * The same for what leaves the product: covered as for units, whoever takes it out, because a file goes on where no right
     * holds; of a report against a person the number and how far it is.
     */
    public Map<String, LongFunction<List<Cell>>> leaving(
            Viewer viewer, Collection<Clue> clues, List<LedgerColumn> columns, Locale locale) {
        return cells(viewer, clues, columns, true, locale);
    }

    private Map<String, LongFunction<List<Cell>>> cells(
            Viewer viewer, Collection<Clue> clues, List<LedgerColumn> columns, boolean leaving, Locale locale) {
        var numbers = clues.stream().map(Clue::number).toList();
        var beside =
                columns.stream().flatMap(column -> column.beside().stream()).collect(Collectors.toSet());
        var terms = asked(beside, Beside.LIMITS, numbers, limits::all);
        var pressing = asked(beside, Beside.ORDERS, numbers, orders::of);
        var asked = asked(beside, Beside.WISHES, numbers, wishes::of);
        var cards = asked(beside, Beside.CARDS, numbers, some -> timeline.of(some, CARDS));
        var provinces = asked(beside, Beside.PROVINCE, numbers, province::of);
        var now = clock.instant();
        var asUnit = !viewer.has(Right.READ_OFFICES);
        var rows = new LinkedHashMap<String, LongFunction<List<Cell>>>();
        for (var clue : clues) {
            var asTold = !leaving && access.readsAsTold(viewer, clue);
            var content = leaving && clue.content().kind() == ClueKind.REPORT
                    ? null
                    : asTold ? clue.content() : clue.screened();
            rows.put(clue.number().value(), count -> {
                var row = new LedgerRow(
                        count,
                        clue,
                        Optional.ofNullable(content),
                        asTold ? text -> text : clue::screened,
                        terms.getOrDefault(clue.number(), List.of()),
                        pressing.getOrDefault(clue.number(), List.of()).stream()
                                .filter(order -> !asUnit || viewer.units().contains(order.unit()))
                                .toList(),
                        asked.getOrDefault(clue.number(), List.of()),
                        cards.getOrDefault(clue.number(), List.of()),
                        provinces.getOrDefault(clue.number(), List.of()),
                        now,
                        words,
                        organization,
                        locale);
                return columns.stream().map(column -> column.of(row)).toList();
            });
        }
        return rows;
    }

    private static <T> Map<ClueNumber, List<T>> asked(
            Set<Beside> wanted,
            Beside beside,
            List<ClueNumber> numbers,
            Function<List<ClueNumber>, Map<ClueNumber, List<T>>> asking) {
        return wanted.contains(beside) && !numbers.isEmpty() ? asking.apply(numbers) : Map.of();
    }
}
