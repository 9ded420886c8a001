package cn.qingfeng.notification;

/** The way that a notice takes to its reader. */
enum Channel {
    INBOX,
    EMAIL
}
