/** Time limits: what was promised for a clue, until when, why that moment, and whether it was kept. */
@ApplicationModule(
        allowedDependencies = {"calendar", "calendar :: *", "clue", "clue :: *", "organization", "schedule", "web"})
package cn.qingfeng.supervision;

import org.springframework.modulith.ApplicationModule;
