/** Wishes for time: extension, suspension and tackling (攻坚), by which rule and by whose word. */
@NamedInterface("time")
package cn.qingfeng.supervision.time;

import org.springframework.modulith.NamedInterface;
