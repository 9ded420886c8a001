package cn.qingfeng.process.action;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.supervision.Powers.Action;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
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

    private static final String ONCE = "Idempotency-Key";

    private final Actions actions;

    ActionsApi(Actions actions) {
        this.actions = actions;
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
