/** Where somebody is reached, and by which ways a unit wants to be. */
package cn.qingfeng.notification.address;
