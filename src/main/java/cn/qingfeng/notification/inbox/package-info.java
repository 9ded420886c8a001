/** Notices as their readers see them on our own pages. */
package cn.qingfeng.notification.inbox;
