package cn.qingfeng.bench;

/** What is measured: the product, or the bare engine. */
interface Subject {

    /** Registers one blue clue; what it returns finds it again. */
    String register();

    /** Carries that clue to the closed file, task by task, as the officials would. */
    void carryToTheEnd(String clue);

    /** The clock shows an evening: what is registered now is to be decided by the same moment of the next working day. */
    void closeForToday();

    /** Admits that clue, so that the limit for deciding its card runs. */
    void carryToTheDecision(String clue);

    /** The clock shows that moment. */
    void letLimitsPass();
}
