package cn.qingfeng.notification.channel;

/** The way that a notice takes to its reader. */
public enum NoticeChannel {
    INBOX,
    EMAIL,
    SMS,
    /** A group's robot in WeCom (企业微信): one message for a unit, not one for each of its people. */
    WECOM,
    /** A group's robot in DingTalk (钉钉). */
    DINGTALK;

    /** Whether it speaks to a unit's group instead of a person. */
    public boolean toGroup() {
        return this == WECOM || this == DINGTALK;
    }
}
