package cn.qingfeng.clue.access;

import cn.qingfeng.clue.ClueNumber;
import java.util.Collection;
import java.util.Set;

/**
 * Who keeps out of which clues (回避), as far as the ledger must know: it shows nobody what that person keeps out of, and gives a clue to
 * no unit before it is decided who keeps out.
 */
public interface KeepingOut {

    /** The numbers of the clues that this person keeps out of. */
    Set<String> cluesOf(String username);

    /** The clue was given to these units: whoever of them is named in it keeps out. */
    void given(ClueNumber number, Collection<String> units);

    /** One clue goes on as another: who kept out of it keeps out of that one too. */
    void takenAlong(ClueNumber ended, ClueNumber into);

    /** @throws cn.qingfeng.Refusal while somebody named in the clue is neither kept out nor said to be somebody else */
    void requireDecided(ClueNumber number);
}
