package cn.qingfeng.clue;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Standing;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.content.RedactionMark;
import cn.qingfeng.clue.content.RedactionMarks;
import cn.qingfeng.clue.timeline.ChainEnds;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * One problem clue in the county's ledger. It guards its own life: an act that the status does not allow is refused with
 * a message that names the status, and nothing changes. Acts are called through {@link ClueLedger}, which puts each of
 * them on the timeline in the same transaction.
 */
@Entity
@Table(name = "clue")
@EntityListeners(SealedReports.class)
public class Clue {

    @Id
    @Column(name = "clue_number")
    private String number;

    @Version
    private long version;

    @Embedded
    private Content content;

    /** The title in the form in which it is looked for; none of a report against a person. */
    private String titleKey;

    /** Written once, and looked into by {@link ClueWords} alone: whoever reads a clue does not read its words twice. */
    @Column(columnDefinition = "mediumtext", updatable = false)
    @ColumnTransformer(read = "null")
    private String textKey;

    /** How many follow it; counted where they are kept. */
    @Column(insertable = false, updatable = false)
    private int followers;

    /** The words of a report against a person; {@code content} then has none. */
    @Column(name = "sealed_words", columnDefinition = "mediumtext")
    private String sealedWords;

    /** Opens them, once somebody asks. */
    @Transient
    private Supplier<Content> opening;

    @Embedded
    private GradingFacts facts;

    /** The leaf's code. */
    private String classification;

    private Instant registeredAt;
    private String registeredBy;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ClueStatus status;

    /** Worked out by the database from the status, so that an index can begin with it. */
    @Column(name = "is_open", insertable = false, updatable = false)
    private boolean open;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private SupervisionStage stage;

    /** The end of the limit that runs now, kept flat for lists; null when nothing is owed. */
    private Instant dueAt;

    /** When the next step about one of its limits is due, kept flat for the sweep; null when nothing is planned. */
    private Instant nextStepAt;

    /** Since when the case clock stands still. */
    private Instant suspendedAt;

    private String admissionReason;

    @Column(columnDefinition = "mediumtext")
    private String admissionExplanation;

    /** The clue that this one was linked to, or that took its place. */
    private String linkedTo;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Card proposedCard;

    private String proposalReason;
    private String proposalRule;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Card card;

    @Column(columnDefinition = "mediumtext")
    private String cardReason;

    private String cardDecidedBy;

    private String orderNumber;
    private Instant dispatchedAt;
    private String proposedUnit;
    private String leadUnit;

    /** How many units assist, told with the row: the usual clue, which none assists in, need not look further. */
    @Formula("(select count(*) from clue_assist assist where assist.clue_number = clue_number)")
    private int assisting;

    @ElementCollection
    @CollectionTable(name = "clue_assist", joinColumns = @JoinColumn(name = "clue_number"))
    @Column(name = "unit_code")
    @BatchSize(size = 100)
    private Set<String> assistUnits = new TreeSet<>();

    private boolean returnedOnce;
    private Instant signedAt;
    private String handler;
    private Instant contactedAt;
    private Instant repliedAt;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Result result;

    private String resultFiledBy;
    private Instant finishedAt;

    private int rework;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private CallBack.Solved solved;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private CallBack.Rating rating;

    private Instant calledBackAt;
    private Instant closedAt;

    /** What was decided about places in its text before units read it, as {@link RedactionMarks} writes it. */
    @Column(columnDefinition = "mediumtext")
    private String marks;

    /** The import that brought it in (导入); null where it was registered here. */
    private String importId;

    @Embedded
    private ChainEnds chain = new ChainEnds();

    protected Clue() {}

    public Clue(
            ClueNumber number,
            Content content,
            GradingFacts facts,
            Classification classification,
            Instant at,
            String by) {
        this.number = number.value();
        this.content = content;
        this.titleKey = content.kind() == ClueKind.REPORT ? null : TitleKeys.of(content.title());
        this.textKey = content.kind() == ClueKind.REPORT ? null : ClueWords.text(content);
        this.facts = facts;
        this.classification = codeOf(classification);
        this.registeredAt = at;
        this.registeredBy = by;
        this.status = ClueStatus.REGISTERED;
        this.stage = SupervisionStage.ON_TIME;
    }

    void cameBy(String importId) {
        this.importId = importId;
    }

