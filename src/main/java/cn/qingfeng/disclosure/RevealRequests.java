package cn.qingfeng.disclosure;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.request.ClueRequests;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.vault.IdentityVault;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 揭示身份: the only way by which somebody sees an identity without the reporter's consent. It needs a ground, a second
 * person, and is over in hours; each look is written down before anything is shown. Who may ask, {@link ClueAccess} says.
 */
@Component
@Transactional
public class RevealRequests {

    static final String REASON = "reveal-reason";
    static final String DECISION = "reveal-decision";

    /** One look at an identity. */
    public record Look(String by, Instant at) {}

    private final EntityManager entities;
    private final ClueRequests<RevealRequest> requests;
    private final JdbcTemplate jdbc;
    private final IdentityVault vault;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Sealer sealer;
    private final RevealRules rules;
    private final RevealDeciders deciders;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;
    private final MessageSource messages;
    private final Clock clock;

    RevealRequests(
            EntityManager entities,
            JdbcTemplate jdbc,
            IdentityVault vault,
            ClueLedger ledger,
            ClueAccess access,
            Sealer sealer,
            RevealRules rules,
            RevealDeciders deciders,
            WorkingCalendar calendar,
            ApplicationEventPublisher events,
            MessageSource messages,
            Clock clock) {
        this.entities = entities;
        this.requests = new ClueRequests<>(entities, RevealRequest.class, "reveal.unknown");
        this.jdbc = jdbc;
        this.vault = vault;
        this.ledger = ledger;
        this.access = access;
        this.sealer = sealer;
        this.rules = rules;
        this.deciders = deciders;
        this.calendar = calendar;
        this.events = events;
        this.messages = messages;
        this.clock = clock;
    }

    /** What was asked under that key already: a click that came twice asks once. */
    @Transactional(readOnly = true)
    public Optional<RevealRequest> askedOnce(String onceKey) {
        return requests.askedOnce(onceKey);
    }

    /**
     * Asks to be shown who reported; the same key asks once.
     *
     * @param by a user name
     * @throws Refusal forbidden, when it is not the person's to ask; conflict, when the table has no row for it, nobody is
     *     known, nobody could decide, or a wish of the same person is open
     */
    public RevealRequest ask(ClueNumber number, String ground, String reason, String by, String onceKey) {
        var known = askedOnce(onceKey);
        if (known.isPresent()) {
            return known.get();
        }
        var clue = ledger.get(number);
        var duty = access.asksForIdentity(access.viewer(by), clue)
                .orElseThrow(() -> Refusal.forbidden("action.forbidden", Refusal.word("action.REVEAL")));
        var ruled = rules.of(clue.content().kind(), duty);
        var rule = new RevealRule(
                duty.name(),
                ruled.deciders(),
                calendar.plusWorkingDays(clock.instant(), ruled.decideDays()).dueAt(),
                ruled.viewHours(),
                ruled.basis());
        var request = write(number, ground, reason, by, rule, onceKey);
        if (deciders.deciders(request).isEmpty()) {
            throw Refusal.conflict("reveal.no-decider", number);
        }
        events.publishEvent(new RevealAsked(number, request.number()));
        return request;
    }

    private RevealRequest write(
            ClueNumber number, String ground, String reason, String by, RevealRule rule, String onceKey) {
        if (!vault.knows(number)) {
            throw Refusal.conflict("reveal.nobody", number);
        }
        var earlier = of(number);
        earlier.stream()
                .filter(other -> other.state().isOpen() && other.askedBy().equals(by))
                .findFirst()
                .ifPresent(other -> {
                    throw Refusal.conflict("reveal.pending", number, other.number());
                });
        var name = "JS%s-%d".formatted(number.value().substring(2), earlier.size() + 1);
        var request = new RevealRequest(
                name, number, ground, sealer.seal(REASON, name, reason), by, clock.instant(), rule, onceKey);
        requests.add(request);
        enter(request, by, TimelineAction.REVEAL_ASKED);
        return request;
    }

    /** The second person grants it. The view opens by {@link #open}. */
    public void grant(String requestNumber, String by, String why) {
        decide(requestNumber, RevealState.GRANTED, by, why);
    }

    /** The second person refuses it. */
    public void refuse(String requestNumber, String by, String why) {
        decide(requestNumber, RevealState.REFUSED, by, why);
    }

    private void decide(String requestNumber, RevealState decision, String by, String why) {
        requireSecondPerson(requestNumber, by);
        var request = get(requestNumber);
        request.decide(decision, by, clock.instant(), sealer.seal(DECISION, requestNumber, why));
        enter(
                request,
                by,
                decision == RevealState.GRANTED ? TimelineAction.REVEAL_GRANTED : TimelineAction.REVEAL_REFUSED);
    }

    /**
     * Asks whether the person may decide the wish at all.
     *
     * @throws Refusal forbidden, for whoever asked, for whoever the clue concerns and for whoever may not see it
     */
    @Transactional(readOnly = true)
    public void requireSecondPerson(String requestNumber, String by) {
        var request = get(requestNumber);
        if (request.askedBy().equals(by)) {
            throw Refusal.forbidden("reveal.own-wish", requestNumber);
        }
        var clue = ledger.get(request.clue());
        var viewer = access.viewer(by);
        if (!access.maySee(viewer, clue) || access.isConcerned(viewer, clue)) {
            throw Refusal.forbidden("reveal.concerned", requestNumber);
        }
    }

    /**
     * Whoever asked takes the wish back. Publishes {@link RevealWithdrawn}.
     *
     * @throws Refusal not found, for anybody else; conflict, once it is decided
     */
    public void withdraw(String requestNumber, String by) {
        var request = own(requestNumber, by);
        request.withdraw();
        enter(request, by, TimelineAction.REVEAL_WITHDRAWN);
        events.publishEvent(new RevealWithdrawn(request.clue(), requestNumber));
    }

