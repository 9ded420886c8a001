/** Starting, watching and stopping the product: its folder, its disk and database, what is missing, and who is told. */
@ApplicationModule(allowedDependencies = {"keys"})
package cn.qingfeng.operation;

import org.springframework.modulith.ApplicationModule;
