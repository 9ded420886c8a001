package cn.qingfeng.process.repair;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import java.security.Principal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 流程版本: open clues by version; the owner moves them to another one, an administrator repairs a single stuck one. */
@Controller
@RequestMapping("/versions")
class VersionsPage {

    private static final String READERS = "@rights.has(authentication, 'READ_DEPLOYED')";
    private static final String OWNERS = "@rights.has(authentication, 'DEPLOY')";
    private static final String ADMINISTRATORS = "@rights.has(authentication, 'ADMINISTER')";

    private static final String DESK = "@rights.has(authentication, 'REPAIR_SEALED')";

    private final Repairs repairs;
    private final SealedRepairs sealed;
    private final Organization organization;
    private final MessageSource messages;

    VersionsPage(Repairs repairs, SealedRepairs sealed, Organization organization, MessageSource messages) {
        this.repairs = repairs;
        this.sealed = sealed;
        this.organization = organization;
        this.messages = messages;
    }

    /** What a reader sees of a repair that a desk asked for; without the number where it is not theirs to know. */
    record SealedLine(String id, String number, String stands, String target, String askedBy, Instant askedAt) {}

    @GetMapping
    @PreAuthorize(READERS)
    String list(Model model) {
        var processes = new LinkedHashMap<String, List<Repairs.Version>>();
        repairs.processes().stream()
                .filter(key -> Repairs.PROCESSES.contains(key)
                        || !repairs.versions(key).isEmpty())
                .forEach(key -> processes.put(key, repairs.versions(key)));
        model.addAttribute("processes", processes);
        return "process/versions";
    }

    /** Tries every open clue of a version on another one; nothing stays changed. */
    @GetMapping("/preview")
    @PreAuthorize(OWNERS)
    String preview(
            @RequestParam(defaultValue = ClueLifecycle.KEY) String process,
            @RequestParam int from,
            @RequestParam int to,
            Model model) {
        model.addAttribute("process", process);
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("outcomes", repairs.preview(process, from, to));
        return "process/versions-preview";
    }

    @PostMapping("/move")
    @PreAuthorize(OWNERS)
    String move(
            @RequestParam String process,
            @RequestParam int from,
            @RequestParam int to,
            @RequestParam(defaultValue = "") List<String> clue,
            @RequestParam(defaultValue = "") String reason,
            Principal by,
            Locale locale,
            Model model) {
        orSayWhy(model, locale, () -> {
            var failed = repairs.move(process, from, to, clue, by.getName(), reason);
            model.addAttribute("moved", clue.size() - failed.size());
            if (!failed.isEmpty()) {
                model.addAttribute(
                        "refused",
                        messages.getMessage("repair.failed", new Object[] {String.join(", ", failed)}, locale));
            }
        });
        return preview(process, from, to, model);
    }

    @GetMapping("/repair")
    @PreAuthorize(ADMINISTRATORS)
    String find(@RequestParam(defaultValue = "") String clue, Locale locale, Model model) {
        model.addAttribute("clue", clue);
        model.addAttribute(
                "waiting",
                sealed.waiting().stream().map(repair -> line(repair, null)).toList());
        if (!clue.isBlank()) {
            try {
                model.addAttribute("stuck", repairs.stuck(ClueNumber.of(clue.strip())));
            } catch (Refusal refused) {
                model.addAttribute("refused", messages.getMessage("repair.sealed", null, locale));
            }
        }
        return "process/repair";
    }

    @PostMapping("/repair")
    @PreAuthorize(ADMINISTRATORS)
    String repair(
            @RequestParam String clue,
            @RequestParam String place,
            @RequestParam String step,
            @RequestParam(defaultValue = "") String reason,
            Principal by,
            Locale locale,
            Model model) {
        orSayWhy(model, locale, () -> {
            repairs.moveToStep(ClueNumber.of(clue), place, step, by.getName(), reason);
            model.addAttribute("done", true);
        });
        return find(clue, locale, model);
    }

    @GetMapping("/sealed")
    @PreAuthorize(DESK)
    String sealed(@RequestParam(defaultValue = "") String clue, Principal by, Locale locale, Model model) {
        model.addAttribute("clue", clue);
        model.addAttribute(
                "waiting",
                sealed.waiting().stream()
                        .filter(repair -> sealed.maySee(repair, by.getName()))
                        .map(repair -> line(repair, repair.number().value()))
                        .toList());
        if (!clue.isBlank()) {
            try {
                var stuck = sealed.stuck(ClueNumber.of(clue.strip()), by.getName());
                model.addAttribute("stuck", stuck);
                model.addAttribute("versions", sealed.versions(stuck));
            } catch (Refusal refused) {
                model.addAttribute("refused", messages.getMessage("repair.sealed", null, locale));
            }
        }
        return "process/repair-sealed";
    }

    @PostMapping("/sealed")
    @PreAuthorize(DESK)
    String askSealed(
            @RequestParam String clue,
            @RequestParam String place,
            @RequestParam String target,
            @RequestParam(defaultValue = "") String reason,
            Principal by,
            Locale locale,
            Model model) {
        orSayWhy(model, locale, () -> {
            sealed.ask(ClueNumber.of(clue), place, target, by.getName(), reason);
            model.addAttribute("done", "repair.sealed.asked");
        });
        return sealed(clue, by, locale, model);
    }

    @PostMapping("/sealed/back")
    @PreAuthorize(DESK)
    String takeBack(@RequestParam String id, Principal by, Locale locale, Model model) {
        orSayWhy(model, locale, () -> {
            sealed.takeBack(id, by.getName());
            model.addAttribute("done", "repair.sealed.taken-back");
        });
        return sealed("", by, locale, model);
    }

    @PostMapping("/repair/sealed")
    @PreAuthorize(ADMINISTRATORS)
    String carryOut(@RequestParam String id, Principal by, Locale locale, Model model) {
        orSayWhy(model, locale, () -> {
            sealed.carryOut(id, by.getName());
            model.addAttribute("done", true);
        });
        return find("", locale, model);
    }

    private SealedLine line(SealedRepairs.Asked repair, String number) {
        return new SealedLine(
                repair.id(),
                number,
                repair.stands(),
                repair.target(),
                organization.personName(repair.askedBy()),
                repair.askedAt());
    }

    /** Does it; what refuses is told on the page. */
    private void orSayWhy(Model model, Locale locale, Runnable act) {
        try {
            act.run();
        } catch (Refusal refused) {
            model.addAttribute(
                    "refused", messages.getMessage(refused.key(), refused.args().toArray(), locale));
        }
    }
}
