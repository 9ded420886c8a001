/** Who may see which clue, and asking for many of them. */
@NamedInterface("access")
package cn.qingfeng.clue.access;

import org.springframework.modulith.NamedInterface;
