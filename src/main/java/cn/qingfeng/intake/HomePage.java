package cn.qingfeng.intake;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /}: what this is, for whoever comes by; for staff the way to their work. */
@Controller
class HomePage {

    @GetMapping("/")
    String home() {
        return "intake/home";
    }

    /** For those whose work does not wait in Tasklist: where it lies, in words. */
    @GetMapping("/work")
    String work() {
        return "intake/work";
    }
}
