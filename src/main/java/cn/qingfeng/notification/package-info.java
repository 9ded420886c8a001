/** Notices: what happened to a clue, told to those who must know or act, in the inbox and by mail; none lost, none doubled. */
@ApplicationModule(allowedDependencies = "organization")
package cn.qingfeng.notification;

import org.springframework.modulith.ApplicationModule;
