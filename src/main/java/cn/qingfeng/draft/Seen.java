package cn.qingfeng.draft;

import cn.qingfeng.Refusal;

/**
 * Which window or device saves, and which version of the draft it has before it: one person may have the same form open
 * twice, and the later one is not to overwrite in silence what the other saved meanwhile.
 *
 * @param tab the window, by a name of chance that it gave itself
 * @param version {@link #NOTHING} when it found no draft; null when it does not say, as before there were versions
 */
public record Seen(String tab, Long version) {

    /** No draft lay there. */
    public static final long NOTHING = 0;

    private static final int LONGEST_TAB = 36;

    /** Whoever does not say what it saw saves on top of anything. */
    public static final Seen ANYTHING = new Seen(null, null);

    public Seen {
        if (tab != null && tab.length() > LONGEST_TAB) {
            throw Refusal.invalid("draft.tab");
        }
    }

    /** Whether what this window saves may take the place of that version, which that tab saved. */
    boolean mayReplace(long there, String savedBy) {
        return version == null || version == there || tab != null && tab.equals(savedBy);
    }
}
