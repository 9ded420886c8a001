package cn.qingfeng.insight;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.classification.Leaves;
import cn.qingfeng.organization.Organization;
import java.security.Principal;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 台账: the ledger as a page. */
@Controller
class LedgerPage {

    private static final int SIZE = 20;

    private final Ledger ledger;
    private final Organization organization;
    private final Leaves leaves;
    private final LedgerWords words;

    LedgerPage(Ledger ledger, Organization organization, Leaves leaves, LedgerWords words) {
        this.ledger = ledger;
        this.organization = organization;
        this.leaves = leaves;
        this.words = words;
    }

    @GetMapping("/ledger")
    String show(
            Principal reader,
            Locale locale,
            @RequestParam(required = false) String card,
            @RequestParam(required = false) String status,
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) String classification,
            @RequestParam(required = false) String text,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "false") boolean voided,
            @RequestParam(required = false) String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(required = false) String behind,
            Model model) {
        var wish = new LedgerQuery(
                card, status, kind, unit, classification, text, open, overdue, voided, sort, page, SIZE, behind);
        model.addAttribute("wish", wish);
        model.addAttribute("cards", Card.values());
        model.addAttribute("statuses", ClueStatus.values());
        model.addAttribute("kinds", ClueKind.values());
        model.addAttribute("units", organization.allUnits());
        model.addAttribute("leaves", leaves.all());
        model.addAttribute("language", locale);
        var lines = Ledger.Lines.NONE;
        try {
            lines = ledger.find(reader.getName(), wish, locale);
        } catch (Refusal refused) {
            model.addAttribute(
                    "refused", words.text(refused.key(), locale, refused.args().toArray()));
        }
        model.addAttribute("lines", lines);
        model.addAttribute("rows", lines.rows(wish.isWholeAccount()));
        return "insight/ledger";
    }
}
