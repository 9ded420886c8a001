package cn.qingfeng.insight.export;

import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.numbering.VoidedNumber;
import cn.qingfeng.clue.numbering.VoidedNumbers;
import cn.qingfeng.insight.LedgerQuery;
import cn.qingfeng.insight.LedgerWishes;
import cn.qingfeng.insight.column.Cell;
import cn.qingfeng.insight.column.LedgerCells;
import cn.qingfeng.insight.column.LedgerColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the ledger some hundred clues at a time, each time with five questions however many clues there are. */
@Component
class LedgerRows {

    static final int AT_ONCE = 500;

    private static final String PAST_ALL = "Z";

    /** Some rows as they are written, and where to go on; {@code last} is null when there are no more. */
    record Batch(List<List<Cell>> rows, String last) {}

    private final ClueQueries clues;
    private final VoidedNumbers voided;
    private final ClueAccess access;
    private final LedgerWords words;
    private final LedgerWishes filters;
    private final LedgerCells cells;

    LedgerRows(
            ClueQueries clues,
            VoidedNumbers voided,
            ClueAccess access,
            LedgerWords words,
            LedgerWishes filters,
            LedgerCells cells) {
        this.cells = cells;
        this.filters = filters;
        this.clues = clues;
        this.voided = voided;
        this.access = access;
        this.words = words;
    }

    /** How many rows there will be, if nothing is registered meanwhile. */
    @Transactional(readOnly = true)
    public long count(Viewer viewer, LedgerQuery query) {
        return clues.count(viewer, filters.of(viewer, query)) + (tellsVoid(viewer, query) ? voided.count() : 0);
    }

    /** The whole account shows every number once, those under which nothing was registered too. */
    private boolean tellsVoid(Viewer viewer, LedgerQuery query) {
        return query.isWholeAccount() && access.seesEveryAppeal(viewer);
    }

    /** The rows after that number, of which {@code written} came before. */
    @Transactional(readOnly = true)
    public Batch after(
            String number, long written, Viewer viewer, LedgerQuery query, List<LedgerColumn> columns, Locale locale) {
        var found = clues.after(number, AT_ONCE, viewer, filters.of(viewer, query));
        var last = found.size() < AT_ONCE
                ? null
                : found.get(found.size() - 1).number().value();
        var gaps = tellsVoid(viewer, query)
                ? voided.between(number, last == null ? PAST_ALL : last, Integer.MAX_VALUE)
                : List.<VoidedNumber>of();
        var rows = new TreeMap<String, LongFunction<List<Cell>>>();
        for (var gap : gaps) {
            rows.put(
                    gap.number(),
                    count -> columns.stream()
                            .map(column -> column.of(count, gap, words, locale))
                            .toList());
        }
        rows.putAll(cells.leaving(viewer, found, columns, locale));
        var lines = new ArrayList<List<Cell>>();
        rows.values().forEach(row -> lines.add(row.apply(written + lines.size() + 1)));
        return new Batch(lines, last);
    }
}