    /** A case that was over before it came here. Nothing runs for it, and nobody is asked anything about it. */
    void isPast(PastCase past) {
        in(ClueStatus.REGISTERED);
        importId = past.importId();
        card = past.card();
        leadUnit = past.leadUnit();
        dispatchedAt = past.dispatchedAt();
        finishedAt = past.finishedAt();
        result = past.result();
        closedAt = past.closedAt();
        status = ClueStatus.CLOSED;
    }

    /** What was imported by mistake, before anybody worked on it. */
    void takeBackImport() {
        if (importId == null) {
            throw Refusal.conflict("clue.status.wrong", number, Refusal.word("clue.status." + status));
        }
        in(ClueStatus.REGISTERED, ClueStatus.CLOSED);
        closedAt = null;
        finishedAt = null;
        status = ClueStatus.WITHDRAWN;
    }

    private static String codeOf(Classification leaf) {
        return leaf == null ? null : leaf.code();
    }

    private void in(ClueStatus... allowed) {
        if (!Set.of(allowed).contains(status)) {
            throw Refusal.conflict("clue.status.wrong", number, Refusal.word("clue.status." + status));
        }
    }

    private void open() {
        if (status.isEnd()) {
            throw Refusal.conflict("clue.status.wrong", number, Refusal.word("clue.status." + status));
        }
    }

    void forgetPlaque(String place) {
        var told = content.words();
        content = content.with(new Content.Words(
                told.title(),
                told.narrative(),
                told.request(),
                place,
                told.matter(),
                told.concernedUnit(),
                told.concernedWindow(),
                told.externalNumber(),
                null));
    }

    void admit() {
        in(ClueStatus.REGISTERED);
        status = ClueStatus.ADMITTED;
    }

    void refuseAdmission(String reason, String explanation) {
        in(ClueStatus.REGISTERED);
        admissionReason = reason;
        admissionExplanation = explanation;
        status = ClueStatus.NOT_ADMITTED;
    }

    void linkTo(Clue original) {
        open();
        if (original.number.equals(number)) {
            throw Refusal.invalid("clue.link.itself", number);
        }
        if ((original.content.kind() == ClueKind.REPORT) != (content.kind() == ClueKind.REPORT)) {
            // As if there were none: whoever ends an appeal is not to learn of a report by its number.
            throw Refusal.notFound("clue.unknown", original.number);
        }
        if (original.status == ClueStatus.MERGED || original.status == ClueStatus.CORRECTED) {
            throw Refusal.invalid("clue.link.ended", original.number, Refusal.word("clue.status." + original.status));
        }
        linkedTo = original.number;
        status = ClueStatus.MERGED;
    }

    void establish(GradingFacts facts, Classification classification) {
        in(ClueStatus.ADMITTED);
        this.facts = facts;
        this.classification = codeOf(classification);
    }

    void proposeCard(Card card, String reason, String rule) {
        in(ClueStatus.ADMITTED);
        proposedCard = card;
        proposalReason = reason;
        proposalRule = rule;
    }

    /** A departure from the proposal needs a reason. */
    void decideCard(Card decided, String reason, String by) {
        in(ClueStatus.ADMITTED);
        if (decided != proposedCard && (reason == null || reason.isBlank())) {
            throw Refusal.invalid("clue.card.reason-missing");
        }
        card = decided;
        cardReason = reason;
        cardDecidedBy = by;
        status = ClueStatus.GRADED;
    }

