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
    String show(Principal reader, Locale locale, LedgerQuery asked, Model model) {
        var wish = asked.with("size", SIZE);
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
