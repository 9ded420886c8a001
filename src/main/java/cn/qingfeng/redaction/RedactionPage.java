package cn.qingfeng.redaction;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.content.ClueTextField;
import cn.qingfeng.clue.content.RedactionMark;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** 脱敏核对 on a page of its own, and for programs: mark by mark, covered or left with a reason. */
@Controller
class RedactionPage {

    /** As JSON: {@code cover} false needs a {@code reason}; {@code also}: words to be covered wherever they stand. */
    record Decisions(List<Decision> decisions, String also) {}

    record Decision(ClueTextField part, int from, int to, boolean cover, String reason) {}

    private final RedactionDesk desk;
    private final Redaction screening;

    private final Redraw redraw;

    RedactionPage(RedactionDesk desk, Redaction screening, Redraw redraw) {
        this.redraw = redraw;
        this.desk = desk;
        this.screening = screening;
    }

    @GetMapping("/clues/{number}/screening")
    String show(Principal person, Locale locale, @PathVariable String number, Model model) {
        return draw(person, locale, number, Map.of(), model);
    }

    @PostMapping("/clues/{number}/screening")
    String decide(
            Principal person,
            Locale locale,
            @PathVariable String number,
            @RequestParam Map<String, String> filled,
            Model model) {
        try {
            screening.decide(
                    ClueNumber.of(number),
                    person.getName(),
                    chosen(desk.of(person.getName(), number, locale), filled),
                    filled.get("also"));
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.FORBIDDEN || refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            redraw.with(refused, model);
            return draw(person, locale, number, filled, model);
        }
        return "redirect:/clues/" + number + "/screening";
    }

    /**
     * Fields {@code choice1}, {@code reason1} and so on, numbered like the marks, with the place that the person saw;
     * {@code rest} is the choice for what has neither a choice nor a decision.
     */
    private static List<RedactionMark> chosen(RedactionDesk.Sheet sheet, Map<String, String> filled) {
        var marks = new ArrayList<RedactionMark>();
        for (var spot : sheet.places()) {
            var choice = filled.get("choice" + spot.place());
            if (choice == null && spot.decision() == null) {
                choice = filled.get("rest");
            }
            if (choice == null || choice.isBlank()) {
                continue;
            }
            if (!key(spot).equals(filled.get("place" + spot.place()))) {
                throw Refusal.conflict("screening.moved");
            }
            marks.add(new RedactionMark(
                    spot.part(), spot.from(), spot.to(), choice.equals("COVER"), filled.get("reason" + spot.place())));
        }
        return marks;
    }

    private static String key(RedactionDesk.Spot spot) {
        return spot.part() + ":" + spot.from() + ":" + spot.to();
    }

    private String draw(Principal person, Locale locale, String number, Map<String, String> filled, Model model) {
        model.addAttribute("sheet", desk.of(person.getName(), number, locale));
        model.addAttribute("filled", filled);
        model.addAttribute("longest", Redaction.LONGEST);
        return "insight/screening";
    }

    @GetMapping("/api/clues/{number}/screening")
    @ResponseBody
    RedactionDesk.Sheet sheet(Principal person, Locale locale, @PathVariable String number) {
        return desk.of(person.getName(), number, locale);
    }

    @PostMapping("/api/clues/{number}/screening")
    @ResponseBody
    RedactionDesk.Sheet decide(
            Principal person, Locale locale, @PathVariable String number, @RequestBody Decisions said) {
        screening.decide(
                ClueNumber.of(number),
                person.getName(),
                said.decisions() == null
                        ? List.of()
                        : said.decisions().stream()
                                .map(each -> new RedactionMark(
                                        each.part(), each.from(), each.to(), each.cover(), each.reason()))
                                .toList(),
                said.also());
        return desk.of(person.getName(), number, locale);
    }
}
