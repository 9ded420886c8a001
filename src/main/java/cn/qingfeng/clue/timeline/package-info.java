/** The timeline: what was done to a clue, by whom, in a chain that shows when somebody changed it. */
@NamedInterface("timeline")
package cn.qingfeng.clue.timeline;

import org.springframework.modulith.NamedInterface;
