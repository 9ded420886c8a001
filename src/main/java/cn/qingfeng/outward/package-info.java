/** Outward: the county's other systems are told when a clue's status changes, signed, and without anything about anybody. */
@ApplicationModule(
        allowedDependencies = {"calendar", "clue", "clue :: *", "keys", "organization", "organization :: *", "web"})
package cn.qingfeng.outward;

import org.springframework.modulith.ApplicationModule;
