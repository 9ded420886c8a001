package cn.qingfeng.supervision.time;

import java.util.Optional;

/**
 * What a timeline tells of a wish for time.
 *
 * @param decision empty while it is only asked or signed
 * @param days working days asked for or granted, 0 where the wish is not about days
 */
public record WishTold(Optional<TimeState> decision, TimeKind kind, int days) {

    static WishTold asked(TimeKind kind, int days) {
        return new WishTold(Optional.empty(), kind, days);
    }

    static WishTold decided(TimeState decision, TimeKind kind, int days) {
        return new WishTold(Optional.of(decision), kind, days);
    }

    /** Reads what {@link #toString} wrote; illegal argument, where that did not write it. */
    public static WishTold of(String entry) {
        var parts = entry.split(" ");
        var first = decision(parts[0]);
        var kind = first.isPresent() ? 1 : 0;
        var days = kind + 1;
        if (kind >= parts.length) {
            throw new IllegalArgumentException(entry);
        }
        return new WishTold(
                first, TimeKind.valueOf(parts[kind]), days < parts.length ? Integer.parseInt(parts[days]) : 0);
    }

    private static Optional<TimeState> decision(String word) {
        for (var state : TimeState.values()) {
            if (state.name().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** As the timeline keeps it, under the chain: {@code EXTEND 5}, {@code APPROVED EXTEND 5}, {@code REFUSED SUSPEND}. */
    @Override
    public String toString() {
        return decision.map(state -> state + " ").orElse("") + kind + (days == 0 ? "" : " " + days);
    }
}
