/** Units and people of the county, their duties and responsible leaders, windows, enterprises and contact points. */
@ApplicationModule(allowedDependencies = {"calendar", "text", "web"})
package cn.qingfeng.organization;

import org.springframework.modulith.ApplicationModule;
