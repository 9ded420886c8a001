package cn.qingfeng.clue.event;

import cn.qingfeng.clue.ClueNumber;

/** A report was handed to a higher body: every room forgets what it keeps of its content. */
public record CluePassedUp(ClueNumber number) {}
