/** What is seen at a unit's counters: unannounced checks (暗访) and visitors' ratings on the spot, as a round counts them. */
package cn.qingfeng.evaluation.check;
