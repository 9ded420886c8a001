package cn.qingfeng.clue.content;

/**
 * A place in a clue's text about which somebody decided before units read it (脱敏核对).
 *
 * @param from index of its first char, {@code to} behind its last
 * @param covered whether units see ▇▇ instead; else it stays, because of {@code reason}
 */
public record RedactionMark(ClueTextField part, int from, int to, boolean covered, String reason) {

    /** What stands in the place of what was covered. */
    public static final String COVER = "▇▇";

    /** Whether both are about one same char. */
    public boolean meets(RedactionMark other) {
        return part == other.part && from < other.to && other.from < to;
    }

    /** What stands there. */
    public String in(Content content) {
        return part.of(content).substring(from, to);
    }
}
