/** What was told, and what of it is covered for units. */
@NamedInterface("content")
package cn.qingfeng.clue.content;

import org.springframework.modulith.NamedInterface;
