package cn.qingfeng.insight.figure;

import java.util.OptionalDouble;

/**
 * A number and what of it is whole.
 *
 * @param n how many clues
 * @param part the sum of their values; of flags, how many have it
 */
public record Count(long n, long part) {

    public static final Count NONE = new Count(0, 0);

    /** So few say little: their percentage is shown grey. */
    public static final int FEW = 20;

    public Count plus(Count more) {
        return new Count(n + more.n, part + more.part);
    }

    /** The part of the whole, from 0 to 1; empty where there is nothing to measure. */
    public OptionalDouble rate(int whole) {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / (double) (n * whole));
    }

    public boolean isFew() {
        return n < FEW;
    }

    boolean isNothing() {
        return n == 0 && part == 0;
    }
}
