/** The county's one clock, which a demonstration may move. */
@NamedInterface("clock")
package cn.qingfeng.calendar.clock;

import org.springframework.modulith.NamedInterface;
