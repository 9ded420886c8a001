package cn.qingfeng.matter;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.organization.absence.Absences;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Who may what with matters: what the county's one table gives ({@link Right#SEE_MATTER}), narrowed by what the kind says.
 * Offices see a kind whole, units the matters that they answer for, whoever a matter is for that one.
 */
@Component
public class MatterRights {

    /**
     * Which matters of a kind somebody sees.
     *
     * @param all every one
     * @param units else those of these units, their predecessors' too
     */
    public record Scope(boolean all, Set<String> units) {

        public boolean nothing() {
            return !all && units.isEmpty();
        }
    }

    private final Organization organization;
    private final Optional<Absences> absences;

    MatterRights(Organization organization, Optional<Absences> absences) {
        this.organization = organization;
        this.absences = absences;
    }

    public Scope scope(String reader, MatterKind kind) {
        var held = organization.dutiesOf(reader);
        var all = held.stream()
                .map(HeldDuty::duty)
                .anyMatch(duty ->
                        Right.SEE_MATTER.duties().contains(duty) && kind.see().contains(duty));
        return new Scope(all, organization.withPredecessors(units(held, kind.see(), Right.SEE_MATTER.ownOnly())));
    }

    /** Whether somebody may read a matter: by the kind, or because it was the reader who opened it. */
    public boolean sees(String reader, MatterKind kind, Matter matter) {
        var scope = scope(reader, kind);
        return scope.all()
                || matter.unit() != null && scope.units().contains(matter.unit())
                || matter.openedBy().equals(reader) && mayOpen(reader, kind)
                || isOfPersons(reader, kind) && persons(reader).contains(matter.person());
    }

    /** Whose own matters somebody sees: the own ones, and those of whoever is away and is stood in for. */
    List<String> persons(String reader) {
        var persons = new ArrayList<>(List.of(reader));
        absences.ifPresent(known -> persons.addAll(known.inWhosePlace(reader)));
        return persons;
    }

    /** Whether a kind is anything of somebody's: to see of, or to open. */
    public boolean concerns(String reader, MatterKind kind) {
        return !scope(reader, kind).nothing() || mayOpen(reader, kind) || isOfPersons(reader, kind);
    }

    /** Whether somebody sees of a kind those matters that are the own. */
    boolean isOfPersons(String reader, MatterKind kind) {
        return organization.dutiesOf(reader).stream()
                .map(HeldDuty::duty)
                .anyMatch(duty -> !duty.perUnit()
                        && Right.SEE_MATTER.ownOnly().contains(duty)
                        && kind.see().contains(duty));
    }

    /** Whether somebody may put files to a matter: whoever works on such, while it goes on. */
    public boolean adds(String who, MatterKind kind, Matter matter) {
        return !matter.state().ended() && sees(who, kind, matter) && organization.has(who, Right.ADD_TO_MATTER);
    }

    public boolean mayOpen(String who, MatterKind kind) {
        return organization.dutiesOf(who).stream()
                .map(HeldDuty::duty)
                .anyMatch(duty -> kind.start().contains(duty)
                        && Right.OPEN_MATTER.anyhow().contains(duty));
    }

    /** The unit that answers for what somebody opens who may do it for a unit alone. */
    Optional<String> unitOf(String opener, MatterKind kind) {
        var held = organization.dutiesOf(opener);
        var office = held.stream()
                .map(HeldDuty::duty)
                .anyMatch(duty -> !duty.perUnit() && kind.start().contains(duty));
        return office
                ? Optional.empty()
                : units(held, kind.start(), Right.OPEN_MATTER.ownOnly()).stream()
                        .sorted()
                        .findFirst();
    }

    /** Suspends, takes up again and withdraws: by a duty that sees the kind, not by another one held beside it. */
    public boolean steers(String who, MatterKind kind) {
        return scope(who, kind).all()
                && Right.STEER_MATTER.isOfAny(organization.dutiesOf(who).stream()
                        .map(HeldDuty::duty)
                        .filter(kind.see()::contains)
                        .toList());
    }

    /** Urges whoever has what waits: whoever steers the kind, or urges at all and sees the kind by that duty. */
    public boolean urges(String who, MatterKind kind) {
        return steers(who, kind)
                || scope(who, kind).all()
                        && Right.URGE.isOfAny(organization.dutiesOf(who).stream()
                                .map(HeldDuty::duty)
                                .filter(kind.see()::contains)
                                .toList());
    }

    private static Set<String> units(Collection<HeldDuty> held, Set<Duty> named, List<Duty> own) {
        return held.stream()
                .filter(one -> one.duty().perUnit() && named.contains(one.duty()) && own.contains(one.duty()))
                .map(HeldDuty::unit)
                .collect(Collectors.toSet());
    }
}
