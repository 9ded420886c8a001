/** What somebody asks for about one clue and somebody else decides: the shape that orders, wishes for time and reveals share. */
@NamedInterface("request")
package cn.qingfeng.clue.request;

import org.springframework.modulith.NamedInterface;
