/** How a clue ends before its time: withdrawn, merged into another, or corrected by a new one. */
@ApplicationModule(allowedDependencies = {"clue", "clue :: *"})
package cn.qingfeng.ending;

import org.springframework.modulith.ApplicationModule;
