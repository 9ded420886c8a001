/** Changes that a second person confirms. */
@NamedInterface("guard")
package cn.qingfeng.organization.guard;

import org.springframework.modulith.NamedInterface;
