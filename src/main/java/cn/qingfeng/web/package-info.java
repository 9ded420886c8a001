/** The edge to browsers and programs: how a refusal is told, in which language, where a caller comes from, which page of a list. */
@ApplicationModule(allowedDependencies = {"operation", "text"})
package cn.qingfeng.web;

import org.springframework.modulith.ApplicationModule;
