/** What changed in the county that other rooms must follow in the same transaction. */
@NamedInterface("event")
package cn.qingfeng.organization.event;

import org.springframework.modulith.NamedInterface;
