/** What officials do to a clue beside its tasks: ask for time, press, change the card; as a page and as an API. */
@NamedInterface("action")
package cn.qingfeng.casework.action;

import org.springframework.modulith.NamedInterface;
