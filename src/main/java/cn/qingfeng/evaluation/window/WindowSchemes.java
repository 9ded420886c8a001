package cn.qingfeng.evaluation.window;

/** The table in which owners keep the rules of rounds of windows. */
public interface WindowSchemes {

    /**
     * The rules that hold at this moment.
     *
     * @throws cn.qingfeng.Refusal when the table in force leaves one out, or says what cannot be
     */
    WindowScheme inForce();
}
