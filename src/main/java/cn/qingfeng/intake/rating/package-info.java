/** What reporters say of how they were served. */
@NamedInterface("rating")
package cn.qingfeng.intake.rating;

import org.springframework.modulith.NamedInterface;
