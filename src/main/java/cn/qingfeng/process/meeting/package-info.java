/** What joint meetings decided, as steps in the units' task lists: contract and task of their diagram. */
package cn.qingfeng.process.meeting;
