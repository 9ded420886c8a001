package cn.qingfeng.clue.access;

import cn.qingfeng.clue.ClueNumber;
import java.util.List;

/** Under which numbers other places know our clues: a room that keeps such numbers gives one of these to the context. */
public interface NumbersElsewhere {

    /** The clues that are called so there; none where it is no such number. */
    List<ClueNumber> called(String typed);
}
