package cn.qingfeng.notification.address;

import cn.qingfeng.Refusal;
import cn.qingfeng.notification.channel.GatewaySettings;
import cn.qingfeng.notification.channel.MailSettings;
import cn.qingfeng.notification.channel.NoticeChannel;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where a unit's leader, or an administrator for any unit, chooses how the unit is told. */
@Controller
@RequestMapping("/channels")
class ChannelsPage {

    private final UnitChannels channels;
    private final Organization organization;
    private final MailSettings mail;
    private final GatewaySettings gateways;

    private final Redraw redraw;

    ChannelsPage(
            UnitChannels channels,
            Organization organization,
            MailSettings mail,
            GatewaySettings gateways,
            Redraw redraw) {
        this.redraw = redraw;
        this.channels = channels;
        this.organization = organization;
        this.mail = mail;
        this.gateways = gateways;
    }

    private List<Unit> unitsOf(Principal person) {
        if (isAdministrator(person)) {
            return organization.units();
        }
        var leads = organization.dutiesOf(person.getName()).stream()
                .filter(held -> held.duty() == Duty.UNIT_LEADER)
                .map(HeldDuty::unit)
                .collect(Collectors.toSet());
        return organization.units().stream()
                .filter(unit -> leads.contains(unit.code()))
                .toList();
    }

    private boolean isAdministrator(Principal person) {
        return organization.holds(person.getName(), Duty.ADMIN);
    }

    /** The unit meant, when the person may choose for it. */
    private String checked(Principal person, String unit, List<Unit> units) {
        if (units.isEmpty()) {
            throw Refusal.forbidden("channels.forbidden");
        }
        if (unit == null) {
            return units.get(0).code();
        }
        if (UnitChannels.COUNTY.equals(unit) && isAdministrator(person)
                || units.stream().anyMatch(one -> one.code().equals(unit))) {
            return unit;
        }
        throw Refusal.forbidden("channels.forbidden");
    }

    @GetMapping
    String show(Principal person, @RequestParam(required = false) String unit, Model model) {
        var units = unitsOf(person);
        fill(model, person, units, checked(person, unit, units));
        return "notification/channels";
    }

    private void fill(Model model, Principal person, List<Unit> units, String unit) {
        model.addAttribute("units", units);
        model.addAttribute("county", isAdministrator(person));
        model.addAttribute("unit", unit);
        model.addAttribute("unitName", organization.unitName(unit));
        model.addAttribute("isCounty", UnitChannels.COUNTY.equals(unit));
        var choice = channels.choice(unit);
        model.addAttribute("choice", choice);
        model.addAttribute(
                "ways", choice.enabled().stream().map(NoticeChannel::name).toList());
        model.addAttribute(
                "addressed",
                choice.addressed().stream().map(NoticeChannel::name).toList());
        model.addAttribute("countyQuiet", channels.quiet(UnitChannels.COUNTY));
        model.addAttribute("mailEnabled", mail.enabled());
        model.addAttribute("smsEnabled", gateways.sms().enabled());
    }

    @PostMapping
    ModelAndView save(
            Principal person,
            @RequestParam String unit,
            @RequestParam(required = false) Set<NoticeChannel> way,
            @RequestParam(defaultValue = "") String wecom,
            @RequestParam(defaultValue = "") String dingtalk,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Model model) {
        var units = unitsOf(person);
        var mine = checked(person, Objects.requireNonNull(unit), units);
        try {
            if (!UnitChannels.COUNTY.equals(mine)) {
                var keys = new EnumMap<NoticeChannel, String>(
                        Map.of(NoticeChannel.WECOM, wecom, NoticeChannel.DINGTALK, dingtalk));
                channels.choose(
                        mine, way == null ? EnumSet.noneOf(NoticeChannel.class) : way, keys, secret, person.getName());
            }
            channels.leaveAlone(mine, from, to, person.getName());
            return new ModelAndView("redirect:/channels?unit={unit}&saved=true", Map.of("unit", mine));
        } catch (Refusal refused) {
            fill(model, person, units, mine);
            redraw.with(refused, model);
            return new ModelAndView("notification/channels", model.asMap());
        }
    }
}
