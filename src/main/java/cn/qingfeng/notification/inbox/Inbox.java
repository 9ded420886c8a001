package cn.qingfeng.notification.inbox;

import cn.qingfeng.Refusal;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.OutboxMessage;
import cn.qingfeng.notification.OutboxMessages;
import cn.qingfeng.notification.channel.NoticeChannel;
import cn.qingfeng.notification.text.NoticeTexts;
import cn.qingfeng.web.PageNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A person's own notices. Every method takes the reader's user name and shows or changes nobody else's. */
@Service
@Transactional(readOnly = true)
public class Inbox {

    public static final int LARGEST_PAGE = 100;

    /** One notice in its reader's language; {@code readAt} is null while unread, {@code link} a path of our own. */
    public record Item(
            String id,
            NoticeEvent event,
            String clueNumber,
            String subject,
            String body,
            String link,
            Instant createdAt,
            Instant readAt) {}

    /** Nobody reads further back than this, and nothing beyond is counted. */
    static final int MOST_COUNTED = 10_000;

    /** A page of notices, newest first; {@code page} counts from 0, and no more than {@link #MOST_COUNTED} are counted. */
    public record Items(List<Item> items, int page, int pages, long total, long unread) {}

    private final OutboxMessages letters;
    private final NoticeTexts texts;
    private final Clock clock;

    Inbox(OutboxMessages letters, NoticeTexts texts, Clock clock) {
        this.letters = letters;
        this.texts = texts;
        this.clock = clock;
    }

    /** The reader's notices; a page beyond the last is empty. */
    public Items of(String reader, int page, int size, Locale locale) {
        var asked = PageRequest.of(PageNumber.check(page, LARGEST_PAGE), Math.min(Math.max(size, 1), LARGEST_PAGE));
        var total = letters.countInbox(reader, MOST_COUNTED);
        var found = asked.getOffset() >= total
                ? List.<OutboxMessage>of()
                : letters.findByRecipientAndChannelOrderByCreatedAtDescIdDesc(reader, NoticeChannel.INBOX, asked);
        return new Items(
                found.stream().map(letter -> item(letter, locale)).toList(),
                page,
                (int) ((total + asked.getPageSize() - 1) / asked.getPageSize()),
                total,
                unread(reader));
    }

    /** How many of the reader's notices are unread. */
    public long unread(String reader) {
        return letters.countUnread(reader, MOST_COUNTED);
    }

    /**
     * Marks one notice as read; again is harmless.
     *
     * @return the path that the notice leads to
     * @throws Refusal when the reader has no such notice
     */
    @Transactional
    public String read(String reader, String id) {
        var letter = letters.findByIdAndRecipientAndChannel(id, reader, NoticeChannel.INBOX)
                .orElseThrow(() -> Refusal.notFound("notice.refused.unknown"));
        letter.read(clock.instant());
        return letter.link();
    }

    /** Marks all of the reader's notices as read. */
    @Transactional
    public void readAll(String reader) {
        letters.readAll(reader, clock.instant());
    }

    private Item item(OutboxMessage letter, Locale locale) {
        return new Item(
                letter.getId(),
                letter.event(),
                letter.clueNumber(),
                texts.subject(letter, locale),
                texts.body(letter, locale),
                letter.link(),
                letter.createdAt(),
                letter.readAt());
    }
}
