/** Questions to the engine that are put together. */
@NamedInterface("query")
package cn.qingfeng.security.query;

import org.springframework.modulith.NamedInterface;
