/** Files that a new version brings, beside those that an owner changed. */
package cn.qingfeng.process.deployment.shipped;
