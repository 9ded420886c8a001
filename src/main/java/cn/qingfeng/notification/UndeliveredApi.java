package cn.qingfeng.notification;

import cn.qingfeng.notification.channel.NoticeChannel;
import cn.qingfeng.notification.inbox.Inbox;
import cn.qingfeng.notification.text.NoticeTexts;
import cn.qingfeng.web.PageNumber;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For administrators: letters that were refused for good, and sending one again once its address is mended. */
@RestController
@RequestMapping("/api/notices/failed")
class UndeliveredApi {

    /** A letter that never arrived: whose, which event, since when and why; nothing of the case but its number. */
    record Undelivered(
            String id,
            NoticeEvent event,
            String clueNumber,
            String channel,
            String recipient,
            Instant createdAt,
            int attempts,
            String lastError,
            String subject,
            String reason,
            String recipientName) {}

    private final OutboxMessages letters;
    private final Outbox outbox;
    private final NoticeTexts texts;
    private final RecipientNames names;

    UndeliveredApi(OutboxMessages letters, Outbox outbox, NoticeTexts texts, RecipientNames names) {
        this.names = names;
        this.texts = texts;
        this.letters = letters;
        this.outbox = outbox;
    }

    @GetMapping
    @PreAuthorize("@rights.has(authentication, 'ADMINISTER')")
    List<Undelivered> failed(@RequestParam(defaultValue = "0") int page, Locale locale) {
        return letters.findByChannelInAndStatusOrderByCreatedAtDescIdDesc(
                        List.of(NoticeChannel.values()),
                        OutboxMessage.Status.FAILED,
                        PageRequest.of(PageNumber.check(page, Inbox.LARGEST_PAGE), Inbox.LARGEST_PAGE))
                .map(l -> new Undelivered(
                        l.getId(),
                        l.event(),
                        l.clueNumber(),
                        l.channel().name(),
                        l.recipient(),
                        l.createdAt(),
                        l.attempts(),
                        l.lastError(),
                        texts.of("channel." + l.channel(), locale),
                        names.reason(l, locale),
                        names.of(l, locale)))
                .getContent();
    }

    @PostMapping("/{id}/again")
    @PreAuthorize("@rights.has(authentication, 'ADMINISTER')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void again(@PathVariable String id) {
        outbox.sendAgain(id);
    }
}
