/** Notices: what happened to a clue, told to those who must know or act, by the ways that they read; none lost, none doubled. */
@ApplicationModule(allowedDependencies = {"keys", "organization", "organization :: *", "text", "web"})
package cn.qingfeng.notification;

import org.springframework.modulith.ApplicationModule;
