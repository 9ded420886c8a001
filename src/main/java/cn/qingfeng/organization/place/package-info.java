/** Windows, enterprises and contact points. */
@NamedInterface("place")
package cn.qingfeng.organization.place;

import org.springframework.modulith.NamedInterface;
