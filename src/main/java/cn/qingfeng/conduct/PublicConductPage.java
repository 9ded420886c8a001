package cn.qingfeng.conduct;

import cn.qingfeng.calendar.clock.CountyClock;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** The list as anybody may read it, without an account: the edition that holds, and every one before. */
@Controller
class PublicConductPage {

    private final ConductList list;
    private final Clock clock;

    PublicConductPage(ConductList list, Clock clock) {
        this.list = list;
        this.clock = clock;
    }

    @ModelAttribute("sides")
    Side[] sides() {
        return Side.values();
    }

    @GetMapping("/conduct")
    String current(Model model) {
        return drawn(list.current().orElse(null), model);
    }

    @GetMapping("/conduct/{number}")
    String one(@PathVariable int number, Model model) {
        return drawn(list.edition(number), model);
    }

    private String drawn(Edition edition, Model model) {
        model.addAttribute("edition", edition);
        model.addAttribute("holding", list.current().map(Edition::number).orElse(0));
        model.addAttribute("today", LocalDate.now(clock.withZone(CountyClock.ZONE)));
        model.addAttribute("editions", list.editions());
        return "conduct/public";
    }
}
