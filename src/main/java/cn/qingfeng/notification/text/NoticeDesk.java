package cn.qingfeng.notification.text;

import cn.qingfeng.Refusal;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.channel.NoticeChannel;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where process owners and administrators write what notices say. */
@Service
@Transactional(readOnly = true)
public class NoticeDesk {

    /** A text as its writer sees it: places by their Chinese names. */
    public record Draft(String subject, String body, boolean own, List<String> places) {}

    /** How a text would read, or what is wrong with it. */
    public record Preview(String subject, String body, Map<String, String> faults) {}

    // The county's texts are Chinese, so their places are, too, whatever language the writer's page speaks.
    private static final Locale LANGUAGE = Locale.SIMPLIFIED_CHINESE;

    private final NoticeTexts texts;
    private final NoticeTemplates templates;
    private final Organization organization;
    private final Clock clock;

    NoticeDesk(NoticeTexts texts, NoticeTemplates templates, Organization organization, Clock clock) {
        this.texts = texts;
        this.templates = templates;
        this.organization = organization;
        this.clock = clock;
    }

    /** The text in force for one event and channel. */
    public Draft draft(NoticeEvent event, NoticeChannel channel) {
        var places = texts.places(texts.fillable(event), LANGUAGE);
        return new Draft(
                TemplateCheck.shown(texts.template(event, channel, "subject", LANGUAGE), places),
                TemplateCheck.shown(texts.template(event, channel, "body", LANGUAGE), places),
                templates.own(event, channel).isPresent(),
                List.copyOf(places.keySet()));
    }

    /** How this text would read with an example's facts; for a text that may not be kept, why not. */
    public Preview preview(NoticeEvent event, NoticeChannel channel, String subject, String body, Locale reader) {
        var faults = new ArrayList<Refusal.Fault>();
        var check = check(event);
        var storedSubject = check.stored("subject", subject, TemplateCheck.LONGEST_SUBJECT, faults);
        var storedBody = check.stored("body", body, TemplateCheck.LONGEST_BODY, faults);
        var values = texts.values("WY20260212-0001", example(), LANGUAGE);
        var said = new java.util.TreeMap<String, String>();
        faults.forEach(fault -> said.merge(
                fault.field(),
                texts.of(fault.key(), reader, fault.args().toArray()),
                (one, other) -> one.equals(other) ? one : one + " " + other));
        var filled = TemplateCheck.filled(storedBody, values);
        return new Preview(
                TemplateCheck.filled(storedSubject, values),
                channel == NoticeChannel.SMS ? texts.of("notice.sms", LANGUAGE, filled) : filled,
                said);
    }

    private Map<String, String> example() {
        var unit = organization.units().stream().findFirst().map(one -> one.name());
        return Map.of(
                Notice.CARD, "YELLOW",
                Notice.UNIT, unit.orElseGet(() -> texts.of("notice.none.unit", LANGUAGE)),
                Notice.DUE_AT, clock.instant().plus(Duration.ofDays(3)).toString(),
                Notice.OTHER, "JB20260212-0001",
                Notice.REASON, "limit.FINISH",
                Notice.OPEN, "12",
                Notice.SOON, "3",
                Notice.LATE, "1");
    }

    /**
     * Keeps a text.
     *
     * @throws Refusal with a fault for each field that may not be kept
     */
    @Transactional
    public void save(NoticeEvent event, NoticeChannel channel, String subject, String body, String by) {
        var faults = new ArrayList<Refusal.Fault>();
        var check = check(event);
        var storedSubject = check.stored("subject", subject, TemplateCheck.LONGEST_SUBJECT, faults);
        var storedBody = check.stored("body", body, TemplateCheck.LONGEST_BODY, faults);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        templates.save(event, channel, storedSubject, storedBody, by);
    }

    /** Puts the shipped text, or for another channel than the inbox the inbox's, back. */
    @Transactional
    public void putBack(NoticeEvent event, NoticeChannel channel, String by) {
        if (templates.own(event, channel).isPresent()) {
            templates.save(event, channel, null, null, by);
        }
    }

    String personName(String username) {
        return organization.personName(username);
    }

    private TemplateCheck check(NoticeEvent event) {
        var people = organization.allUnits().stream()
                .flatMap(unit -> organization.peopleIn(unit.code()).stream())
                .map(Person::name)
                .toList();
        return new TemplateCheck(texts.places(texts.fillable(event), LANGUAGE), texts.fillable(event), people);
    }

    /** Which texts the county wrote itself. */
    Optional<NoticeTemplates.Written> own(NoticeEvent event, NoticeChannel channel) {
        return templates.own(event, channel);
    }
}
