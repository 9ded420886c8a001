/** Who is away and who stands in. */
@NamedInterface("absence")
package cn.qingfeng.organization.absence;

import org.springframework.modulith.NamedInterface;
