package cn.qingfeng.intake.conversation;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.clue.event.CluePassedUp;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.evidence.upload.PendingUploads;
import cn.qingfeng.intake.Texts;
import cn.qingfeng.organization.Right;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.reporter.SealedTexts;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Questions and answers between the office and a reporter, who stays unknown. A unit reads none of it: an answer may say
 * who wrote it. The reporter sees which office asks, never which person.
 */
@Component
@Transactional(readOnly = true)
public class Conversation {

    /** Longest message, in characters. */
    public static final int LONGEST = 2000;

    /** How many messages a reporter may write before the office answers. */
    private static final int MOST_UNANSWERED = 10;

    private static final Set<ClueStatus> SILENT = EnumSet.of(
            ClueStatus.NOT_ADMITTED,
            ClueStatus.MERGED,
            ClueStatus.CORRECTED,
            ClueStatus.WITHDRAWN,
            ClueStatus.PASSED_UP);

    /**
     * One message.
     *
     * @param of the clue whose reporter wrote it or was asked: the one looked at, or one that was merged into it
     * @param by user name of the official, or {@link Timeline#PUBLIC}
     */
    public record Message(ClueNumber of, Instant at, String by, String text) {
        /** Whether the reporter wrote it, not the office. */
        @JsonProperty
        public boolean fromReporter() {
            return Timeline.PUBLIC.equals(by);
        }
    }

    private final JdbcTemplate jdbc;
    private final SealedTexts sealed;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Recusals recusals;
    private final PendingUploads waiting;
    private final MessageSource messages;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Conversation(
            JdbcTemplate jdbc,
            SealedTexts sealed,
            ClueLedger ledger,
            ClueAccess access,
            Recusals recusals,
            PendingUploads waiting,
            MessageSource messages,
            Clock clock,
            ApplicationEventPublisher events) {
        this.waiting = waiting;
        this.messages = messages;
        this.jdbc = jdbc;
        this.sealed = sealed;
        this.ledger = ledger;
        this.access = access;
        this.recusals = recusals;
        this.clock = clock;
        this.events = events;
    }

    /** Whether this viewer reads what the reporter and the office say to each other. */
    public boolean mayRead(Viewer viewer, Clue clue) {
        return access.maySee(viewer, clue) && viewer.has(Right.WORK_ON_CLUE);
    }

    /** Whether this viewer may ask now. */
    public boolean mayAsk(Viewer viewer, Clue clue) {
        return mayRead(viewer, clue) && isOpen(clue);
    }

    /** Whether anything can still be said: a clue that ended without handling is silent, unless it goes on in another. */
    public boolean isOpen(Clue clue) {
        return !SILENT.contains(ledger.goesOnIn(clue).status());
    }

    /**
     * What was said, oldest first, by the reporters of clues that went into this one too; nothing for a viewer who may not
     * read it. The reporters themselves read their own alone: who else told the same is not theirs to know.
     */
    public List<Message> seenBy(Viewer viewer, Clue clue) {
        if (!mayRead(viewer, clue)) {
            return List.of();
        }
        return withMerged(clue)
                .filter(each -> mayRead(viewer, each))
                .flatMap(each -> of(each.number()).stream())
                .sorted(Comparator.comparing(Message::at))
                .toList();
    }

    private Stream<Clue> withMerged(Clue clue) {
        return Stream.concat(
                Stream.of(clue), ledger.linkedTo(clue.number()).stream().flatMap(this::withMerged));
    }

    /**
     * What was said about a clue, as far as this person may read it; empty for a unit.
     *
     * @throws Refusal not found, for whoever may not see the clue
     */
    List<Message> readBy(String username, ClueNumber number) {
        var viewer = access.viewer(username);
        var clue = ledger.get(number);
        access.requireSight(viewer, clue);
        return seenBy(viewer, clue);
    }

    public List<Message> of(ClueNumber number) {
        return jdbc.query(
                "select written_at, by_whom, sealed from reporter_message where clue_number = ?"
                        + " order by written_at, id",
                (row, n) -> new Message(
                        number,
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        sealed.open(number, row.getString(3))),
                number.value());
    }

    /**
     * Asks the reporter.
     *
     * @throws Refusal not found for whoever may not see the clue, forbidden for a unit, conflict when it has ended
     */
    @Transactional
    public void ask(String username, ClueNumber number, String text) {
        var viewer = access.viewer(username);
        var clue = ledger.get(number);
        access.requireSight(viewer, clue);
        if (!mayRead(viewer, clue)) {
            throw Refusal.forbidden("conversation.offices-only");
        }
        if (!isOpen(clue)) {
            throw Refusal.conflict("clue.status.wrong", number, Refusal.word("clue.status." + clue.status()));
        }
        keep(UUID.randomUUID().toString(), number, username, Texts.required("text", text, LONGEST));
        ledger.asked(number, username);
    }

    /**
     * Keeps what the reporter writes.
     *
     * @param once a key of the page, so that a reload writes nothing twice; the files that the page sent come along
     * @param ours whether we gave that key out
     */
    @Transactional
    public void answer(ClueNumber number, String text, String once, boolean ours) {
        var clue = ledger.get(number);
        if (!isOpen(clue)) {
            throw Refusal.conflict("clue.status.wrong", number, Refusal.word("clue.status." + clue.status()));
        }
        var files = ours ? waiting.of(once).size() : 0;
        var written = Texts.required(
                "text",
                files > 0 && (text == null || text.isBlank())
                        ? messages.getMessage("track.files.only", new Object[] {files}, Locale.CHINA)
                        : text,
                LONGEST);
        // A reload brings the same words; a page that was kept and sent again brings others, and they are not lost.
        var id = UUID.nameUUIDFromBytes((number + "\n" + once + "\n" + written).getBytes(StandardCharsets.UTF_8))
                .toString();
        if (jdbc.queryForObject("select count(*) from reporter_message where id = ?", Integer.class, id) > 0) {
            return;
        }
        var said = of(number);
        var unanswered = 0;
        String asker = null;
        for (var message : said) {
            unanswered = message.fromReporter() ? unanswered + 1 : 0;
            asker = message.fromReporter() ? asker : message.by();
        }
        if (unanswered >= MOST_UNANSWERED) {
            throw Refusal.conflict("conversation.unanswered", MOST_UNANSWERED);
        }
        try {
            keep(id, number, Timeline.PUBLIC, written);
        } catch (DuplicateKeyException sameMoment) {
            throw Refusal.conflict("refusal.overtaken");
        }
        ledger.answered(number);
        // Told where the work is: whoever handles the clue that this one went into reads it there.
        var handledIn = ledger.goesOnIn(clue).number();
        if (files > 0) {
            waiting.claim(once, List.of(number), handledIn.equals(number) ? null : handledIn, Timeline.PUBLIC);
        }
        recusals.writtenLater(handledIn, written);
        events.publishEvent(new ReporterWrote(handledIn, asker));
    }

    /** What was said goes with the report. */
    @EventListener
    void on(CluePassedUp passed) {
        jdbc.update(
                "delete from reporter_message where clue_number = ?",
                passed.number().value());
    }

    private void keep(String id, ClueNumber number, String by, String text) {
        jdbc.update(
                "insert into reporter_message (id, clue_number, written_at, by_whom, sealed) values (?, ?, ?, ?, ?)",
                id,
                number.value(),
                Timestamp.from(clock.instant()),
                by,
                sealed.seal(number, text));
    }
}
