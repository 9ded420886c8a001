package cn.qingfeng.insight;

import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.insight.column.LedgerColumn;
import cn.qingfeng.insight.column.LedgerColumns;
import cn.qingfeng.organization.Right;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 列设置: which columns the ledger shows to somebody, and in which order. */
@Controller
class LedgerColumnsPage {

    /** A column and whether it is shown. */
    record Choice(LedgerColumn column, boolean chosen) {}

    private final LedgerColumns columns;
    private final ClueAccess access;

    LedgerColumnsPage(LedgerColumns columns, ClueAccess access) {
        this.columns = columns;
        this.access = access;
    }

    @GetMapping("/ledger/columns")
    String ask(Principal reader, Model model) {
        var offices = access.viewer(reader.getName()).has(Right.READ_OFFICES);
        var chosen = columns.chosen(reader.getName(), offices).orElse(LedgerColumn.USUAL);
        var choices = new ArrayList<>(
                chosen.stream().map(column -> new Choice(column, true)).toList());
        LedgerColumn.of(offices).stream()
                .filter(column -> !chosen.contains(column))
                .forEach(column -> choices.add(new Choice(column, false)));
        model.addAttribute("choices", choices);
        return "insight/columns";
    }

    /** Fields {@code column} in the order wanted; or {@code reset}. */
    @PostMapping("/ledger/columns")
    String choose(
            Principal reader,
            @RequestParam(required = false) List<String> column,
            @RequestParam(required = false) String reset) {
        if (reset == null) {
            columns.choose(reader.getName(), column == null ? List.of() : column);
        } else {
            columns.reset(reader.getName());
        }
        return "redirect:/ledger";
    }
}
