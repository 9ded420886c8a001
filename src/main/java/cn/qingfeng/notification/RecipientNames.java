package cn.qingfeng.notification;

import cn.qingfeng.notification.address.UnitChannels;
import cn.qingfeng.notification.text.NoticeTexts;
import cn.qingfeng.organization.Organization;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Whom a letter was for, in words: a person, a unit's group, the reporter without a name. */
@Component
public class RecipientNames {

    private final Organization organization;
    private final NoticeTexts texts;

    RecipientNames(Organization organization, NoticeTexts texts) {
        this.organization = organization;
        this.texts = texts;
    }

    public String of(OutboxMessage letter, Locale locale) {
        var recipient = letter.recipient();
        if (Recipients.REPORTER.equals(recipient)) {
            return texts.of("notice.recipient.reporter", locale);
        }
        if (UnitChannels.isGroup(recipient)) {
            return texts.of("notice.recipient.group", locale, organization.unitName(UnitChannels.unitOf(recipient)));
        }
        return organization
                .person(recipient)
                .map(person -> texts.of(
                        "notice.recipient.person", locale, person.name(), organization.unitName(person.unit())))
                .orElse(recipient);
    }

    /** Why it did not arrive: kept as a message's key and the other side's code. */
    public String reason(OutboxMessage letter, Locale locale) {
        var kept = letter.lastError();
        if (kept == null || kept.isBlank()) {
            return texts.of("notice.failure.unknown", locale);
        }
        var parts = kept.split(" ", 2);
        return parts[0].startsWith("notice.")
                ? texts.of(parts[0], locale, parts.length > 1 ? parts[1] : "").strip()
                : texts.of("notice.failure.unknown", locale);
    }
}
