package cn.qingfeng.organization;

/** A person holds a duty from now on; {@code groupId} is the engine group. */
public record DutyAssigned(String username, String groupId) {}
