/** The week's dispatch list, the month's review, and the list of identities shown. */
@NamedInterface("pack")
package cn.qingfeng.insight.pack;

import org.springframework.modulith.NamedInterface;
