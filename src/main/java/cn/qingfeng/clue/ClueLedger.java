package cn.qingfeng.clue;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.CallBack.Rating;
import cn.qingfeng.clue.access.KeepingOut;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.content.RedactionMark;
import cn.qingfeng.clue.event.ClueCorrected;
import cn.qingfeng.clue.event.ClueMerged;
import cn.qingfeng.clue.event.CluePassedUp;
import cn.qingfeng.clue.event.ClueRegistered;
import cn.qingfeng.clue.event.ClueWithdrawn;
import cn.qingfeng.clue.numbering.ClueNumbers;
import cn.qingfeng.clue.timeline.PlacesScreened;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.clue.timeline.UnitsTold;
import cn.qingfeng.keys.Sealer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Everything that can be done to a clue. Each act changes the clue and enters the timeline together, inside the caller's
 * transaction; an act that the clue's status does not allow throws a {@link Refusal} and changes nothing.
 */
@Component
@Transactional
public class ClueLedger {

    private final EntityManager entities;
    private final ClueNumbers numbers;
    private final Timeline timeline;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Pairs pairs;
    private final KeepingOut keepingOut;
    private final Sealer sealer;

    ClueLedger(
            EntityManager entities,
            ClueNumbers numbers,
            Timeline timeline,
            Clock clock,
            ApplicationEventPublisher events,
            Pairs pairs,
            KeepingOut keepingOut,
            Sealer sealer) {
        this.entities = entities;
        this.numbers = numbers;
        this.timeline = timeline;
        this.clock = clock;
        this.events = events;
        this.pairs = pairs;
        this.keepingOut = keepingOut;
        this.sealer = sealer;
    }

    /** The clue of that number, if there is one. */
    public Optional<Clue> find(ClueNumber number) {
        return Optional.ofNullable(entities.find(Clue.class, number.value()));
    }

    /** Whether this transaction has entered a step on the clue's timeline. */
    public boolean steppedNow(ClueNumber number) {
        return timeline.steppedNow(number);
    }

    /** The clue of that number; refuses an unknown one. */
    public Clue get(ClueNumber number) {
        var clue = entities.find(Clue.class, number.value());
        if (clue == null) {
            throw Refusal.notFound("clue.unknown", number);
        }
        return clue;
    }

    /** The clues of these numbers, read at once; a number that names none is left out. */
    @Transactional(readOnly = true)
    public Map<ClueNumber, Clue> all(Collection<ClueNumber> numbers) {
        return numbers.isEmpty()
                ? Map.of()
                : entities.createQuery("select c from Clue c where c.number in :numbers", Clue.class)
                        .setParameter(
                                "numbers",
                                numbers.stream().map(ClueNumber::value).toList())
                        .getResultStream()
                        .collect(Collectors.toMap(Clue::number, Function.identity()));
    }

    private ClueNumber number(ClueKind kind, LocalDate day) {
        return kind == ClueKind.REPORT ? numbers.byChance(day) : numbers.next(day);
    }

    /** Registers a clue under a number of the day and publishes {@link ClueRegistered}. */
    public Clue register(Content content, GradingFacts facts, Classification classification, String by) {
        var now = clock.instant();
        var clue = new Clue(
                number(content.kind(), LocalDate.ofInstant(now, clock.getZone())),
                content,
                facts,
                classification,
                now,
                by);
        timeline.begin(clue, by, TimelineAction.REGISTERED, content.channel());
        events.publishEvent(new ClueRegistered(clue.number()));
        return clue;
    }

    /**
     * Enters a case of an old ledger that was over before it came here, under a number of today: closed, with one step on its
     * timeline. Nothing is published: no process runs for it.
     *
     * @param why what came of it, in the old ledger's words; may be null
     */
    public Clue enterPast(Content content, Classification classification, PastCase past, String by, String why) {
        if (content.kind() == ClueKind.REPORT) {
            throw Refusal.invalid("clue.import.report");
        }
        var clue = new Clue(
                number(content.kind(), LocalDate.ofInstant(clock.instant(), clock.getZone())),
                content,
                GradingFacts.plain(),
                classification,
                past.registeredAt(),
                by);
        clue.isPast(past);
        timeline.begin(clue, by, TimelineAction.IMPORTED, past.registeredAt(), why);
        return clue;
    }

