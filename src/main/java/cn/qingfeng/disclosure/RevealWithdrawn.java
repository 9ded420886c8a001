package cn.qingfeng.disclosure;

import cn.qingfeng.clue.ClueNumber;

/** Whoever asked to know the reporter does not want it any more. */
public record RevealWithdrawn(ClueNumber number, String request) {}
