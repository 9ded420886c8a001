package cn.qingfeng.casework.action;

import cn.qingfeng.Refusal;
import cn.qingfeng.casework.CardMoves;
import cn.qingfeng.casework.CaseMoves;
import cn.qingfeng.casework.CaseMoves.Move;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.form.Forms;
import cn.qingfeng.instruction.Instructions;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.supervision.Powers;
import cn.qingfeng.supervision.Powers.Action;
import cn.qingfeng.supervision.order.OrderCommand;
import cn.qingfeng.supervision.order.OrderGround;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeCommand;
import cn.qingfeng.supervision.time.TimeKind;
import cn.qingfeng.supervision.time.TimeRequests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes an action: asks whether the person may, checks what was filled in against the action's form, keeps it, and does it. */
@Component
public class Actions {

    /** What the lead unit itself asks for: its answers are for the unit and the offices, and for no other unit. */
    private static final Set<Action> OF_THE_UNIT =
            EnumSet.of(Action.EXTEND, Action.SUSPEND, Action.RESUME, Action.TACKLE);

    /** By whom a second click is known by the state that the person saw. */
    static final Set<Action> STEERING =
            EnumSet.of(Action.BACK, Action.FORWARD, Action.PROCEED, Action.CANCEL, Action.RESTART);

    private final Powers powers;
    private final Forms forms;
    private final AnswerSheets sheets;
    private final ClueLedger ledger;
    private final TimeRequests requests;
    private final SupervisionOrders orders;
    private final RevealRequests reveals;
    private final CardMoves cards;
    private final CaseMoves moves;
    private final Reporters reporters;
    private final OrderGoesOn going;
    private final Instructions instructions;
    private final MessageSource messages;
    private final Clock clock;

    Actions(
            Powers powers,
            Forms forms,
            AnswerSheets sheets,
            ClueLedger ledger,
            TimeRequests requests,
            SupervisionOrders orders,
            RevealRequests reveals,
            CardMoves cards,
            CaseMoves moves,
            Reporters reporters,
            OrderGoesOn going,
            Instructions instructions,
            MessageSource messages,
            Clock clock) {
        this.powers = powers;
        this.forms = forms;
        this.sheets = sheets;
        this.ledger = ledger;
        this.requests = requests;
        this.orders = orders;
        this.reveals = reveals;
        this.cards = cards;
        this.moves = moves;
        this.reporters = reporters;
        this.going = going;
        this.instructions = instructions;
        this.messages = messages;
        this.clock = clock;
    }

    /** The form that says what is to be filled in. */
    static String form(Action action) {
        return switch (action) {
            case EXTEND -> "ask-extension";
            case SUSPEND -> "ask-suspension";
            case RESUME -> "ask-resumption";
            case TACKLE -> "ask-tackling";
            case URGE, ORDER, LIST -> "issue-order";
            case EXPLAIN -> "ask-explanation";
            case RAISE -> "raise-card";
            case LOWER -> "lower-card";
            case REVEAL -> "ask-reveal";
            case BACK -> "send-back";
            case FORWARD -> "move-forward";
            case PROCEED -> "run-on";
            case CANCEL -> "call-off";
            case RESTART -> "restart-clue";
        };
    }

    /** What a person sees of the clue when the action is asked; {@link #take} refuses it once that has changed. */
    String seen(Action action, ClueNumber number) {
        var clue = ledger.get(number);
        return STEERING.contains(action)
                ? clue.status().name()
                : clue.card().map(Enum::name).orElse("");
    }

    /**
     * Takes the action and answers the number of what came of it: of a request, of an order, or the card's name.
     *
     * @param seen the card that the person saw, by which a second click on raising or lowering is known; the state, where the
     *     process is steered
     * @param once a key of the click: the same one acts once
     * @throws Refusal when the person may not, something is filled in wrongly, or the clue's state does not allow it
     */
    @Transactional
    public String take(
            Action action, String by, ClueNumber number, Map<String, Object> filled, String seen, String once) {
        powers.require(action, by, number);
        var key = hashed(action + "/" + number + "/" + by + "/" + once);
        var known = earlier(action, key);
        if (known.isPresent()) {
            return known.get();
        }
        var clue = ledger.get(number);
        var card = clue.card().orElse(null);
        if ((action == Action.RAISE || action == Action.LOWER)
                && (card == null || !card.name().equals(seen))) {
            throw Refusal.conflict("action.card-moved", number);
        }
        if (STEERING.contains(action) && !clue.status().name().equals(seen)) {
            throw Refusal.conflict("action.moved", number, Refusal.word("clue.status." + clue.status()));
        }
        var form = forms.open(form(action));
        var checked = form.check(filled, Map.of(), clock.instant());
        var result = switch (action) {
            case EXTEND, SUSPEND, RESUME, TACKLE -> ask(action, by, number, checked, key);
            case URGE, ORDER, LIST -> issue(action, by, number, checked, key);
            case EXPLAIN -> explain(by, number, checked);
            case RAISE -> {
                cards.raise(number, by, text(checked, "reason"));
                yield card(number);
            }
            case LOWER -> {
                cards.lower(number, by, Card.valueOf(text(checked, "card")), text(checked, "reason"));
                yield card(number);
            }
            case BACK, FORWARD, PROCEED, CANCEL, RESTART -> steer(action, by, number, checked);
            case REVEAL ->
                reveals.ask(number, text(checked, "ground"), text(checked, "reason"), by, key)
                        .number();
        };
        if (action == Action.EXPLAIN) {
            // The task that it concluded keeps the sheet.
            return result;
        }
        sheets.keep(
                number,
                form.id(),
                OF_THE_UNIT.contains(action) ? clue.leadUnit().orElse(null) : null,
                by,
                form.describe(checked, messages, Locale.CHINA).stream()
                        .map(each -> new Answer(each.key(), each.label(), checked.get(each.key()), each.text()))
                        .toList(),
                // Why somebody must know the reporter may itself say who it is.
                action == Action.REVEAL);
        return result;
    }

