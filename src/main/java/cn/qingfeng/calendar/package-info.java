/** Working days and hours, holidays and make-up days, the county's one clock, and why a date is what it is. */
@ApplicationModule(allowedDependencies = {"web"})
package cn.qingfeng.calendar;

import org.springframework.modulith.ApplicationModule;
