package cn.qingfeng.organization.event;

/** A person holds a duty from now on; {@code groupId} is the engine group. */
public record DutyAssigned(String username, String groupId) {}
