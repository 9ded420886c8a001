package cn.qingfeng.organization;

/** A person has another name or mail address from now on. */
public record PersonChanged(String username, String name, String email) {}
