package cn.qingfeng.notification;

/** Who must keep out of a clue, and is told nothing of it in somebody's place either. */
public interface KeptOut {

    /** @param clueNumber empty when the notice is about no clue */
    boolean keepsOut(String clueNumber, String username);
}
