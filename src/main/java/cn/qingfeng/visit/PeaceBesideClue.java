package cn.qingfeng.visit;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.insight.file.FirmsPeace;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.place.Enterprise;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.reporter.finding.ReporterFinder;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Shows beside an appeal how its firm is inspected, to whoever may know of the reporter what is covered: units, which might
 * guess the firm by it, learn nothing. The firm is found by its keyed hash; nobody's identity is opened.
 */
@Component
class PeaceBesideClue implements FirmsPeace {

    private final ReporterFinder finder;
    private final Places places;
    private final Firms firms;
    private final Inspections inspections;
    private final ClueAccess access;
    private final Organization organization;

    PeaceBesideClue(
            ReporterFinder finder,
            Places places,
            Firms firms,
            Inspections inspections,
            ClueAccess access,
            Organization organization) {
        this.finder = finder;
        this.places = places;
        this.firms = firms;
        this.inspections = inspections;
        this.access = access;
        this.organization = organization;
    }

    @Override
    public Optional<Peace> beside(Clue clue, String reader) {
        if (clue.content().kind() != ClueKind.APPEAL || !access.maySeeMasked(access.viewer(reader), clue)) {
            return Optional.empty();
        }
        return finder.firmAmong(
                        clue.number(),
                        () -> places.enterprises().stream()
                                .map(Enterprise::creditCode)
                                .toList())
                .map(code -> peace(code, LocalDate.ofInstant(clue.registeredAt(), CountyClock.ZONE)))
                .filter(peace -> !peace.looks().isEmpty() || !peace.quiet().isEmpty());
    }

    private Peace peace(String code, LocalDate registered) {
        var quarter = VisitBook.quarterOf(registered);
        var looks = inspections.of(code).stream()
                .filter(one -> one.plannedOn().isAfter(registered.minusYears(1)))
                .toList();
        return new Peace(
                (int) looks.stream()
                        .filter(one -> VisitBook.quarterOf(one.plannedOn()).equals(quarter))
                        .count(),
                looks.stream()
                        .map(one -> new Look(one.plannedOn(), organization.unitName(one.unit()), one.subject()))
                        .toList(),
                firms.quiet(code).stream()
                        .map(one -> new Quiet(one.from(), one.to(), one.why()))
                        .toList());
    }
}
