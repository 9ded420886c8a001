/**
 * Camunda Forms outside the engine: reading them, drawing them on our own pages, and checking every submitted value
 * against them.
 */
@ApplicationModule(allowedDependencies = {"calendar", "text"})
package cn.qingfeng.form;

import org.springframework.modulith.ApplicationModule;
