package cn.qingfeng.notification.channel;

/**
 * How a try to send ended.
 *
 * @param reasonKey the message key of the reason, with one argument, {@code detail}: the other side's reply code
 */
public record Outcome(Kind kind, String reasonKey, String detail) {

    public enum Kind {
        SENT,
        /** Not this letter, not this time. */
        NOT_NOW,
        /** Nothing gets through this channel just now, whatever the letter. */
        CHANNEL_DOWN,
        /** Repeating does not help: somebody must mend something. */
        NEVER
    }

    static final Outcome SENT = new Outcome(Kind.SENT, null, null);

    public static Outcome notNow(String reasonKey, String detail) {
        return new Outcome(Kind.NOT_NOW, reasonKey, detail);
    }

    static Outcome down(String reasonKey, String detail) {
        return new Outcome(Kind.CHANNEL_DOWN, reasonKey, detail);
    }

    static Outcome never(String reasonKey, String detail) {
        return new Outcome(Kind.NEVER, reasonKey, detail);
    }
}
