package cn.qingfeng.evidence;

/** A content lies in the store. */
record ContentStored(String contentId) {}
