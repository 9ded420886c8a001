package cn.qingfeng.intake.page;

import cn.qingfeng.intake.PromisedLimits;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /}: what this is, for whoever comes by; for staff the way to their work. */
@Controller
class HomePage {

    private final PromisedLimits promises;

    HomePage(PromisedLimits promises) {
        this.promises = promises;
    }

    @GetMapping("/")
    String home(Model model, Locale locale) {
        model.addAttribute("promises", promises.sentences(locale));
        return "intake/home";
    }

    /** For those whose work does not wait in Tasklist: where it lies, in words. */
    @GetMapping("/work")
    String work() {
        return "intake/work";
    }
}
