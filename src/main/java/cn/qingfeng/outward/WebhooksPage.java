package cn.qingfeng.outward;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 对外推送: which systems are told of status changes, with which keys, and what arrived. */
@Controller
@RequestMapping("/webhooks")
@PreAuthorize("@rights.has(authentication, 'KEEP_WEBHOOKS')")
class WebhooksPage {

    private static final int NEWEST = 100;

    record Line(Hook hook, String by, String at) {}

    record Told(
            String id, String at, String hook, String event, String clue, String state, int attempts, String answer) {}

    private final Hooks hooks;
    private final Deliveries deliveries;
    private final StatusTold told;
    private final Courier courier;
    private final Organization organization;
    private final MessageSource messages;
    private final Redraw redraw;

    WebhooksPage(
            Hooks hooks,
            Deliveries deliveries,
            StatusTold told,
            Courier courier,
            Organization organization,
            MessageSource messages,
            Redraw redraw) {
        this.hooks = hooks;
        this.deliveries = deliveries;
        this.told = told;
        this.courier = courier;
        this.organization = organization;
        this.messages = messages;
        this.redraw = redraw;
    }

    @GetMapping
    String list(Locale locale, Model model) {
        var all = hooks.all();
        var names = all.stream().collect(Collectors.toMap(Hook::id, Hook::name));
        model.addAttribute(
                "lines",
                all.stream()
                        .map(hook -> new Line(
                                hook, organization.personName(hook.createdBy()), Moments.minute(hook.createdAt())))
                        .toList());
        model.addAttribute(
                "told",
                deliveries.newest(NEWEST).stream()
                        .map(one -> new Told(
                                one.id(),
                                Moments.minute(one.createdAt()),
                                names.getOrDefault(one.hookId(), "-"),
                                one.event(),
                                one.clueNumber(),
                                one.state().name(),
                                one.attempts(),
                                one.answer() == null
                                        ? ""
                                        : messages.getMessage(one.answer(), new Object[] {""}, one.answer(), locale)))
                        .toList());
        return "outward/webhooks";
    }

    /** The answer to the post shows the key, once; asking for the page again does not. */
    @PostMapping
    String add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String url,
            Principal by,
            Locale locale,
            Model model) {
        return showing(() -> hooks.add(name, url, by.getName()), locale, model);
    }

    @PostMapping("/{id}/rotate")
    String rotate(@PathVariable String id, Locale locale, Model model) {
        return showing(() -> hooks.rotate(id), locale, model);
    }

    private String showing(Supplier<String> making, Locale locale, Model model) {
        try {
            model.addAttribute("secret", making.get());
            courier.look();
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        return list(locale, model);
    }

    @PostMapping("/{id}/state")
    String go(@PathVariable String id, @RequestParam Hook.State state) {
        if (state == Hook.State.STALLED) {
            throw Refusal.invalid("outward.unknown");
        }
        hooks.go(id, state);
        if (state == Hook.State.ACTIVE) {
            deliveries.due(id);
        }
        courier.look();
        courier.wake();
        return "redirect:/webhooks";
    }

    @PostMapping("/{id}/test")
    String test(@PathVariable String id) {
        hooks.get(id);
        var delivery = Deliveries.newId();
        deliveries.queue(delivery, id, null, StatusTold.PING, told.ping(delivery));
        courier.wake();
        return "redirect:/webhooks";
    }

    @PostMapping("/deliveries/{id}/again")
    String again(@PathVariable String id) {
        deliveries.again(id);
        courier.wake();
        return "redirect:/webhooks";
    }
}
