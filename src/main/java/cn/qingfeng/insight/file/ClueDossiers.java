package cn.qingfeng.insight.file;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Standing;
import cn.qingfeng.calendar.TimeLeft;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.Pairs;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.access.SimilarClues;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.timeline.AnswerSheet;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.evidence.EvidenceFile;
import cn.qingfeng.evidence.Origin;
import cn.qingfeng.evidence.upload.PendingUploads;
import cn.qingfeng.intake.conversation.Conversation;
import cn.qingfeng.intake.plaque.Scans;
import cn.qingfeng.intake.rating.SelfRating;
import cn.qingfeng.intake.rating.SelfRatings;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.redaction.Redaction;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.Powers;
import cn.qingfeng.supervision.charge.Charge;
import cn.qingfeng.supervision.charge.OverdueAttribution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts a clue's file together for one person. Whether the person sees the clue at all is {@link ClueAccess}'s to say; a
 * unit that sees it learns neither by which way it came nor who registered it, reads of the offices' answers only those
 * meant for it, and of other units' only those that assist it (county plan, “must not see”).
 */
@Component
@Transactional(readOnly = true)
public class ClueDossiers {

    /** The offices' forms that speak to the unit. */
    private static final Set<String> MEANT_FOR_UNITS = Set.of(
            "dispatch-clue",
            "rule-on-return",
            "check-cannot-do",
            "review-result",
            "verify-on-site",
            "decide-extension",
            "decide-request",
            "decide-tackling",
            "issue-order",
            "conclude-order",
            "conclude-urging",
            "conclude-red",
            "recheck-clue",
            "raise-card",
            "lower-card");

    /** The outcomes by which a step gives the unit its work back. */
    private static final Set<String> GIVING_BACK = Set.of("SEND_BACK", "REJECT", "FAIL", "REWORK", "REBOUND");

    /** What a unit reads of the call-back that made it work again: the reporter's choices, never the reporter's words. */
    private static final Set<String> TOLD_OF_A_CALL_BACK =
            Set.of("contacted", "solved", "rating", "dissatisfiedReasons");

    private static final String CALL_BACK = "call-back";

    /** Why somebody must know who reported, and what the second person said to it. */
    private static final Set<String> ABOUT_THE_REPORTER = Set.of("ask-reveal", "decide-reveal");

    /** Acts whose reason is the offices' own, or the reporter's. */
    private static final Set<TimelineAction> NOT_FOR_UNITS = EnumSet.of(
            TimelineAction.ADMITTED,
            TimelineAction.FACTS_ESTABLISHED,
            TimelineAction.SCREENED,
            TimelineAction.RECUSED,
            TimelineAction.PERHAPS_NAMED,
            TimelineAction.RECUSAL_LIFTED,
            TimelineAction.CARD_PROPOSED,
            TimelineAction.CARD_PASSED_UPWARD,
            TimelineAction.CALLED_BACK,
            TimelineAction.NOT_REACHED,
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
            TimelineAction.TACKLED);

    private final ClueLedger ledger;
    private final ClueAccess access;
    private final AnswerSheets answers;
    private final Timeline timeline;
    private final Limits limits;
    private final OverdueAttribution charges;
    private final WorkingCalendar calendar;
    private final TimeLeft times;
    private final Reporters reporters;
    private final Organization organization;
    private final SupervisionView pressures;
    private final Powers powers;
    private final LedgerWords words;
    private final Clock clock;
    private final Conversation conversation;
    private final Evidence evidence;
    private final SelfRatings ratings;
    private final Scans scans;
    private final Pairs pairs;
    private final SimilarClues similar;
    private final RevealRequests reveals;
    private final Redaction screening;
    private final Recusals recusals;

