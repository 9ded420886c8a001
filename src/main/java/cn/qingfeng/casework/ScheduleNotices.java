package cn.qingfeng.casework;

import cn.qingfeng.discipline.SealedMatterDue;
import cn.qingfeng.insight.pack.PackMade;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Right;
import cn.qingfeng.outward.HookFailing;
import cn.qingfeng.province.ProvinceDue;
import cn.qingfeng.schedule.ChecksFailed;
import cn.qingfeng.supervision.digest.CalendarMissing;
import cn.qingfeng.supervision.digest.DigestMade;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells people what ran by the calendar, in the run's own transaction: once a period. */
@Component
class ScheduleNotices {

    private final Notices notices;
    private final Organization organization;

    ScheduleNotices(Notices notices, Organization organization) {
        this.notices = notices;
        this.organization = organization;
    }

    /** A morning on which nothing is due or late is no news. */
    @EventListener
    void on(DigestMade digest) {
        if (digest.soon() + digest.late() == 0) {
            return;
        }
        tell(
                "morning-digest/" + digest.period() + "/" + digest.unit(),
                NoticeEvent.MORNING_DIGEST,
                names(organization.peopleWith(Duty.UNIT_LEADER, digest.unit())),
                Map.of(
                        Notice.UNIT, organization.unitName(digest.unit()),
                        Notice.OPEN, String.valueOf(digest.open()),
                        Notice.SOON, String.valueOf(digest.soon()),
                        Notice.LATE, String.valueOf(digest.late()),
                        Notice.LINK, "/ledger?open=true&sort=due&unit=" + digest.unit()));
    }

    @EventListener
    void on(PackMade pack) {
        switch (pack.kind()) {
            case "weekly" -> tell(pack, NoticeEvent.WEEKLY_LIST, Right.BE_TOLD_OF_PACKS);
            case "monthly" -> tell(pack, NoticeEvent.MONTHLY_REVIEW, Right.BE_TOLD_OF_PACKS);
            case "reveals" -> tell(pack, NoticeEvent.REVEAL_LIST, Right.READ_REVEAL_PACK);
            default -> throw new IllegalArgumentException("nobody is told of " + pack.kind());
        }
    }

    private void tell(PackMade pack, NoticeEvent event, Right right) {
        tell(
                pack.kind() + "/" + pack.period(),
                event,
                with(right.anyhow().toArray(Duty[]::new)),
                Map.of(
                        Notice.OTHER, pack.name(),
                        Notice.OPEN, String.valueOf(pack.count()),
                        Notice.SOON, String.valueOf(pack.soon()),
                        Notice.LATE, String.valueOf(pack.late()),
                        Notice.LINK, pack.link()));
    }

    @EventListener
    void on(CalendarMissing missing) {
        // Once ahead of the year, and once more when it has begun: to those who can enter it, and to nobody else.
        var begun = missing.period().startsWith(missing.year() + "-");
        tell(
                "calendar-missing/" + missing.year() + (begun ? "/begun" : "/ahead"),
                NoticeEvent.CALENDAR_MISSING,
                with(Duty.PROCESS_OWNER, Duty.ADMIN),
                Map.of(
                        Notice.OTHER, String.valueOf(missing.year()),
                        Notice.OPEN, String.valueOf(missing.clues()),
                        Notice.LINK, "/calendar?year=" + missing.year()));
    }

    @EventListener
    void on(ProvinceDue due) {
        tell(
                due.key(),
                NoticeEvent.PROVINCE_DUE,
                with(
                        due.reports()
                                ? new Duty[] {Duty.REPORT_DESK}
                                : Right.ENTER_AT_PROVINCE.duties().toArray(Duty[]::new)),
                Map.of(
                        Notice.SOON, String.valueOf(due.soon()),
                        Notice.LATE, String.valueOf(due.late()),
                        Notice.LINK, "/province"));
    }

    @EventListener
    void on(HookFailing failing) {
        tell(
                failing.key(),
                NoticeEvent.WEBHOOK_FAILING,
                with(Duty.ADMIN),
                Map.of(
                        Notice.OTHER, failing.name(),
                        Notice.OPEN, String.valueOf(failing.failures()),
                        Notice.LINK, "/webhooks"));
    }

    @EventListener
    void on(ChecksFailed failed) {
        tell(
                failed.check() + "/" + failed.period(),
                NoticeEvent.CHECK_FAILED,
                with(Duty.ADMIN),
                Map.of(Notice.OPEN, String.valueOf(failed.problems()), Notice.LINK, "/schedule/differences"));
    }

    @EventListener
    void on(SealedMatterDue due) {
        tell(
                "sealed-matter/" + due.number() + "/" + due.period(),
                due.late() ? NoticeEvent.SEALED_LATE : NoticeEvent.SEALED_DUE,
                with(Duty.REPORT_DESK),
                Map.of(
                        Notice.OTHER, due.number(),
                        Notice.DUE_AT, due.dueAt().toString(),
                        Notice.LINK, "/report-desk"));
    }

    /** Not about one clue, so without a number. */
    private void tell(String key, NoticeEvent event, Set<String> people, Map<String, String> facts) {
        if (!people.isEmpty()) {
            notices.send(new Notice(key, event, "", people, facts));
        }
    }

    private Set<String> with(Duty... duties) {
        var people = new TreeSet<String>();
        for (var duty : duties) {
            people.addAll(names(organization.peopleWith(duty)));
        }
        return people;
    }

    private static Set<String> names(Collection<Person> people) {
        var names = new TreeSet<String>();
        people.forEach(person -> names.add(person.username()));
        return names;
    }
}
