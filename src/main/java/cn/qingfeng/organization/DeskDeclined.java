package cn.qingfeng.organization;

/** The desk for reports does not want this person. */
record DeskDeclined(String username) {}
