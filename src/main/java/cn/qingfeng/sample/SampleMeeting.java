package cn.qingfeng.sample;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.meeting.Meetings;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.Papers;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A joint meeting of the demo county, with what it decided and its minutes, so that its page is not empty. */
@Component
class SampleMeeting {

    private static final Logger LOG = LoggerFactory.getLogger(SampleMeeting.class);

    private static final String HEAD = "officehead";
    private static final int CLUES = 2;

    private final Meetings meetings;
    private final Papers papers;
    private final Organization organization;
    private final EntityManager entities;
    private final MessageSource messages;
    private final Clock clock;

    SampleMeeting(
            Meetings meetings,
            Papers papers,
            Organization organization,
            EntityManager entities,
            MessageSource messages,
            Clock clock) {
        this.meetings = meetings;
        this.papers = papers;
        this.organization = organization;
        this.entities = entities;
        this.messages = messages;
        this.clock = clock;
    }

    /** About the newest clues that a unit works on. */
    void hold() {
        var clues = entities.createQuery(
                        "select c from Clue c where c.status = :handling and c.content.kind = :appeal order by c.number desc",
                        Clue.class)
                .setParameter("handling", ClueStatus.HANDLING)
                .setParameter("appeal", ClueKind.APPEAL)
                .setMaxResults(CLUES)
                .getResultList();
        if (clues.isEmpty()) {
            return;
        }
        try {
            var meeting = meetings.call(
                    text("title"),
                    text("place"),
                    clock.instant().plusSeconds(60),
                    clues.stream().map(Clue::number).toList(),
                    HEAD);
            meetings.held(meeting.id(), text("outcome"), HEAD);
            for (var clue : clues) {
                var unit = clue.leadUnit().orElseThrow();
                for (var person : organization.peopleWith(Duty.HANDLER, unit).stream()
                        .limit(1)
                        .toList()) {
                    meetings.decide(meeting.id(), clue.number(), unit, person.username(), text("task"), 5, HEAD);
                }
            }
            papers.issue(
                    HEAD,
                    new Papers.Wish(PaperKind.MINUTES, null, meeting.id(), Map.of(), null),
                    UUID.randomUUID().toString());
        } catch (Refusal refused) {
            LOG.info("No joint meeting in the demo: {}", refused.key());
        }
    }

    private String text(String part) {
        return messages.getMessage("sample.meeting." + part, null, Locale.CHINA);
    }
}
