/** Orders of supervision: contract, tasks and delegates of their diagram. */
package cn.qingfeng.process.order;
