package cn.qingfeng.bench;

/** What is measured: the product, or the bare engine. */
interface Subject {

    /** Registers one blue clue; what it returns finds it again. */
    String register();

    /** Carries that clue to the closed file, task by task, as the officials would. */
    void carryToTheEnd(String clue);
}
