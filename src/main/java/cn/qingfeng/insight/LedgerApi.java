package cn.qingfeng.insight;

import cn.qingfeng.insight.file.ClueDossier;
import cn.qingfeng.insight.file.ClueDossiers;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger for programs, under the caller's rights. */
@RestController
@RequestMapping("/api/clues")
class LedgerApi {

    private final Ledger ledger;
    private final ClueDossiers files;

    LedgerApi(Ledger ledger, ClueDossiers files) {
        this.ledger = ledger;
        this.files = files;
    }

    @GetMapping
    Ledger.Lines find(
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
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(required = false) String behind) {
        var wish = new LedgerQuery(
                card, status, kind, unit, classification, text, open, overdue, voided, sort, page, size, behind);
        return ledger.find(reader.getName(), wish, locale);
    }

    @GetMapping("/{number}")
    ClueDossier file(Principal reader, Locale locale, @PathVariable String number) {
        return files.of(reader.getName(), number, locale);
    }

    @GetMapping("/{number}/timeline")
    List<ClueDossier.Step> timeline(Principal reader, Locale locale, @PathVariable String number) {
        return files.of(reader.getName(), number, locale).timeline();
    }
}
