/** Which clues a matter is about, shown on both sides to whoever may see the other one. */
@NamedInterface("clues")
package cn.qingfeng.matter.clues;

import org.springframework.modulith.NamedInterface;
