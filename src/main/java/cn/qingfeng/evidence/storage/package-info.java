/** Where contents lie sealed: folder, database or object store. */
@NamedInterface("storage")
package cn.qingfeng.evidence.storage;

import org.springframework.modulith.NamedInterface;
