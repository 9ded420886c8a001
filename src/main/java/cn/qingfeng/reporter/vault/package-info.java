/** The only place that opens an identity. For the rooms that show or cover who reported; nobody else. */
@NamedInterface("vault")
package cn.qingfeng.reporter.vault;

import org.springframework.modulith.NamedInterface;
