/** Time limits: what was promised for a clue, until when, why that moment, and whether it was kept. */
@ApplicationModule(allowedDependencies = {"clue", "calendar", "organization"})
package cn.qingfeng.supervision;

import org.springframework.modulith.ApplicationModule;
