package cn.qingfeng.notification;

import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people what happened: always in their inbox, and by mail where the county has a server and they an address. */
@Service
public class Notices {

    private static final Logger log = LoggerFactory.getLogger(Notices.class);

    private final Letters letters;
    private final AddressBook addresses;
    private final MailSettings mail;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Notices(Letters letters, AddressBook addresses, MailSettings mail, ApplicationEventPublisher events, Clock clock) {
        this.letters = letters;
        this.addresses = addresses;
        this.mail = mail;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Writes the notice with its cause: both are stored or neither. Sending the same key twice tells nobody twice.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException when there is no transaction to share
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Notice notice) {
        if (notice.recipients().isEmpty()) {
            log.warn("{} of {} has no recipient", notice.event(), notice.clueNumber());
            return;
        }
        record Told(String recipient, Channel channel) {}
        var told = new HashSet<Told>();
        letters.findByEventKey(notice.key()).forEach(l -> told.add(new Told(l.recipient(), l.channel())));
        for (var recipient : notice.recipients()) {
            if (told.add(new Told(recipient, Channel.INBOX))) {
                letters.save(new Letter(notice, recipient, Channel.INBOX, clock.instant()));
            }
            if (mailed(notice.event())
                    && !told.contains(new Told(recipient, Channel.EMAIL))
                    && addresses.emailOf(recipient).isPresent()) {
                queue(letters.save(new Letter(notice, recipient, Channel.EMAIL, clock.instant())));
            }
        }
    }

    /** Tells the administrators, in their inboxes only, that a letter will never arrive by itself. */
    void reportUndeliverable(Letter letter, String reasonKey) {
        var administrators = addresses.administrators();
        if (!administrators.isEmpty()) {
            send(new Notice(
                    "undeliverable/" + letter.getId() + "/" + letter.attempts(),
                    NoticeEvent.UNDELIVERABLE,
                    letter.clueNumber(),
                    Set.copyOf(administrators),
                    Map.of(Notice.OTHER, letter.recipient(), Notice.REASON, reasonKey, Notice.LINK, "/inbox")));
        }
    }

    /** Sends a letter on its way; the engine's job listens in this transaction. */
    void queue(Letter letter) {
        events.publishEvent(new NoticeQueued(letter.getId(), letter.eventKey()));
    }

    private boolean mailed(NoticeEvent event) {
        return mail.enabled() && event != NoticeEvent.UNDELIVERABLE;
    }
}
