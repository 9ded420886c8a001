/** What the county's figures are counted from: one row a clue, the sums over them, how each is worked out, and their pages. */
package cn.qingfeng.insight.figure;
