package cn.qingfeng.organization.event;

/** A person has another name or mail address from now on. */
public record PersonChanged(String username, String name, String email) {}
