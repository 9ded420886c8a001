package cn.qingfeng.recusal;

import cn.qingfeng.clue.ClueNumber;

/** A clue may name people of the product, about whom the office is to decide. */
public record PerhapsNamed(ClueNumber number) {}
