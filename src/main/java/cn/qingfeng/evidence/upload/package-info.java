/** Files on their way in, before they belong to a clue. */
@NamedInterface("upload")
package cn.qingfeng.evidence.upload;

import org.springframework.modulith.NamedInterface;
