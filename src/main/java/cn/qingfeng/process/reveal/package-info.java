/** Wishes to know who reported: contract, tasks and delegates of their diagram. */
package cn.qingfeng.process.reveal;
