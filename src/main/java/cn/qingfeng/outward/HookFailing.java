package cn.qingfeng.outward;

/** Nothing has reached a system for a while. Published inside the transaction that notes it, once until something arrives. */
public record HookFailing(String key, String name, int failures) {}
