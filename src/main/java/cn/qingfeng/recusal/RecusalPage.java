package cn.qingfeng.recusal;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.supervision.Powers;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** 回避 on a page of its own, and for programs: somebody says that there is a conflict, or the heads keep somebody out. */
@Controller
class RecusalPage {

    /** Somebody kept out, or perhaps to be, in words; {@code possible}: the office is still to decide. */
    record Kept(String username, String name, String unit, String cause, boolean possible, String reason) {}

    /** As JSON; without {@code username} the caller means the own person. */
    record Wish(String username, String reason) {}

    private final Recusals recusals;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Powers powers;
    private final Organization organization;
    private final LedgerWords words;

    private final Redraw redraw;

    RecusalPage(
            Recusals recusals,
            ClueLedger ledger,
            ClueAccess access,
            Powers powers,
            Organization organization,
            LedgerWords words,
            Redraw redraw) {
        this.redraw = redraw;
        this.recusals = recusals;
        this.ledger = ledger;
        this.access = access;
        this.powers = powers;
        this.organization = organization;
        this.words = words;
    }

    @GetMapping("/clues/{number}/recusal")
    String show(Principal person, Locale locale, @PathVariable String number, Model model) {
        return draw(person, locale, seen(person, number), model);
    }

    @PostMapping("/clues/{number}/recusal")
    String change(
            Principal person,
            Locale locale,
            @PathVariable String number,
            @RequestParam(defaultValue = "declare") String act,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String reason,
            Model model) {
        var clue = seen(person, number);
        try {
            switch (act) {
                case "set" -> recusals.set(clue, username.strip(), reason, person.getName());
                case "lift" -> recusals.lift(clue, username.strip(), reason, person.getName());
                default -> recusals.declare(clue, person.getName(), reason);
            }
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.FORBIDDEN) {
                throw refused;
            }
            redraw.with(refused, model);
            model.addAttribute("act", act);
            model.addAttribute("username", username);
            model.addAttribute("reason", reason);
            return draw(person, locale, clue, model);
        }
        if (recusals.of(clue).contains(person.getName())) {
            model.addAttribute("number", clue.value());
            return "insight/recused";
        }
        return "redirect:/clues/" + clue + "/recusal";
    }

    private ClueNumber seen(Principal person, String number) {
        var clue = ClueNumber.of(number);
        powers.requireSight(person.getName(), clue);
        return clue;
    }

    private String draw(Principal person, Locale locale, ClueNumber number, Model model) {
        var maySet = recusals.maySet(number, person.getName());
        var viewer = access.viewer(person.getName());
        model.addAttribute("number", number.value());
        model.addAttribute(
                "about", access.contentFor(viewer, ledger.get(number)).title());
        model.addAttribute("maySet", maySet);
        model.addAttribute("kept", maySet ? kept(number, locale) : List.of());
        model.addAttribute("longest", Recusals.LONGEST);
        return "insight/recusal";
    }

    private List<Kept> kept(ClueNumber number, Locale locale) {
        return recusals.all(number).stream()
                .map(recusal -> new Kept(
                        recusal.username(),
                        organization.personName(recusal.username()),
                        organization
                                .person(recusal.username())
                                .map(each -> organization.unitName(each.unit()))
                                .orElse(""),
                        words.code("recusal.cause", recusal.cause(), locale),
                        recusal.cause() == RecusalCause.POSSIBLE,
                        recusal.reason()))
                .toList();
    }

    /** Those kept out, for whoever says who is. */
    @GetMapping("/api/clues/{number}/recusals")
    @ResponseBody
    List<Kept> list(Principal person, Locale locale, @PathVariable String number) {
        var clue = seen(person, number);
        if (!recusals.maySet(clue, person.getName())) {
            throw Refusal.forbidden("recusal.forbidden");
        }
        return kept(clue, locale);
    }

    @PostMapping("/api/clues/{number}/recusals")
    @ResponseBody
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(Principal person, @PathVariable String number, @RequestBody Wish wish) {
        var clue = seen(person, number);
        if (wish.username() == null || wish.username().equals(person.getName())) {
            recusals.declare(clue, person.getName(), wish.reason());
        } else {
            recusals.set(clue, wish.username(), wish.reason(), person.getName());
        }
    }

    @PostMapping("/api/clues/{number}/recusals/lift")
    @ResponseBody
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(Principal person, @PathVariable String number, @RequestBody Wish wish) {
        recusals.lift(seen(person, number), wish.username(), wish.reason(), person.getName());
    }
}
