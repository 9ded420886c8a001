/** Finding appeals by what their reporter told, without opening who that is. */
@NamedInterface("finding")
package cn.qingfeng.reporter.finding;

import org.springframework.modulith.NamedInterface;
