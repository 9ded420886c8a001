package cn.qingfeng.organization.event;

import cn.qingfeng.organization.Succession;

/** A unit is no more. Its people and duties have gone to whoever takes over before; its own duties are revoked after. */
public record UnitClosed(String code, Succession succession, String by, String reason) {}
