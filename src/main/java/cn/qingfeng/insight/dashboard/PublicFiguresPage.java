package cn.qingfeng.insight.dashboard;

import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.insight.figure.Count;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 公开数据: for anybody, and large for the screen in the hall, which nobody signs in at. */
@Controller
class PublicFiguresPage {

    private final PublicFigures figures;
    private final LedgerWords words;
    private final Clock clock;

    PublicFiguresPage(PublicFigures figures, LedgerWords words, Clock clock) {
        this.figures = figures;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/figures")
    String show(Model model) {
        return fill(model, "figure/figures");
    }

    @GetMapping("/figures/hall")
    String hall(Model model) {
        return fill(model, "figure/hall");
    }

    private String fill(Model model, String page) {
        model.addAttribute("published", figures.published());
        model.addAttribute("few", Count.FEW);
        model.addAttribute("madeAt", words.time(clock.instant()));
        return page;
    }
}
