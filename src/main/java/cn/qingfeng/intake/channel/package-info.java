/** Other channels that hand reports on: the key of each, and what it may say. */
package cn.qingfeng.intake.channel;
