package cn.qingfeng.organization.county;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.ahead.CountyCommand;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The county's book, and what was refused, in the reader's language. */
@Component
public class CountyWords {

    /** One entry of the book as its reader sees it. */
    record Line(String at, String by, String what, String name, String from, String to, String moved, String reason) {}

    private final MessageSource messages;
    private final Organization organization;

    CountyWords(MessageSource messages, Organization organization) {
        this.messages = messages;
        this.organization = organization;
    }

    public String of(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }

    public String refusal(Refusal refused, Locale locale) {
        return of(refused.key(), locale, refused.args().toArray());
    }

    List<Line> lines(List<CountyBook.Entry> entries, Locale locale) {
        return entries.stream()
                .map(entry -> new Line(
                        Moments.minute(entry.at()),
                        actor(entry.by(), locale),
                        of("county.subject." + entry.subject(), locale) + " · "
                                + of("county.change." + entry.act(), locale),
                        name(entry, locale),
                        said(entry.from(), locale),
                        said(entry.to(), locale),
                        entry.clues() + entry.tasks() == 0
                                ? ""
                                : of("county.moved", locale, entry.clues(), entry.tasks()),
                        entry.reason()))
                .toList();
    }

    public String minute(Instant at) {
        return Moments.minute(at);
    }

    private String actor(String by, Locale locale) {
        return by.equals(CountyBook.SYSTEM) ? of("county.actor.system", locale) : organization.personName(by);
    }

    private String name(CountyBook.Entry entry, Locale locale) {
        return switch (entry.subject()) {
            case UNIT -> organization.unitName(entry.key());
            case PERSON -> organization.personName(entry.key()) + " (" + entry.key() + ")";
            case RECIPIENTS -> messages.getMessage("notice." + entry.key() + ".name", null, entry.key(), locale);
            default -> entry.key();
        };
    }

    /** Codes of groups, duties and units by their names; what people typed as it is. */
    private String said(String kept, Locale locale) {
        return kept == null
                ? ""
                : Arrays.stream(kept.split(" · "))
                        .map(part -> part(part, locale))
                        .collect(Collectors.joining(" · "));
    }

    private String part(String part, Locale locale) {
        var words = part.split(" ");
        if (Arrays.stream(CountyCommand.Act.values()).anyMatch(act -> act.name().equals(part))) {
            return of("county.ahead.short." + part, locale);
        }
        if (Arrays.stream(Duty.values()).anyMatch(duty -> duty.name().equals(words[0]))) {
            var duty = of("organization.duty." + words[0], locale);
            return words.length > 1 ? organization.unitName(words[1]) + " " + duty : duty;
        }
        return Optional.of(part)
                .filter(code -> Arrays.stream(UnitGroup.values())
                        .anyMatch(group -> group.name().equals(code)))
                .map(group -> of("organization.group." + group, locale))
                .orElseGet(() -> organization.unitName(part));
    }
}
