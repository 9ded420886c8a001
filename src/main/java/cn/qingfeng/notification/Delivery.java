package cn.qingfeng.notification;

import java.time.Instant;

/**
 * How a letter's way out stands.
 *
 * @param until for a postponed letter, when it is to be tried again; else null
 */
public record Delivery(Kind kind, Instant until) {

    public enum Kind {
        DELIVERED,
        /** Not tried: quiet hours, or every place in the channel's lane is taken. */
        POSTPONED,
        /** Given up; somebody must mend the address. */
        UNDELIVERABLE
    }

    public static final Delivery DELIVERED = new Delivery(Kind.DELIVERED, null);
    public static final Delivery UNDELIVERABLE = new Delivery(Kind.UNDELIVERABLE, null);

    static Delivery postponed(Instant until) {
        return new Delivery(Kind.POSTPONED, until);
    }
}
