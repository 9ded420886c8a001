package cn.qingfeng.intake.ratelimit;

/**
 * What is counted, for whom, and how much of it is taken. Each number is a setting, {@code
 * qingfeng.door.<name>=<times>/<period>}; a whole service hall may stand behind one address.
 */
public enum RateLimit {
    /** Every post to a public address, by address, before its body is read. */
    POST("posts", "300/1m"),
    /** Files sent by strangers, by address, before they are read. */
    FILE("files", "200/10m"),
    /** Reports with a solved puzzle, from the page or through the API, by address. */
    REPORT("reports", "30/10m"),
    /** Reports without a solved puzzle, as from the page without script, by address. */
    UNPROVEN_REPORT("unproven-reports", "10/10m"),
    /** Reports through the API with a channel's key, by key: other channels bring many. */
    CHANNEL_REPORT("channel-reports", "240/1m"),
    /** Look-ups of receipts, by address. */
    LOOKUP("lookups", "300/10m"),
    /** Look-ups of one receipt, whoever asks. */
    RECEIPT("receipt-lookups", "120/10m"),
    /** Look-ups that found nothing, by address: guessing ends here. */
    MISS("missed-lookups", "10/15m"),
    /** Ratings of service windows, by address. */
    WINDOW_RATING("window-ratings", "60/10m");

    private final String setting;
    private final String usual;

    RateLimit(String setting, String usual) {
        this.setting = setting;
        this.usual = usual;
    }

    String setting() {
        return "qingfeng.door." + setting;
    }

    String usual() {
        return usual;
    }
}
