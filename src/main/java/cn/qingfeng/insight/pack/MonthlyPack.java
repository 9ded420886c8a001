package cn.qingfeng.insight.pack;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.insight.figure.Score;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * 月讲评 as it was made: from clues that were closed in the month, and from those that lay late at a unit when it was made; named
 * beside them only what was reported to the county.
 */
record MonthlyPack(
        String month,
        Instant madeAt,
        int closed,
        List<Unit> units,
        List<Named> named,
        List<MattersInPacks.Sum> matters) {

    /** Those made before matters were counted have none. */
    MonthlyPack {
        matters = matters == null ? List.of() : matters;
    }

    MonthlyPack with(List<MattersInPacks.Sum> some) {
        return new MonthlyPack(month, madeAt, closed, units, named, some);
    }

    /** So few closed and late clues say nothing about a unit: it is shown without a rank. */
    static final int RANKED_FROM = Score.RANKED_FROM;

    /** A part of a whole; {@code of} zero: nothing to measure. */
    record Rate(double part, int of) {
        boolean measured() {
            return of > 0;
        }

        double value() {
            return part / of;
        }

        OptionalDouble measure() {
            return measured() ? OptionalDouble.of(value()) : OptionalDouble.empty();
        }

        /** Per cent without decimals, or a dash. */
        public String percent() {
            return measured() ? Math.round(value() * 100) + "%" : "–";
        }
    }

    /**
     * A unit's rates (R7, R8).
     *
     * @param rank 0: too few clues
     * @param open the clues that lay at the unit when it was made; {@code overdue} of how many it kept a limit waiting
     * @param notReached whose reporters nobody reached on the telephone before the clue was closed; what they think is unknown,
     *     and none of the rates counts them as content or not
     */
    record Unit(
            String code,
            String name,
            String leader,
            int rank,
            int closed,
            int open,
            int overdue,
            Rate signed,
            Rate responded,
            Rate finished,
            Rate solved,
            Rate satisfied,
            int notReached,
            Rate reworked,
            double score) {

        static double score(Rate signed, Rate finished, Rate solved, Rate satisfied, Rate reworked) {
            return Score.of(
                    signed.measure(), finished.measure(), solved.measure(), satisfied.measure(), reworked.measure());
        }

        /** What there is to rank it by. */
        int counted() {
            return closed + overdue;
        }

        Unit ranked(int place) {
            return new Unit(
                    code,
                    name,
                    leader,
                    place,
                    closed,
                    open,
                    overdue,
                    signed,
                    responded,
                    finished,
                    solved,
                    satisfied,
                    notReached,
                    reworked,
                    score);
        }

        public String points() {
            return String.valueOf(Math.round(score * 1000) / 10.0);
        }
    }

    /** A clue that was reported to the county, or handed over, and is still open. */
    record Named(String clueNumber, String unit, Card card, SupervisionStage stage) {}
}
