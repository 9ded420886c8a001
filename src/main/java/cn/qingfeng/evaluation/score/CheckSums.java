package cn.qingfeng.evaluation.score;

import java.util.List;

/** Where ratings on the spot and unannounced checks of a round are counted. */
public interface CheckSums {

    /** Unit by unit; one without any may be missing. */
    List<CheckSum> of(String round);
}
