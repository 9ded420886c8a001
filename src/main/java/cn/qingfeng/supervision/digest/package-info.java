/** The morning's digest, and the warning that next year's calendar is missing. */
@NamedInterface("digest")
package cn.qingfeng.supervision.digest;

import org.springframework.modulith.NamedInterface;