    /**
     * Puts down that a clue registered just now came by an import.
     *
     * @param first when its old ledger says that it was registered; null where it does not
     */
    public void imported(ClueNumber number, String by, String importId, Instant first) {
        var clue = get(number);
        clue.cameBy(importId);
        timeline.enter(clue, by, TimelineAction.IMPORTED, null, first, null);
    }

    /** Takes an imported clue out again on which nobody has worked. Of an open one {@link ClueWithdrawn} is published. */
    public void withdrawImported(ClueNumber number, String by, String why) {
        var clue = get(number);
        var open = !clue.status().isEnd();
        clue.takeBackImport();
        timeline.enter(clue, by, TimelineAction.IMPORT_WITHDRAWN, null, null, why);
        if (open) {
            events.publishEvent(new ClueWithdrawn(number));
        }
    }

    /**
     * Registers the report against a person that was told with an appeal. They are two cases from the start, so that
     * putting the matter right never waits for the discipline lane; the appeal's timeline says nothing of it.
     */
    public Clue registerReportWith(ClueNumber appeal, Content content, GradingFacts facts, String by) {
        return registerReport(appeal, content, facts, by, null, null);
    }

    /**
     * As {@link #registerReportWith}, of what a reporter told whoever called back about the appeal.
     *
     * @param why that it was told in a call, in words; the report's timeline alone keeps it, sealed
     */
    public Clue registerReportInCall(
            ClueNumber appeal, Content content, GradingFacts facts, String caller, String why) {
        return registerReport(appeal, content, facts, caller, caller, why);
    }

    private Clue registerReport(
            ClueNumber appeal, Content content, GradingFacts facts, String by, String caller, String why) {
        if (content.kind() != ClueKind.REPORT || get(appeal).content().kind() == ClueKind.REPORT) {
            throw Refusal.invalid("clue.pair.kinds");
        }
        var report = register(content, facts, null, by);
        entities.flush();
        pairs.keep(report.number(), appeal, caller);
        timeline.enter(report, by, TimelineAction.TOLD_WITH, null, appeal, why);
        return report;
    }

    /** Takes out of a clue from before by which plaque it came; reports against persons have it sealed. */
    public void forgetPlaque(ClueNumber number, String place) {
        var clue = get(number);
        if (clue.content().kind() != ClueKind.REPORT) {
            clue.forgetPlaque(place);
            timeline.told(clue);
        }
    }

    public void admit(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.admit();
        timeline.enter(clue, by, TimelineAction.ADMITTED, null, null, why);
    }

    /** A review that was not decided within its limit counts as admitted (province's rule 67 of 2024). */
    public void admitBySilence(ClueNumber number) {
        var clue = get(number);
        clue.admit();
        timeline.enter(clue, Timeline.SYSTEM, TimelineAction.ADMITTED_BY_SILENCE, null, null, null);
    }

    /** Ends the clue without admission. Both the reason's code and an explanation in words are owed. */
    public void refuseAdmission(ClueNumber number, String by, String reason, String explanation) {
        var clue = get(number);
        clue.refuseAdmission(reason, explanation);
        timeline.enter(clue, by, TimelineAction.NOT_ADMITTED, null, reason, explanation);
    }

    /** Ends the clue as a double of another one, which stays open. */
    public void linkDuplicate(ClueNumber number, String by, ClueNumber original) {
        var clue = get(number);
        clue.linkTo(get(original));
        timeline.enter(clue, by, TimelineAction.LINKED, null, original, null);
        keepingOut.takenAlong(number, original);
    }

    /** Puts down what the review of the facts found. */
    public void establish(ClueNumber number, String by, GradingFacts facts, Classification classification, String why) {
        var clue = get(number);
        var before = clue.classification().map(Classification::code).orElse(null);
        clue.establish(facts, classification);
        timeline.enter(clue, by, TimelineAction.FACTS_ESTABLISHED, before, classification.code(), why);
    }

