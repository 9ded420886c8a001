package cn.qingfeng.clue.timeline;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which units a timeline entry is about: the lead unit's code, then those that assist it, in the order of their codes.
 *
 * @param assisting empty where the lead unit works alone
 */
public record UnitsTold(String lead, Set<String> assisting) {

    private static final String AND = " + ";
    private static final String COMMA = ", ";

    public UnitsTold {
        assisting = Collections.unmodifiableSortedSet(new TreeSet<>(assisting));
    }

    public static UnitsTold of(String lead, Collection<String> assisting) {
        return new UnitsTold(lead, Set.copyOf(assisting));
    }

    /** Reads what {@link #toString} wrote; a single code is a lead unit alone. */
    public static UnitsTold of(String entry) {
        var parts = entry.split(" \\+ ", 2);
        return of(parts[0], parts.length < 2 ? List.of() : Arrays.asList(parts[1].split(COMMA)));
    }

    /** As the timeline keeps it, under the chain: {@code tax + fire, housing}. */
    @Override
    public String toString() {
        return assisting.isEmpty() ? lead : lead + AND + String.join(COMMA, assisting);
    }
}
