package cn.qingfeng.clue;

import cn.qingfeng.organization.Organization;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How the ledger's values read to a person: cards, states, acts, and the from and to of the timeline. */
@Component
public class ClueWords {

    /** Where the words of an enumeration stand among the messages. */
    private static final Map<Class<?>, String> PREFIXES = Map.of(
            Card.class, "clue.card.",
            ClueStatus.class, "clue.status.",
            ClueKind.class, "clue.kind.",
            SupervisionStage.class, "clue.stage.",
            Channel.class, "clue.channel.",
            Result.class, "clue.result.",
            CallBack.Solved.class, "clue.solved.",
            CallBack.Rating.class, "clue.rating.",
            Consent.class, "clue.consent.",
            Act.class, "timeline.");

    private final MessageSource messages;
    private final Organization organization;

    ClueWords(MessageSource messages, Organization organization) {
        this.messages = messages;
        this.organization = organization;
    }

    /** The word for a value of one of the ledger's enumerations. */
    public String of(Enum<?> value, Locale locale) {
        return say(PREFIXES.get(value.getDeclaringClass()) + value.name(), value.name(), locale);
    }

    /** The branch and the leaf of the classification tree. */
    public String of(Classification classification, Locale locale) {
        return classification(classification.code(), locale);
    }

    /** The name of whoever acted: a person, a rule of the system, or the reporter. */
    public String actor(String by, Locale locale) {
        return switch (by) {
            case Timeline.SYSTEM, Timeline.PUBLIC -> say("timeline.by." + by, by, locale);
            default -> organization.personName(by);
        };
    }

    /** How the from or the to of an entry reads; null stays null. */
    public String value(Act act, String raw, Locale locale) {
        if (raw == null) {
            return null;
        }
        return switch (act) {
            case CARD_PROPOSED, CARD_DECIDED, CARD_PASSED_UPWARD, CARD_RAISED -> say("clue.card." + raw, raw, locale);
            case REGISTERED -> say("clue.channel." + raw, raw, locale);
            case NOT_ADMITTED -> say("clue.reject." + raw, raw, locale);
            case FACTS_ESTABLISHED -> classification(raw, locale);
            case LIMITS_SET -> limits(raw, locale);
            case UNITS_PROPOSED, DISPATCHED, SIGNED_FOR, RETURNED, RULED, ASSISTED -> units(raw, locale);
            case FINISHED, CLOSED -> say("clue.result." + raw, raw, locale);
            case CALLED_BACK -> say("clue.rating." + raw, raw, locale);
            case RECHECKED -> say("clue.recheck." + raw, raw, locale);
            case REWORK -> messages.getMessage("clue.rework", new Object[] {raw}, raw, locale);
            default -> raw;
        };
    }

    private String classification(String code, Locale locale) {
        return say("clue.classification." + code, code, locale);
    }

    /** {@code lead + assist, assist} */
    private String units(String raw, Locale locale) {
        var parts = raw.split(" \\+ ", 2);
        var lead = organization.unitName(parts[0]);
        if (parts.length == 1) {
            return lead;
        }
        var assist = Arrays.stream(parts[1].split(", "))
                .map(organization::unitName)
                .collect(Collectors.joining(say("clue.separator", ", ", locale)));
        return messages.getMessage("clue.units", new Object[] {lead, assist}, raw, locale);
    }

    /** {@code KIND=4 WORKING_HOURS; KIND=…} */
    private String limits(String raw, Locale locale) {
        return Arrays.stream(raw.split("; "))
                .map(limit -> limit(limit, locale))
                .collect(Collectors.joining(say("clue.separator", ", ", locale)));
    }

    private String limit(String raw, Locale locale) {
        var parts = raw.split("[= ]");
        if (parts.length != 3) {
            return raw;
        }
        var kind = say("limit." + parts[0], parts[0], locale);
        return messages.getMessage("limit.amount." + parts[2], new Object[] {kind, parts[1]}, raw, locale);
    }

    private String say(String key, String otherwise, Locale locale) {
        return messages.getMessage(key, null, otherwise, locale);
    }
}
