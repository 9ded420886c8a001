/** Orders of supervision (督办): why, at which level, what was explained, how it was concluded. */
@NamedInterface("order")
package cn.qingfeng.supervision.order;

import org.springframework.modulith.NamedInterface;
