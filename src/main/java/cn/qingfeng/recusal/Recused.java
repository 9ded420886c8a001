package cn.qingfeng.recusal;

import cn.qingfeng.clue.ClueNumber;

/** Who keeps out of this clue is not as before: somebody more, or somebody less. */
public record Recused(ClueNumber number) {}
