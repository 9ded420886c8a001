package cn.qingfeng.paper;

import cn.qingfeng.Refusal;
import java.util.Set;

/** Where a paper that is not about one clue gets what stands in it: whoever knows that gives one of these to the context. */
public interface PackValues {

    /** The papers that it fills. */
    Set<PaperKind> kinds();

    /** Whether somebody whose duty does not read such papers reads this one because it was written to the own unit. */
    default boolean isReader(String username, PaperKind kind, String label) {
        return false;
    }

    /**
     * What is to be said.
     *
     * @param label the pack's or meeting's own, as its page's address has it
     * @throws Refusal not found, when there is none
     */
    PaperValues of(PaperKind kind, String label);
}
