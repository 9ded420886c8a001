package cn.qingfeng.text;

/**
 * A place in a text.
 *
 * @param from index of its first char, {@code to} behind its last
 */
public record Span(int from, int to) {}
