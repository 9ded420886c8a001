package cn.qingfeng.insight.file;

import cn.qingfeng.clue.Clue;
import java.util.List;
import java.util.Locale;

/** What else is about a clue: a leader's instruction, an exposure …; whoever keeps such answers. */
public interface BesideClue {

    /**
     * Something that is about the clue.
     *
     * @param kind what it is, in words
     * @param number the number of its matter
     * @param standing how it stands, in words
     */
    record Line(String kind, String number, String title, String standing) {}

    /** Those that this reader may see. */
    List<Line> of(Clue clue, String reader, Locale locale);
}
