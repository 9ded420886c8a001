/** What runs by the calendar for all clues together, once a period however many nodes there are. Never a single clue's limit. */
@ApplicationModule(allowedDependencies = {"calendar", "calendar :: *", "web"})
package cn.qingfeng.schedule;

import org.springframework.modulith.ApplicationModule;
