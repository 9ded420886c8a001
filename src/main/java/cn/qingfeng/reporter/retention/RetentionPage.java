package cn.qingfeng.reporter.retention;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which reporters' identities are due to be erased; an administrator confirms the list. */
@Controller
class RetentionPage {

    private static final String ADMINISTRATORS = "@rights.has(authentication, 'ADMINISTER')";

    private final Retention retention;

    RetentionPage(Retention retention) {
        this.retention = retention;
    }

    private String minute(Instant at) {
        return Moments.minute(at);
    }

    @GetMapping("/schedule/retention")
    @PreAuthorize(ADMINISTRATORS)
    String retention(Model model) {
        model.addAttribute("years", retention.years());
        model.addAttribute(
                "items",
                retention.list().stream()
                        .map(item -> List.of(item.clueNumber(), minute(item.endedAt()), minute(item.listedAt())))
                        .toList());
        return "schedule/retention";
    }

    @PostMapping("/schedule/retention")
    @PreAuthorize(ADMINISTRATORS)
    String erase(@RequestParam int count, @RequestParam(defaultValue = "false") boolean confirmed, Principal by) {
        if (!confirmed) {
            throw Refusal.invalid("schedule.unconfirmed");
        }
        retention.confirm(count, by.getName());
        return "redirect:/schedule/retention";
    }
}
