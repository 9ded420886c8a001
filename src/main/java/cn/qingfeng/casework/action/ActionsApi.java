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
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The actions for programs and for Cockpit's buttons. The body holds the fields of the action's form; an
 * {@code Idempotency-Key} makes a repeated call answer as the first did.
 */
@RestController
class ActionsApi {

    /** What came of it. */
    record Done(String number) {}

    /** The card as it is now. */
    record NewCard(String card) {}

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

    private static final String ONCE = "Idempotency-Key";

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

    /** A standing order's issuer asks for another explanation: {@code days, reason, signed}. */
    @PostMapping("/api/clues/{number}/orders/explanation")
    @ResponseStatus(HttpStatus.CREATED)
    Done explain(
            Principal person,
            @PathVariable String number,
            @RequestBody Map<String, Object> body,
            @RequestHeader(name = ONCE, required = false) String once) {
        return new Done(take(Action.EXPLAIN, person, number, body, null, once));
    }

    /** {@code level}: URGE, ORDER or LISTED; {@code ground, problem, demand, days, signed}. */
    @PostMapping("/api/clues/{number}/orders")
    @ResponseStatus(HttpStatus.CREATED)
    Done order(
            Principal person,
            @PathVariable String number,
            @RequestBody Map<String, Object> body,
            @RequestHeader(name = ONCE, required = false) String once) {
        var action = switch (word(body, "level")) {
            case "URGE" -> Action.URGE;
            case "ORDER" -> Action.ORDER;
            case "LISTED" -> Action.LIST;
            default -> throw Refusal.invalid("action.json");
        };
        return new Done(take(action, person, number, without(body, "level"), null, once));
    }

    /** {@code kind}: EXTEND (the default) or TACKLE; the fields of ask-extension or ask-tackling. */
    @PostMapping("/api/clues/{number}/extensions")
    @ResponseStatus(HttpStatus.CREATED)
    Done extend(
            Principal person,
            @PathVariable String number,
            @RequestBody Map<String, Object> body,
            @RequestHeader(name = ONCE, required = false) String once) {
        var action = switch (word(body, "kind")) {
            case "", "EXTEND" -> Action.EXTEND;
            case "TACKLE" -> Action.TACKLE;
            default -> throw Refusal.invalid("action.json");
        };
        return new Done(take(action, person, number, without(body, "kind"), null, once));
    }

    /** {@code kind}: SUSPEND or RESUME; the fields of ask-suspension or ask-resumption. */
    @PostMapping("/api/clues/{number}/suspension")
    @ResponseStatus(HttpStatus.CREATED)
    Done suspend(
            Principal person,
            @PathVariable String number,
            @RequestBody Map<String, Object> body,
            @RequestHeader(name = ONCE, required = false) String once) {
        var action = switch (word(body, "kind")) {
            case "SUSPEND" -> Action.SUSPEND;
            case "RESUME" -> Action.RESUME;
            default -> throw Refusal.invalid("action.json");
        };
        return new Done(take(action, person, number, without(body, "kind"), null, once));
    }

    /** Asks to be shown who reported: {@code ground, reason, signed}. The identity itself stands on a page only. */
    @PostMapping("/api/clues/{number}/reveals")
    @ResponseStatus(HttpStatus.CREATED)
    Done reveal(
            Principal person,
            @PathVariable String number,
            @RequestBody Map<String, Object> body,
            @RequestHeader(name = ONCE, required = false) String once) {
        return new Done(take(Action.REVEAL, person, number, body, null, once));
    }

    /** Any action by its path: the fields of its form, and {@code from} as {@code GET} answered it. */
    @PostMapping("/api/clues/{number}/actions/{path}")
    Done act(
            Principal person,
            @PathVariable String number,
            @PathVariable String path,
            @RequestBody Map<String, Object> body,
            @RequestHeader(name = ONCE, required = false) String once) {
        var seen = word(body, "from");
        return new Done(take(Action.ofPath(path), person, number, without(body, "from"), seen, once));
    }

    /** {@code from}: the card that the caller saw, by which a repeated call is known; {@code reason, signed}. */
    @PostMapping("/api/clues/{number}/card/raise")
    NewCard raise(Principal person, @PathVariable String number, @RequestBody Map<String, Object> body) {
        return new NewCard(take(Action.RAISE, person, number, without(body, "from"), word(body, "from"), null));
    }

    /** {@code from} as for raising; {@code card}: the lower one; {@code reason, signed}. */
    @PostMapping("/api/clues/{number}/card/lower")
    NewCard lower(Principal person, @PathVariable String number, @RequestBody Map<String, Object> body) {
        return new NewCard(take(Action.LOWER, person, number, without(body, "from"), word(body, "from"), null));
    }

    private String take(
            Action action, Principal person, String number, Map<String, Object> filled, String seen, String once) {
        try {
            return actions.take(
                    action,
                    person.getName(),
                    ClueNumber.of(number),
                    filled,
                    seen,
                    once == null ? UUID.randomUUID().toString() : once);
        } catch (DataIntegrityViolationException overtaken) {
            throw Refusal.conflict("refusal.overtaken");
        }
    }

    private static String word(Map<String, Object> body, String key) {
        return body.get(key) == null ? "" : body.get(key).toString();
    }

    private static Map<String, Object> without(Map<String, Object> body, String key) {
        var rest = new HashMap<>(body);
        rest.remove(key);
        return rest;
    }
}
