/** The escalation of blue, yellow and red: the next step of all limits, and the measure that is due. */
package cn.qingfeng.process.escalation;
