package cn.qingfeng.intake.channel;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.TreeSet;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The keys of channels that hand reports on. The heads of the two offices issue them, because a key may state what raises a
 * card; the administrator sees them and ends one that has leaked.
 */
@Controller
@RequestMapping("/channel-keys")
class ChannelKeysPage {

    static final String ISSUERS = "@rights.has(authentication, 'ISSUE_CHANNEL_KEYS')";
    private static final String READERS = "@rights.has(authentication, 'READ_CHANNEL_KEYS')";

    /** One key as the page shows it. */
    record Line(
            ChannelKey key,
            String issuedBy,
            ZonedDateTime issuedAt,
            String revokedBy,
            ZonedDateTime revokedAt,
            ZonedDateTime usedAt) {}

    private final ChannelKeys keys;
    private final Organization organization;
    private final Clock clock;

    private final Redraw redraw;

    ChannelKeysPage(ChannelKeys keys, Organization organization, Clock clock, Redraw redraw) {
        this.redraw = redraw;
        this.keys = keys;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize(READERS)
    String list(Model model) {
        return draw(model);
    }

    /** The answer to the post shows the secret, once; asking for the page again does not. */
    @PostMapping
    @PreAuthorize(ISSUERS)
    String issue(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) List<ReportingChannel> channel,
            @RequestParam(required = false) List<String> statement,
            Principal issuer,
            Model model) {
        try {
            model.addAttribute(
                    "secret",
                    keys.issue(
                            name,
                            channel == null ? List.of() : channel,
                            statement == null ? List.of() : statement,
                            issuer.getName()));
        } catch (Refusal refused) {
            redraw.with(refused, model);
            model.addAttribute("typedName", name);
        }
        return draw(model);
    }

    @PostMapping("/{id}/revoke")
    @PreAuthorize(READERS)
    String revoke(@PathVariable String id, Principal person) {
        keys.revoke(id, person.getName());
        return "redirect:/channel-keys";
    }

    private String draw(Model model) {
        model.addAttribute(
                "lines",
                keys.all().stream()
                        .map(key -> new Line(
                                key,
                                organization.personName(key.issuedBy()),
                                local(key.issuedAt()),
                                key.revokedBy() == null ? null : organization.personName(key.revokedBy()),
                                local(key.revokedAt()),
                                local(key.lastUsedAt())))
                        .toList());
        model.addAttribute("channels", ReportingChannel.values());
        model.addAttribute("statements", new TreeSet<>(ChannelKeys.STATEMENTS));
        return "intake/channel-keys";
    }

    private ZonedDateTime local(Instant moment) {
        return moment == null ? null : moment.atZone(clock.getZone());
    }
}
