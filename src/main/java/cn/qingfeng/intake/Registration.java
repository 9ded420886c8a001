package cn.qingfeng.intake;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.AnswerSheet.Answer;
import cn.qingfeng.clue.AnswerSheets;
import cn.qingfeng.clue.Channel;
import cn.qingfeng.clue.Classification;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.Consent;
import cn.qingfeng.clue.Content;
import cn.qingfeng.clue.Facts;
import cn.qingfeng.form.Forms;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.Receipts;
import cn.qingfeng.reporter.Reporters;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only way into the ledger, whatever the channel. Clue, identity, receipt and process instance come into being in one
 * transaction or not at all.
 */
@Component
public class Registration {

    /** The form that says what a clue must and may hold. */
    public static final String FORM = "register-clue";

    /** Fields that go to places of their own; every other field of the form is kept with the clue as answered. */
    private static final Set<String> IDENTITY = Set.of(
            "reporterAnonymous",
            "reporterName",
            "reporterPhone",
            "reporterEnterprise",
            "reporterCreditCode",
            "reporterConsent");

    private static final Set<String> LEDGER = Set.of(
            "kind",
            "title",
            "narrative",
            "request",
            "place",
            "matter",
            "unit",
            "window",
            "classification",
            "channel",
            "externalNumber",
            "point",
            "stoppage",
            "fixableOnTheSpot",
            "unitsConcerned",
            "suspectedViolation",
            "leaderInstruction",
            "mediaExposed",
            "historical",
            "truthful",
            "privacyRead");

    private final Forms forms;
    private final ClueLedger ledger;
    private final AnswerSheets answers;
    private final Reporters reporters;
    private final Receipts receipts;
    private final Organization organization;
    private final Posts posts;
    private final MessageSource messages;
    private final Clock clock;

    Registration(
            Forms forms,
            ClueLedger ledger,
            AnswerSheets answers,
            Reporters reporters,
            Receipts receipts,
            Organization organization,
            Posts posts,
            MessageSource messages,
            Clock clock) {
        this.forms = forms;
        this.ledger = ledger;
        this.answers = answers;
        this.reporters = reporters;
        this.receipts = receipts;
        this.organization = organization;
        this.posts = posts;
        this.messages = messages;
        this.clock = clock;
    }

    /** Registers what came as JSON; the declarations that a page asks for are the caller's own duty there. */
    @Transactional
    public Receipt register(NewClue clue, String by) {
        return register(declared(clue), by);
    }

    /**
     * As {@link #register(NewClue, String)}; the same key answers the same again without registering twice.
     *
     * @throws Refusal conflict, when the key was used for something else
     */
    @Transactional
    public Receipt register(NewClue clue, String by, String idempotencyKey) {
        return register(declared(clue), by, idempotencyKey);
    }

    /** Registers answers to the form {@value #FORM}. Wrong ones are refused field by field, and nothing changes. */
    @Transactional
    public Receipt register(Map<String, Object> submitted, String by) {
        var clue = enter(submitted, by);
        return new Receipt(clue.number().value(), receipts.issue(clue.number()));
    }

    /** As {@link #register(Map, String)}; the same key answers the same again without registering twice. */
    @Transactional
    public Receipt register(Map<String, Object> submitted, String by, String idempotencyKey) {
        var known = posts.find(idempotencyKey, submitted);
        if (known.isPresent()) {
            return new Receipt(known.get(), receipts.again(ClueNumber.of(known.get()), idempotencyKey));
        }
        var registered = enter(submitted, by);
        posts.keep(idempotencyKey, submitted, registered.number().value());
        return new Receipt(registered.number().value(), receipts.issue(registered.number(), idempotencyKey));
    }

    /** Registers the right version of a clue that was registered wrongly, and ends the wrong one. */
    @Transactional
    public Receipt correct(ClueNumber wrong, NewClue right, String by, String why) {
        var receipt = register(right, by);
        ledger.correct(wrong, by, ClueNumber.of(receipt.clueNumber()), why);
        return receipt;
    }

    private static Map<String, Object> declared(NewClue clue) {
        var values = new HashMap<>(clue.answers());
        values.putIfAbsent("truthful", true);
        values.putIfAbsent("privacyRead", true);
        values.putIfAbsent("unitsConcerned", 1);
        return values;
    }

    private Clue enter(Map<String, Object> submitted, String by) {
        var form = forms.open(FORM);
        var values = form.check(submitted, Map.of(), clock.instant());
        var unit = text(values, "unit");
        if (unit != null) {
            organization.requireUnit(unit);
        }
        var clue = ledger.register(content(values, unit), facts(values), classification(values), by);
        reporters.keep(clue.number(), identity(values));
        var further = form.describe(values, messages, Locale.CHINA).stream()
                .filter(answer -> !IDENTITY.contains(answer.key()) && !LEDGER.contains(answer.key()))
                .map(answer -> new Answer(answer.key(), answer.label(), values.get(answer.key()), answer.text()))
                .toList();
        if (!further.isEmpty()) {
            answers.keep(clue.number(), FORM, null, by, further);
        }
        return clue;
    }

    private static Content content(Map<String, Object> values, String unit) {
        var anonymous = Boolean.TRUE.equals(values.get("reporterAnonymous"));
        return new Content(
                choice(ClueKind.class, values, "kind"),
                text(values, "title"),
                text(values, "narrative"),
                text(values, "request"),
                text(values, "place"),
                text(values, "matter"),
                unit,
                text(values, "window"),
                choice(Channel.class, values, "channel"),
                text(values, "externalNumber"),
                text(values, "point"),
                anonymous,
                anonymous || text(values, "reporterConsent") == null
                        ? Consent.OFFICE_ONLY
                        : choice(Consent.class, values, "reporterConsent"));
    }

    private static Facts facts(Map<String, Object> values) {
        return new Facts(
                flag(values, "stoppage"),
                flag(values, "fixableOnTheSpot"),
                values.get("unitsConcerned") instanceof Number units ? units.intValue() : 1,
                flag(values, "suspectedViolation"),
                flag(values, "leaderInstruction"),
                flag(values, "mediaExposed"),
                flag(values, "historical"));
    }

    private static Classification classification(Map<String, Object> values) {
        return Optional.ofNullable(text(values, "classification"))
                .map(Classification::of)
                .orElse(null);
    }

    private static Identity identity(Map<String, Object> values) {
        return new Identity(
                text(values, "reporterName"),
                text(values, "reporterPhone"),
                text(values, "reporterEnterprise"),
                text(values, "reporterCreditCode"));
    }

    private static boolean flag(Map<String, Object> values, String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    private static String text(Map<String, Object> values, String key) {
        var value = values.get(key);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    private static <E extends Enum<E>> E choice(Class<E> type, Map<String, Object> values, String key) {
        var name = text(values, key);
        try {
            return Enum.valueOf(type, name == null ? "" : name);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("intake.choice.unknown", key);
        }
    }
}
