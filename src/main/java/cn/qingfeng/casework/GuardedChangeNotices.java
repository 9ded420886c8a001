package cn.qingfeng.casework;

import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.event.GuardedChangeMoved;
import cn.qingfeng.organization.guard.GuardedChange;
import cn.qingfeng.organization.guard.GuardedChanges;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever may object of each step of a wish about somebody who guards a secret, and the administrator of its outcome. */
@Component
class GuardedChangeNotices {

    private final Notices notices;
    private final GuardedChanges changes;

    GuardedChangeNotices(Notices notices, GuardedChanges changes) {
        this.notices = notices;
        this.changes = changes;
    }

    @EventListener
    void on(GuardedChangeMoved moved) {
        var change = moved.change();
        var people = new TreeSet<>(changes.told(change));
        var asked = change.state() == GuardedChange.State.WAITING;
        if (!asked) {
            people.add(change.askedBy());
        }
        notices.send(new Notice(
                "guarded/" + change.id() + "/" + change.state(),
                asked ? NoticeEvent.GUARDED_ASKED : NoticeEvent.GUARDED_SETTLED,
                "",
                people,
                Map.of(
                        Notice.REASON,
                        "guarded.step." + change.kind() + "." + change.state(),
                        Notice.DUE_AT,
                        (asked ? change.holdsFrom() : change.lapsesAt()).toString(),
                        Notice.LINK,
                        "/guarded-changes")));
    }
}
