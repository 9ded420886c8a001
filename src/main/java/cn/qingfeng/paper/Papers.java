package cn.qingfeng.paper;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.event.CluePassedUp;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.evidence.Received;
import cn.qingfeng.evidence.storage.FileContents;
import cn.qingfeng.evidence.upload.Uploads;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.paper.Paper.Mark;
import cn.qingfeng.paper.PaperKind.About;
import cn.qingfeng.paper.PaperKind.Reader;
import cn.qingfeng.paper.word.WordFile;
import cn.qingfeng.redaction.Redaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Papers: written from a template, issued under a number, kept as they were issued. What was issued is never changed: a
 * mistake is corrected by a new paper, which names the old one, or the old one is made void with a reason and keeps its
 * number in the register.
 */
@Component
@Transactional(readOnly = true)
public class Papers {

    /** Longest text that is typed into a paper, in characters. */
    static final int LONGEST = 2000;

    private static final int TRIES = 8;
    private static final Set<Place> TYPED = Set.of(Place.ADDRESSEE, Place.COPIES, Place.TEXT);

    /**
     * A wish to write a paper.
     *
     * @param clue null for packs
     * @param subject the number of an order or wish, a pack's label, or empty
     * @param typed what the person typed, by place
     * @param corrects the id of the paper that it corrects, or null
     */
    public record Wish(PaperKind kind, ClueNumber clue, String subject, Map<Place, String> typed, String corrects) {}

    /** A paper that could be written now: of what kind, about what. */
    public record Offer(PaperKind kind, String subject) {}

    private final PaperBook book;
    private final PaperNumbers numbers;
    private final PaperTemplates templates;
    private final PaperFacts facts;
    private final List<PackValues> packs;
    private final FileContents contents;
    private final Uploads uploads;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Redaction redaction;
    private final Organization organization;
    private final MessageSource messages;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /** A node issues one at a time: each holds a connection while its content is stored over another. */
    private final ReentrantLock turn = new ReentrantLock(true);

