package cn.qingfeng.insight.figure;

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

    Count minus(Count less) {
        return new Count(n - less.n, part - less.part);
    }

    boolean isNothing() {
        return n == 0 && part == 0;
    }
}
