package cn.qingfeng.casework;

import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.operation.DiskLow;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the administrators, once a day, that the disk fills up: before it is full. */
@Component
class DiskNotices {

    private final Notices notices;
    private final Organization organization;
    private final Clock clock;

    DiskNotices(Notices notices, Organization organization, Clock clock) {
        this.notices = notices;
        this.organization = organization;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    public void on(DiskLow low) {
        Set<String> administrators = organization.peopleWith(Duty.ADMIN).stream()
                .map(person -> person.username())
                .collect(Collectors.toSet());
        if (!administrators.isEmpty()) {
            notices.send(new Notice(
                    "disk-low/" + LocalDate.ofInstant(clock.instant(), clock.getZone()),
                    NoticeEvent.DISK_LOW,
                    "",
                    administrators,
                    Map.of(Notice.OPEN, String.valueOf(low.megabytes()), Notice.LINK, "/inbox")));
        }
    }
}
