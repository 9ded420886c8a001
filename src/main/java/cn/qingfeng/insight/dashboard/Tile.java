package cn.qingfeng.insight.dashboard;

/**
 * One number in large.
 *
 * @param value as it is read, a dash where there is nothing to measure
 * @param detail of what it is made, and how it was before
 * @param few made of so few that it says little
 */
public record Tile(String key, String title, String value, String detail, String how, boolean few, String link) {}
