package cn.qingfeng.clue.access;

import cn.qingfeng.clue.ClueNumber;
import java.util.Optional;

/** Out of what a clue came that nobody reported; a room that raises clues by itself gives one of these to the context. */
public interface CameFrom {

    /**
     * What a clue came out of.
     *
     * @param number the number under which it is kept there
     * @param link its page
     */
    record Origin(String number, String link) {}

    /** Empty where it came otherwise, or where this reader may not see out of what. */
    Optional<Origin> of(ClueNumber clue, String reader);
}
