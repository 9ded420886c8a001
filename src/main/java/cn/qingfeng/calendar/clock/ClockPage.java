package cn.qingfeng.calendar.clock;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The demo's clock as a page: pushed forward, limits pass and cards change before one's eyes. */
@Controller
@RequestMapping("/clock")
class ClockPage {

    private final ClockApi api;

    ClockPage(ClockApi api) {
        this.api = api;
    }

    @GetMapping
    String show(Model model) {
        var face = api.face();
        if (!face.movable()) {
            throw Refusal.notFound("calendar.clock.fixed");
        }
        model.addAttribute("now", Moments.minute(face.now().toInstant()));
        model.addAttribute("moved", face.moved());
        return "calendar/clock";
    }

    @PostMapping
    String push(
            @RequestParam(required = false) Integer workingHours,
            @RequestParam(required = false) Integer workingDays,
            RedirectAttributes after) {
        api.push(new ClockApi.Push(workingHours, workingDays));
        after.addFlashAttribute("pushed", true);
        return "redirect:/clock";
    }
}
