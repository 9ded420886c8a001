package cn.qingfeng.clue.access;

import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.classification.Leaves;
import cn.qingfeng.clue.timeline.UnitsTold;
import cn.qingfeng.organization.Organization;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The ledger's codes in a reader's words. */
@Component
public class LedgerWords {

    private final MessageSource messages;
    private final Leaves leaves;
    private final Organization organization;
    private final Clock clock;

    LedgerWords(MessageSource messages, Leaves leaves, Organization organization, Clock clock) {
        this.messages = messages;
        this.leaves = leaves;
        this.organization = organization;
        this.clock = clock;
    }

    /** The text of a key. */
    public String text(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }

    /** A code's words, {@code <list>.<code>}; a code without words, such as one that an owner added, stays as it is. */
    public String code(String list, Object code, Locale locale) {
        return code == null ? "" : messages.getMessage(list + "." + code, null, String.valueOf(code), locale);
    }

    public String classification(Classification leaf, Locale locale) {
        return leaves.name(leaf, locale);
    }

    public String yes(boolean answer, Locale locale) {
        return text(answer ? "insight.yes" : "insight.no", locale);
    }

    /** By the county's clock. */
    public String time(Instant at) {
        return Moments.minute(at);
    }

    /** The units' names, the lead unit's first. */
    public String units(UnitsTold units) {
        var lead = organization.unitName(units.lead());
        return units.assisting().isEmpty()
                ? lead
                : units.assisting().stream()
                        .map(organization::unitName)
                        .collect(Collectors.joining(", ", lead + " + ", ""));
    }

    /** Somebody on a timeline: a person by name, the rule or the reporter by what they are. */
    public String actor(String by, Locale locale) {
        return switch (by) {
            case "system", "public" -> text("insight.actor." + by, locale);
            default -> organization.personName(by);
        };
    }
}
