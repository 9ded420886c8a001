package cn.qingfeng.organization.event;

/** A unit has been added; with it come the groups of its handlers and of its leader. */
public record UnitAdded(String code, String name) {}
