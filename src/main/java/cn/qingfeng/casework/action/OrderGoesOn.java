package cn.qingfeng.casework.action;

import cn.qingfeng.clue.ClueNumber;

/** An explanation was asked for again: the order goes on with a new end. */
public interface OrderGoesOn {

    /**
     * Answers the task that waits for the order's conclusion: it goes on.
     *
     * @param workingDays until its new end
     * @throws cn.qingfeng.Refusal when the task is not the person's or the answer is not complete
     */
    void goOn(String by, ClueNumber number, Object workingDays, String reason);
}
