/** Who held a clue while it was late, and for how long. */
@NamedInterface("charge")
package cn.qingfeng.supervision.charge;

import org.springframework.modulith.NamedInterface;
