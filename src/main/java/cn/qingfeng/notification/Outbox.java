package cn.qingfeng.notification;

import cn.qingfeng.Refusal;
import cn.qingfeng.notification.address.AddressBook;
import cn.qingfeng.notification.address.UnitChannels;
import cn.qingfeng.notification.channel.ChannelBreakers;
import cn.qingfeng.notification.channel.ChannelSender;
import cn.qingfeng.notification.channel.NoticeChannel;
import cn.qingfeng.notification.channel.Outcome;
import cn.qingfeng.notification.text.NoticeTexts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages on their way out. At least once: a crash after the server's yes repeats a mail under the same Message-ID. */
@Service
public class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final OutboxMessages letters;
    private final Notices notices;
    private final Map<NoticeChannel, ChannelSender> carriers;
    private final ChannelBreakers breakers;
    private final UnitChannels units;
    private final AddressBook addresses;
    private final NoticeTexts texts;
    private final Clock clock;
    private final TransactionTemplate apart;

    Outbox(
            OutboxMessages letters,
            Notices notices,
            List<ChannelSender> carriers,
            ChannelBreakers breakers,
            UnitChannels units,
            AddressBook addresses,
            NoticeTexts texts,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.letters = letters;
        this.notices = notices;
        this.carriers = carriers.stream().collect(Collectors.toMap(ChannelSender::channel, Function.identity()));
        this.breakers = breakers;
        this.units = units;
        this.addresses = addresses;
        this.texts = texts;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Delivers one letter unless it was delivered, or given up, before. A letter that can never arrive is marked FAILED
     * and reported to the administrators; one that comes in quiet hours, or finds its channel full, is not tried.
     *
     * @throws NotDelivered when it did not work this time: try again later
     */
    @Transactional
    public Delivery deliver(String noticeId) {
        var letter = letters.toDeliver(noticeId).orElse(null);
        if (letter == null) {
            log.warn("notice {} is gone; nothing to deliver", noticeId);
            return Delivery.DELIVERED;
        }
        if (letter.status() != OutboxMessage.Status.QUEUED) {
            return letter.status() == OutboxMessage.Status.SENT ? Delivery.DELIVERED : Delivery.UNDELIVERABLE;
        }
        var quiet = quietUntil(letter);
        if (quiet.isPresent()) {
            return Delivery.postponed(quiet.get());
        }
        var channel = letter.channel();
        switch (breakers.enter(channel)) {
            case FULL -> {
                return Delivery.postponed(breakers.nextPlace(channel));
            }
            case CLOSED -> throw notDelivered(noticeId, breakers.why(channel));
            case OPEN -> {
                // The letter goes out.
            }
        }
        // Only an error of our own leaves it so, and then its exception tells.
        var outcome = Outcome.notNow("notice.failure.unreachable", "");
        var began = System.nanoTime();
        try {
            outcome = carriers.get(channel).send(letter);
        } finally {
            breakers.leave(channel, outcome, Duration.ofNanos(System.nanoTime() - began));
        }
        return settled(letter, outcome);
    }

    private Delivery settled(OutboxMessage letter, Outcome outcome) {
        return switch (outcome.kind()) {
            case SENT -> {
                letter.sent(clock.instant());
                yield Delivery.DELIVERED;
            }
            case NEVER -> {
                letter.failed(outcome.reasonKey() + " " + outcome.detail());
                log.warn("notice {} cannot be delivered: {} {}", letter.getId(), outcome.reasonKey(), outcome.detail());
                notices.reportUndeliverable(letter, outcome.reasonKey());
                yield Delivery.UNDELIVERABLE;
            }
            case NOT_NOW, CHANNEL_DOWN -> throw notDelivered(letter.getId(), outcome);
        };
    }

    /** The surrounding transaction is about to be rolled back; the try is remembered apart from it. */
    private NotDelivered notDelivered(String noticeId, Outcome outcome) {
        apart.executeWithoutResult(status -> letters.findById(noticeId)
                .ifPresent(letter -> letter.missed(outcome.reasonKey() + " " + outcome.detail())));
        return new NotDelivered(texts.of(outcome.reasonKey(), Locale.SIMPLIFIED_CHINESE, outcome.detail())
                .strip());
    }

    /** Red is worth waking somebody for, and a reporter is not; nothing else is. */
    private Optional<Instant> quietUntil(OutboxMessage letter) {
        var recipient = letter.recipient();
        if ("RED".equals(letter.facts().get(Notice.CARD)) && !Recipients.REPORTER.equals(recipient)) {
            return Optional.empty();
        }
        var unit = UnitChannels.isGroup(recipient)
                ? UnitChannels.unitOf(recipient)
                : addresses.contact(recipient).map(AddressBook.Contact::unit).orElse(UnitChannels.COUNTY);
        return units.quiet(unit).endAfter(clock.instant(), clock.getZone());
    }

    /**
     * Puts a failed letter on its way again, after somebody mended the address.
     *
     * @throws Refusal when there is no such letter, or it did not fail
     */
    @Transactional
    public void sendAgain(String noticeId) {
        var letter = letters.findById(noticeId).orElseThrow(() -> Refusal.notFound("notice.refused.unknown"));
        if (letter.status() != OutboxMessage.Status.FAILED) {
            throw Refusal.conflict("notice.refused.notFailed");
        }
        letter.queueAgain();
        notices.queue(letter);
    }
}
