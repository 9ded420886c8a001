package cn.qingfeng.matter;

import cn.qingfeng.organization.Duty;
import java.util.List;
import java.util.Set;

/**
 * A kind of matter, as the properties of its diagram describe it.
 *
 * @param key the process's id, which begins with {@link #KEY}
 * @param name what it is called
 * @param prefix how its numbers begin, its alone: {@code ZCH2026-0001}
 * @param start the duties whose holders may open one
 * @param see the duties whose holders see them: those held in a unit, the matters that the unit answers for
 * @param columns the answers that its ledger shows
 */
public record MatterKind(String key, String name, String prefix, Set<Duty> start, Set<Duty> see, List<Column> columns) {

    /** So begin the ids of the processes of matters, and of no others. */
    public static final String KEY = "matter-";

    /** The answer that says which unit answers for a matter; tasks are offered to it as {@code unit-${unit}}. */
    public static final String UNIT = "unit";

    /** The answer that a gateway asks for. */
    public static final String OUTCOME = "outcome";

    /**
     * An answer in the ledger.
     *
     * @param key the field's
     * @param label the field's
     */
    public record Column(String key, String label) {}

    public static boolean is(String process) {
        return process != null && process.startsWith(KEY);
    }
}
