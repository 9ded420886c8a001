package cn.qingfeng.organization.event;

/** The desk for reports does not want this person. */
public record DeskDeclined(String username) {}
