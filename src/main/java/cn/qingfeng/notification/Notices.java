package cn.qingfeng.notification;

import cn.qingfeng.PerTransaction;
import cn.qingfeng.notification.address.AddressBook;
import cn.qingfeng.notification.address.UnitChannels;
import cn.qingfeng.notification.channel.GatewaySettings;
import cn.qingfeng.notification.channel.MailSettings;
import cn.qingfeng.notification.channel.NoticeChannel;
import cn.qingfeng.notification.channel.SmsChannel;
import cn.qingfeng.notification.text.NoticeTexts;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.absence.Absences;
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people what happened: always in their inbox, and by the other ways that their units chose and the county has. */
@Service
public class Notices {

    private static final Logger log = LoggerFactory.getLogger(Notices.class);

    private final OutboxMessages letters;
    private final Recipients recipients;
    private final AddressBook addresses;
    private final Organization organization;
    private final UnitChannels units;
    private final MailSettings mail;
    private final GatewaySettings gateways;
    private final ObjectProvider<ReporterPhones> reporters;
    private final NoticeTexts texts;
    private final Absences absences;
    private final ObjectProvider<KeptOut> keptOut;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** Under which keys this transaction has told somebody. */
    private final PerTransaction<String, AtomicBoolean> keys = new PerTransaction<>();