    ClueDossiers(
            ClueLedger ledger,
            ClueAccess access,
            AnswerSheets answers,
            Timeline timeline,
            Limits limits,
            OverdueAttribution charges,
            WorkingCalendar calendar,
            TimeLeft times,
            Reporters reporters,
            Organization organization,
            SupervisionView pressures,
            Powers powers,
            LedgerWords words,
            Clock clock,
            Conversation conversation,
            Evidence evidence,
            SelfRatings ratings,
            Scans scans,
            Pairs pairs,
            SimilarClues similar,
            RevealRequests reveals,
            Redaction screening,
            Recusals recusals) {
        this.reveals = reveals;
        this.conversation = conversation;
        this.evidence = evidence;
        this.ratings = ratings;
        this.scans = scans;
        this.pairs = pairs;
        this.similar = similar;
        this.screening = screening;
        this.recusals = recusals;
        this.ledger = ledger;
        this.access = access;
        this.answers = answers;
        this.timeline = timeline;
        this.limits = limits;
        this.charges = charges;
        this.calendar = calendar;
        this.times = times;
        this.reporters = reporters;
        this.organization = organization;
        this.pressures = pressures;
        this.powers = powers;
        this.words = words;
        this.clock = clock;
    }

    /**
     * The file of this clue for this reader.
     *
     * @param reader a user name
     * @throws Refusal not found, when there is no such clue or it is none of the reader's
     */
    public ClueDossier of(String reader, String number, Locale locale) {
        var viewer = access.viewer(reader);
        var clue = seen(viewer, number);
        var asUnit = !viewer.has(Right.READ_OFFICES);
        var content = access.contentFor(viewer, clue);
        var asTold = access.readsAsTold(viewer, clue);
        UnaryOperator<String> told = text -> asTold ? text : clue.screened(text);
        var now = clock.instant();
        var terms = limits.views(clue.number(), locale).stream()
                .map(limit -> term(limit, now, locale))
                .toList();
        var late = charges.of(clue.number(), now);
        var first = first(clue, terms);
        var assisting = new TreeSet<>(clue.assistUnits());
        return new ClueDossier(
                clue.number().value(),
                clue.content().kind(),
                content.title(),
                clue.status(),
                clue.card().orElse(null),
                clue.stage(),
                clue.leadUnit().orElse(null),
                List.copyOf(assisting),
                assisting.stream().map(organization::unitName).toList(),
                clue.registeredAt(),
                clue.dueAt().orElse(null),
                codes(clue, locale),
                content.place(),
                content.matter(),
                content.narrative(),
                content.request(),
                reporters.of(clue, viewer).map(ClueDossiers::contact).orElse(null),
                facts(clue, content, viewer, asUnit, told, locale),
                terms,
                first.orElse(null),
                first.flatMap(limit -> otherClock(limit, terms)).orElse(null),
                runningLate(late, now, locale),
                holdings(clue, late, now, locale),
                pressures.of(clue, viewer, asUnit, now, told, locale),
                offers(reader, clue, locale),
                reveals.of(clue, reader).stream()
                        .map(request -> new ClueDossier.Reveal(
                                request.number(),
                                reveals.ground(request, locale),
                                words.actor(request.askedBy(), locale),
                                request.askedAt(),
                                words.code("reveal.state", request.state(), locale)))
                        .toList(),
                sheets(clue, viewer, asUnit, told, locale),
                steps(clue, viewer, asUnit, told, locale),
                conversation.seenBy(viewer, clue).stream()
                        .map(said -> new ClueDossier.Said(
                                said.at(), speaker(said, clue, locale), said.fromReporter(), said.text()))
                        .toList(),
                conversation.mayRead(viewer, clue),
                conversation.mayAsk(viewer, clue),
                evidence.seenBy(viewer, clue).stream()
                        .map(file -> attached(file, locale))
                        .toList(),
                evidence.mayAdd(viewer, clue),
                PendingUploads.mostBytes(),
                evidence.mayRelease(viewer, clue),
                !clue.status().isEnd() && clue.leadUnit().isPresent() && evidence.lacksProof(clue),
                asUnit || clue.status() != ClueStatus.REGISTERED
                        ? List.of()
                        : similar.to(clue, viewer).stream()
                                .map(other -> new ClueDossier.Similar(
                                        other.number().value(),
                                        access.contentFor(viewer, other).title(),
                                        words.code("clue.status", other.status(), locale)))
                                .toList(),
                related(clue, viewer, locale),
                screening(clue, viewer),
                pairs.toldTo(viewer.username(), clue.number()) ? words.text("insight.report-made", locale) : null,
                now);
    }