    public void proposeCard(ClueNumber number, Card card, String reason, String rule) {
        var clue = get(number);
        clue.proposeCard(card, reason, rule);
        timeline.enter(clue, Timeline.SYSTEM, TimelineAction.CARD_PROPOSED, null, card, reason);
    }

    /** Decides the card. A departure from the proposal without a reason is refused. */
    public void decideCard(ClueNumber number, String by, Card card, String reason) {
        var clue = get(number);
        var proposed = clue.proposedCard().orElse(null);
        clue.decideCard(card, reason, by);
        timeline.enter(clue, by, TimelineAction.CARD_DECIDED, proposed, card, reason);
    }

    /** Hands the decision to the person above, who may sign the wished card. */
    public void passCardUpward(ClueNumber number, String by, Card wished, String reason) {
        var clue = get(number);
        var proposed = clue.proposedCard().orElse(null);
        clue.passCardUpward(wished, reason);
        timeline.enter(clue, by, TimelineAction.CARD_PASSED_UPWARD, proposed, wished, reason);
    }

    /** The clue in which this one is handled: itself, or where it went, over as many steps as it took. */
    @Transactional(readOnly = true)
    public Clue goesOnIn(Clue clue) {
        var at = clue;
        while (at.linkedTo().isPresent()) {
            at = get(ClueNumber.of(at.linkedTo().get()));
        }
        return at;
    }

    /** The clues that ended because this one goes on in their place, by number. */
    @Transactional(readOnly = true)
    public List<Clue> linkedTo(ClueNumber number) {
        return entities.createQuery("select c from Clue c where c.linkedTo = :number order by c.number", Clue.class)
                .setParameter("number", number.value())
                .getResultList();
    }

    /** Raises the card by rule after a second dissatisfied call-back. */
    public void raiseCard(ClueNumber number, String reason) {
        var clue = get(number);
        var before = clue.card().orElse(null);
        clue.raiseCard(reason);
        timeline.enter(
                clue,
                Timeline.SYSTEM,
                TimelineAction.CARD_RAISED,
                before,
                clue.card().orElseThrow(),
                reason);
    }

    /** What was told was found untrue, and whoever it was about has been cleared: the clue counts in no rate of its unit. */
    public void cleared(ClueNumber number, String why) {
        timeline.enter(get(number), Timeline.SYSTEM, TimelineAction.CLEARED, null, null, why);
    }

    /** On how many different days somebody is called in vain before the reporter counts as not reached. */
    private static final int TRIES = 3;

    /** Puts the limits that a table gave for this clue on the timeline. */
    public void limitsSet(ClueNumber number, Collection<String> limits) {
        timeline.enter(get(number), Timeline.SYSTEM, TimelineAction.LIMITS_SET, null, String.join("; ", limits), null);
    }

    public void proposeUnits(ClueNumber number, String lead, Collection<String> assist, String reason) {
        var clue = get(number);
        clue.proposeUnits(lead);
        timeline.enter(clue, Timeline.SYSTEM, TimelineAction.UNITS_PROPOSED, null, UnitsTold.of(lead, assist), reason);
        keepingOut.given(number, all(lead, assist));
    }

    /** Signs the dispatch order; its number is the clue's with the count of orders so far. */
    public void dispatch(ClueNumber number, String by, String lead, Collection<String> assist, String why) {
        var clue = get(number);
        var order = clue.orderNumber()
                .map(previous -> previous.substring(0, previous.lastIndexOf('-') + 1)
                        + (Integer.parseInt(previous.substring(previous.lastIndexOf('-') + 1)) + 1))
                .orElse("JB" + number.value().substring(2) + "-1");
        var before = clue.leadUnit().orElse(null);
        keepingOut.requireDecided(number);
        clue.dispatch(order, lead, assist, clock.instant());
        timeline.enter(clue, by, TimelineAction.DISPATCHED, before, UnitsTold.of(lead, assist), why);
        keepingOut.given(number, all(lead, assist));
    }

    public void sign(ClueNumber number, String by) {
        var clue = get(number);
        clue.sign(by, clock.instant());
        timeline.enter(
                clue, by, TimelineAction.SIGNED_FOR, null, clue.leadUnit().orElse(null), null);
    }

