/** Steps of matters, filled in on our own pages: for phones, and for places without a steady line. */
@NamedInterface("desk")
package cn.qingfeng.matter.desk;

import org.springframework.modulith.NamedInterface;
