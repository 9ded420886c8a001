/** The engine's users, groups and rights, and what its own pages and API may say. */
@NamedInterface("engine")
package cn.qingfeng.security.engine;

import org.springframework.modulith.NamedInterface;
