package cn.qingfeng.insight.file;

import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.timeline.PlacesScreened;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.clue.timeline.UnitsTold;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.supervision.LimitRule;
import cn.qingfeng.supervision.order.OrderEnd;
import cn.qingfeng.supervision.time.WishTold;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The steps of one clue in words, as far as the reader may know them. */
@Component
class TimelineSection {

    /** Acts whose reason is the offices' own, or the reporter's. */
    private static final Set<TimelineAction> NOT_FOR_UNITS = EnumSet.of(
            TimelineAction.ADMITTED,
            TimelineAction.CALLED_OFF,
            TimelineAction.FACTS_ESTABLISHED,
            TimelineAction.SCREENED,
            TimelineAction.RECUSED,
            TimelineAction.PERHAPS_NAMED,
            TimelineAction.RECUSAL_LIFTED,
            TimelineAction.CARD_PROPOSED,
            TimelineAction.CARD_PASSED_UPWARD,
            TimelineAction.CALLED_BACK,
            TimelineAction.NOT_REACHED,
            TimelineAction.IMPORTED,
            TimelineAction.IMPORT_WITHDRAWN,
            TimelineAction.PAPER_ISSUED,
            TimelineAction.PAPER_SIGNED,
            TimelineAction.PAPER_SENT,
            TimelineAction.PAPER_VOIDED,
            TimelineAction.WITHDRAWN);

    /** Acts whose first value is the stage before, which their own words imply. */
    private static final Set<TimelineAction> PRESSING = EnumSet.of(
            TimelineAction.REMINDED,
            TimelineAction.OVERDUE_TOLD,
            TimelineAction.URGED,
            TimelineAction.ORDERED,
            TimelineAction.LISTED,
            TimelineAction.EXPLAINED,
            TimelineAction.EXPLANATION_MISSED,
            TimelineAction.ORDER_CONCLUDED,
            TimelineAction.REPORTED,
            TimelineAction.LISTING_PROPOSED,
            TimelineAction.LISTING_REFUSED,
            TimelineAction.TRANSFER_CALLED,
            TimelineAction.TRANSFER_SIGNED,
            TimelineAction.TRANSFER_RECEIVED,
            TimelineAction.TRANSFER_WITHDRAWN,
            TimelineAction.PROGRESS_REPORTED,
            TimelineAction.MATTER_SETTLED,
            TimelineAction.EXTENSION_ASKED,
            TimelineAction.EXTENSION_SIGNED,
            TimelineAction.EXTENSION_NOT_SIGNED,
            TimelineAction.EXTENSION_DECIDED,
            TimelineAction.SUSPENSION_ASKED,
            TimelineAction.SUSPENSION_DECIDED,
            TimelineAction.RESUMPTION_ASKED,
            TimelineAction.RESUMPTION_DECIDED,
            TimelineAction.TACKLING_ASKED,
            TimelineAction.TACKLING_DECIDED,
            TimelineAction.TACKLED,
            TimelineAction.MEETING_CALLED,
            TimelineAction.MEETING_HELD,
            TimelineAction.MEETING_CALLED_OFF,
            TimelineAction.MEETING_DECIDED,
            TimelineAction.MEETING_TASK_DONE,
            TimelineAction.MEETING_TASK_RETURNED,
            TimelineAction.MEETING_TASK_DROPPED,
            TimelineAction.MEETING_TASK_LATE);

    private final Timeline timeline;
    private final Organization organization;
    private final LedgerWords words;

    TimelineSection(Timeline timeline, Organization organization, LedgerWords words) {
        this.timeline = timeline;
        this.organization = organization;
        this.words = words;
    }

    List<ClueDossier.Step> of(Reading reading) {
        return timeline.of(reading.clue().number()).stream()
                .filter(entry -> !reading.asUnit() || !entry.act().isAboutTheReporter())
                .map(entry -> step(entry, reading))
                .toList();
    }

    private ClueDossier.Step step(TimelineEntry entry, Reading reading) {
        var locale = reading.locale();
        var hidden = reading.asUnit() && isHidden(entry, reading);
        var registrar = reading.asUnit() && entry.act() == TimelineAction.REGISTERED;
        return new ClueDossier.Step(
                entry.ordinal(),
                entry.at(),
                words.code("timeline", entry.act(), locale),
                registrar ? words.text("insight.actor.office", locale) : words.actor(entry.by(), locale),
                registrar || PRESSING.contains(entry.act())
                        ? null
                        : entry.from()
                                .map(value -> value(entry.act(), value, locale))
                                .orElse(null),
                registrar
                        ? null
                        : entry.to()
                                .map(value -> value(entry.act(), value, locale))
                                .orElse(null),
                hidden ? null : entry.why().map(reading.told()).orElse(null));
    }

