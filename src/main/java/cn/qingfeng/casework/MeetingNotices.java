package cn.qingfeng.casework;

import cn.qingfeng.meeting.DecisionLate;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a meeting decided is late: whoever has it, the unit's leaders and whoever called the meeting hear of it. */
@Component
class MeetingNotices {

    private final ClueNotifier concerned;
    private final Organization organization;

    MeetingNotices(ClueNotifier concerned, Organization organization) {
        this.concerned = concerned;
        this.organization = organization;
    }

    @EventListener
    void on(DecisionLate late) {
        var decision = late.decision();
        var people = new TreeSet<>(Set.of(late.calledBy()));
        people.addAll(organization.peopleWith(Duty.UNIT_LEADER, decision.unit()).stream()
                .map(Person::username)
                .collect(Collectors.toSet()));
        if (decision.person() != null) {
            people.add(decision.person());
        }
        concerned.tellPeople(
                decision.clue(), NoticeEvent.OVERDUE, "meeting.decision", decision.id(), people, decision.dueAt());
    }
}
