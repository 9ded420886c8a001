package cn.qingfeng.insight.dashboard;

import cn.qingfeng.insight.figure.Months;
import java.util.List;
import java.util.Locale;

/** Figures of what stands beside the clues: a room that keeps such gives this to the context. */
public interface FiguresBeside {

    /**
     * As far as the reader's rows go; nothing where there is nothing of the reader's.
     *
     * @param unit code of the unit that answers, or answered before it; empty for every one
     */
    List<Chart> of(String reader, Months months, String unit, Locale locale);
}