    /** Sends the order back, once, with its basis and the unit that is thought right. */
    public void sendOrderBack(ClueNumber number, String by, String proposedUnit, String why) {
        var clue = get(number);
        clue.sendOrderBack();
        timeline.enter(clue, by, TimelineAction.RETURNED, clue.leadUnit().orElse(null), proposedUnit, why);
    }

    /** Rules on a returned order: final. */
    public void rule(ClueNumber number, String by, String lead, String why) {
        var clue = get(number);
        var before = clue.leadUnit().orElse(null);
        clue.rule(lead, clock.instant());
        timeline.enter(clue, by, TimelineAction.RULED, before, lead, why);
        keepingOut.given(number, List.of(lead));
    }

    /** The open clues that a unit leads, assists in or is proposed for. */
    @Transactional(readOnly = true)
    public List<ClueNumber> openAt(String unit) {
        return entities.createQuery(
                        "select c.number from Clue c where c.open = true and (c.leadUnit = :unit or c.proposedUnit = :unit"
                                + " or :unit member of c.assistUnits) order by c.number",
                        String.class)
                .setParameter("unit", unit)
                .getResultStream()
                .map(ClueNumber::of)
                .toList();
    }

    /** A unit was closed: its successor stands in its place, and no clock begins anew. */
    public void takeOver(ClueNumber number, String unit, String successor, String by, String why) {
        var clue = get(number);
        var before = holders(clue);
        clue.takeOver(unit, successor);
        timeline.enter(clue, by, TimelineAction.TAKEN_OVER, before, holders(clue), why);
    }

    /** A task goes from somebody who is away to the substitute, or back. */
    public void substituted(ClueNumber number, String from, String to, String task, String by) {
        timeline.enter(get(number), by, TimelineAction.SUBSTITUTED, from, to, task);
    }

    /** Somebody does a step in the place of another, who is away. */
    public void actsFor(ClueNumber number, String by, String away, String task) {
        timeline.enter(get(number), by, TimelineAction.ACTED_FOR, null, away, task);
    }

    private static UnitsTold holders(Clue clue) {
        return clue.leadUnit()
                .map(lead -> UnitsTold.of(lead, clue.assistUnits()))
                .or(() -> clue.proposedUnit().map(unit -> UnitsTold.of(unit, Set.of())))
                .orElse(null);
    }

    public void contacted(ClueNumber number, String by, Instant at, String why) {
        var clue = get(number);
        clue.contacted(at);
        timeline.enter(clue, by, TimelineAction.CONTACTED, null, null, why);
    }

    /** The unit, which may not know the reporter, asks the office to speak with the reporter. */
    public void asksOffice(ClueNumber number, String by, String what) {
        var clue = get(number);
        clue.asksOffice();
        timeline.enter(clue, by, TimelineAction.RELAY_ASKED, null, null, what);
    }

    /** The office spoke with the reporter for the unit. */
    public void relayed(ClueNumber number, String by, Instant at, String what) {
        var clue = get(number);
        clue.contacted(at);
        timeline.enter(clue, by, TimelineAction.RELAYED, null, null, what);
    }

    public void replied(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.replied(clock.instant());
        timeline.enter(clue, by, TimelineAction.REPLIED, null, null, why);
    }

    public void assisted(ClueNumber number, String by, String unit, String why) {
        var clue = get(number);
        clue.assisted();
        timeline.enter(clue, by, TimelineAction.ASSISTED, null, unit, why);
    }

    public void finish(ClueNumber number, String by, Result result, String why) {
        var clue = get(number);
        var before = clue.result().orElse(null);
        clue.finish(result, by, clock.instant());
        timeline.enter(clue, by, TimelineAction.FINISHED, before, result, why);
    }

    /** A second person agrees that the law does not allow it; the person who filed that result is refused. */
    public void confirmCannotDo(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.checkBySecondPerson(by);
        timeline.enter(clue, by, TimelineAction.CANNOT_DO_CONFIRMED, null, null, why);
    }

    /** A second person does not agree: the unit goes on. */
    public void rejectCannotDo(ClueNumber number, String by, String why) {
        get(number).checkBySecondPerson(by);
        sendBack(number, by, why);
    }

