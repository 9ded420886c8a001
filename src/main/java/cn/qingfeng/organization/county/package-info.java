/** The county's units and people as they are kept: pages, API, the book of changes, who may. */
@NamedInterface("county")
package cn.qingfeng.organization.county;

import org.springframework.modulith.NamedInterface;
