/** The ledger taken out as a table: the county's columns, streamed, marked with who took it, and put down in a log. */
@NamedInterface("export")
package cn.qingfeng.insight.export;

import org.springframework.modulith.NamedInterface;
