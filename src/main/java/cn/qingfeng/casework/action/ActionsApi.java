package cn.qingfeng.casework.action;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.form.FormPage;
import cn.qingfeng.form.Forms;
import cn.qingfeng.supervision.Powers;
import cn.qingfeng.supervision.Powers.Action;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The actions for programs and for Cockpit's buttons. The body holds the fields of the action's form; an
 * {@code Idempotency-Key} makes a repeated call answer as the first did.
 */
@RestController
class ActionsApi {

    /** What came of it: the number of the order or wish, the card, or the step that it stands at now. */
    record Done(String number) {}

    /** Something that the person may do; {@code path} names it in addresses. */
    record Offer(String path, String name) {}

    /**
     * An action before it is taken: the fields of its form, and what it will do.
     *
     * @param from the card that the person sees now
     */
    record Asked(
            String path,
            String name,
            String clueNumber,
            String title,
            String from,
            List<FormPage.Part> parts,
            ActionPreview.Prospect outlook) {}

    private final Actions actions;
    private final Powers powers;
    private final Forms forms;
    private final ClueLedger ledger;
    private final ActionPreview outlook;
    private final MessageSource messages;

    ActionsApi(
            Actions actions,
            Powers powers,
            Forms forms,
            ClueLedger ledger,
            ActionPreview outlook,
            MessageSource messages) {
        this.actions = actions;
        this.powers = powers;
        this.forms = forms;
        this.ledger = ledger;
        this.outlook = outlook;
        this.messages = messages;
    }

    /** What the person may do to the clue now. */
    @GetMapping("/api/clues/{number}/actions")
    List<Offer> offers(Principal person, @PathVariable String number, Locale locale) {
        var clue = ClueNumber.of(number);
        powers.requireSight(person.getName(), clue);
        return powers.of(person.getName(), clue).stream()
                .map(action -> new Offer(action.path(), name(action, locale)))
                .toList();
    }

    /** One action as it is to be asked and confirmed. */
    @GetMapping("/api/clues/{number}/actions/{path}")
    Asked ask(Principal person, @PathVariable String number, @PathVariable String path, Locale locale) {
        var action = Action.ofPath(path);
        var clue = ClueNumber.of(number);
        powers.require(action, person.getName(), clue);
        var form = forms.open(Actions.form(action)).in(locale);
        var about = ledger.get(clue);
        return new Asked(
                action.path(),
                name(action, locale),
                clue.value(),
                about.screened().title(),
                actions.seen(action, clue),
                form.page(form.defaults(), List.of(), Map.of()).parts(),
                outlook.of(action, clue, person.getName(), locale));
    }

    private String name(Action action, Locale locale) {
        return messages.getMessage("action." + action, null, locale);
    }

    /**
     * Takes an action: the fields of its form, and {@code from} as {@code GET} answered it, by which a repeated call is known.
     * The identity that is asked for stands on a page only.
     */
    @PostMapping("/api/clues/{number}/actions/{path}")
    Done act(
            Principal person,
            @PathVariable String number,
            @PathVariable String path,
            @RequestBody Map<String, Object> body,
            @RequestHeader(name = "Idempotency-Key", required = false) String once) {
        var filled = new HashMap<>(body);
        var seen = Objects.toString(filled.remove("from"), "");
        try {
            return new Done(actions.take(
                    Action.ofPath(path),
                    person.getName(),
                    ClueNumber.of(number),
                    filled,
                    seen,
                    once == null ? UUID.randomUUID().toString() : once));
        } catch (DataIntegrityViolationException overtaken) {
            throw Refusal.conflict("refusal.overtaken");
        }
    }
}