    Papers(
            PaperBook book,
            PaperNumbers numbers,
            PaperTemplates templates,
            PaperFacts facts,
            List<PackValues> packs,
            FileContents contents,
            Uploads uploads,
            ClueLedger ledger,
            ClueAccess access,
            Redaction redaction,
            Organization organization,
            MessageSource messages,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.book = book;
        this.numbers = numbers;
        this.templates = templates;
        this.facts = facts;
        this.packs = packs;
        this.contents = contents;
        this.uploads = uploads;
        this.ledger = ledger;
        this.access = access;
        this.redaction = redaction;
        this.organization = organization;
        this.messages = messages;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** What this person could issue about the clue now. */
    public List<Offer> offers(Viewer viewer, Clue clue) {
        return Arrays.stream(PaperKind.values())
                .filter(kind -> kind.about() != About.PACK && access.may(kind.right(), viewer, clue))
                .flatMap(kind -> facts.subjects(kind, clue).stream().map(subject -> new Offer(kind, subject)))
                .toList();
    }

    /** The papers of the clue that this person may read. */
    public List<Paper> seenBy(Viewer viewer, Clue clue) {
        return access.maySee(viewer, clue)
                ? book.of(clue.number()).stream()
                        .filter(paper -> mayRead(viewer, paper))
                        .toList()
                : List.of();
    }

    /** The papers that were issued of a pack, for whoever may read the pack. */
    public List<Paper> ofPack(PaperKind kind, String label) {
        return book.of(kind, label);
    }

    /** Whether a paper that is about no clue was written to this person's unit. */
    boolean isAddressed(String username, PaperKind kind, String label) {
        return packs.stream().anyMatch(pack -> pack.kinds().contains(kind) && pack.isReader(username, kind, label));
    }

    /** Units read what is written to units; offices everything about clues that they see. */
    private static boolean mayRead(Viewer viewer, Paper paper) {
        return viewer.has(Right.READ_OFFICES) || paper.kind().reader() == Reader.UNIT;
    }

    /**
     * One paper, for whoever may read it.
     *
     * @throws Refusal not found, for everybody else as if there were none
     */
    public Paper get(String username, String id) {
        var paper = book.get(id);
        var viewer = access.viewer(username);
        var seen = paper.clueNumber() == null
                ? viewer.has(paper.kind().right())
                        || viewer.has(Right.READ_PAPERS)
                        || isAddressed(username, paper.kind(), paper.subject())
                : access.maySee(viewer, ledger.get(ClueNumber.of(paper.clueNumber()))) && mayRead(viewer, paper);
        if (!seen) {
            throw Refusal.notFound("paper.unknown");
        }
        return paper;
    }

    /** @throws Refusal not found, when the clue is none of the person's */
    void requireSight(String username, ClueNumber number) {
        access.requireSight(access.viewer(username), ledger.get(number));
    }

    /** Why it was made void; for whoever may read the paper. */
    Optional<String> whyVoid(Paper paper) {
        return book.reason(paper);
    }

    /** Whether this person may put something down about the paper, correct it or make it void. */
    public boolean mayChange(String username, Paper paper) {
        var viewer = access.viewer(username);
        return paper.clueNumber() == null
                ? viewer.has(paper.kind().right())
                : access.may(paper.kind().right(), viewer, ledger.get(ClueNumber.of(paper.clueNumber())));
    }

    /** @throws Refusal conflict, when it was erased with its clue */
    public WordFile file(Paper paper) {
        if (paper.contentId() == null) {
            throw Refusal.conflict("paper.erased");
        }
        try (var in = contents.open(paper.contentId())) {
            return WordFile.own(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #file}, the very bytes whose hash stands on the timeline. */
    byte[] bytes(Paper paper) {
        if (paper.contentId() == null) {
            throw Refusal.conflict("paper.erased");
        }
        try (var in = contents.open(paper.contentId())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The places of today's template that whoever issues fills in by hand. */
    Set<Place> typedInto(PaperKind kind) {
        var used = new java.util.TreeSet<>(templates.inForce(kind).used());
        used.retainAll(TYPED);
        return used;
    }

    /**
     * The paper as it would be issued, with a place for its number.
     *
     * @throws Refusal when it could not be issued
     */
    WordFile preview(String username, Wish wish) {
        require(username, wish);
        return written(
                username,
                wish,
                templates.inForce(wish.kind()),
                messages.getMessage("paper.no-number", null, Locale.CHINA));
    }

    /** As {@link #preview}, from a template that is looked at and not yet in force. */
    WordFile preview(String username, Wish wish, byte[] template) {
        require(username, wish);
        return written(
                username,
                wish,
                templates.checked(wish.kind(), template),
                messages.getMessage("paper.no-number", null, Locale.CHINA));
    }

    private WordFile written(String username, Wish wish, PaperTemplates.Template template, String number) {
        var told = wish.kind().about() == About.PACK
                ? packs.stream()
                        .filter(pack -> pack.kinds().contains(wish.kind()))
                        .findFirst()
                        .orElseThrow()
                        .of(wish.kind(), wish.subject())
                : facts.of(wish.kind(), ledger.get(wish.clue()), wish.subject());
        var values = new EnumMap<Place, String>(Place.class);
        values.putAll(told.values());
        TYPED.forEach(
                place -> values.put(place, wish.typed().getOrDefault(place, "").strip()));
        values.put(Place.NUMBER, number);
        values.put(Place.ISSUED_ON, facts.day(clock.instant()));
        values.put(Place.ISSUER, organization.personName(username));
        return templates.filled(template, wish.kind(), new PaperValues(values, told.rows(), told.bars()));
    }

    private void require(String username, Wish wish) {
        var viewer = access.viewer(username);
        var typed = wish.typed().values().stream().filter(Objects::nonNull).toArray(String[]::new);
        if (Arrays.stream(typed).anyMatch(text -> text.length() > LONGEST)) {
            throw Refusal.invalid("paper.typed.long", LONGEST);
        }
        if (wish.kind().about() == About.PACK) {
            if (!viewer.has(wish.kind().right())) {
                throw Refusal.forbidden("paper.forbidden");
            }
            return;
        }
        var clue = ledger.get(wish.clue());
        access.requireSight(viewer, clue);
        if (!access.may(wish.kind().right(), viewer, clue)) {
            throw Refusal.forbidden("paper.forbidden");
        }
        if (wish.corrects() != null) {
            var old = get(username, wish.corrects());
            if (old.kind() != wish.kind() || !wish.clue().value().equals(old.clueNumber())) {
                throw Refusal.conflict("paper.moved");
            }
        }
        if (clue.content().kind() != ClueKind.REPORT) {
            if (wish.kind().reader() == Reader.UNIT) {
                redaction.requireCleared(wish.clue(), typed);
            } else {
                redaction.requireClean(wish.clue(), typed);
            }
        }
    }

    /**
     * Issues a paper: number, file, register and timeline together, or nothing.
     *
     * @param onceKey the same for every try of one click
     * @throws Refusal when it cannot be issued; no number is used then
     */
    @Transactional(propagation = org.springframework.transaction.annotation.Propagation.NOT_SUPPORTED)
    public Paper issue(String username, Wish wish, String onceKey) {
        return issue(username, wish, onceKey, "");
    }

    /**
     * As {@link #issue(String, Wish, String)}.
     *
     * @param why what is said beside it on the timeline; empty for nothing
     */
    @Transactional(propagation = org.springframework.transaction.annotation.Propagation.NOT_SUPPORTED)
    public Paper issue(String username, Wish wish, String onceKey, String why) {
        turn.lock();
        try {
            for (var left = TRIES; ; left--) {
                try {
                    return issuedOnce(username, wish, onceKey, why);
                } catch (ConcurrencyFailureException | DataIntegrityViolationException sameMoment) {
                    if (left <= 1) {
                        throw Refusal.conflict("refusal.overtaken");
                    }
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private Paper issuedOnce(String username, Wish wish, String onceKey, String why) {
        var taken = new ArrayList<Received>();
        var done = false;
        try {
            var paper = transactions.execute(
                    status -> book.once(onceKey).orElseGet(() -> issued(username, wish, onceKey, why, taken)));
            done = true;
            return paper;
        } finally {
            if (!done) {
                taken.forEach(received -> contents.discard(received.contentId()));
            }
        }
    }

    private Paper issued(String username, Wish wish, String onceKey, String why, List<Received> taken) {
        require(username, wish);
        if (wish.clue() != null && !why.isBlank()) {
            redaction.requireClean(wish.clue(), why);
        }
        var now = clock.instant();
        var series = wish.clue() != null && ledger.get(wish.clue()).content().kind() == ClueKind.REPORT
                ? PaperNumbers.SEALED
                : wish.kind().name();
        var number = numbers.next(series, now.atZone(CountyClock.ZONE).getYear());
        var template = templates.inForce(wish.kind());
        var file = written(username, wish, template, number.written());
        var received = take(file);
        taken.add(received);
        contents.claim(received.contentId(), "paper");
        var paper = new Paper(
                UUID.randomUUID().toString(),
                wish.kind(),
                series,
                number.ordinal(),
                number.written(),
                wish.clue() == null ? null : wish.clue().value(),
                wish.subject(),
                template.name(),
                received.contentId(),
                received.sha256(),
                new Mark(username, now),
                wish.corrects(),
                null,
                null,
                null,
                null,
                null,
                null);
        book.enter(paper, number, onceKey);
        var corrected = wish.corrects() == null ? null : book.get(wish.corrects());
        tell(
                paper,
                username,
                TimelineAction.PAPER_ISSUED,
                (corrected == null
                                ? text("paper.on-timeline", paper.number(), paper.sha256())
                                : text(
                                        "paper.on-timeline.corrects",
                                        paper.number(),
                                        paper.sha256(),
                                        corrected.number()))
                        + (why.isBlank() ? "" : text("paper.on-timeline.why", why.strip())));
        return paper;
    }

    private Received take(WordFile file) {
        try {
            return contents.take(new ByteArrayInputStream(file.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts down that the paper is signed and sealed, signed by the other side, or sent. */
    @Transactional
    void mark(String username, String id, PaperBook.Step step) {
        var paper = changeable(username, id);
        if (step == PaperBook.Step.COUNTERSIGNED && paper.kind() != PaperKind.TRANSFER) {
            throw Refusal.conflict("paper.moved");
        }
        book.mark(paper, step, username);
        tell(
                paper,
                username,
                step == PaperBook.Step.SENT ? TimelineAction.PAPER_SENT : TimelineAction.PAPER_SIGNED,
                step == PaperBook.Step.COUNTERSIGNED
                        ? text("paper.on-timeline.countersigned", paper.number())
                        : paper.number());
    }

    /** Puts the signed sheet to the clue's files. */
    @Transactional(propagation = org.springframework.transaction.annotation.Propagation.NOT_SUPPORTED)
    public void scanned(String username, String id, InputStream sheet) throws IOException {
        var paper = changeable(username, id);
        if (paper.clueNumber() == null) {
            throw Refusal.conflict("paper.moved");
        }
        uploads.add(username, ClueNumber.of(paper.clueNumber()), text("paper.scan.name", paper.number()), sheet)
                .ifPresent(file -> transactions.executeWithoutResult(status -> book.scanned(paper, file.id())));
    }

    /** Makes a paper void: its number stays, and says so. */
    @Transactional
    void makeVoid(String username, String id, String reason) {
        var paper = changeable(username, id);
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("paper.void.reason-missing");
        }
        if (reason.length() > 400) {
            throw Refusal.invalid("paper.typed.long", 400);
        }
        if (paper.clueNumber() != null) {
            redaction.requireClean(ClueNumber.of(paper.clueNumber()), reason);
        }
        book.makeVoid(paper, username, reason.strip());
        tell(
                paper,
                username,
                TimelineAction.PAPER_VOIDED,
                text("paper.on-timeline.void", paper.number(), reason.strip()));
    }

    private Paper changeable(String username, String id) {
        var paper = get(username, id);
        if (!mayChange(username, paper)) {
            throw Refusal.forbidden("paper.forbidden");
        }
        return paper;
    }

    private void tell(Paper paper, String by, TimelineAction act, String why) {
        if (paper.clueNumber() != null) {
            ledger.file(ClueNumber.of(paper.clueNumber()), by, act, paper.kind(), why);
        }
    }

    private String text(String key, Object... args) {
        return messages.getMessage(key, args, Locale.CHINA);
    }

    /** What was written about a report goes with it; numbers stay. */
    @EventListener
    void on(CluePassedUp passed) {
        book.of(passed.number()).stream()
                .filter(paper -> paper.contentId() != null)
                .forEach(paper -> {
                    book.forget(paper);
                    contents.giveUp(paper.contentId());
                });
    }
}