    private ClueDossier.Limit term(Limits.View limit, Instant now, Locale locale) {
        var met = limit.metAt().orElse(null);
        var stopped = limit.stoppedAt().orElse(null);
        var left = times.of(limit.dueAt(), met, stopped, now, locale);
        return new ClueDossier.Limit(
                limit.kind(),
                words.code("limit", limit.kind(), locale),
                limit.dueAt(),
                limit.because(),
                limit.basis(),
                met,
                Standing.late(limit.dueAt(), met, stopped, now),
                left.standing(),
                left.words());
    }

    /** The limit that the ledger's lists show. */
    private static Optional<ClueDossier.Limit> first(Clue clue, List<ClueDossier.Limit> terms) {
        return terms.stream()
                .filter(limit -> limit.metAt() == null)
                .filter(limit -> clue.dueAt().filter(limit.dueAt()::equals).isPresent())
                .findFirst();
    }

    /** Beside the law's limit the case's own, and the other way round. */
    private static Optional<ClueDossier.Limit> otherClock(ClueDossier.Limit first, List<ClueDossier.Limit> terms) {
        return terms.stream()
                .filter(limit -> limit.metAt() == null && limit.kind() != LimitKind.RECHECK)
                .filter(limit -> (limit.kind() == LimitKind.LEGAL_CAP) != (first.kind() == LimitKind.LEGAL_CAP))
                .findFirst();
    }

    /** What late working time of the clue grows at {@code now}, and against whom, in words; empty where nothing is late. */
    public String runningLate(ClueNumber number, Instant now, Locale locale) {
        return runningLate(charges.of(number, now), now, locale);
    }

    private String runningLate(List<Charge> late, Instant now, Locale locale) {
        return late.stream()
                .filter(charge -> charge.to().equals(now))
                .map(charge -> words.text(
                        "insight.running-late", locale, holder(charge.unit(), locale), lateWords(charge, locale)))
                .collect(Collectors.joining(words.text("insight.separator", locale)));
    }

    /** Whoever spoke; the reporter of a clue that went into this one by that clue's number. */
    private String speaker(Conversation.Message said, Clue clue, Locale locale) {
        var who = words.actor(said.by(), locale);
        return said.of().equals(clue.number()) ? who : words.text("insight.talk.merged", locale, who, said.of());
    }

    private ClueDossier.Attached attached(EvidenceFile file, Locale locale) {
        var from = words.actor(file.by(), locale);
        return new ClueDossier.Attached(
                file.id(),
                file.name(),
                words.text(
                        "file.about", locale, words.code("file.type", file.type(), locale), size(file.bytes(), locale)),
                file.unit() == null ? from : words.text("file.from", locale, organization.unitName(file.unit()), from),
                file.addedAt(),
                file.sha256(),
                file.type().isShown() && !file.infected(),
                file.origin() != Origin.UNIT && !file.isReleased(),
                file.infected());
    }

    private String size(long bytes, Locale locale) {
        return bytes < 1 << 20
                ? words.text("file.kilobytes", locale, Math.max(1, bytes >> 10))
                : words.text("file.megabytes", locale, Math.round(bytes / 104857.6) / 10.0);
    }

    private ClueDossier.Screening screening(Clue clue, Viewer viewer) {
        return access.mayScreen(viewer, clue)
                ? new ClueDossier.Screening(
                        screening.open(clue),
                        screening.places(clue).size(),
                        recusals.undecided(clue.number()).size())
                : null;
    }

    private List<ClueDossier.Offer> offers(String reader, Clue clue, Locale locale) {
        return powers.of(reader, clue.number()).stream()
                .map(action -> new ClueDossier.Offer(action.path(), words.code("action", action, locale)))
                .toList();
    }

    private Clue seen(Viewer viewer, String number) {
        var clue = ledger.get(ClueNumber.of(number));
        access.requireSight(viewer, clue);
        return clue;
    }

    private Map<String, String> codes(Clue clue, Locale locale) {
        var found = new HashMap<String, String>();
        found.put("kind", words.code("kind", clue.content().kind(), locale));
        found.put("status", words.code("clue.status", clue.status(), locale));
        found.put("stage", words.code("stage", clue.stage(), locale));
        found.put(
                "card",
                clue.card()
                        .map(card -> words.code("card", card, locale))
                        .orElseGet(() -> words.text("card.none", locale)));
        clue.leadUnit().ifPresent(unit -> found.put("leadUnit", organization.unitName(unit)));
        return found;
    }

