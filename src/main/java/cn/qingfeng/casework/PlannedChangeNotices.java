package cn.qingfeng.casework;

import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.county.CountyBook.Subject;
import cn.qingfeng.organization.event.PlannedChangeRefused;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A planned change that did not take effect needs somebody's hand: the office, whoever entered it and, about people, whoever
 * appoints them are told that there is one; what and why, the page says to those who may read it.
 */
@Component
class PlannedChangeNotices {

    private final Notices notices;
    private final Organization organization;
    private final Clock clock;

    PlannedChangeNotices(Notices notices, Organization organization, Clock clock) {
        this.notices = notices;
        this.organization = organization;
        this.clock = clock;
    }

    @EventListener
    void on(PlannedChangeRefused refused) {
        var change = refused.change();
        var duties = EnumSet.of(Duty.OFFICE_HEAD, Duty.GROUP_HEAD);
        if (change.wish().act().subject() == Subject.PERSON) {
            duties.add(Duty.ADMIN);
        }
        var people = new TreeSet<String>();
        organization.peopleWith(duties).forEach(person -> people.add(person.username()));
        organization.person(change.by()).filter(Person::active).ifPresent(person -> people.add(person.username()));
        if (people.isEmpty()) {
            return;
        }
        notices.send(new Notice(
                "planned-change/" + change.id(),
                NoticeEvent.CHANGE_REFUSED,
                "",
                people,
                Map.of(
                        Notice.REASON,
                        "county.subject." + change.wish().act().subject(),
                        Notice.DUE_AT,
                        change.wish()
                                .day()
                                .atStartOfDay(clock.getZone())
                                .toInstant()
                                .toString(),
                        Notice.LINK,
                        "/county/ahead")));
    }
}
