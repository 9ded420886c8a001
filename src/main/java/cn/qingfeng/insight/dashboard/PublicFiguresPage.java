package cn.qingfeng.insight.dashboard;

import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.insight.figure.Count;
import cn.qingfeng.intake.PromisedLimits;
import cn.qingfeng.intake.plaque.PublicAddress;
import cn.qingfeng.intake.plaque.QrCode;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 公开数据: for anybody, and large for the screen in the hall, which nobody signs in at. */
@Controller
class PublicFiguresPage {

    private final PublicFigures figures;
    private final LedgerWords words;
    private final PromisedLimits promises;
    private final PublicAddress address;
    private final Clock clock;

    PublicFiguresPage(
            PublicFigures figures, LedgerWords words, PromisedLimits promises, PublicAddress address, Clock clock) {
        this.figures = figures;
        this.promises = promises;
        this.address = address;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/figures")
    String show(Model model) {
        return fill(model, "figure/figures");
    }

    /** What a visitor wants to know: how much comes of it, what is promised, and how to report. */
    @GetMapping("/figures/hall")
    String hall(Model model, Locale locale) {
        var report = address.of("/report");
        model.addAttribute("stated", promises.sentences(locale));
        model.addAttribute("address", report);
        model.addAttribute("qr", QrCode.of(report));
        return fill(model, "figure/hall");
    }

    private String fill(Model model, String page) {
        model.addAttribute("published", figures.published());
        model.addAttribute("few", Count.FEW);
        model.addAttribute("madeAt", words.time(clock.instant()));
        return page;
    }
}
