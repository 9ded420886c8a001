package cn.qingfeng.insight;

import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 常用查询: the ledger's saved views. */
@Controller
class LedgerViewsPage {

    private final LedgerViews views;

    LedgerViewsPage(LedgerViews views) {
        this.views = views;
    }

    @GetMapping("/ledger/views")
    String list(Principal reader, Model model) {
        model.addAttribute("views", views.of(reader.getName()));
        return "insight/views";
    }

    /** The filters travel beside the name, as on the ledger. */
    @PostMapping("/ledger/views")
    String save(
            Principal reader,
            LedgerQuery query,
            @RequestParam(required = false) String name,
            @RequestParam(defaultValue = "false") boolean shared,
            @RequestParam(defaultValue = "false") boolean first) {
        views.save(reader.getName(), name, query, shared, first);
        return "redirect:" + query.withoutTyped().at(0);
    }

    @PostMapping("/ledger/views/{id}/name")
    String rename(Principal reader, @PathVariable String id, @RequestParam(required = false) String name) {
        views.rename(reader.getName(), id, name);
        return "redirect:/ledger/views";
    }

    @PostMapping("/ledger/views/{id}/deletion")
    String delete(Principal reader, @PathVariable String id) {
        views.delete(reader.getName(), id);
        return "redirect:/ledger/views";
    }

    /** {@code view}: an id, or nothing for the whole account. */
    @PostMapping("/ledger/views/first")
    String openWith(Principal reader, @RequestParam(defaultValue = "") String view) {
        views.openWith(reader.getName(), view);
        return "redirect:/ledger/views";
    }
}
