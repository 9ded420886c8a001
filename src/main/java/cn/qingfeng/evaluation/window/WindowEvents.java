package cn.qingfeng.evaluation.window;

import java.util.List;

/** What happens to a round of windows; in the same transaction. */
public final class WindowEvents {

    /**
     * A window that is among the worst of a published month.
     *
     * @param unit whose it was in that month
     * @param months how many published months in a row it is so, that one included
     */
    public record Behind(String window, String name, String unit, int months) {}

    /** The public reads this version from now on: the first one, or a corrected one. */
    public record Published(WindowRound round, int version, List<Behind> behind) {}

    /** A mark was found mistaken: it counts no more. */
    record MarkOut(WindowMarks.Mark mark) {}

    private WindowEvents() {}
}
