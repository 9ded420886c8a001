package cn.qingfeng.insight.dashboard;

import cn.qingfeng.Marks;
import cn.qingfeng.insight.figure.Count;
import cn.qingfeng.insight.figure.FigureBook;
import cn.qingfeng.insight.figure.Measure;
import cn.qingfeng.insight.figure.Months;
import cn.qingfeng.insight.figure.Plane;
import cn.qingfeng.insight.figure.Tally;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What anybody may read: how many clues came and went each month, and how far promises were kept over a year; of the whole county,
 * never of a unit, a town or a kind. Numbers that are small enough to tell of somebody are not published, and rates are rounded.
 */
@Component
@Transactional(readOnly = true)
class PublicFigures {

    private static final int MONTHS = 12;

    private static final List<Measure> PROMISES =
            List.of(Measure.SIGNED, Measure.CONTACTED, Measure.FINISHED, Measure.SOLVED, Measure.SATISFIED);

    /** A month; empty where there were too few. */
    record Month(String name, OptionalLong entered, OptionalLong closed) {}

    /** How far a promise was kept, in whole per cent; empty where there were too few to say. */
    record Promise(Measure measure, OptionalLong percent) {}

    /** The twelve months that are over, the newest last, with their sums. */
    record Published(
            List<Month> months, OptionalLong entered, OptionalLong closed, List<Promise> promises, long behind) {}

    private final FigureBook book;
    private final Clock clock;

    PublicFigures(FigureBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    Published published() {
        var last = YearMonth.now(clock).minusMonths(1);
        var year = new Months(last.minusMonths(MONTHS - 1L), last);
        var names = new TreeSet<>(year.names());
        var wanted = new ArrayList<Object>(names);
        var answer = book.read(
                List.of(new FigureBook.Part(
                        "unit_code = '*' and town_code = '*' and month_key in ("
                                + Marks.of(names)
                                + ") and measure in ('ENTERED', 'CLOSED', 'SIGNED', 'CONTACTED', 'FINISHED', 'SOLVED', 'SATISFIED')",
                        wanted)),
                List.of());
        var all = new Plane(
                answer.sums().get(0),
                cell -> cell.unit().equals(Tally.ALL) && cell.town().equals(Tally.ALL));
        var months = year.names().stream()
                .map(name -> Months.single(YearMonth.parse(name)))
                .map(month -> new Month(
                        month.toString(),
                        published(all.count(Measure.ENTERED, month, false).n()),
                        published(all.count(Measure.CLOSED, month, false).n())))
                .toList();
        var promises = PROMISES.stream()
                .map(measure -> {
                    var count = all.count(measure, year, false);
                    return new Promise(
                            measure,
                            count.isFew()
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(Math.round(
                                            count.rate(measure.whole()).getAsDouble() * 100)));
                })
                .toList();
        return new Published(
                months,
                sum(
                        all.count(Measure.ENTERED, year, false).n(),
                        months.stream().map(Month::entered).toList()),
                sum(
                        all.count(Measure.CLOSED, year, false).n(),
                        months.stream().map(Month::closed).toList()),
                promises,
                answer.behind());
    }

    private static OptionalLong published(long n) {
        return n < Count.FEW ? OptionalLong.empty() : OptionalLong.of(n);
    }

    /**
     * Of the whole year, where what the months leave out is itself many and of several months; else of what they publish: what is
     * left out is not found by subtracting.
     */
    static OptionalLong sum(long whole, List<OptionalLong> parts) {
        var told = parts.stream().mapToLong(part -> part.orElse(0)).sum();
        var untold = parts.stream().filter(OptionalLong::isEmpty).count();
        if (untold > 1 && whole - told >= Count.FEW) {
            return OptionalLong.of(whole);
        }
        return published(told);
    }
}
