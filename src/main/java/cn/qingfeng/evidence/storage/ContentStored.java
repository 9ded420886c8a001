package cn.qingfeng.evidence.storage;

/** A content lies in the store. */
public record ContentStored(String contentId) {}
