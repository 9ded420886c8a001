/** One clue's whole file, cut down to its reader. */
@NamedInterface("file")
package cn.qingfeng.insight.file;

import org.springframework.modulith.NamedInterface;
