package cn.qingfeng.discipline;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.ReportDesk;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the two at the desk for reports: the sealed register, to be kept and printed, and who is to join them. */
@Controller
@RequestMapping("/report-desk")
class ReportDeskPage {

    private final SealedRegister register;
    private final ReportDesk desk;
    private final Organization organization;
    private final LedgerWords words;
    private final Clock clock;

    private final Redraw redraw;

    ReportDeskPage(
            SealedRegister register,
            ReportDesk desk,
            Organization organization,
            LedgerWords words,
            Clock clock,
            Redraw redraw) {
        this.redraw = redraw;
        this.register = register;
        this.desk = desk;
        this.organization = organization;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    String show(Principal person, Model model) {
        mustSitThere(person);
        return draw(Map.of(), model);
    }

    @PostMapping("/enter")
    String enter(Principal person, @RequestParam Map<String, String> filled, Model model) {
        return done(
                person,
                filled,
                () -> register.enter(
                        moment(filled), filled.get("bagNumber"), filled.get("deliverer"), null, person.getName()),
                model);
    }

    @PostMapping("/pass")
    String pass(Principal person, @RequestParam Map<String, String> filled, Model model) {
        return done(
                person, filled, () -> register.pass(filled.getOrDefault("number", ""), filled.get("passedTo")), model);
    }

    @PostMapping("/answer")
    String answer(Principal person, @RequestParam Map<String, String> filled, Model model) {
        return done(
                person,
                filled,
                () -> desk.answer(
                        filled.getOrDefault("username", ""), "yes".equals(filled.get("agreed")), person.getName()),
                model);
    }

    private String done(Principal person, Map<String, String> filled, Runnable act, Model model) {
        mustSitThere(person);
        try {
            act.run();
            return "redirect:/report-desk";
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return draw(filled, model);
        }
    }

    /** By the county's clock, as a browser's date field sends it. */
    private java.time.Instant moment(Map<String, String> filled) {
        try {
            return LocalDateTime.parse(filled.getOrDefault("receivedAt", ""))
                    .atZone(clock.getZone())
                    .toInstant();
        } catch (DateTimeParseException notOne) {
            throw Refusal.invalid("sealed-register.received");
        }
    }

    private String draw(Map<String, String> filled, Model model) {
        model.addAttribute("entries", register.all());
        model.addAttribute("proposals", desk.proposals());
        model.addAttribute("people", organization);
        model.addAttribute("filled", filled);
        model.addAttribute("now", clock.instant());
        model.addAttribute("words", words);
        return "insight/report-desk";
    }

    /** To everybody else the register does not exist. */
    private void mustSitThere(Principal person) {
        if (!organization.holds(person.getName(), Duty.REPORT_DESK)) {
            throw Refusal.notFound("sealed-register.none");
        }
    }
}
