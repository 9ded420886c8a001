/** What happened to a clue that other rooms must follow in the same transaction. */
@NamedInterface("event")
package cn.qingfeng.clue.event;

import org.springframework.modulith.NamedInterface;
