package cn.qingfeng.notification.channel;

import cn.qingfeng.notification.OutboxMessage;

/** Takes letters out of the house by one channel. It is called with a transaction open, so it gives up within seconds. */
public interface ChannelSender {

    NoticeChannel channel();

    /** Tries once. It never throws for what the other side does. */
    Outcome send(OutboxMessage letter);
}
