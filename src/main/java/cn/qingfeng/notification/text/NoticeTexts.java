package cn.qingfeng.notification.text;

import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.OutboxMessage;
import cn.qingfeng.notification.channel.NoticeChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The words of a letter in the reader's language: the county's own text where it wrote one, else the shipped one
 * ({@code notice.<EVENT>.subject} and {@code .body}), whose arguments are the {@link Placeholder}s in their order.
 */
@Component
public class NoticeTexts {

    private final MessageSource messages;
    private final NoticeTemplates templates;
    private final Clock clock;

    NoticeTexts(MessageSource messages, NoticeTemplates templates, Clock clock) {
        this.messages = messages;
        this.templates = templates;
        this.clock = clock;
    }

    public String subject(OutboxMessage letter, Locale locale) {
        return subject(letter.event(), letter.channel(), values(letter.clueNumber(), letter.facts(), locale), locale);
    }

    public String body(OutboxMessage letter, Locale locale) {
        return body(letter.event(), letter.channel(), values(letter.clueNumber(), letter.facts(), locale), locale);
    }

    public String subject(NoticeEvent event, NoticeChannel channel, Map<Placeholder, String> values, Locale locale) {
        return TemplateCheck.filled(template(event, channel, "subject", locale), values);
    }

    public String body(NoticeEvent event, NoticeChannel channel, Map<Placeholder, String> values, Locale locale) {
        return TemplateCheck.filled(template(event, channel, "body", locale), values);
    }

    /** The text of a key of ours, for mails and failures. */
    public String of(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }

    /** The text in force with its places unfilled. What the county wrote is Chinese; others read the shipped text. */
    String template(NoticeEvent event, NoticeChannel channel, String part, Locale locale) {
        if (!Locale.ENGLISH.getLanguage().equals(locale.getLanguage())) {
            var written = templates.of(event, channel);
            if (written.isPresent()) {
                return "subject".equals(part)
                        ? written.get().subject()
                        : written.get().body();
            }
        }
        return shipped(event, part, locale);
    }

    /** The shipped text with its places unfilled. */
    String shipped(NoticeEvent event, String part, Locale locale) {
        return of(
                "notice." + event + "." + part,
                locale,
                Arrays.stream(Placeholder.values()).map(Placeholder::token).toArray());
    }

    /** The places by the names that a writer sees, in the reader's language. */
    Map<String, Placeholder> places(Set<Placeholder> which, Locale locale) {
        var names = new LinkedHashMap<String, Placeholder>();
        which.forEach(place -> names.put(of("notice.place." + place, locale), place));
        return names;
    }

    /** What an event can fill: what its shipped text uses, and for the house also card, unit and limit. */
    Set<Placeholder> fillable(NoticeEvent event) {
        var places = EnumSet.noneOf(Placeholder.class);
        var shipped = shipped(event, "subject", Locale.ROOT) + shipped(event, "body", Locale.ROOT);
        Arrays.stream(Placeholder.values())
                .filter(place -> shipped.contains(place.token()))
                .forEach(places::add);
        if (!event.forReporter() && !event.forAdministrators()) {
            places.addAll(EnumSet.of(Placeholder.NUMBER, Placeholder.CARD, Placeholder.UNIT, Placeholder.DUE));
        }
        return places;
    }

    /** What fills the places of one notice. */
    Map<Placeholder, String> values(String clueNumber, Map<String, String> facts, Locale locale) {
        var card = facts.get(Notice.CARD);
        var reason = facts.get(Notice.REASON);
        var values = new EnumMap<Placeholder, String>(Placeholder.class);
        values.put(Placeholder.NUMBER, clueNumber);
        values.put(Placeholder.CARD, of(card == null ? "notice.none.card" : "notice.card." + card, locale));
        values.put(Placeholder.UNIT, oneLine(facts.getOrDefault(Notice.UNIT, of("notice.none.unit", locale))));
        values.put(Placeholder.DUE, until(facts.get(Notice.DUE_AT), locale));
        values.put(Placeholder.OTHER, oneLine(facts.getOrDefault(Notice.OTHER, "")));
        values.put(Placeholder.REASON, reason == null ? "" : reasons(reason, locale));
        values.put(Placeholder.OPEN, facts.getOrDefault(Notice.OPEN, "0"));
        values.put(Placeholder.SOON, facts.getOrDefault(Notice.SOON, "0"));
        values.put(Placeholder.LATE, facts.getOrDefault(Notice.LATE, "0"));
        return values;
    }

    /** One reason, or several limits with a blank between their keys. */
    private String reasons(String keys, Locale locale) {
        return Arrays.stream(keys.split(" "))
                .map(key -> messages.getMessage(key, null, "", locale))
                .collect(Collectors.joining(messages.getMessage("form.separator", null, locale)));
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
