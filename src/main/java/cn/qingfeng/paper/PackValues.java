package cn.qingfeng.paper;

import cn.qingfeng.Refusal;

/** Where the weekly and the monthly paper get what stands in them: whoever makes the packs gives one of these to the context. */
public interface PackValues {

    /**
     * What was made for that week or month.
     *
     * @param label the pack's own, as its page's address has it
     * @throws Refusal not found, when there is none
     */
    PaperValues of(PaperKind kind, String label);
}