    private String card(ClueNumber number) {
        return ledger.get(number).card().orElseThrow().name();
    }

    private Optional<String> earlier(Action action, String key) {
        return switch (action) {
            case EXTEND, SUSPEND, RESUME, TACKLE -> requests.askedOnce(key).map(request -> request.number());
            case URGE, ORDER, LIST -> orders.askedOnce(key).map(order -> order.number());
            case REVEAL -> reveals.askedOnce(key).map(request -> request.number());
            case EXPLAIN, RAISE, LOWER, BACK, FORWARD, PROCEED, CANCEL, RESTART -> Optional.empty();
        };
    }

    /** Answers the state in which the clue is now. */
    private String steer(Action action, String by, ClueNumber number, Map<String, Object> filled) {
        moves.obstacle(action, number).ifPresent(refusal -> {
            throw refusal;
        });
        var why = text(filled, "reason");
        if (action == Action.CANCEL) {
            moves.callOff(number, by, text(filled, "rejectReason"), text(filled, "explanation"), why);
        } else {
            if (action == Action.RESTART
                    && !ledger.get(number).content().anonymous()
                    && !reporters.keptBeside(List.of(number)).contains(number)) {
                throw Refusal.conflict("steer.erased", number);
            }
            moves.take(move(action, number, filled), number, by, why);
        }
        return ledger.get(number).status().name();
    }

    private Move move(Action action, ClueNumber number, Map<String, Object> filled) {
        if (action != Action.BACK) {
            return moves.open(action, number).get(0);
        }
        try {
            return Move.valueOf(text(filled, "target"));
        } catch (IllegalArgumentException anOwnersOwn) {
            throw Refusal.invalid("process.answer.unknown", text(filled, "target"));
        }
    }

    private String ask(Action action, String by, ClueNumber number, Map<String, Object> filled, String key) {
        var days = filled.get("days") instanceof Number count ? count.intValue() : 0;
        var wish = new TimeCommand(
                TimeKind.valueOf(action.name()), days, text(filled, "ground"), moment(filled, "toldAt"));
        return requests.ask(number, wish, by, key).number();
    }

    private String issue(Action action, String by, ClueNumber number, Map<String, Object> filled, String key) {
        var ground = ground(text(filled, "ground"));
        if (ground == OrderGround.LEADER_INSTRUCTION) {
            instructions.pressedBy(number, text(filled, "instruction"), by);
        }
        var wish = new OrderCommand(
                action == Action.LIST ? OrderLevel.LISTED : OrderLevel.valueOf(action.name()),
                ground,
                ground.limit().orElse(null),
                text(filled, "problem"),
                text(filled, "demand"),
                filled.get("days") instanceof Number days ? days.intValue() : 1);
        return orders.issue(number, wish, by, key).number();
    }

    /** The order goes on with a new end: what its issuer does in the task that waits for a conclusion. */
    private String explain(String by, ClueNumber number, Map<String, Object> filled) {
        var order = orders.explainable(number).orElseThrow(() -> Refusal.conflict("action.not-explainable", number));
        going.goOn(by, number, filled.get("days"), text(filled, "reason"));
        return order.number();
    }

    private static OrderGround ground(String name) {
        try {
            return OrderGround.valueOf(name);
        } catch (IllegalArgumentException anOwnersOwn) {
            return OrderGround.OTHER;
        }
    }

    private static String text(Map<String, Object> filled, String key) {
        return filled.get(key) == null ? null : filled.get(key).toString();
    }

    private static Instant moment(Map<String, Object> filled, String key) {
        var text = text(filled, key);
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    private static String hashed(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
