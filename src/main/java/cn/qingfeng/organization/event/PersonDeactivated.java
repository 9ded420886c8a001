package cn.qingfeng.organization.event;

/** A person has left and may no longer sign in; the duties are revoked beside it. */
public record PersonDeactivated(String username) {}
