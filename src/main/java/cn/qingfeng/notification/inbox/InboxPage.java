package cn.qingfeng.notification.inbox;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import java.security.Principal;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The inbox as a page; works without script. */
@Controller
@RequestMapping("/inbox")
class InboxPage {

    private static final int SIZE = 20;

    private final Inbox inbox;
    private final Organization organization;
    private final Clock clock;

    InboxPage(Inbox inbox, Organization organization, Clock clock) {
        this.inbox = inbox;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping
    String show(Principal reader, Locale locale, @RequestParam(defaultValue = "0") int page, Model model) {
        model.addAttribute("inbox", inbox.of(reader.getName(), page, SIZE, locale));
        model.addAttribute("zone", clock.getZone());
        model.addAttribute(
                "choosesChannels",
                organization.holds(reader.getName(), Duty.UNIT_LEADER)
                        || organization.holds(reader.getName(), Duty.ADMIN));
        return "notification/inbox";
    }

    /** Opening marks as read, so it is a post: a program that looks ahead at links changes nothing. */
    @PostMapping("/{id}/open")
    String open(Principal reader, @PathVariable String id) {
        return "redirect:" + inbox.read(reader.getName(), id);
    }

    @PostMapping("/read")
    String readAll(Principal reader) {
        inbox.readAll(reader.getName());
        return "redirect:/inbox";
    }
}