    private static String contact(Identity who) {
        return Stream.of(who.name(), who.phone(), who.enterprise(), who.creditCode())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" · "));
    }

    private List<ClueDossier.Pair> facts(
            Clue clue, Content content, Viewer viewer, boolean asUnit, UnaryOperator<String> told, Locale locale) {
        var facts = clue.facts();
        var pairs = new FactList(locale);
        clue.classification().ifPresent(leaf -> pairs.add("classification", words.classification(leaf, locale)));
        pairs.add("registeredAt", words.time(clue.registeredAt()));
        if (!asUnit) {
            pairs.add("channel", words.code("channel", content.channel(), locale));
            pairs.add("externalNumber", content.externalNumber());
            pairs.add("registeredBy", words.actor(clue.registeredBy(), locale));
            scans.of(clue.number())
                    .ifPresent(scan -> pairs.add(
                            "scan",
                            Stream.of(scan.place().orElse(null), words.text("scan." + scan.standing(), locale))
                                    .filter(Objects::nonNull)
                                    .collect(Collectors.joining(" · "))));
            pairs.add(
                    "toldWith",
                    others(clue)
                            .filter(other -> access.maySee(viewer, other))
                            .map(other -> other.number().value())
                            .collect(Collectors.joining(words.text("insight.separator", locale))));
            pairs.add("anonymous", words.yes(content.anonymous(), locale));
            if (content.consent() != null) {
                pairs.add("consent", words.code("consent", content.consent(), locale));
            }
        }
        if (content.concernedUnit() != null) {
            pairs.add("concernedUnit", organization.unitName(content.concernedUnit()));
        }
        pairs.add("concernedWindow", content.concernedWindow());
        if (!asUnit) {
            pairs.add(
                    "grading",
                    Stream.of(
                                    facts.stoppage() ? "stoppage" : null,
                                    facts.fixableOnTheSpot() ? "fixableOnTheSpot" : null,
                                    facts.suspectedViolation() ? "suspectedViolation" : null,
                                    facts.leaderInstruction() ? "leaderInstruction" : null,
                                    facts.mediaExposed() ? "mediaExposed" : null,
                                    facts.historical() ? "historical" : null,
                                    facts.refused() ? "refused" : null,
                                    facts.unitsConcerned() > 1 ? "several" : null)
                            .filter(Objects::nonNull)
                            .map(fact -> words.text("insight.grading." + fact, locale, facts.unitsConcerned()))
                            .collect(Collectors.joining(words.text("insight.separator", locale))));
            clue.proposedCard().ifPresent(card -> pairs.add("proposedCard", words.code("card", card, locale)));
            pairs.add("proposalReason", clue.proposalReason().orElse(null));
        }
        pairs.add("cardReason", clue.cardReason().map(told).orElse(null));
        pairs.add("orderNumber", clue.orderNumber().orElse(null));
        if (!asUnit) {
            pairs.add("keptOut", keptOut(clue, locale));
            screening.standing(clue).ifPresent(key -> pairs.add("screening", words.text(key, locale)));
        }
        pairs.add("dispatchedAt", words.time(clue.dispatchedAt().orElse(null)));
        pairs.add("signedAt", words.time(clue.signedAt().orElse(null)));
        pairs.add("handler", clue.handler().map(organization::personName).orElse(null));
        pairs.add("contactedAt", words.time(clue.contactedAt().orElse(null)));
        pairs.add("finishedAt", words.time(clue.finishedAt().orElse(null)));
        clue.result().ifPresent(result -> pairs.add("result", words.code("result", result, locale)));
        clue.calledBack().ifPresent(said -> {
            pairs.add("solved", words.code("solved", said.solved(), locale));
            pairs.add("rating", words.code("rating", said.rating(), locale));
        });
        ratings.present(clue).ifPresent(said -> pairs.add("selfRating", selfRating(said, asUnit, locale)));
        if (clue.reworks() > 0) {
            pairs.add("reworks", String.valueOf(clue.reworks()));
        }
        pairs.add("closedAt", words.time(clue.closedAt().orElse(null)));
        return pairs.all;
    }

    /** Either way: whoever reads one of two that were joined finds the other. */
    private List<ClueDossier.Related> related(Clue clue, Viewer viewer, Locale locale) {
        var into = clue.linkedTo().map(ClueNumber::of).map(ledger::get).stream();
        return Stream.concat(
                        into.map(other -> related(clue, other, "into", viewer, locale)),
                        ledger.linkedTo(clue.number()).stream()
                                .map(other -> related(other, other, "from", viewer, locale)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** {@code ended} is the one of the two that goes on in the other. */
    private Optional<ClueDossier.Related> related(Clue ended, Clue other, String way, Viewer viewer, Locale locale) {
        return access.maySee(viewer, other)
                ? Optional.of(new ClueDossier.Related(
                        other.number().value(),
                        access.contentFor(viewer, other).title(),
                        words.code("clue.status", other.status(), locale),
                        words.text("insight.related." + way + "." + ended.status(), locale)))
                : Optional.empty();
    }

    private String keptOut(Clue clue, Locale locale) {
        return recusals.all(clue.number()).stream()
                .map(each -> words.text(
                        "insight.kept-out",
                        locale,
                        organization.personName(each.username()),
                        words.code("recusal.cause", each.cause(), locale)))
                .collect(Collectors.joining(words.text("insight.separator", locale)));
    }

    /** The other half of a mixed telling, and what was told in calls. */
    private Stream<Clue> others(Clue clue) {
        return (clue.content().kind() == ClueKind.REPORT
                        ? pairs.appealWith(clue.number()).stream()
                        : pairs.reportsOf(clue.number()).stream())
                .map(ledger::get);
    }

    /** The unit reads how it was rated, not the remark, which may say who rated. */
    private String selfRating(SelfRating said, boolean asUnit, Locale locale) {
        return Stream.of(
                        words.text("rated.solved." + said.solved(), locale),
                        words.text("rating." + said.rating(), locale),
                        said.reasons().stream()
                                .map(reason -> words.text("rated.reason." + reason, locale))
                                .collect(Collectors.joining(words.text("form.separator", locale))),
                        asUnit || said.remark() == null ? "" : said.remark())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** Labelled facts; what is not known is left out. */
    private final class FactList {
        private final List<ClueDossier.Pair> all = new ArrayList<>();
        private final Locale locale;

        FactList(Locale locale) {
            this.locale = locale;
        }

        void add(String fact, String value) {
            if (value != null && !value.isBlank()) {
                all.add(new ClueDossier.Pair(words.text("insight.fact." + fact, locale), value));
            }
        }
    }

    private List<ClueDossier.Holding> holdings(Clue clue, List<Charge> late, Instant now, Locale locale) {
        var holdings = new ArrayList<ClueDossier.Holding>();
        for (var leg : charges.legs(clue.number())) {
            var end = leg.to().orElse(now);
            holdings.add(new ClueDossier.Holding(
                    holder(leg.unit(), locale),
                    leg.from(),
                    leg.to().orElse(null),
                    hours(calendar.workingTimeBetween(leg.from(), end), locale),
                    late.stream()
                            .filter(charge -> charge.unit().equals(leg.unit()))
                            .filter(charge -> !charge.from().isBefore(leg.from())
                                    && !charge.to().isAfter(end))
                            .map(charge -> lateWords(charge, locale))
                            .collect(Collectors.joining(words.text("insight.separator", locale)))));
        }
        // Assisting units hold the case beside the lead unit and have no leg of their own.
        late.stream()
                .filter(charge ->
                        charge.unit().filter(clue.assistUnits()::contains).isPresent())
                .forEach(charge -> holdings.add(new ClueDossier.Holding(
                        holder(charge.unit(), locale),
                        charge.from(),
                        charge.to(),
                        hours(charge.late(), locale),
                        lateWords(charge, locale))));
        return holdings;
    }

    private String holder(Optional<String> unit, Locale locale) {
        return unit.map(organization::unitName).orElseGet(() -> words.text("insight.holder.office", locale));
    }

    private String lateWords(Charge charge, Locale locale) {
        return words.text(
                "insight.holding.late-by",
                locale,
                words.code("limit", charge.kind(), locale),
                hours(charge.late(), locale));
    }

    private String hours(Duration time, Locale locale) {
        return words.text("insight.hours", locale, time.toMinutes() / 60, time.toMinutes() % 60);
    }

    private List<ClueDossier.Sheet> sheets(
            Clue clue, Viewer viewer, boolean asUnit, UnaryOperator<String> told, Locale locale) {
        return answers.of(clue.number()).stream()
                .filter(sheet -> !ABOUT_THE_REPORTER.contains(sheet.form()) || access.mayReadReveals(viewer, clue))
                .flatMap(sheet -> sheet(clue, sheet, viewer, asUnit, told, locale).stream())
                .toList();
    }

    private Optional<ClueDossier.Sheet> sheet(
            Clue clue, AnswerSheet sheet, Viewer viewer, boolean asUnit, UnaryOperator<String> told, Locale locale) {
        var answered = answers.on(sheet);
        var givesBack = givesBack(sheet, answered);
        if (asUnit && !isFor(viewer, clue, sheet)) {
            if (!givesBack || !sheet.form().equals(CALL_BACK)) {
                return Optional.empty();
            }
            answered = answered.stream()
                    .filter(answer -> TOLD_OF_A_CALL_BACK.contains(answer.key()))
                    .toList();
        }
        return Optional.of(new ClueDossier.Sheet(
                sheet.form(),
                words.code("step", sheet.form(), locale),
                words.actor(sheet.by(), locale),
                sheet.at(),
                answered.stream()
                        // Sheets from before say it; of a report it is the report's own.
                        .filter(answer -> clue.content().kind() == ClueKind.REPORT
                                || !sheet.form().equals(CALL_BACK)
                                || !CallBack.isOfReport(answer.key()))
                        .map(answer -> new ClueDossier.Pair(answer.label(), told.apply(answer.text())))
                        .toList(),
                givesBack));
    }

    private static boolean givesBack(AnswerSheet sheet, List<AnswerSheet.Answer> answered) {
        var values = new HashMap<String, Object>();
        answered.forEach(answer -> values.put(answer.key(), answer.value()));
        if (!sheet.form().equals(CALL_BACK)) {
            return GIVING_BACK.contains(String.valueOf(values.get("outcome")));
        }
        return values.get("solved") instanceof String solved
                && values.get("rating") instanceof String rating
                && !new CallBack(CallBack.Solved.valueOf(solved), CallBack.Rating.valueOf(rating)).satisfied();
    }

    private static boolean isFor(Viewer viewer, Clue clue, AnswerSheet sheet) {
        return sheet.unitCode() == null
                ? MEANT_FOR_UNITS.contains(sheet.form())
                : mayRead(viewer, clue, sheet.unitCode());
    }

    /** A unit reads its own words, and the lead unit those of the units that assist it. */
    private static boolean mayRead(Viewer viewer, Clue clue, String writer) {
        return viewer.units().contains(writer)
                || clue.assistUnits().contains(writer)
                        && clue.leadUnit().filter(viewer.units()::contains).isPresent();
    }

    private List<ClueDossier.Step> steps(
            Clue clue, Viewer viewer, boolean asUnit, UnaryOperator<String> told, Locale locale) {
        return timeline.of(clue.number()).stream()
                .filter(entry -> !asUnit || !entry.act().isAboutTheReporter())
                .map(entry -> step(clue, entry, viewer, asUnit, told, locale))
                .toList();
    }

    private ClueDossier.Step step(
            Clue clue, TimelineEntry entry, Viewer viewer, boolean asUnit, UnaryOperator<String> told, Locale locale) {
        var hidden = asUnit && isHidden(clue, entry, viewer);
        var registrar = asUnit && entry.act() == TimelineAction.REGISTERED;
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
                hidden ? null : entry.why().map(told).orElse(null));
    }

    private boolean isHidden(Clue clue, TimelineEntry entry, Viewer viewer) {
        return switch (entry.act()) {
            case FILE_ADDED -> Timeline.PUBLIC.equals(entry.by());
            case ASSISTED -> !mayRead(viewer, clue, entry.to().orElse(""));
            case RETURNED -> entry.from().filter(viewer.units()::contains).isEmpty();
            case CONTACTED, RELAY_ASKED, RELAYED, REPLIED, MATTER_SETTLED, PROGRESS_REPORTED, FINISHED, REPLY_SIGNED ->
                clue.leadUnit().filter(viewer.units()::contains).isEmpty();
            default -> NOT_FOR_UNITS.contains(entry.act());
        };
    }

    /** A timeline's value in words: which list it is from, the act tells. */
    private String value(TimelineAction act, String value, Locale locale) {
        return switch (act) {
            case REGISTERED -> words.code("channel", value, locale);
            case CARD_PROPOSED, CARD_PASSED_UPWARD, CARD_DECIDED, CARD_RAISED, CARD_LOWERED ->
                words.code("card", value, locale);
            case REMINDED, OVERDUE_TOLD, REPORTED ->
                Stream.of(value.split(","))
                        .map(kind -> words.code("limit", kind, locale))
                        .collect(Collectors.joining(words.text("form.separator", locale)));
            case SCREENED -> screened(value, locale);
            case ORDER_CONCLUDED -> concluded(value, locale);
            case EXTENSION_ASKED, EXTENSION_SIGNED, EXTENSION_NOT_SIGNED -> asked(value, locale);
            case SUSPENSION_ASKED, RESUMPTION_ASKED, TACKLING_ASKED -> words.code("time.kind", value, locale);
            case NOT_REACHED, UNREACHED -> words.text("insight.tries", locale, value);
            case EXTENSION_DECIDED, SUSPENSION_DECIDED, RESUMPTION_DECIDED, TACKLING_DECIDED -> decided(value, locale);
            case FACTS_ESTABLISHED -> words.classification(Classification.of(value), locale);
            case UNITS_PROPOSED, TAKEN_OVER, DISPATCHED, SIGNED_FOR, RETURNED, RULED, ASSISTED -> words.units(value);
            case SUBSTITUTED, ACTED_FOR -> organization.personName(value);
            case FINISHED, CLOSED -> words.code("result", value, locale);
            case FILE_ADDED, FILE_RELEASED, FILE_QUARANTINED -> words.code("file.type", value, locale);
            case CONSENT_WITHDRAWN -> words.code("consent", value, locale);
            case RATED, CALLED_BACK -> words.code("rating", value, locale);
            case NOT_ADMITTED -> words.code("reject", value, locale);
            case RECHECKED -> words.code("recheck", value, locale);
            case LIMITS_SET -> terms(value, locale);
            default -> value;
        };
    }

    /** {@code 2 1}, how many places were covered and how many stay, in words. */
    private String screened(String value, Locale locale) {
        var counts = value.split(" ", 2);
        return words.text("insight.screened", locale, counts[0], counts[counts.length - 1]);
    }

    /** {@code DB20260212-0001 SETTLED} in words. */
    private String concluded(String value, Locale locale) {
        var parts = value.split(" ", 2);
        return parts.length < 2 ? value : parts[0] + " " + words.code("order.conclusion", parts[1], locale);
    }

    /** {@code EXTEND 5} in words. */
    private String asked(String value, Locale locale) {
        var parts = value.split(" ", 2);
        return parts.length < 2
                ? words.code("time.kind", parts[0], locale)
                : words.text("insight.asked.EXTEND", locale, parts[1]);
    }

    /** {@code APPROVED EXTEND 5} in words. */
    private String decided(String value, Locale locale) {
        var parts = value.split(" ", 2);
        return parts.length < 2
                ? words.code("time.state", value, locale)
                : words.code("time.state", parts[0], locale)
                        + words.text("insight.separator", locale)
                        + asked(parts[1], locale);
    }

    /** {@code SIGN=4 WORKING_HOURS; FINISH=5 WORKING_DAYS} in words. */
    private String terms(String value, Locale locale) {
        return Stream.of(value.split("; "))
                .map(term -> {
                    var parts = term.split("[= ]", 3);
                    return parts.length < 3
                            ? term
                            : words.text(
                                    "insight.term",
                                    locale,
                                    words.code("limit", parts[0], locale),
                                    parts[1],
                                    words.code("insight.amount", parts[2], locale));
                })
                .collect(Collectors.joining(words.text("insight.separator", locale)));
    }
}
