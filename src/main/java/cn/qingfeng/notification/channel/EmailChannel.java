package cn.qingfeng.notification.channel;

import cn.qingfeng.notification.OutboxMessage;
import cn.qingfeng.notification.address.AddressBook;
import cn.qingfeng.notification.text.NoticeTexts;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.Locale;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Letters as plain-text mail: number, what happened, until when, and a link behind the login; nothing of the clue's text. */
@Component
class EmailChannel implements ChannelSender {

    // Mails go to officials whose language nobody asked; the county writes Chinese.
    private static final Locale LANGUAGE = Locale.SIMPLIFIED_CHINESE;

    private final ObjectProvider<JavaMailSender> sender;
    private final AddressBook addresses;
    private final NoticeTexts texts;
    private final MailSettings settings;
    private final Clock clock;

    EmailChannel(
            ObjectProvider<JavaMailSender> sender,
            AddressBook addresses,
            NoticeTexts texts,
            MailSettings settings,
            Clock clock) {
        this.sender = sender;
        this.addresses = addresses;
        this.texts = texts;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public NoticeChannel channel() {
        return NoticeChannel.EMAIL;
    }

    @Override
    public Outcome send(OutboxMessage letter) {
        var server = sender.getIfAvailable();
        if (server == null || !settings.enabled()) {
            return Outcome.down("notice.failure.noServer", "");
        }
        var address = addresses.contact(letter.recipient()).map(AddressBook.Contact::email);
        if (address.isEmpty()) {
            return Outcome.never("notice.failure.noAddress", "");
        }
        try {
            var message = server.createMimeMessage();
            var mail = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            mail.setFrom(settings.from());
            mail.setTo(new InternetAddress(address.get(), true));
            mail.setSubject(texts.subject(letter, LANGUAGE));
            mail.setText(
                    texts.of("notice.mail", LANGUAGE, texts.body(letter, LANGUAGE), settings.url() + letter.link()));
            mail.setSentDate(Date.from(clock.instant()));
            // A crash between the server's yes and our commit repeats the mail: by this the reader's program sees one.
            message.setHeader("Message-ID", "<" + letter.getId() + "@qingfeng>");
            message.setHeader("Auto-Submitted", "auto-generated");
            server.send(message);
            return Outcome.SENT;
        } catch (AddressException e) {
            return Outcome.never("notice.failure.badAddress", "");
        } catch (MailAuthenticationException e) {
            return Outcome.down("notice.failure.login", "");
        } catch (MailException | MessagingException e) {
            return judged(e);
        }
    }

    /** Only a recipient refused with 5xx is beyond repeating; everything else may pass by itself or by mending the server. */
    private static Outcome judged(Exception failure) {
        var open = new ArrayDeque<Throwable>();
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        open.add(failure);
        var reached = false;
        while (!open.isEmpty()) {
            var next = open.poll();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof SMTPAddressFailedException refused) {
                var code = String.valueOf(refused.getReturnCode());
                return refused.getReturnCode() >= 500
                        ? Outcome.never("notice.failure.refused", code)
                        : Outcome.notNow("notice.failure.later", code);
            }
            reached |= next instanceof SendFailedException;
            if (next instanceof MailSendException several) {
                Collections.addAll(open, several.getMessageExceptions());
            }
            if (next instanceof MessagingException chained && chained.getNextException() != null) {
                open.add(chained.getNextException());
            }
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
        }
        return reached ? Outcome.notNow("notice.failure.later", "") : Outcome.down("notice.failure.unreachable", "");
    }
}
