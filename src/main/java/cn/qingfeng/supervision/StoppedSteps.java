package cn.qingfeng.supervision;

import cn.qingfeng.clue.ClueNumber;
import java.util.Map;

/** Where a clue stands still because something that the product does by itself failed and is not tried any longer. */
public interface StoppedSteps {

    boolean any(ClueNumber number);

    /** How many there are, by clue, the newest first; so many clues at the most. */
    Map<ClueNumber, Integer> newest(int most);
}
