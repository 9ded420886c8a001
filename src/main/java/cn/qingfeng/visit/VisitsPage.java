package cn.qingfeng.visit;

import java.security.Principal;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How far the register was reached in a quarter, by officer and town, with the key enterprises that nobody contacted. */
@Controller
@PreAuthorize("@rights.has(authentication, 'SEE_FIRMS')")
class VisitsPage {

    private final Coverage coverage;
    private final VisitBook book;

    VisitsPage(Coverage coverage, VisitBook book) {
        this.coverage = coverage;
        this.book = book;
    }

    @GetMapping("/visits")
    @Transactional(readOnly = true)
    public String show(
            Principal reader,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate on,
            Model model) {
        var quarter = coverage.of(reader.getName(), on == null ? book.today() : on);
        model.addAttribute("quarter", quarter);
        model.addAttribute("name", VisitPlan.quarterName(quarter.from()));
        model.addAttribute("before", quarter.from().minusMonths(3));
        model.addAttribute(
                "after",
                quarter.from().plusMonths(3).isAfter(book.today())
                        ? null
                        : quarter.from().plusMonths(3));
        return "visit/coverage";
    }
}
