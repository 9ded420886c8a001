package cn.qingfeng.insight;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.classification.Leaves;
import cn.qingfeng.reporter.finding.ReporterFinder;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 台账: the ledger as a page. */
@Controller
class LedgerPage {

    private static final int SIZE = 20;

    private final Ledger ledger;
    private final LedgerViews views;
    private final Leaves leaves;
    private final LedgerWords words;

    LedgerPage(Ledger ledger, LedgerViews views, Leaves leaves, LedgerWords words) {
        this.ledger = ledger;
        this.views = views;
        this.leaves = leaves;
        this.words = words;
    }

    @GetMapping("/ledger")
    String show(Principal reader, Locale locale, LedgerQuery asked, HttpServletRequest request, Model model) {
        var first =
                request.getQueryString() == null && request.getParameterMap().isEmpty()
                        ? views.first(reader.getName())
                        : Optional.<String>empty();
        if (first.isPresent()) {
            return "redirect:" + first.get();
        }
        var wish = asked.with("size", SIZE);
        var shown = ledger.show(reader.getName(), wish, locale);
        if (shown.refused() != null) {
            model.addAttribute(
                    "refused",
                    words.text(
                            shown.refused().key(),
                            locale,
                            shown.refused().args().toArray()));
        }
        return draw(wish, shown, locale, model);
    }

    /** What is looked for is a person's, and stands in no address. */
    @PostMapping("/ledger/reporter")
    String seek(Principal reader, Locale locale, @RequestParam(required = false) String reporter, Model model) {
        var found = ledger.ofReporter(reader.getName(), reporter, locale);
        model.addAttribute("sought", ReporterFinder.By.of(reporter));
        return draw(LedgerQuery.NONE, found, locale, model);
    }

    private String draw(LedgerQuery wish, Ledger.Shown shown, Locale locale, Model model) {
        model.addAttribute("wish", wish);
        model.addAttribute("offered", shown.options());
        model.addAttribute("columns", shown.columns());
        model.addAttribute("own", shown.own());
        model.addAttribute("cells", shown.cells());
        model.addAttribute("followed", shown.followed());
        model.addAttribute("views", shown.views());
        model.addAttribute("cards", Card.values());
        model.addAttribute("statuses", ClueStatus.values());
        model.addAttribute("kinds", ClueKind.values());
        model.addAttribute("leaves", leaves.all());
        model.addAttribute("language", locale);
        model.addAttribute("lines", shown.lines());
        model.addAttribute("rows", shown.lines().rows(wish.isWholeAccount()));
        return "insight/ledger";
    }
}
