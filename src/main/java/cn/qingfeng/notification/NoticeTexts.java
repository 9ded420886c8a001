package cn.qingfeng.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The words of a letter in the reader's language. Every template takes the same arguments: 0 clue number, 1 card, 2 unit,
 * 3 until when, 4 another number or name, 5 a reason.
 */
@Component
class NoticeTexts {

    private final MessageSource messages;
    private final Clock clock;

    NoticeTexts(MessageSource messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    String subject(Letter letter, Locale locale) {
        return text(letter, "subject", locale);
    }

    String body(Letter letter, Locale locale) {
        return text(letter, "body", locale);
    }

    /** The text of a key of ours, for mails and failures. */
    String of(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }

    private String text(Letter letter, String part, Locale locale) {
        var facts = letter.facts();
        var card = facts.get(Notice.CARD);
        var reason = facts.get(Notice.REASON);
        return of(
                "notice." + letter.event() + "." + part,
                locale,
                letter.clueNumber(),
                of(card == null ? "notice.none.card" : "notice.card." + card, locale),
                oneLine(facts.getOrDefault(Notice.UNIT, of("notice.none.unit", locale))),
                until(facts.get(Notice.DUE_AT), locale),
                oneLine(facts.getOrDefault(Notice.OTHER, "")),
                reason == null ? "" : of(reason, locale));
    }

    private String until(String dueAt, Locale locale) {
        if (dueAt == null) {
            return of("notice.none.due", locale);
        }
        return DateTimeFormatter.ofPattern(of("notice.dateTime", locale), locale)
                .withZone(clock.getZone())
                .format(Instant.parse(dueAt));
    }

    /** A fact cannot start a new line, in a mail's header least of all. */
    private static String oneLine(String fact) {
        return fact.replaceAll("\\p{Cntrl}+", " ");
    }
}
