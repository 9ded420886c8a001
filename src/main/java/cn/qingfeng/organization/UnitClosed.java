package cn.qingfeng.organization;

/** A unit is no more. Its people and duties have gone to whoever takes over before; its own duties are revoked after. */
public record UnitClosed(String code, Succession succession, String by, String reason) {}
