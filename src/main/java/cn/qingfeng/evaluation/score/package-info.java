/** What a unit's score is made of, and how it and the ranking are reckoned: no database, no clock, the same answer always. */
@NamedInterface("score")
package cn.qingfeng.evaluation.score;

import org.springframework.modulith.NamedInterface;