    Notices(
            OutboxMessages letters,
            Recipients recipients,
            AddressBook addresses,
            Organization organization,
            UnitChannels units,
            MailSettings mail,
            GatewaySettings gateways,
            ObjectProvider<ReporterPhones> reporters,
            NoticeTexts texts,
            Absences absences,
            ObjectProvider<KeptOut> keptOut,
            ApplicationEventPublisher events,
            Clock clock) {
        this.letters = letters;
        this.recipients = recipients;
        this.addresses = addresses;
        this.organization = organization;
        this.units = units;
        this.mail = mail;
        this.gateways = gateways;
        this.reporters = reporters;
        this.texts = texts;
        this.absences = absences;
        this.keptOut = keptOut;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Tells of a clue those whom the table of recipients names, with the cause: both are stored or neither.
     *
     * @param key as {@link Notice#key()}
     * @param facts as {@link Notice#facts()}
     * @param first as for {@link #send(Notice, boolean)}
     * @throws org.springframework.transaction.IllegalTransactionStateException when there is no transaction to share
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(String key, NoticeEvent event, About clue, Map<String, String> facts, boolean first) {
        send(new Notice(key, event, clue.clueNumber(), recipients.of(event, clue), facts), first);
    }

    /**
     * Writes the notice with its cause: both are stored or neither. Sending the same key twice tells nobody twice.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException when there is no transaction to share
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Notice notice) {
        send(notice, false);
    }

    /**
     * As {@link #send(Notice)}.
     *
     * @param first whether the key names something that only this transaction has made, so that no other can have told it: who
     *     was told under it is asked only where this one told it before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Notice notice, boolean first) {
        if (notice.recipients().isEmpty()) {
            log.warn("{} of {} has no recipient", notice.event(), notice.clueNumber());
            return;
        }
        var told = new HashSet<Told>();
        var asked = present(notice.event(), notice.clueNumber(), notice.recipients());
        var before = keys.get(notice.key(), key -> new AtomicBoolean()).getAndSet(true);
        if (before || !first) {
            letters.findByEventKey(notice.key()).forEach(l -> told.add(new Told(l.recipient(), l.channel())));
        }
        var contacts = new TreeMap<String, AddressBook.Contact>();
        var people = new TreeSet<String>();
        for (var recipient : asked) {
            if (Recipients.REPORTER.equals(recipient)) {
                writeToReporter(notice, told);
                continue;
            }
            write(notice, recipient, NoticeChannel.INBOX, told);
            // A star is a wish to see it in the inbox, not to be called by it.
            if (notice.event() != NoticeEvent.UNDELIVERABLE && notice.event() != NoticeEvent.FOLLOWED) {
                addresses.contact(recipient).ifPresent(contact -> contacts.put(recipient, contact));
                people.add(recipient);
            }
        }
        if (people.isEmpty()) {
            return;
        }
        var chosen = units.enabled(
                contacts.values().stream().map(AddressBook.Contact::unit).collect(Collectors.toSet()));
        contacts.forEach((recipient, contact) -> {
            var ways = chosen.get(contact.unit());
            if (mail.enabled() && ways.contains(NoticeChannel.EMAIL) && contact.email() != null) {
                write(notice, recipient, NoticeChannel.EMAIL, told);
            }
            if (gateways.sms().enabled()
                    && ways.contains(NoticeChannel.SMS)
                    && contact.phone() != null
                    && SmsChannel.mobile(contact.phone()).isPresent()) {
                write(notice, recipient, NoticeChannel.SMS, told);
            }
        });
        writeToGroups(notice, people, chosen, told);
    }

    /** A group hears what is told to one of the people who handle or sign for its unit. */
    private void writeToGroups(
            Notice notice, Set<String> people, Map<String, Set<NoticeChannel>> chosen, Set<Told> told) {
        var robots = new TreeMap<>(chosen);
        robots.values().removeIf(ways -> ways.stream().noneMatch(NoticeChannel::toGroup));
        if (!robots.isEmpty()) {
            robots.keySet().retainAll(addresses.unitsOf(people));
            robots.forEach((unit, ways) -> ways.stream()
                    .filter(NoticeChannel::toGroup)
                    .forEach(channel -> write(notice, UnitChannels.groupOf(unit), channel, told)));
        }
    }

    /** The user names of those in the county whom such a notice would reach now. */
    @Transactional(readOnly = true)
    public Set<String> reaches(NoticeEvent event, About clue) {
        var people = new TreeSet<>(recipients.of(event, clue));
        people.remove(Recipients.REPORTER);
        return present(event, clue.clueNumber(), people);
    }

    /** While somebody is away the substitute is told, unless that one must keep out, or it is about the person alone. */
    private TreeSet<String> present(NoticeEvent event, String clueNumber, Set<String> recipients) {
        var present = new TreeSet<String>();
        for (var recipient : recipients) {
            present.add(
                    event.personal()
                            ? recipient
                            : absences.inPlaceOf(recipient)
                                    .filter(substitute ->
                                            keptOut.stream().noneMatch(rule -> rule.keepsOut(clueNumber, substitute)))
                                    .orElse(recipient));
        }
        return present;
    }

    private record Told(String recipient, NoticeChannel channel) {}

    private void write(Notice notice, String recipient, NoticeChannel channel, Set<Told> told) {
        if (told.add(new Told(recipient, channel))) {
            var letter = letters.save(new OutboxMessage(notice, recipient, channel, clock.instant()));
            if (channel != NoticeChannel.INBOX) {
                queue(letter);
            }
        }
    }

    /** A reporter has no inbox; without a gateway or a number the receipt's page still tells. */
    private void writeToReporter(Notice notice, Set<Told> told) {
        var phones = reporters.getIfAvailable();
        if (gateways.sms().enabled()
                && phones != null
                && phones.phoneOf(notice.clueNumber()).isPresent()) {
            write(notice, Recipients.REPORTER, NoticeChannel.SMS, told);
        }
    }

    /** Tells the administrators, in their inboxes only, that a letter will never arrive by itself. */
    void reportUndeliverable(OutboxMessage letter, String reasonKey) {
        var administrators = addresses.administrators();
        if (!administrators.isEmpty()) {
            send(new Notice(
                    "undeliverable/" + letter.getId() + "/" + letter.attempts(),
                    NoticeEvent.UNDELIVERABLE,
                    letter.clueNumber(),
                    Set.copyOf(administrators),
                    Map.of(
                            Notice.OTHER,
                            named(letter.recipient()),
                            Notice.REASON,
                            reasonKey,
                            Notice.LINK,
                            "/notices/undelivered")));
        }
    }

    /** A recipient in the county's words: a user name, a unit's group, or the reporter. */
    private String named(String recipient) {
        if (Recipients.REPORTER.equals(recipient)) {
            return texts.of("notice.recipient.reporter", Locale.SIMPLIFIED_CHINESE);
        }
        return UnitChannels.isGroup(recipient)
                ? texts.of(
                        "notice.recipient.group",
                        Locale.SIMPLIFIED_CHINESE,
                        organization.unitName(UnitChannels.unitOf(recipient)))
                : recipient;
    }

    /** Sends a letter on its way; the engine's job listens in this transaction. */
    void queue(OutboxMessage letter) {
        events.publishEvent(new NoticeQueued(letter.getId(), letter.eventKey()));
    }
}
