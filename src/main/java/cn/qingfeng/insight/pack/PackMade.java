package cn.qingfeng.insight.pack;

/**
 * A weekly list or a monthly review is made and kept.
 *
 * @param link the path of its page
 */
public record PackMade(String kind, String period, String name, String link, long count, long soon, long late) {}
