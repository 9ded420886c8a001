package cn.qingfeng.insight.pack;

import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.disclosure.RevealRequest;
import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * 身份揭示清单 (county plan, visibility ②): each month the discipline body reads who was shown a reporter, why and how often. A
 * month without a wish has its list too: that nobody asked is also told.
 */
@Component
class RevealList implements ScheduledJob {

    private final RevealRequests requests;
    private final ClueLedger ledger;
    private final Organization organization;
    private final Packs packs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RevealList(
            RevealRequests requests,
            ClueLedger ledger,
            Organization organization,
            Packs packs,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.ledger = ledger;
        this.organization = organization;
        this.packs = packs;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "reveal-list";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.onFirstWorkingDayOfMonth(LocalTime.of(8, 30));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofDays(366);
    }

    @Override
    public boolean everyTurnCounts() {
        return true;
    }

    @Override
    public JobResult run(Period period) {
        var from = period.date().atStartOfDay(clock.getZone()).toInstant();
        var to = period.date().plusMonths(1).atStartOfDay(clock.getZone()).toInstant();
        var pack = new RevealPack(
                period.name(),
                clock.instant(),
                requests.asked(from, to).stream().map(this::line).toList());
        packs.keep(Packs.Kind.REVEALS, period.label(), pack);
        events.publishEvent(new PackMade(
                "reveals",
                period.label(),
                period.name(),
                "/packs/reveals/" + period.label(),
                pack.lines().size(),
                pack.granted(),
                pack.looks()));
        return JobResult.of("schedule.report.reveals", pack.lines().size(), pack.granted(), pack.looks());
    }

    private RevealPack.Line line(RevealRequest request) {
        return new RevealPack.Line(
                request.number(),
                request.clue().value(),
                ledger.get(request.clue()).content().kind() == ClueKind.REPORT,
                organization
                        .person(request.askedBy())
                        .map(Person::unit)
                        .map(organization::unitName)
                        .orElse(""),
                organization.personName(request.askedBy()),
                request.askedAt(),
                request.ground(),
                request.decidedBy().map(organization::personName).orElse(null),
                request.state(),
                requests.looks(request.number()).size());
    }
}
