package cn.qingfeng.clue.timeline;

/** How many places in a clue's text were covered before units read it, and how many stay open to them. */
public record PlacesScreened(long covered, long shown) {

    /** Reads what {@link #toString} wrote; illegal argument, where that did not write it. */
    public static PlacesScreened of(String entry) {
        var counts = entry.split(" ", 2);
        if (counts.length < 2) {
            throw new IllegalArgumentException(entry);
        }
        return new PlacesScreened(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    /** As the timeline keeps it, under the chain: {@code 2 1}. */
    @Override
    public String toString() {
        return covered + " " + shown;
    }
}
