package cn.qingfeng.notification;

import cn.qingfeng.Refusal;
import java.time.Clock;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Letters on their way out. At least once: a crash after the server's yes repeats a mail under the same Message-ID. */
@Service
public class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final Letters letters;
    private final Notices notices;
    private final EmailChannel email;
    private final NoticeTexts texts;
    private final Clock clock;
    private final TransactionTemplate apart;

    Outbox(
            Letters letters,
            Notices notices,
            EmailChannel email,
            NoticeTexts texts,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.letters = letters;
        this.notices = notices;
        this.email = email;
        this.texts = texts;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Delivers one letter unless it was delivered, or given up, before. A letter that can never arrive is marked FAILED
     * and reported to the administrators.
     *
     * @return whether there is nothing left to do; false when the letter is given up
     * @throws NotDelivered when it did not work this time: try again later
     */
    @Transactional
    public boolean deliver(String noticeId) {
        var letter = letters.findById(noticeId).orElse(null);
        if (letter == null) {
            log.warn("notice {} is gone; nothing to deliver", noticeId);
            return true;
        }
        if (letter.status() != Letter.Status.QUEUED) {
            return letter.status() == Letter.Status.SENT;
        }
        var outcome = email.send(letter);
        return switch (outcome.kind()) {
            case SENT -> {
                letter.sent(clock.instant());
                yield true;
            }
            case NEVER -> {
                letter.failed(outcome.reasonKey() + " " + outcome.detail());
                log.warn("notice {} cannot be delivered: {} {}", noticeId, outcome.reasonKey(), outcome.detail());
                notices.reportUndeliverable(letter, outcome.reasonKey());
                yield false;
            }
            case NOT_NOW -> {
                // The surrounding transaction is about to be rolled back; the try is remembered apart from it.
                apart.executeWithoutResult(status -> letters.findById(noticeId)
                        .ifPresent(l -> l.missed(outcome.reasonKey() + " " + outcome.detail())));
                throw new NotDelivered(texts.of(outcome.reasonKey(), Locale.SIMPLIFIED_CHINESE, outcome.detail())
                        .strip());
            }
        };
    }

    /**
     * Puts a failed letter on its way again, after somebody mended the address.
     *
     * @throws Refusal when there is no such letter, or it did not fail
     */
    @Transactional
    public void sendAgain(String noticeId) {
        var letter = letters.findById(noticeId).orElseThrow(() -> Refusal.notFound("notice.refused.unknown"));
        if (letter.status() != Letter.Status.FAILED) {
            throw Refusal.conflict("notice.refused.notFailed");
        }
        letter.queueAgain();
        notices.queue(letter);
    }
}
