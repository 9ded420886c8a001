/** What the county's figures are counted from: one row a clue, the sums over them, and what each of them means. */
@NamedInterface("figure")
package cn.qingfeng.insight.figure;

import org.springframework.modulith.NamedInterface;
