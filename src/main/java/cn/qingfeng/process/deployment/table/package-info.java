/** Tables looked over: inputs, outputs, gaps, days from which they hold. */
package cn.qingfeng.process.deployment.table;
