/** Wishes for time: contract, tasks and delegates of their diagram. */
package cn.qingfeng.process.time;
