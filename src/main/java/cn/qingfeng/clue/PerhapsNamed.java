package cn.qingfeng.clue;

/** A clue may name people of the product, about whom the office is to decide. */
public record PerhapsNamed(ClueNumber number) {}
