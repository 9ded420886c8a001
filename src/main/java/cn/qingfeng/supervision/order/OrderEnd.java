package cn.qingfeng.supervision.order;

/**
 * What a timeline tells of an order that its issuer dealt with.
 *
 * @param number the order's
 * @param end an {@link OrderConclusion}, or {@link #CONTINUE}; its words are the messages {@code order.conclusion.<END>}
 */
public record OrderEnd(String number, String end) {

    /** It stands, with another day by which it is to be settled. */
    static final String CONTINUE = "CONTINUE";

    /** Reads what {@link #toString} wrote; illegal argument, where that did not write it. */
    public static OrderEnd of(String entry) {
        var parts = entry.split(" ", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException(entry);
        }
        return new OrderEnd(parts[0], parts[1]);
    }

    /** As the timeline keeps it, under the chain: {@code DB20260212-0001 SETTLED}. */
    @Override
    public String toString() {
        return number + " " + end;
    }
}
