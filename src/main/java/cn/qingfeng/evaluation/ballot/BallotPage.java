package cn.qingfeng.evaluation.ballot;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.ballot.Ballots.Voting;
import cn.qingfeng.evaluation.score.Question;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where a firm that was drawn votes, without an account. The secret stands behind the # of the printed address, which no browser
 * sends, and goes on in the posts' bodies: in no log, no history of a proxy, no address.
 */
@Controller
@RequestMapping("/ballots")
class BallotPage {

    /** A unit to rate, in words. */
    record Line(String code, String name) {}

    private final Ballots ballots;
    private final Organization organization;
    private final Redraw redraw;

    BallotPage(Ballots ballots, Organization organization, Redraw redraw) {
        this.ballots = ballots;
        this.organization = organization;
        this.redraw = redraw;
    }

    @GetMapping
    String ask() {
        return "evaluation/ballot";
    }

    /** The ballot of whoever has the secret; nothing is written down by opening it. */
    @PostMapping
    String open(@RequestParam(defaultValue = "") String code, Model model) {
        try {
            draw(ballots.open(code), code, Map.of(), model);
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        return "evaluation/ballot";
    }

    @PostMapping("/cast")
    String cast(@RequestParam Map<String, String> post, HttpServletRequest request, Model model) {
        var code = post.getOrDefault("code", "");
        try {
            var voting = ballots.open(code);
            try {
                ballots.cast(code, MarksForm.read(voting.units(), post), request.getRemoteAddr());
                model.addAttribute("thanks", true);
            } catch (Refusal refused) {
                redraw.with(refused, model);
                draw(voting, code, post, model);
            }
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        return "evaluation/ballot";
    }

    private void draw(Voting voting, String code, Map<String, String> chosen, Model model) {
        model.addAttribute("voting", voting);
        model.addAttribute("code", code);
        model.addAttribute("chosen", chosen);
        model.addAttribute("units", named(voting.units()));
        model.addAttribute("questions", Question.values());
    }

    private List<Line> named(List<String> units) {
        var names = organization.allUnits().stream().collect(Collectors.toMap(Unit::code, Unit::name));
        return units.stream().map(code -> new Line(code, names.get(code))).toList();
    }

    @GetMapping("/pressure")
    String pressure() {
        return "evaluation/pressure";
    }

    @PostMapping("/pressure")
    String report(@RequestParam(defaultValue = "") String words, Model model) {
        try {
            ballots.report(words);
            model.addAttribute("thanks", true);
        } catch (Refusal refused) {
            redraw.with(refused, model);
            model.addAttribute("words", words);
        }
        return "evaluation/pressure";
    }
}
