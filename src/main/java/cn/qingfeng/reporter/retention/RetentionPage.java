package cn.qingfeng.reporter.retention;

import cn.qingfeng.Refusal;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
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

    private static final String ADMINISTRATORS = "hasAuthority('camunda-admin')";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Retention retention;
    private final Clock clock;

    RetentionPage(Retention retention, Clock clock) {
        this.retention = retention;
        this.clock = clock;
    }

    private String minute(Instant at) {
        return at == null ? "" : MINUTE.withZone(clock.getZone()).format(at);
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
