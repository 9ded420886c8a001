package cn.qingfeng.organization.event;

/** A unit has another name, or another group, from now on. */
public record UnitRenamed(String code, String name) {}
