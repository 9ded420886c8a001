/** How long a reporter's identity is kept after a clue's end, and who confirms that it is erased. */
@NamedInterface("retention")
package cn.qingfeng.reporter.retention;

import org.springframework.modulith.NamedInterface;
