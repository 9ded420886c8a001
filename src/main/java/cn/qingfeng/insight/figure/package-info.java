/** What the county's figures are counted from: one row a clue, the sums over them, and what each of them means. */
package cn.qingfeng.insight.figure;