    public void signReply(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.underReview();
        timeline.enter(clue, by, TimelineAction.REPLY_SIGNED, null, null, why);
    }

    /** Sends the result back to the unit with reasons. */
    public void sendBack(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.sendBack();
        timeline.enter(clue, by, TimelineAction.SENT_BACK, null, null, why);
    }

    /**
     * A supervisor takes the clue back to an earlier state.
     *
     * @param earlier RETURNED, HANDLING or UNDER_REVIEW
     */
    public void backTo(ClueNumber number, String by, ClueStatus earlier, String why) {
        var clue = get(number);
        var before = clue.status();
        clue.backTo(earlier);
        var act = switch (earlier) {
            case HANDLING -> TimelineAction.SENT_BACK;
            case RETURNED -> TimelineAction.RECALLED;
            default -> TimelineAction.STEERED_BACK;
        };
        // That the unit's work comes back is one act, whoever sends it.
        var told = act != TimelineAction.SENT_BACK;
        timeline.enter(clue, by, act, told ? before : null, told ? earlier : null, why);
    }

    /**
     * Ends an admitted clue before a unit has begun.
     *
     * @param why for the offices; the explanation is the reporter's
     */
    public void callOff(ClueNumber number, String by, String reason, String explanation, String why) {
        var clue = get(number);
        clue.callOff(reason, explanation);
        timeline.enter(clue, by, TimelineAction.CALLED_OFF, null, null, why);
        timeline.enter(clue, by, TimelineAction.NOT_ADMITTED, null, reason, explanation);
    }

    /** What was not admitted, or called off, is reviewed for admission once more. */
    public void reopen(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.reopen();
        timeline.enter(clue, by, TimelineAction.REOPENED, null, null, why);
    }

    public void reviewed(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.underReview();
        timeline.enter(clue, by, TimelineAction.RESULT_ACCEPTED, null, null, why);
    }

    public void verified(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.underReview();
        timeline.enter(clue, by, TimelineAction.VERIFIED_ON_SITE, null, null, why);
    }

    /** The result has passed every check; what is left is the call-back. */
    public void accept(ClueNumber number) {
        get(number).accept();
    }

    /** Puts down what the reporter said. Whoever handled or signed the clue is refused as caller. */
    public void callBack(ClueNumber number, String by, CallBack said, String why) {
        var clue = get(number);
        if (handledBy(number).contains(by)) {
            throw Refusal.forbidden("clue.call-back.own-case");
        }
        var before = clue.calledBack().map(CallBack::rating).map(Rating::name).orElse(null);
        clue.callBack(said, clock.instant());
        timeline.enter(clue, by, TimelineAction.CALLED_BACK, before, said.rating(), why);
    }

    /**
     * Puts down a try to call back that reached nobody. Answers whether it was the last: an anonymous reporter cannot be
     * reached at all, anybody else counts as not reached after tries on {@value #TRIES} different days.
     *
     * @param rated whether the reporter has rated the result without being called: that word is taken after the last try, so
     *     that the reporter does not count as not reached
     */
    public boolean notReached(ClueNumber number, String by, boolean rated, String why) {
        var clue = get(number);
        if (handledBy(number).contains(by)) {
            throw Refusal.forbidden("clue.call-back.own-case");
        }
        clue.awaitsCallBack();
        if (clue.content().anonymous()) {
            timeline.enter(clue, by, TimelineAction.CANNOT_CALL_BACK, null, null, why);
            return true;
        }
        var since = clue.finishedAt().orElse(Instant.EPOCH);
        var days = timeline.of(number).stream()
                .filter(entry ->
                        entry.act() == TimelineAction.NOT_REACHED && entry.at().isAfter(since))
                .map(entry -> LocalDate.ofInstant(entry.at(), clock.getZone()))
                .collect(Collectors.toCollection(TreeSet::new));
        days.add(LocalDate.ofInstant(clock.instant(), clock.getZone()));
        timeline.enter(clue, by, TimelineAction.NOT_REACHED, null, days.size(), why);
        if (days.size() < TRIES) {
            return false;
        }
        if (!rated) {
            clue.unreached();
            timeline.enter(clue, by, TimelineAction.UNREACHED, null, days.size(), null);
        }
        return true;
    }

