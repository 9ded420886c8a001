/** One login for pages, Tasklist, Cockpit and REST, and the engine's users, groups and authorizations behind it. */
@ApplicationModule(allowedDependencies = {"operation", "organization", "organization :: *", "web"})
package cn.qingfeng.security;

import org.springframework.modulith.ApplicationModule;
