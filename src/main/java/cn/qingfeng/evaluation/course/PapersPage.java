package cn.qingfeng.evaluation.course;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.ballot.Ballots;
import cn.qingfeng.evaluation.ballot.MarksForm;
import cn.qingfeng.evaluation.ballot.Slip;
import cn.qingfeng.evaluation.score.Question;
import cn.qingfeng.intake.plaque.PublicAddress;
import cn.qingfeng.intake.plaque.QrCode;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The papers of a round: links to print, once, and ballots that came back on paper, entered by two people. */
@Controller
@RequestMapping("/rounds/{number}")
@PreAuthorize("@rights.has(authentication, 'RUN_ROUNDS')")
class PapersPage {

    /** One slip of the sheet: no firm's name stands on it. */
    record Printed(String serial, String code, QrCode qr) {}

    /** A unit to rate, in words. */
    record Line(String code, String name) {}

    private final Rounds rounds;
    private final Ballots ballots;
    private final Organization organization;
    private final PublicAddress address;
    private final Redraw redraw;

    PapersPage(Rounds rounds, Ballots ballots, Organization organization, PublicAddress address, Redraw redraw) {
        this.rounds = rounds;
        this.ballots = ballots;
        this.organization = organization;
        this.address = address;
        this.redraw = redraw;
    }

    /** Shown in the answer to this post and nowhere again; sent once more it is refused. */
    @PostMapping("/slips")
    String slips(
            Principal by, @PathVariable String number, @RequestParam(defaultValue = "-1") int before, Model model) {
        var round = rounds.get(number);
        var slips = ballots.make(by.getName(), number, before);
        model.addAttribute("round", round);
        model.addAttribute("address", address.of("/ballots"));
        model.addAttribute("slips", slips.stream().map(this::printed).toList());
        return "evaluation/slips";
    }

    private Printed printed(Slip slip) {
        return new Printed(slip.serial(), slip.spaced(), QrCode.of(address.of("/ballots") + "#" + slip.code()));
    }

    @GetMapping("/papers")
    String papers(@PathVariable String number, Model model) {
        return drawn(number, Map.of(), model);
    }

    @PostMapping("/papers")
    String enter(Principal by, @PathVariable String number, @RequestParam Map<String, String> post, Model model) {
        try {
            var units =
                    rounds.unitsOf(number).stream().map(Rounds.Entered::unit).toList();
            var cast =
                    ballots.enter(by.getName(), number, post.getOrDefault("serial", ""), MarksForm.read(units, post));
            model.addAttribute("entered", cast ? "ballot.paper.cast" : "ballot.paper.first");
            return drawn(number, Map.of(), model);
        } catch (Ballots.DiffersException differs) {
            redraw.with(Refusal.conflict("ballot.paper.differs", post.getOrDefault("serial", "")), model);
            return drawn(number, Map.of("serial", post.getOrDefault("serial", "")), model);
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            redraw.with(refused, model);
            return drawn(number, post, model);
        }
    }

    private String drawn(String number, Map<String, String> chosen, Model model) {
        model.addAttribute("round", rounds.get(number));
        model.addAttribute("turnout", ballots.turnout(number));
        model.addAttribute("chosen", chosen);
        model.addAttribute("units", lines(number));
        model.addAttribute("questions", Question.values());
        return "evaluation/papers";
    }

    private List<Line> lines(String number) {
        var names = organization.allUnits().stream().collect(Collectors.toMap(Unit::code, Unit::name));
        return rounds.unitsOf(number).stream()
                .map(one -> new Line(one.unit(), names.get(one.unit())))
                .toList();
    }
}
