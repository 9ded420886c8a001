package cn.qingfeng.organization.event;

/** A person no longer holds a duty; {@code groupId} is the engine group. */
public record DutyRevoked(String username, String groupId) {}
