/** The virus scanner, asked once for each content. */
@NamedInterface("virus")
package cn.qingfeng.evidence.virus;

import org.springframework.modulith.NamedInterface;
