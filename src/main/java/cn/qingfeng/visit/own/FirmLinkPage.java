package cn.qingfeng.visit.own;

import cn.qingfeng.Refusal;
import cn.qingfeng.intake.plaque.PublicAddress;
import cn.qingfeng.intake.plaque.QrCode;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.visit.Firms;
import java.security.Principal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where whoever looks after a firm makes, prints and ends the link of its own page. */
@Controller
@RequestMapping("/firms/{code}/link")
@PreAuthorize("@rights.has(authentication, 'SEE_FIRMS')")
class FirmLinkPage {

    private final FirmLinks links;
    private final Firms firms;
    private final Organization organization;
    private final PublicAddress address;

    FirmLinkPage(FirmLinks links, Firms firms, Organization organization, PublicAddress address) {
        this.links = links;
        this.firms = firms;
        this.organization = organization;
        this.address = address;
    }

    @GetMapping
    String show(Principal reader, @PathVariable String code, Model model) {
        var firm = firms.seenBy(reader.getName(), code);
        if (!firms.looksAfter(reader.getName(), firm)) {
            throw Refusal.forbidden("firms.keep.forbidden");
        }
        model.addAttribute("firm", firm);
        links.of(code).ifPresent(link -> {
            model.addAttribute("link", link);
            model.addAttribute("madeBy", organization.personName(link.madeBy()));
        });
        return "visit/firm-link";
    }

    /** The sheet is the answer to the post, and nowhere else: who loses it makes a new one. */
    @PostMapping
    String make(Principal by, @PathVariable String code, Model model) {
        var secret = links.make(by.getName(), code);
        model.addAttribute("secret", secret);
        model.addAttribute("address", address.of("/own"));
        model.addAttribute("qr", QrCode.of(address.of("/own") + "#" + secret));
        return show(by, code, model);
    }

    @PostMapping("/end")
    String end(Principal by, @PathVariable String code) {
        links.end(by.getName(), code);
        return "redirect:/firms/" + code + "/link";
    }
}
