package cn.qingfeng.casework;

import cn.qingfeng.clue.ClueNumber;

/** A letter of transfer is called for: its process starts in the same transaction, unless one is under way. */
public record TransferCalledFor(ClueNumber number, String why) {}
