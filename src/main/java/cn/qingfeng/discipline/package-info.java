/** Reports against persons (举报): the register of what was sealed, when it is due upwards, and the desk that may open it. */
@ApplicationModule(allowedDependencies = {"calendar", "clue", "clue :: *", "keys", "organization", "schedule", "web"})
package cn.qingfeng.discipline;

import org.springframework.modulith.ApplicationModule;
