package cn.qingfeng.casework.action;

import cn.qingfeng.Refusal;
import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.form.Forms;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.Powers;
import cn.qingfeng.supervision.Powers.Action;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one action: the form as its owner last wrote it, the clue that it is about, and what the click will do. */
@Controller
class ActionPage {

    /** A key made with the empty page: sending it twice acts once. */
    private static final String ONCE = "_once";

    /** The card that stood on the page. */
    private static final String SEEN = "_seen";

    /** A running limit as the page shows it. */
    public record Running(String kind, String dueAt, String because) {}

    private final Actions actions;
    private final Powers powers;
    private final Forms forms;
    private final ClueLedger ledger;
    private final Limits limits;
    private final ActionPreview outlook;

    ActionPage(Actions actions, Powers powers, Forms forms, ClueLedger ledger, Limits limits, ActionPreview outlook) {
        this.actions = actions;
        this.powers = powers;
        this.forms = forms;
        this.ledger = ledger;
        this.limits = limits;
        this.outlook = outlook;
    }

    @GetMapping("/clues/{number}/act/{path}")
    String ask(Principal person, Locale locale, @PathVariable String number, @PathVariable String path, Model model) {
        var action = Action.ofPath(path);
        var clue = ClueNumber.of(number);
        powers.require(action, person.getName(), clue);
        var form = forms.open(Actions.form(action));
        var seen = actions.seen(action, clue);
        return draw(
                action,
                clue,
                person.getName(),
                form,
                form.defaults(),
                List.of(),
                UUID.randomUUID().toString(),
                seen,
                locale,
                model);
    }

    @PostMapping("/clues/{number}/act/{path}")
    String take(
            Principal person,
            Locale locale,
            @PathVariable String number,
            @PathVariable String path,
            @RequestParam MultiValueMap<String, String> post,
            Model model) {
        var action = Action.ofPath(path);
        var clue = ClueNumber.of(number);
        var form = forms.open(Actions.form(action));
        var answers = form.fromPost(post);
        var once = post.getFirst(ONCE) == null ? UUID.randomUUID().toString() : post.getFirst(ONCE);
        var seen = post.getFirst(SEEN);
        try {
            actions.take(action, person.getName(), clue, answers, seen, once);
            return "redirect:/clues/" + clue;
        } catch (DataIntegrityViolationException overtaken) {
            return again(
                    action,
                    clue,
                    person.getName(),
                    form,
                    answers,
                    Refusal.conflict("refusal.overtaken"),
                    once,
                    seen,
                    locale,
                    model);
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.FORBIDDEN || refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            return again(action, clue, person.getName(), form, answers, refused, once, seen, locale, model);
        }
    }

    private String again(
            Action action,
            ClueNumber clue,
            String by,
            FormSchema form,
            Map<String, Object> answers,
            Refusal refused,
            String once,
            String seen,
            Locale locale,
            Model model) {
        return draw(action, clue, by, form, answers, Redraw.faults(refused), once, seen, locale, model);
    }

    private String draw(
            Action action,
            ClueNumber number,
            String by,
            FormSchema form,
            Map<String, Object> answers,
            List<Fault> faults,
            String once,
            String seen,
            Locale locale,
            Model model) {
        var clue = ledger.get(number);
        model.addAttribute("action", action);
        model.addAttribute("number", number.value());
        model.addAttribute("about", clue.screened().title());
        model.addAttribute("card", clue.card().map(Enum::name).orElse(null));
        model.addAttribute("form", form.page(answers, faults, Map.of()));
        model.addAttribute("outlook", outlook.of(action, number, by, locale));
        model.addAttribute("once", once);
        model.addAttribute("seen", seen);
        model.addAttribute(
                "limits",
                limits.views(number, locale).stream()
                        .filter(limit -> limit.metAt().isEmpty())
                        .map(limit -> new Running(limit.kind().name(), Moments.minute(limit.dueAt()), limit.because()))
                        .toList());
        return "process/action";
    }
}
