/** The ways out: mail, text message, robots of the county's messengers; and when one is left alone for a while. */
package cn.qingfeng.notification.channel;
