package cn.qingfeng.clue.access;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Right;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who wants to see clues: who it is and what the person is there for.
 *
 * @param units codes of the units in which the person handles or leads
 * @param keptOutOf numbers of the clues that the person must keep out of
 */
public record Viewer(String username, Set<Duty> duties, Set<String> units, Set<String> keptOutOf) {

    /** The viewer with these duties. */
    public static Viewer of(String username, Collection<HeldDuty> held, Set<String> keptOutOf) {
        var duties = EnumSet.noneOf(Duty.class);
        var units = new TreeSet<String>();
        for (var duty : held) {
            duties.add(duty.duty());
            if (duty.duty().perUnit()) {
                units.add(duty.unit());
            }
        }
        return new Viewer(username, duties, units, keptOutOf);
    }

    Viewer with(Duty further) {
        var more = EnumSet.of(further, duties.toArray(Duty[]::new));
        return new Viewer(username, more, units, keptOutOf);
    }

    /** The same person at these units: a unit also stands for those whose place it took. */
    Viewer at(Set<String> places) {
        return places.equals(units) ? this : new Viewer(username, duties, places, keptOutOf);
    }

    boolean keepsOutOf(Clue clue) {
        return keptOutOf.contains(clue.number().value());
    }

    /** Whether the viewer holds one of these duties. */
    boolean holdsAny(Collection<Duty> wanted) {
        return duties.stream().anyMatch(wanted::contains);
    }

    /** Whether one of the viewer's duties has this right to anything; to a certain clue, {@link ClueAccess#may} says. */
    public boolean has(Right right) {
        return right.isOfAny(duties);
    }
}
