package cn.qingfeng.evaluation.score;

/** The tables in which owners keep the rules of rounds. */
public interface Schemes {

    /**
     * The rules that hold at this moment.
     *
     * @throws cn.qingfeng.Refusal when the table in force leaves one out, or says what cannot be
     */
    Scheme inForce();
}
