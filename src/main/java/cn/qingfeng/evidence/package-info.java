/**
 * Files with a clue: what reporters send and what the offices and units add. Content lies sealed in a store, apart from
 * what is known of it; who sees which file is said here, in one place.
 */
@ApplicationModule(allowedDependencies = {"clue", "clue :: *", "keys", "organization", "schedule", "web"})
package cn.qingfeng.evidence;

import org.springframework.modulith.ApplicationModule;
