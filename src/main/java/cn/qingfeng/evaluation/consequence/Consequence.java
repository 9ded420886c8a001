package cn.qingfeng.evaluation.consequence;

import java.time.Instant;

/**
 * What follows from a result for a unit, or was proposed to.
 *
 * @param number of its matter
 * @param round the result's; null where somebody proposed it of the own accord
 * @param rule the rule that proposed it; null likewise
 * @param decidedAt when it was signed or dropped; null before
 * @param executedOn the day, as {@code 2026-04-20}; null before
 * @param liftedAt null while it stands
 * @param unsupportedSince the version of the result from which the rule proposes it no more; null while it does
 */
public record Consequence(
        String number,
        String round,
        String unit,
        String rule,
        Measure measure,
        State state,
        String decidedBy,
        Instant decidedAt,
        String executedOn,
        String document,
        Instant liftedAt,
        Integer unsupportedSince) {

    /** How far it has come. Words: {@code consequence.state.<NAME>}. */
    public enum State {
        PROPOSED,
        SIGNED,
        DROPPED,
        EXECUTED,
        LIFTED
    }

    /** Whether it is a warning in force ({@code UnitWarning}). */
    public boolean isWarningInForce() {
        return measure != null && measure.isWarning() && state == State.EXECUTED;
    }
}
