package cn.qingfeng.insight.dashboard;

import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.insight.export.TableExports;
import cn.qingfeng.organization.Right;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 总览: the figures, each a click away from the clues behind it. */
@Controller
class DashboardPage {

    /** So many months and quarters are offered; others stand in the address. */
    private static final int OFFERED = 13;

    private final Figures figures;
    private final WindowFigures window;
    private final ClueAccess access;
    private final TableExports exports;
    private final LedgerWords words;
    private final Clock clock;

    DashboardPage(
            Figures figures,
            WindowFigures window,
            ClueAccess access,
            TableExports exports,
            LedgerWords words,
            Clock clock) {
        this.figures = figures;
        this.window = window;
        this.access = access;
        this.exports = exports;
        this.words = words;
        this.clock = clock;
    }

    /** One of the page's tables as a workbook. */
    @PostMapping("/dashboard/exports")
    void take(Principal reader, Locale locale, Asked asked, @RequestParam String chart, HttpServletResponse response)
            throws IOException {
        var table = figures.chart(reader.getName(), asked, chart, locale);
        exports.write(
                reader.getName(),
                Right.EXPORT_LEDGER,
                "figure=" + table.key(),
                table.title(),
                table.head(),
                table.rows().stream().map(DashboardPage::cells).toList(),
                locale,
                response);
    }

    private static List<Object> cells(Chart.Row row) {
        return Stream.concat(
                        Stream.<Object>of(row.label()), row.values().stream().map(DashboardPage::cell))
                .toList();
    }

    /** A count as a number; a rate as it is read. */
    private static Object cell(Chart.Value value) {
        return value.number() != null
                        && value.text().equals(String.valueOf(value.number().longValue()))
                ? value.number()
                : value.text();
    }

    @GetMapping("/dashboard")
    String show(Principal reader, Locale locale, Asked asked, Model model) {
        if (!figures.areFor(reader.getName())) {
            var counted = window.count(reader.getName());
            model.addAttribute("cards", counted.cards());
            model.addAttribute("statuses", counted.statuses());
            model.addAttribute(
                    "charts",
                    figures.beside(reader.getName(), asked.months(YearMonth.now(clock)), asked.unit(), locale));
            return "figure/dashboard-window";
        }
        var board = figures.board(reader.getName(), asked, locale);
        var present = YearMonth.now(clock);
        model.addAttribute("board", board);
        model.addAttribute("views", View.offered(access.viewer(reader.getName())));
        model.addAttribute("mayExport", access.viewer(reader.getName()).has(Right.EXPORT_LEDGER));
        model.addAttribute("madeAt", words.time(clock.instant()));
        model.addAttribute(
                "months",
                Stream.iterate(present, month -> month.minusMonths(1))
                        .limit(OFFERED)
                        .map(YearMonth::toString)
                        .toList());
        model.addAttribute(
                "quarters",
                Stream.iterate(present, month -> month.minusMonths(3))
                        .limit(5)
                        .map(month -> month.getYear() + "-Q" + ((month.getMonthValue() + 2) / 3))
                        .toList());
        model.addAttribute(
                "years",
                Stream.of(present, present.minusYears(1))
                        .map(month -> String.valueOf(month.getYear()))
                        .toList());
        return "figure/dashboard";
    }
}
