package cn.qingfeng.insight;

import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** One page of figures, each a click away from the clues behind it. */
@Controller
class DashboardPage {

    private final Figures figures;

    DashboardPage(Figures figures) {
        this.figures = figures;
    }

    @GetMapping("/dashboard")
    String show(Principal reader, Model model) {
        model.addAttribute("cards", figures.byCard(reader.getName()));
        model.addAttribute("statuses", figures.byStatus(reader.getName()));
        return "insight/dashboard";
    }
}