    /** Nobody decided in time. */
    public void lapse(String requestNumber) {
        var request = get(requestNumber);
        request.lapse();
        enter(request, Timeline.SYSTEM, TimelineAction.REVEAL_LAPSED);
    }

    /** From now on whoever asked may look, until then. */
    public void open(String requestNumber, Instant until) {
        get(requestNumber).open(until);
    }

    /** The time to look is over. */
    public void end(String requestNumber) {
        var request = get(requestNumber);
        request.end();
        enter(request, Timeline.SYSTEM, TimelineAction.REVEAL_ENDED);
    }

    /**
     * Shows who reported, once, and puts down that it did.
     *
     * @throws Refusal not found, for anybody but whoever asked; forbidden, while it is not granted, once the view is closed,
     *     and for whoever may no longer ask; conflict, when the identity was erased meanwhile
     */
    public Identity look(String requestNumber, String by) {
        var request = own(requestNumber, by);
        var now = clock.instant();
        if (!isViewable(request)) {
            throw Refusal.forbidden("reveal.closed", requestNumber);
        }
        if (access.asksForIdentity(access.viewer(by), ledger.get(request.clue()))
                .isEmpty()) {
            throw Refusal.forbidden("reveal.no-longer", requestNumber);
        }
        var identity = vault.open(request.clue()).orElseThrow(() -> Refusal.conflict("reveal.nobody", request.clue()));
        jdbc.update(
                "insert into identity_look (id, request_number, looked_by, looked_at) values (?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                requestNumber,
                by,
                Utc.of(now));
        enter(request, by, TimelineAction.IDENTITY_SEEN);
        return identity;
    }

    /** Whether whoever asked may look now: by the clock, not by when a timer fires. */
    public boolean isViewable(RevealRequest request) {
        return request.state() == RevealState.GRANTED
                && request.closesAt().filter(clock.instant()::isBefore).isPresent();
    }

    private RevealRequest own(String requestNumber, String by) {
        var request = get(requestNumber);
        if (!request.askedBy().equals(by)) {
            throw Refusal.notFound("reveal.unknown", requestNumber);
        }
        return request;
    }

    /** The reason on the timeline is the ground: what somebody typed may name the reporter. */
    private void enter(RevealRequest request, String by, TimelineAction act) {
        ledger.aboutTheReporter(request.clue(), by, act, request.number(), ground(request, Locale.CHINA));
    }

    /** The ground in words; one that a form's owner added stays as it is. */
    public String ground(RevealRequest request, Locale locale) {
        return messages.getMessage("reveal.ground." + request.ground(), null, request.ground(), locale);
    }

    /** What whoever asked wrote. */
    public String reason(RevealRequest request) {
        return sealer.open(REASON, request.number(), request.sealedReason());
    }

    /** What whoever decided wrote. */
    public Optional<String> decision(RevealRequest request) {
        return request.sealedDecision().map(text -> sealer.open(DECISION, request.number(), text));
    }

    /** @throws Refusal not found, when there is no such wish */
    @Transactional(readOnly = true)
    public RevealRequest get(String requestNumber) {
        return requests.get(requestNumber);
    }

    /**
     * The wish, for whoever asked and for those who may read of it.
     *
     * @throws Refusal not found, for anybody else
     */
    @Transactional(readOnly = true)
    public RevealRequest seenBy(String reader, String requestNumber) {
        var request = get(requestNumber);
        if (!mayRead(reader, request)) {
            throw Refusal.notFound("reveal.unknown", requestNumber);
        }
        return request;
    }

    private boolean mayRead(String reader, RevealRequest request) {
        var clue = ledger.get(request.clue());
        var viewer = access.viewer(reader);
        return access.mayReadReveals(viewer, clue) || request.askedBy().equals(reader) && access.maySee(viewer, clue);
    }

    /** Of the newest wishes, so many, those that the person may read of; the newest first. */
    @Transactional(readOnly = true)
    public List<RevealRequest> seenBy(String reader, int newest) {
        return entities.createQuery(
                        "select r from RevealRequest r order by r.askedAt desc, r.number desc", RevealRequest.class)
                .setMaxResults(newest)
                .getResultStream()
                .filter(request -> mayRead(reader, request))
                .toList();
    }

    /** The wishes about one clue, oldest first. */
    @Transactional(readOnly = true)
    public List<RevealRequest> of(ClueNumber number) {
        return requests.of(number);
    }

    /** The wishes about one clue that the person may read of, oldest first. */
    @Transactional(readOnly = true)
    public List<RevealRequest> of(Clue clue, String reader) {
        return of(clue.number()).stream()
                .filter(request -> mayRead(reader, request))
                .toList();
    }

    /** What was asked from then until before then, oldest first. */
    @Transactional(readOnly = true)
    public List<RevealRequest> asked(Instant from, Instant before) {
        return entities.createQuery(
                        "select r from RevealRequest r where r.askedAt >= :from and r.askedAt < :before"
                                + " order by r.askedAt, r.number",
                        RevealRequest.class)
                .setParameter("from", from)
                .setParameter("before", before)
                .getResultList();
    }

    /** Who looked when, oldest first. */
    @Transactional(readOnly = true)
    public List<Look> looks(String requestNumber) {
        return jdbc.query(
                "select looked_by, looked_at from identity_look where request_number = ? order by looked_at, id",
                (row, n) -> new Look(row.getString(1), Utc.of(row, 2)),
                requestNumber);
    }
}
