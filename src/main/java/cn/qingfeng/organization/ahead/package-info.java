/** Changes decided today that hold from a day. */
@NamedInterface("ahead")
package cn.qingfeng.organization.ahead;

import org.springframework.modulith.NamedInterface;
