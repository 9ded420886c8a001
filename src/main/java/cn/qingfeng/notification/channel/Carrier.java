package cn.qingfeng.notification.channel;

import cn.qingfeng.notification.Letter;

/** Takes letters out of the house by one channel. It is called with a transaction open, so it gives up within seconds. */
public interface Carrier {

    Channel channel();

    /** Tries once. It never throws for what the other side does. */
    Outcome send(Letter letter);
}
