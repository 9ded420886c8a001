package cn.qingfeng.evaluation.survey;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.evaluation.ballot.Slip;
import cn.qingfeng.intake.plaque.PublicAddress;
import cn.qingfeng.intake.plaque.QrCode;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.visit.Firm.Contact;
import cn.qingfeng.visit.Firms;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Questionnaires, for the office that makes them and for leaders, who see sums and what the office let through. */
@Controller
@RequestMapping("/surveys")
@PreAuthorize("@rights.has(authentication, 'SEE_SURVEYS')")
class SurveyPage {

    private static final String RUN = "@rights.has(authentication, 'RUN_SURVEYS')";

    /** One slip of the sheet: no firm's name stands on it. */
    record Printed(String serial, String code, QrCode qr) {}

    /** A firm that was drawn, in words, with whom to remind there. */
    record Drawn(String name, String town, String officer, String contact) {}

    private final Surveys surveys;
    private final Firms firms;
    private final Organization organization;
    private final PublicAddress address;
    private final Redraw redraw;

    SurveyPage(Surveys surveys, Firms firms, Organization organization, PublicAddress address, Redraw redraw) {
        this.surveys = surveys;
        this.firms = firms;
        this.organization = organization;
        this.address = address;
        this.redraw = redraw;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public String all(Principal reader, Model model) {
        return list(reader, Map.of(), List.of(), model);
    }

    private String list(Principal reader, Map<String, String> typed, List<String> asks, Model model) {
        model.addAttribute("surveys", surveys.all());
        model.addAttribute("runs", runs(reader));
        if (runs(reader)) {
            model.addAttribute("free", surveys.free());
        }
        model.addAttribute("asks", Ask.values());
        model.addAttribute("chosen", asks);
        model.addAttribute("typed", typed);
        model.addAttribute("fewest", Surveys.FEWEST);
        model.addAttribute("longestTitle", Surveys.LONGEST_TITLE);
        return "evaluation/surveys";
    }

    private boolean runs(Principal reader) {
        return organization.has(reader.getName(), Right.RUN_SURVEYS);
    }

    @PostMapping
    @PreAuthorize(RUN)
    String make(
            Principal by,
            @RequestParam Map<String, String> post,
            @RequestParam(defaultValue = "") List<String> ask,
            Model model) {
        try {
            return "redirect:/surveys/"
                    + surveys.make(
                            by.getName(),
                            post.getOrDefault("title", ""),
                            ask,
                            post.containsKey("words"),
                            post.getOrDefault("size", "").strip(),
                            post.getOrDefault("closesOn", ""));
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return list(by, post, ask, model);
        }
    }

    @GetMapping("/{number}")
    @Transactional(readOnly = true)
    public String one(Principal reader, @PathVariable String number, Model model) {
        return drawn(reader, number, model);
    }

    private String drawn(Principal reader, String number, Model model) {
        var survey = surveys.get(number);
        var runs = runs(reader);
        model.addAttribute("survey", survey);
        model.addAttribute("runs", runs);
        model.addAttribute("madeBy", organization.personName(survey.madeBy()));
        model.addAttribute("ended", survey.endedAt() == null ? "" : Moments.minute(survey.endedAt()));
        model.addAttribute("over", survey.stage() == Survey.Stage.OPEN && !surveys.isTaken(survey));
        model.addAttribute("used", surveys.used(number));
        model.addAttribute("sums", surveys.sums(number));
        model.addAttribute("fewest", Surveys.FEWEST);
        model.addAttribute(
                "words",
                surveys.words(number).stream()
                        .filter(words -> runs || words.shown())
                        .toList());
        if (runs) {
            var drawn = surveys.drawn(survey);
            var contacts = firms.contacts(reader.getName(), drawn);
            model.addAttribute("again", surveys.isDrawnAgain(survey));
            model.addAttribute(
                    "drawn",
                    drawn.stream()
                            .map(firm -> new Drawn(
                                    firm.name(),
                                    organization.unitName(firm.town()),
                                    firm.officer() == null ? "" : organization.personName(firm.officer()),
                                    contacts.getOrDefault(firm.creditCode(), List.of()).stream()
                                            .map(SurveyPage::said)
                                            .collect(Collectors.joining(" / "))))
                            .toList());
        }
        return "evaluation/survey";
    }

    private static String said(Contact contact) {
        return String.join(" ", contact.role(), contact.name(), contact.phone()).strip();
    }

    /** Shown in the answer to this post and nowhere again; sent once more it is refused. */
    @PostMapping("/{number}/slips")
    @PreAuthorize(RUN)
    String slips(@PathVariable String number, @RequestParam(defaultValue = "-1") int before, Model model) {
        var slips = surveys.slips(number, before);
        model.addAttribute("survey", surveys.get(number));
        model.addAttribute("address", address.of(SurveyAnswerPage.ADDRESS));
        model.addAttribute("slips", slips.stream().map(this::printed).toList());
        return "evaluation/survey-slips";
    }

    private Printed printed(Slip slip) {
        return new Printed(
                slip.serial(), slip.spaced(), QrCode.of(address.of(SurveyAnswerPage.ADDRESS) + "#" + slip.code()));
    }

    @PostMapping("/{number}/close")
    @PreAuthorize(RUN)
    String close(
            Principal by,
            @PathVariable String number,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Model model) {
        return done(() -> surveys.close(number), confirmed, by, number, model);
    }

    @PostMapping("/{number}/give-up")
    @PreAuthorize(RUN)
    String giveUp(
            Principal by,
            @PathVariable String number,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Model model) {
        return done(() -> surveys.giveUp(number), confirmed, by, number, model);
    }

    @PostMapping("/{number}/words/{id}")
    @PreAuthorize(RUN)
    String decide(
            Principal by,
            @PathVariable String number,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String cover,
            @RequestParam(defaultValue = "") String decision,
            Model model) {
        return done(() -> surveys.decide(number, id, cover, decision.equals("show")), true, by, number, model);
    }

    private String done(Runnable act, boolean confirmed, Principal by, String number, Model model) {
        try {
            if (!confirmed) {
                throw Refusal.invalid("survey.unconfirmed");
            }
            act.run();
            return "redirect:/surveys/" + number;
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            redraw.with(refused, model);
            return drawn(by, number, model);
        }
    }
}
