package cn.qingfeng.clue;

/** A report was handed to a higher body: every room forgets what it keeps of its content. */
public record CluePassedUp(ClueNumber number) {}
