/** A notice on its way out: retries, incidents, and the repair button in Cockpit. */
package cn.qingfeng.process.delivery;
