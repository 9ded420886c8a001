package cn.qingfeng.casework;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.supervision.LimitKind;
import java.util.Set;

/** Who holds what a limit is about. */
public interface TaskHolders {

    /** The user names of those who hold a task of the clue by this limit now; a rework's is the task of finishing. */
    Set<String> of(ClueNumber number, LimitKind kind);
}
