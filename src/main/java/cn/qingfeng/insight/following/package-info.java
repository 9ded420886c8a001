/** Clues that somebody follows. */
@NamedInterface("following")
package cn.qingfeng.insight.following;

import org.springframework.modulith.NamedInterface;
