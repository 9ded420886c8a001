package cn.qingfeng.matter;

import java.time.Instant;
import java.util.List;

/**
 * A matter as its ledger knows it.
 *
 * @param place in the order of its kind's ledger
 * @param unit the code of the unit that answers for it; null before one does
 * @param person whose it is: a step that is offered to a duty of this person is offered to nobody else with it; null where it
 *     is nobody's in particular
 * @param dueAt the nearest end of a limit of a step that waits; null where none runs
 * @param endedAs the name of the end that its process reached; empty before it did, and of what ended before names were kept
 * @param title what whoever opened it called it
 * @param answers what was filled in last under each key, for the ledger's columns
 */
public record Matter(
        String number,
        String kind,
        long place,
        String unit,
        String person,
        MatterState state,
        String openedBy,
        Instant openedAt,
        Instant suspendedAt,
        Instant endedAt,
        String endedAs,
        Instant dueAt,
        String title,
        java.util.Map<String, String> answers) {

    /**
     * A step that waits for somebody, or waited.
     *
     * @param id the engine's task
     * @param offered the groups it is offered to
     * @param holder whoever took it; null while nobody did
     * @param because how the end of its limit was counted; null where it has none
     */
    public record Step(
            String id,
            String step,
            String name,
            List<String> offered,
            String holder,
            Instant begunAt,
            Instant dueAt,
            String because,
            Instant endedAt) {}

    /** What was answered to one question. */
    public record Told(String key, String label, String text) {}

    /**
     * An entry of its timeline.
     *
     * @param step the step's name; null where it was none
     * @param told what was answered or said
     */
    public record Entry(int ordinal, Instant at, String by, MatterAct act, String step, List<Told> told) {}
}
