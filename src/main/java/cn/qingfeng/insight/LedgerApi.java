package cn.qingfeng.insight;

import cn.qingfeng.insight.file.ClueDossier;
import cn.qingfeng.insight.file.ClueDossiers;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ledger for programs, under the caller's rights. */
@RestController
@RequestMapping("/api/clues")
class LedgerApi {

    /** Who is looked for. */
    record Sought(String reporter) {}

    private final Ledger ledger;
    private final ClueDossiers files;

    LedgerApi(Ledger ledger, ClueDossiers files) {
        this.ledger = ledger;
        this.files = files;
    }

    @GetMapping
    Ledger.Lines find(Principal reader, Locale locale, @ParameterObject LedgerQuery wish) {
        return ledger.find(reader.getName(), wish, locale);
    }

    /** Appeals of a reporter, newest first: {@code reporter}, a telephone number, credit code or firm's name, whole. */
    @PostMapping("/of-reporter")
    Ledger.Lines ofReporter(Principal reader, Locale locale, @RequestBody Sought sought) {
        return ledger.ofReporter(reader.getName(), sought.reporter(), locale).lines();
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
