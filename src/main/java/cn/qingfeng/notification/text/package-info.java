/** What a notice says: templates that the office edits, checked before they are kept. */
package cn.qingfeng.notification.text;
