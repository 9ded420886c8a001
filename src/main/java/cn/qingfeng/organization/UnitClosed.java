package cn.qingfeng.organization;

/**
 * A unit is no more. Its people and duties have gone to the successor before; its own duties are revoked after.
 *
 * @param successor the unit that took its place, or null where nothing was left
 */
public record UnitClosed(String code, String successor, String by, String reason) {}
