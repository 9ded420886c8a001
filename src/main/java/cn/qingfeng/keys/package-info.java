/** Keys and sealing: what is kept sealed in the database, under which key, and how keys are changed. */
@ApplicationModule(allowedDependencies = {})
package cn.qingfeng.keys;

import org.springframework.modulith.ApplicationModule;
