package cn.qingfeng.intake.track;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.Pairs;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.clue.timeline.UnitsTold;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.evidence.EvidenceFile;
import cn.qingfeng.intake.Promises;
import cn.qingfeng.intake.Texts;
import cn.qingfeng.intake.conversation.Conversation;
import cn.qingfeng.intake.ratelimit.RateLimit;
import cn.qingfeng.intake.ratelimit.Throttle;
import cn.qingfeng.intake.rating.SelfRating;
import cn.qingfeng.intake.rating.SelfRatings;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.reporter.Receipts;
import cn.qingfeng.text.Numbers;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a receipt opens: the case, and reports that were told with it, in plain words; and what its holder may do. */
@Component
@Transactional(readOnly = true)
class Tracking {

    /** What of the timeline concerns the reporter; everything else is the house's own. */
    static final Set<TimelineAction> TOLD = EnumSet.of(
            TimelineAction.REGISTERED,
            TimelineAction.ADMITTED,
            TimelineAction.ADMITTED_BY_SILENCE,
            TimelineAction.NOT_ADMITTED,
            TimelineAction.LINKED,
            TimelineAction.DISPATCHED,
            TimelineAction.RULED,
            TimelineAction.TAKEN_OVER,
            TimelineAction.SIGNED_FOR,
            TimelineAction.CONTACTED,
            TimelineAction.RELAYED,
            TimelineAction.MATTER_SETTLED,
            TimelineAction.NOT_REACHED,
            TimelineAction.UNREACHED,
            TimelineAction.REPLIED,
            TimelineAction.FINISHED,
            TimelineAction.SENT_BACK,
            TimelineAction.RESULT_ACCEPTED,
            TimelineAction.ASKED,
            TimelineAction.ANSWERED,
            TimelineAction.CONSENT_WITHDRAWN,
            TimelineAction.IDENTITY_SEEN,
            TimelineAction.RATED,
            TimelineAction.CALLED_BACK,
            TimelineAction.CARD_RAISED,
            TimelineAction.REWORK,
            TimelineAction.CONCLUDED,
            TimelineAction.CLOSED,
            TimelineAction.RECHECKED,
            TimelineAction.HANDED_OVER,
            TimelineAction.PASSED_UP,
            TimelineAction.WITHDRAWN,
            TimelineAction.MERGED,
            TimelineAction.CORRECTED,
            TimelineAction.REOPENED,
            TimelineAction.SUSPENDED,
            TimelineAction.RESUMED);

    /** Why a reporter withdraws; the words are kept in Chinese with the case. */
    static final List<String> GROUNDS = List.of("SOLVED", "MISTAKEN", "NO_LONGER", "PRESSED");

    private final Receipts receipts;
    private final ClueLedger ledger;
    private final Pairs pairs;
    private final Timeline timeline;
    private final AnswerSheets sheets;
    private final Conversation conversation;
    private final Evidence evidence;
    private final SelfRatings ratings;
    private final Promises promises;
    private final Organization organization;
    private final Throttle throttle;
    private final MessageSource messages;
    private final Clock clock;

    Tracking(
            Receipts receipts,
            ClueLedger ledger,
            Pairs pairs,
            Timeline timeline,
            AnswerSheets sheets,
            Conversation conversation,
            Evidence evidence,
            SelfRatings ratings,
            Promises promises,
            Organization organization,
            Throttle throttle,
            MessageSource messages,
            Clock clock) {
        this.clock = clock;
        this.receipts = receipts;
        this.ledger = ledger;
        this.pairs = pairs;
        this.timeline = timeline;
        this.sheets = sheets;
        this.conversation = conversation;
        this.evidence = evidence;
        this.ratings = ratings;
        this.promises = promises;
        this.organization = organization;
        this.throttle = throttle;
        this.messages = messages;
    }

    /**
     * The clue of a receipt.
     *
     * @param address of whoever asks; only counted
     * @throws Refusal not found, when there is no such receipt; too often, when somebody guesses
     */
    ClueNumber open(String receipt, String address) {
        throttle.pass(RateLimit.LOOKUP, address);
        // Nobody guesses with others: they are typed wrong.
        var digits = Numbers.ofLength(receipt, Receipts.DIGITS)
                .orElseThrow(() -> Refusal.invalid("track.malformed", Receipts.DIGITS));
        throttle.mayPass(RateLimit.MISS, address);
        throttle.pass(RateLimit.RECEIPT, "receipt " + digits);
        return receipts.find(digits).orElseThrow(() -> {
            throttle.count(RateLimit.MISS, address);
            return Refusal.notFound("track.unknown");
        });
    }

