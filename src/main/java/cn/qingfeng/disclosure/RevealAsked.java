package cn.qingfeng.disclosure;

import cn.qingfeng.clue.ClueNumber;

/** Somebody asked to know who reported: the wish's process starts in the same transaction. */
public record RevealAsked(ClueNumber number, String request) {}