    /** The user names of those who had a hand in the handling: they do not judge it. */
    @Transactional(readOnly = true)
    public Collection<String> handledBy(ClueNumber number) {
        var names = new TreeSet<String>();
        for (var entry : timeline.of(number)) {
            switch (entry.act()) {
                case SIGNED_FOR, CONTACTED, REPLIED, ASSISTED, FINISHED, REPLY_SIGNED -> names.add(entry.by());
                default -> {}
            }
        }
        return names;
    }

    public void rework(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.rework();
        timeline.enter(clue, by, TimelineAction.REWORK, null, clue.reworks(), why);
    }

    /** The leading group's office ends a red clue although the reporter is not satisfied. */
    public void conclude(ClueNumber number, String by, String why) {
        var clue = get(number);
        timeline.enter(clue, by, TimelineAction.CONCLUDED, null, null, why);
    }

    public void close(ClueNumber number) {
        var clue = get(number);
        clue.close(clock.instant());
        timeline.enter(
                clue,
                Timeline.SYSTEM,
                TimelineAction.CLOSED,
                null,
                clue.result().orElse(null),
                null);
    }

    /** Looks again at a closed red clue after 30 days. */
    public void recheck(ClueNumber number, String by, boolean held, String why) {
        var clue = get(number);
        clue.recheck();
        timeline.enter(clue, by, TimelineAction.RECHECKED, null, held ? "HELD" : "REBOUND", why);
    }

    /** The discipline body takes a report against a person over. */
    public void handOver(ClueNumber number, String by, String registerNumber) {
        var clue = get(number);
        clue.handOver();
        timeline.enter(clue, by, TimelineAction.HANDED_OVER, null, registerNumber, null);
    }

    /** The desk for reports has put the report down in the sealed register, under this number. */
    public void enteredInSealedRegister(ClueNumber number, String by, String registerNumber) {
        timeline.enter(get(number), by, TimelineAction.SEALED_ENTERED, null, registerNumber, null);
    }

    /**
     * The report went to a higher body under this number of the sealed register. Its words and what was filled in about it
     * are destroyed; the path that it took stays. Publishes {@link CluePassedUp}.
     */
    public void passUp(ClueNumber number, String by, String registerNumber) {
        var clue = get(number);
        clue.passUp(words -> sealer.seal(SealedReports.WORDS, number.value(), SealedReports.written(words)));
        timeline.enter(clue, by, TimelineAction.PASSED_UP, null, registerNumber, null);
        entities.createQuery("delete from AnswerSheet s where s.clueNumber = :number")
                .setParameter("number", number.value())
                .executeUpdate();
        timeline.destroyed(clue);
        events.publishEvent(new CluePassedUp(number));
    }

    /** The reporter takes the clue back. Publishes {@link ClueWithdrawn}. */
    public void withdraw(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.withdraw();
        timeline.enter(clue, by, TimelineAction.WITHDRAWN, null, null, why);
        events.publishEvent(new ClueWithdrawn(number));
    }

    /** The reporter takes back that the unit may know how to reach the person. Nothing happens where it may not anyway. */
    public void withdrawConsent(ClueNumber number) {
        var clue = get(number);
        if (clue.content().consent() == Consent.UNIT_MAY_KNOW) {
            clue.withdrawConsent();
            timeline.told(clue);
            timeline.enter(
                    clue,
                    Timeline.PUBLIC,
                    TimelineAction.CONSENT_WITHDRAWN,
                    Consent.UNIT_MAY_KNOW,
                    Consent.OFFICE_ONLY,
                    null);
        }
    }

    /**
     * Puts down what was decided about places in the clue's text before units read it. What stands there is not repeated on
     * the timeline: only how many places are covered and how many stay, and why.
     */
    public void screened(ClueNumber number, String by, Collection<RedactionMark> decided, String why) {
        var clue = get(number);
        clue.mark(decided);
        timeline.told(clue);
        if (clue.content().kind() != ClueKind.REPORT) {
            entities.createNativeQuery("update clue set screened_key = ? where clue_number = ?")
                    .setParameter(1, ClueWords.screened(clue.screened()))
                    .setParameter(2, number.value())
                    .executeUpdate();
        }
        var covered = decided.stream().filter(RedactionMark::covered).count();
        timeline.enter(
                clue, by, TimelineAction.SCREENED, null, new PlacesScreened(covered, decided.size() - covered), why);
    }