    /** The clue of that number, if the receipt opens it too. */
    ClueNumber among(ClueNumber opened, String number) {
        return cases(opened).stream()
                .filter(each -> each.value().equals(number))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("track.unknown"));
    }

    /** A file that the holder of the receipt sent. */
    EvidenceFile own(ClueNumber number, String id) {
        return evidence.ofReporter(number).stream()
                .filter(file -> file.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("file.unknown"));
    }

    private List<ClueNumber> cases(ClueNumber opened) {
        var cases = new ArrayList<ClueNumber>();
        cases.add(opened);
        cases.addAll(pairs.reportsOf(opened));
        return cases;
    }

    /** Everything that a receipt opens: the case itself, and behind it the reports that were told with it or in a call. */
    List<Tracked> look(ClueNumber opened, Locale reader) {
        return cases(opened).stream().map(number -> tracked(number, reader)).toList();
    }

    private Tracked tracked(ClueNumber number, Locale reader) {
        var clue = ledger.get(number);
        var sealed = clue.content().kind() == ClueKind.REPORT;
        return new Tracked(
                number.value(),
                text("kind." + clue.content().kind(), reader),
                clue.status().name(),
                state(clue, reader),
                holder(clue, reader),
                clue.status().isEnd() ? null : promises.next(clue, reader).orElse(null),
                done(clue, reader),
                conversation.of(number).stream()
                        .map(said -> new Tracked.Said(
                                said.at(),
                                text(said.fromReporter() ? "track.me" : office(said.by()), reader),
                                said.fromReporter(),
                                said.text()))
                        .toList(),
                evidence.ofReporter(number).stream()
                        .map(file -> new Tracked.Own(file.id(), file.name(), file.bytes(), file.infected()))
                        .toList(),
                conversation.isOpen(clue),
                ratings.mayRate(clue),
                !clue.status().isEnd() && !sealed,
                clue.content().consent() == Consent.UNIT_MAY_KNOW
                        && !clue.status().isEnd(),
                ratings.present(clue)
                        .map(said -> text("rated.solved." + said.solved(), reader) + " · "
                                + text("rating." + said.rating(), reader))
                        .orElse(null),
                ratingLeadsTo(clue, reader));
    }

    /** Said before somebody rates, and afterwards as long as a call is still to come. */
    private String ratingLeadsTo(Clue clue, Locale reader) {
        if (ratings.mayRate(clue)) {
            if (clue.status() != ClueStatus.CALLING_BACK) {
                return text("track.rate.closed", reader);
            }
            var dissatisfied = new CallBack(CallBack.Solved.UNSOLVED, CallBack.Rating.DISSATISFIED).course(clue);
            return text(
                    "track.rate." + weight(clue, promises.ratingIsTheCallBack(clue)),
                    reader,
                    then(dissatisfied, reader),
                    until(clue, reader));
        }
        return ratings.present(clue)
                .filter(said -> clue.status() == ClueStatus.CALLING_BACK)
                .map(said -> text(
                        "track.rated." + weight(clue, false),
                        reader,
                        then(said.said().course(clue), reader),
                        until(clue, reader)))
                .orElse(null);
    }

    /**
     * Rates, and says in words what that led to: what was said is done, somebody calls or looks first, or it is kept with a
     * closed case.
     */
    @Transactional
    String rate(ClueNumber number, SelfRating said, Locale reader) {
        var clue = ledger.get(number);
        var closed = clue.status() == ClueStatus.CLOSED;
        var then = then(said.said().course(clue), reader);
        var until = until(clue, reader);
        var before = timeline.of(number).size();
        ratings.rate(number, said);
        var taken =
                timeline.of(number).stream().skip(before).anyMatch(entry -> entry.act() == TimelineAction.CALLED_BACK);
        return closed
                ? text("track.rated.closed", reader)
                : text("track.rated." + weight(clue, taken), reader, then, until);
    }

    /** Whether a rating is taken as it is, or somebody calls first, or where nobody can be called the office looks. */
    private static String weight(Clue clue, boolean taken) {
        if (taken) {
            return "taken";
        }
        return clue.content().anonymous() ? "looked-at" : "called";
    }

    private String then(CallBack.Course course, Locale reader) {
        return text("track.rate.then." + course, reader);
    }

    /** By when somebody calls; a moment that has passed is no promise any more. */
    private String until(Clue clue, Locale reader) {
        return promises.callBack(clue, reader)
                .map(Promises.Promise::dueAt)
                .filter(due -> due.isAfter(clock.instant()))
                .map(due -> text("track.rate.until", reader, Moments.minute(due)))
                .orElseGet(() -> text("track.rate.soon", reader));
    }

    private String state(Clue clue, Locale reader) {
        var key = "track.state." + clue.status();
        if (clue.content().kind() == ClueKind.REPORT
                && (clue.status() == ClueStatus.REGISTERED || clue.status() == ClueStatus.GRADED)) {
            key = "track.state.sealed";
        }
        if (clue.status() == ClueStatus.MERGED) {
            return text(key, reader, text("clue.status." + ledger.goesOnIn(clue).status(), reader));
        }
        return text(key, reader);
    }

    private String holder(Clue clue, Locale reader) {
        if (clue.content().kind() == ClueKind.REPORT
                && (!clue.status().isEnd() || clue.status() == ClueStatus.HANDED_OVER)) {
            return text("track.holder.sealed", reader);
        }
        return switch (clue.status()) {
            case DISPATCHED, HANDLING ->
                clue.leadUnit().map(organization::unitName).orElse(null);
            case CONCLUDING -> text("track.holder.group", reader);
            case NOT_ADMITTED, MERGED, WITHDRAWN, CORRECTED, CLOSED, HANDED_OVER, PASSED_UP -> null;
            default -> text("track.holder.office", reader);
        };
    }

    /** Which office somebody speaks for; who it is stays inside. */
    private String office(String username) {
        return organization.holds(username, Duty.REPORT_DESK) || organization.holds(username, Duty.DISCIPLINE)
                ? "track.holder.sealed"
                : "track.holder.office";
    }

    private List<Tracked.Done> done(Clue clue, Locale reader) {
        var told = told(clue);
        var seen = new HashSet<String>();
        return timeline.of(clue.number()).stream()
                .filter(entry -> TOLD.contains(entry.act()))
                // That it was looked at under one request is told once, however often it was.
                .filter(entry -> entry.act() != TimelineAction.IDENTITY_SEEN
                        || seen.add(entry.to().orElse("")))
                .map(entry -> new Tracked.Done(entry.at(), what(clue, entry, reader), told(clue, entry, told, reader)))
                .toList();
    }

    private String what(Clue clue, TimelineEntry entry, Locale reader) {
        if (entry.act() == TimelineAction.IDENTITY_SEEN) {
            return text("track.done.IDENTITY_SEEN", reader, text(office(entry.by()), reader));
        }
        var unit = entry.to()
                .or(clue::leadUnit)
                .map(units -> UnitsTold.of(units).lead())
                .map(organization::unitName)
                .orElse("");
        return text("track.done." + entry.act(), reader, unit);
    }

    /** What the units wrote to the reporter, by form, in their order. */
    private Map<String, Queue<String>> told(Clue clue) {
        return sheets.of(clue.number()).stream()
                .collect(Collectors.groupingBy(
                        sheet -> sheet.form(),
                        Collectors.flatMapping(
                                sheet -> sheets.on(sheet).stream()
                                        .filter(answer -> answer.key().equals("toReporter"))
                                        .map(answer -> answer.text()),
                                Collectors.toCollection(ArrayDeque::new))));
    }

    private String told(Clue clue, TimelineEntry entry, Map<String, Queue<String>> told, Locale reader) {
        return switch (entry.act()) {
            case IDENTITY_SEEN ->
                entry.why()
                        .map(ground -> text("track.seen.because", reader, ground))
                        .orElse(null);
            case NOT_ADMITTED, CONCLUDED -> entry.why().orElse(null);
            case REPLIED ->
                told.getOrDefault("reply-with-plan", new ArrayDeque<>()).poll();
            // A result counts when it has passed its review.
            case FINISHED -> {
                var result =
                        told.getOrDefault("finish-clue", new ArrayDeque<>()).poll();
                var passed = clue.status() != ClueStatus.UNDER_REVIEW && clue.status() != ClueStatus.HANDLING;
                yield passed ? result : null;
            }
            default -> null;
        };
    }

    /** Ends the case because its reporter wishes so. A report against a person is not the reporter's to stop. */
    @Transactional
    public void withdraw(ClueNumber number, String ground) {
        var clue = ledger.get(number);
        if (clue.content().kind() == ClueKind.REPORT) {
            throw Refusal.conflict("track.withdraw.sealed", number);
        }
        if (!GROUNDS.contains(ground)) {
            throw Texts.fault("ground", "track.withdraw.choose");
        }
        ledger.withdraw(number, Timeline.PUBLIC, text("track.withdraw." + ground, Locale.CHINA));
    }

    private String text(String key, Locale reader, Object... args) {
        return messages.getMessage(key, args, reader);
    }
}