    private boolean isHidden(TimelineEntry entry, Reading reading) {
        var units = reading.viewer().units();
        return switch (entry.act()) {
            case FILE_ADDED -> Timeline.PUBLIC.equals(entry.by());
            case ASSISTED -> !reading.mayReadOf(entry.to().orElse(""));
            case RETURNED -> entry.from().filter(units::contains).isEmpty();
            case CONTACTED, RELAY_ASKED, RELAYED, REPLIED, MATTER_SETTLED, PROGRESS_REPORTED, FINISHED, REPLY_SIGNED ->
                reading.clue().leadUnit().filter(units::contains).isEmpty();
            default -> NOT_FOR_UNITS.contains(entry.act());
        };
    }

    /** A row that somebody changed by hand is shown as it stands: the chain's verification names it. */
    private String value(TimelineAction act, String value, Locale locale) {
        try {
            return inWords(act, value, locale);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return value;
        }
    }

    /** A timeline's value in words: which list it is from, the act tells. */
    private String inWords(TimelineAction act, String value, Locale locale) {
        return switch (act) {
            case REGISTERED -> words.code("channel", value, locale);
            case IMPORTED -> words.text("insight.imported", locale, words.time(Instant.parse(value)));
            case CARD_PROPOSED, CARD_PASSED_UPWARD, CARD_DECIDED, CARD_RAISED, CARD_LOWERED ->
                words.code("card", value, locale);
            case REMINDED, OVERDUE_TOLD, REPORTED ->
                Stream.of(value.split(","))
                        .map(kind -> words.code("limit", kind, locale))
                        .collect(Collectors.joining(words.text("form.separator", locale)));
            case SCREENED -> screened(PlacesScreened.of(value), locale);
            case ORDER_CONCLUDED -> concluded(OrderEnd.of(value), locale);
            case EXTENSION_ASKED,
                    EXTENSION_SIGNED,
                    EXTENSION_NOT_SIGNED,
                    SUSPENSION_ASKED,
                    RESUMPTION_ASKED,
                    TACKLING_ASKED,
                    EXTENSION_DECIDED,
                    SUSPENSION_DECIDED,
                    RESUMPTION_DECIDED,
                    TACKLING_DECIDED -> wish(WishTold.of(value), locale);
            case NOT_REACHED, UNREACHED -> words.text("insight.tries", locale, value);
            case FACTS_ESTABLISHED -> words.classification(Classification.of(value), locale);
            case UNITS_PROPOSED, TAKEN_OVER, DISPATCHED, SIGNED_FOR, RETURNED, RULED, ASSISTED ->
                words.units(UnitsTold.of(value));
            case SUBSTITUTED, ACTED_FOR -> organization.personName(value);
            case FINISHED, CLOSED -> words.code("result", value, locale);
            case FILE_ADDED, FILE_RELEASED, FILE_QUARANTINED -> words.code("file.type", value, locale);
            case PAPER_ISSUED, PAPER_SIGNED, PAPER_SENT, PAPER_VOIDED -> words.code("paper.kind", value, locale);
            case CONSENT_WITHDRAWN -> words.code("consent", value, locale);
            case RATED, CALLED_BACK -> words.code("rating", value, locale);
            case NOT_ADMITTED -> words.code("reject", value, locale);
            case RECALLED, STEERED_BACK -> words.code("clue.status", value, locale);
            case RECHECKED -> words.code("recheck", value, locale);
            case LIMITS_SET -> terms(value, locale);
            default -> value;
        };
    }

    private String screened(PlacesScreened places, Locale locale) {
        return words.text("insight.screened", locale, places.covered(), places.shown());
    }

    private String concluded(OrderEnd end, Locale locale) {
        return end.number() + " " + words.code("order.conclusion", end.end(), locale);
    }

    private String wish(WishTold wish, Locale locale) {
        var what = wish.days() == 0
                ? words.code("time.kind", wish.kind(), locale)
                : words.text("insight.asked.EXTEND", locale, wish.days());
        return wish.decision()
                .map(state -> words.code("time.state", state, locale) + words.text("insight.separator", locale) + what)
                .orElse(what);
    }

    private String terms(String value, Locale locale) {
        return Stream.of(value.split("; "))
                .map(LimitRule.Term::of)
                .map(term -> words.text(
                        "insight.term",
                        locale,
                        words.code("limit", term.kind(), locale),
                        term.amount(),
                        words.code("insight.amount", term.unit(), locale)))
                .collect(Collectors.joining(words.text("insight.separator", locale)));
    }
}