    /** The office asked the reporter something. What was asked stays with the conversation. */
    public void asked(ClueNumber number, String by) {
        timeline.enter(get(number), by, TimelineAction.ASKED, null, null, null);
    }

    /** The reporter wrote to the office. What was written stays with the conversation. */
    public void answered(ClueNumber number) {
        timeline.enter(get(number), Timeline.PUBLIC, TimelineAction.ANSWERED, null, null, null);
    }

    /**
     * A step that the process owner added was done.
     *
     * @param step its name, as drawn
     * @param outcome what was chosen, in words; null where nothing was to be chosen
     */
    public void addedStep(ClueNumber number, String by, String step, String outcome) {
        timeline.enter(get(number), by, TimelineAction.ADDED_STEP, step, outcome, null);
    }

    /** The reporter rated the outcome without being called. What follows from it is decided elsewhere. */
    public void rated(ClueNumber number, Rating rating) {
        timeline.enter(get(number), Timeline.PUBLIC, TimelineAction.RATED, null, rating, null);
    }

    /**
     * A file was added to the clue, or something was found out or decided about one.
     *
     * @param act one of the acts about files
     * @param type the kind of file
     * @param why length and hash, in words
     */
    public void file(ClueNumber number, String by, TimelineAction act, Object type, String why) {
        timeline.enter(get(number), by, act, null, type, why);
        try {
            // What is written about the file beside the entities finds a clue that was registered just now.
            entities.flush();
        } catch (PersistenceException sameMoment) {
            throw new OptimisticLockingFailureException("Somebody else wrote on the timeline of " + number, sameMoment);
        }
    }

    /**
     * Somebody moved the clue's process by hand; where the clue stands has not changed.
     *
     * @param act one of the acts about the process
     * @param from which version or step, in words
     */
    public void processRepaired(ClueNumber number, String by, TimelineAction act, String from, String to, String why) {
        timeline.enter(get(number), by, act, from, to, why);
    }

    /** The clue goes on in another one. Publishes {@link ClueMerged}. */
    public void merge(ClueNumber number, String by, ClueNumber into, String why) {
        var clue = get(number);
        clue.linkTo(get(into));
        timeline.enter(clue, by, TimelineAction.MERGED, null, into, why);
        keepingOut.takenAlong(number, into);
        events.publishEvent(new ClueMerged(number, into));
    }

    /**
     * Another clue took the place of this one, which was registered wrongly. Publishes {@link ClueCorrected}. An appeal that
     * should have been a report against a person does not tell where it went: its report alone knows of it.
     */
    public void correct(ClueNumber number, String by, ClueNumber successor, String why) {
        var clue = get(number);
        var right = get(successor);
        if (right.content().kind() == ClueKind.REPORT && clue.content().kind() != ClueKind.REPORT) {
            clue.correctedBy(null);
            timeline.enter(clue, by, TimelineAction.CORRECTED, null, null, why);
            entities.flush();
            pairs.keep(successor, number, null);
            timeline.enter(right, by, TimelineAction.TOLD_WITH, null, number, null);
        } else {
            clue.correctedBy(successor);
            timeline.enter(clue, by, TimelineAction.CORRECTED, null, successor, why);
        }
        keepingOut.takenAlong(number, successor);
        events.publishEvent(new ClueCorrected(number, successor));
    }

    /**
     * Keeps the end of the running limit and the moment of the next step about a limit beside the clue; null when nothing is
     * owed or planned. Answers whether the next step is another one than before.
     */
    public boolean due(ClueNumber number, Instant at, Instant nextStep) {
        return get(number).due(at, nextStep);
    }