    /** The person wishes a card above the own powers: the wish becomes the proposal to the person above. */
    void passCardUpward(Card wished, String reason) {
        in(ClueStatus.ADMITTED);
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("clue.card.reason-missing");
        }
        proposedCard = wished;
        proposalReason = reason;
    }

    void raiseCard(String reason) {
        in(ClueStatus.CALLING_BACK);
        card = card.raised().orElseThrow(() -> Refusal.conflict("clue.card.highest", number));
        cardReason = reason;
        rework = 0;
        returnedOnce = false;
        status = ClueStatus.GRADED;
    }

    /** By rule or by a supervisor, while it is being handled: work goes on where it is. */
    void raiseCardWhileHandled(String reason) {
        in(ClueStatus.DISPATCHED, ClueStatus.RETURNED, ClueStatus.HANDLING, ClueStatus.UNDER_REVIEW);
        card = card.raised().orElseThrow(() -> Refusal.conflict("clue.card.highest", number));
        cardReason = reason;
    }

    /** Only with a reason; who may do it is asked before. */
    void lowerCard(Card lower, String reason, String by) {
        in(ClueStatus.DISPATCHED, ClueStatus.RETURNED, ClueStatus.HANDLING, ClueStatus.UNDER_REVIEW);
        if (lower.compareTo(card) >= 0) {
            throw Refusal.invalid("clue.card.not-lower", number);
        }
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("clue.card.reason-missing");
        }
        card = lower;
        cardReason = reason;
        cardDecidedBy = by;
    }

    void press(SupervisionStage reached) {
        open();
        if (reached.compareTo(stage) > 0) {
            stage = reached;
        }
    }

    /** The pressure is off, once what it was about is settled. */
    void ease() {
        stage = SupervisionStage.ON_TIME;
    }

    void suspend(Instant at) {
        open();
        if (suspendedAt != null) {
            throw Refusal.conflict("clue.suspended.already", number);
        }
        suspendedAt = at;
    }

    void resume() {
        open();
        if (suspendedAt == null) {
            throw Refusal.conflict("clue.suspended.not", number);
        }
        suspendedAt = null;
    }

    /** Whether it stood still: what ends the clue, or its handling, ends that too. */
    boolean standStillIsOver() {
        var stood = suspendedAt != null;
        suspendedAt = null;
        return stood;
    }

    void proposeUnits(String lead) {
        in(ClueStatus.GRADED);
        proposedUnit = lead;
    }

    void dispatch(String orderNumber, String lead, Collection<String> assist, Instant at) {
        in(ClueStatus.GRADED);
        if (content.kind() == ClueKind.REPORT) {
            throw Refusal.conflict("clue.report.sealed", number);
        }
        if (assist.contains(lead)) {
            throw Refusal.invalid("clue.units.lead-assists");
        }
        this.orderNumber = orderNumber;
        leadUnit = lead;
        if (assisting > 0 || !assist.isEmpty()) {
            assistUnits.clear();
            assistUnits.addAll(assist);
            assisting = assistUnits.size();
        }
        dispatchedAt = at;
        signedAt = null;
        handler = null;
        status = ClueStatus.DISPATCHED;
    }

    void sign(String handler, Instant at) {
        in(ClueStatus.DISPATCHED);
        this.handler = handler;
        signedAt = at;
        status = ClueStatus.HANDLING;
    }

    /** Once only: after a ruling the order stays where it is. */
    void sendOrderBack() {
        in(ClueStatus.DISPATCHED);
        if (returnedOnce) {
            throw Refusal.conflict("clue.return.twice", number);
        }
        returnedOnce = true;
        status = ClueStatus.RETURNED;
    }

    void rule(String lead, Instant at) {
        in(ClueStatus.RETURNED);
        leadUnit = lead;
        assistUnits.remove(lead);
        dispatchedAt = at;
        status = ClueStatus.DISPATCHED;
    }

    /** A unit was closed: another stands in its place. Who held what before, the timeline knows. */
    void takeOver(String unit, String successor) {
        if (unit.equals(proposedUnit)) {
            proposedUnit = successor;
        }
        if (unit.equals(leadUnit)) {
            leadUnit = successor;
            assistUnits.remove(successor);
        }
        if (assistUnits.remove(unit) && !successor.equals(leadUnit)) {
            assistUnits.add(successor);
        }
    }

    void contacted(Instant at) {
        in(ClueStatus.HANDLING);
        if (contactedAt == null) {
            contactedAt = at;
        }
    }

    void asksOffice() {
        in(ClueStatus.HANDLING);
    }

    void replied(Instant at) {
        in(ClueStatus.HANDLING);
        if (repliedAt == null) {
            repliedAt = at;
        }
    }

    void assisted() {
        in(ClueStatus.HANDLING);
    }

    void finish(Result result, String by, Instant at) {
        in(ClueStatus.HANDLING);
        this.result = result;
        resultFiledBy = by;
        finishedAt = at;
        status = ClueStatus.UNDER_REVIEW;
    }

    /** Who filed the result cannot be the one who checks it. */
    void checkBySecondPerson(String by) {
        in(ClueStatus.UNDER_REVIEW);
        if (by.equals(resultFiledBy)) {
            throw Refusal.forbidden("clue.second-person");
        }
    }

    void underReview() {
        in(ClueStatus.UNDER_REVIEW);
    }

    void sendBack() {
        in(ClueStatus.UNDER_REVIEW);
        status = ClueStatus.HANDLING;
    }

    /** A supervisor takes it back to an earlier state; what was done stays on record. */
    void backTo(ClueStatus earlier) {
        switch (earlier) {
            case RETURNED -> in(ClueStatus.DISPATCHED, ClueStatus.HANDLING);
            case HANDLING, UNDER_REVIEW -> in(ClueStatus.UNDER_REVIEW, ClueStatus.CALLING_BACK);
            default -> throw new IllegalArgumentException(earlier.name());
        }
        status = earlier;
    }

    /** Admitted, and found not to be for this office before a unit began. */
    void callOff(String reason, String explanation) {
        in(ClueStatus.ADMITTED, ClueStatus.GRADED, ClueStatus.DISPATCHED, ClueStatus.RETURNED);
        admissionReason = reason;
        admissionExplanation = explanation;
        status = ClueStatus.NOT_ADMITTED;
    }

    /** It is to be reviewed for admission once more. */
    void reopen() {
        in(ClueStatus.NOT_ADMITTED);
        admissionReason = null;
        admissionExplanation = null;
        status = ClueStatus.REGISTERED;
    }

    void accept() {
        in(ClueStatus.UNDER_REVIEW);
        status = ClueStatus.CALLING_BACK;
    }

    void callBack(CallBack said, Instant at) {
        in(ClueStatus.CALLING_BACK);
        solved = said.solved();
        rating = said.rating();
        calledBackAt = at;
        if (!said.satisfied() && rework > 0 && card == Card.RED) {
            status = ClueStatus.CONCLUDING;
        }
    }

    void awaitsCallBack() {
        in(ClueStatus.CALLING_BACK);
    }

    /** Called in vain for long enough: what the reporter would say stays unknown. */
    void unreached() {
        in(ClueStatus.CALLING_BACK);
        solved = null;
        rating = null;
        calledBackAt = null;
    }

    void rework() {
        in(ClueStatus.CALLING_BACK, ClueStatus.CONCLUDING, ClueStatus.CLOSED);
        if (status == ClueStatus.CALLING_BACK && rework > 0) {
            throw Refusal.conflict("clue.rework.twice", number);
        }
        rework++;
        closedAt = null;
        status = ClueStatus.HANDLING;
    }

    void close(Instant at) {
        in(ClueStatus.CALLING_BACK, ClueStatus.CONCLUDING);
        closedAt = at;
        status = ClueStatus.CLOSED;
    }

    void recheck() {
        in(ClueStatus.CLOSED);
    }

    void handOver() {
        // Graded ones are from before reports went to their desk at once.
        in(ClueStatus.REGISTERED, ClueStatus.GRADED);
        status = ClueStatus.HANDED_OVER;
    }

    /** Only a report that lies at its desk; its words go with it. */
    void passUp(Function<Content.Words, String> sealing) {
        in(ClueStatus.REGISTERED);
        if (content.kind() != ClueKind.REPORT) {
            throw Refusal.conflict("clue.pass-up.kind", number);
        }
        var nothing = new Content.Words("", "", null, null, null, null, null, null, null);
        sealedWords = sealing.apply(nothing);
        opening = () -> content.with(nothing);
        status = ClueStatus.PASSED_UP;
    }

    void withdraw() {
        open();
        status = ClueStatus.WITHDRAWN;
    }

    /** Before dispatch what stays can be decided anew; afterwards a unit may have read it, and what is covered stays so. */
    void mark(Collection<RedactionMark> decided) {
        open();
        var known = marks();
        if (dispatchedAt != null
                && decided.stream()
                        .anyMatch(mark -> !mark.covered()
                                && known.stream().anyMatch(earlier -> earlier.covered() && earlier.meets(mark)))) {
            throw Refusal.conflict("screening.covered-stays", number);
        }
        marks = RedactionMarks.read(marks).with(decided).written();
    }

    void withdrawConsent() {
        content = content.with(Consent.OFFICE_ONLY);
    }

    /** @param successor null where it must not be told from here */
    void correctedBy(ClueNumber successor) {
        open();
        linkedTo = successor == null ? null : successor.value();
        status = ClueStatus.CORRECTED;
    }

    /** Whether its running limit has passed at {@code now}; a clue that has ended or is suspended is not late. */
    public boolean isLate(Instant now) {
        return dueAt != null && !status.isEnd() && Standing.late(dueAt, null, suspendedAt, now);
    }

    /** Whether the next step is now another one. */
    boolean due(Instant at, Instant nextStep) {
        var changed = !Objects.equals(nextStepAt, nextStep);
        dueAt = at;
        nextStepAt = nextStep;
        return changed;
    }

    public ChainEnds chain() {
        return chain;
    }

    public ClueNumber number() {
        return new ClueNumber(number);
    }

    public Content content() {
        return opening == null ? content : opening.get();
    }

    /** What was decided about places in its text, in the text's order. */
    public List<RedactionMark> marks() {
        return RedactionMarks.read(marks).all();
    }

    /** The same as it lies in the database; null before anything was decided. */
    public String writtenMarks() {
        return marks;
    }

    /** What it says to units, to notices, to packs and prints, to everybody but the offices: {@code ▇▇} where it is covered. */
    public Content screened() {
        return marks == null ? content() : RedactionMarks.read(marks).on(content());
    }

    /** Another text about it as units read it: what is covered in the clue is covered there too. */
    public String screened(String text) {
        return marks == null ? text : RedactionMarks.read(marks).on(text, content());
    }

    /** Whether its words lie sealed. */
    boolean isSealed() {
        return sealedWords != null;
    }

    /** Takes the words out of what the database will show. */
    void seal(Function<Content.Words, String> sealing) {
        if (content.kind() == ClueKind.REPORT && sealedWords == null) {
            var words = content.words();
            sealedWords = sealing.apply(words);
            content = content.with((Content.Words) null);
            opening = () -> content.with(words);
        }
    }

    void unseal(Function<String, Content.Words> unsealing) {
        if (sealedWords != null) {
            opening = () -> {
                var words = unsealing.apply(sealedWords);
                opening = () -> content.with(words);
                return content.with(words);
            };
        }
    }

    public GradingFacts facts() {
        return facts;
    }

    public Optional<Classification> classification() {
        return Optional.ofNullable(classification).map(Classification::new);
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    /** The user name of the person who registered it, or {@code public} when the reporter did. */
    public String registeredBy() {
        return registeredBy;
    }

    public ClueStatus status() {
        return status;
    }

    public SupervisionStage stage() {
        return stage;
    }

    public Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    /** When the next step about one of its limits is due. */
    public Optional<Instant> nextStepAt() {
        return Optional.ofNullable(nextStepAt);
    }

    /** Whether anybody follows it. */
    public boolean isFollowed() {
        return followers > 0;
    }

    /** Since when the case clock stands still; empty while it runs. */
    public Optional<Instant> suspendedAt() {
        return Optional.ofNullable(suspendedAt);
    }

    public Optional<String> admissionReason() {
        return Optional.ofNullable(admissionReason);
    }

    public Optional<String> linkedTo() {
        return Optional.ofNullable(linkedTo);
    }

    public Optional<Card> proposedCard() {
        return Optional.ofNullable(proposedCard);
    }

    public Optional<String> proposalReason() {
        return Optional.ofNullable(proposalReason);
    }

    public Optional<Card> card() {
        return Optional.ofNullable(card);
    }

    public Optional<String> cardReason() {
        return Optional.ofNullable(cardReason);
    }

    public Optional<String> cardDecidedBy() {
        return Optional.ofNullable(cardDecidedBy);
    }

    public Optional<String> orderNumber() {
        return Optional.ofNullable(orderNumber);
    }

    public Optional<Instant> dispatchedAt() {
        return Optional.ofNullable(dispatchedAt);
    }

    public Optional<String> proposedUnit() {
        return Optional.ofNullable(proposedUnit);
    }

    public Optional<String> leadUnit() {
        return Optional.ofNullable(leadUnit);
    }

    public Set<String> assistUnits() {
        return assisting == 0 ? Set.of() : Set.copyOf(assistUnits);
    }

    /** Whether the unit may still send the order back. */
    public boolean returnable() {
        return !returnedOnce;
    }

    public Optional<Instant> signedAt() {
        return Optional.ofNullable(signedAt);
    }

    public Optional<String> handler() {
        return Optional.ofNullable(handler);
    }

    public Optional<Instant> contactedAt() {
        return Optional.ofNullable(contactedAt);
    }

    public Optional<Instant> repliedAt() {
        return Optional.ofNullable(repliedAt);
    }

    public Optional<Result> result() {
        return Optional.ofNullable(result);
    }

    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    /** How often the clue was sent back after a call-back under the present card. */
    public int reworks() {
        return rework;
    }

    public Optional<CallBack> calledBack() {
        return solved == null ? Optional.empty() : Optional.of(new CallBack(solved, rating));
    }

    public Optional<Instant> calledBackAt() {
        return Optional.ofNullable(calledBackAt);
    }

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    /** The import that brought it in; empty where it was registered here. */
    public Optional<String> importId() {
        return Optional.ofNullable(importId);
    }

    /** How many steps the timeline has; grows with every step. */
    public int steps() {
        return chain.steps();
    }
}
