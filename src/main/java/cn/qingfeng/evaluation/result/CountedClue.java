package cn.qingfeng.evaluation.result;

import cn.qingfeng.evaluation.score.ClueFigure;
import java.util.Map;

/**
 * What a clue said about a unit at the cut.
 *
 * @param values of the figures for which it counts
 * @param red whether it is a verified red clue about asking for favours
 * @param outSince the version from which it counts no more; null while it counts
 * @param why why it does not; null while it counts
 */
record CountedClue(String clue, String unit, Map<ClueFigure, Integer> values, boolean red, Integer outSince, Out why) {

    /** Why a clue counts no more. Words: {@code result.out.<NAME>}. */
    enum Out {
        /** What it told was found untrue and whoever it was about was cleared. */
        CLEARED,
        /** It was registered wrongly. */
        MISTAKEN,
        /** What was late in it, or the whole of it, is somebody else's. */
        CHARGED,
        /** By the ruling on an objection. */
        RULED
    }
}