    /** Raises the card of a clue that is being handled, by rule or by a supervisor; work goes on where it is (R1). */
    public void raiseCardWhileHandled(ClueNumber number, String by, String why) {
        var clue = get(number);
        var before = clue.card().orElse(null);
        clue.raiseCardWhileHandled(why);
        timeline.enter(clue, by, TimelineAction.CARD_RAISED, before, clue.card().orElseThrow(), why);
    }

    /** Lowers the card, with a reason; whoever calls has asked whether the person may sign the higher card (R1). */
    public void lowerCard(ClueNumber number, String by, Card lower, String why) {
        var clue = get(number);
        var before = clue.card().orElse(null);
        clue.lowerCard(lower, why, by);
        timeline.enter(clue, by, TimelineAction.CARD_LOWERED, before, lower, why);
    }

    /**
     * Puts a measure about a limit on the timeline, and brings the stage up to where that leads; it never goes down by one.
     *
     * @param stage null where the measure changes no stage
     * @param to what is meant, such as a limit's kind or an order's number
     */
    public void press(ClueNumber number, String by, TimelineAction act, SupervisionStage stage, Object to, String why) {
        var clue = get(number);
        var before = clue.stage();
        // What still waits after the end, such as the second look, presses nobody.
        if (stage != null && !clue.status().isEnd()) {
            clue.press(stage);
        }
        timeline.enter(clue, by, act, before, to, why);
    }

    /**
     * A listed order that was proposed will not come: the stage is what it was before, or what presses meanwhile.
     *
     * @param pressing the stage of the highest order in force
     */
    public void listingRefused(ClueNumber number, SupervisionStage pressing) {
        var clue = get(number);
        if (clue.stage() == SupervisionStage.LISTING_PROPOSED) {
            var before = timeline.of(number).stream()
                    .filter(entry -> entry.act() == TimelineAction.LISTING_PROPOSED)
                    .reduce((earlier, later) -> later)
                    .flatMap(TimelineEntry::from)
                    .map(SupervisionStage::valueOf)
                    .orElse(SupervisionStage.ON_TIME);
            clue.ease();
            clue.press(before.compareTo(pressing) > 0 ? before : pressing);
        }
    }

    /** What was pressed for is settled: the stage goes back to the beginning. */
    public void ease(ClueNumber number) {
        get(number).ease();
    }

    /**
     * Puts on the timeline what happens to a wish to know who reported; the clue itself does not change.
     *
     * @param act one that {@linkplain TimelineAction#isAboutTheReporter is about the reporter}
     * @param request the wish's number
     * @param why its ground in words, never what somebody typed: that may name the reporter
     */
    public void aboutTheReporter(ClueNumber number, String by, TimelineAction act, String request, String why) {
        if (!act.isAboutTheReporter()) {
            throw new IllegalArgumentException(act + " is not about the reporter");
        }
        timeline.enter(get(number), by, act, null, request, why);
    }

    /**
     * Puts on the timeline what happens about the provincial platform; no unit reads of it, and the clue does not change.
     *
     * @param from its number there before, or null
     * @param to its number there, or what was taken out
     */
    public void atProvince(ClueNumber number, String by, TimelineAction act, Object from, Object to, String why) {
        if (!act.isAboutTheReporter()) {
            throw new IllegalArgumentException(act + " is not about the platform");
        }
        timeline.enter(get(number), by, act, from, to, why);
    }

    /** 中止: the case clock stands still from now on. */
    public void suspend(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.suspend(clock.instant());
        timeline.enter(clue, by, TimelineAction.SUSPENDED, null, null, why);
    }

    /** 恢复: the case clock runs again. */
    public void resume(ClueNumber number, String by, String why) {
        var clue = get(number);
        clue.resume();
        timeline.enter(clue, by, TimelineAction.RESUMED, null, null, why);
    }

    /** The clue has ended: where it was suspended, so has that, and the timeline tells. */
    public void suspensionIsOver(ClueNumber number, String why) {
        var clue = get(number);
        if (clue.standStillIsOver()) {
            timeline.enter(clue, Timeline.SYSTEM, TimelineAction.RESUMED, null, null, why);
        }
    }

    private static Collection<String> all(String lead, Collection<String> assist) {
        var units = new TreeSet<>(assist);
        if (lead != null) {
            units.add(lead);
        }
        return units;
    }
}
