package cn.qingfeng.clue.event;

import cn.qingfeng.clue.ClueNumber;

/** The clue was registered wrongly and another one took its place. Published inside the transaction. */
public record ClueCorrected(ClueNumber number, ClueNumber successor) {}
