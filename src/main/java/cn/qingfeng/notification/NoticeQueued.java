package cn.qingfeng.notification;

/** A notice waits for its delivery outside; published in the transaction that wrote it. */
public record NoticeQueued(String noticeId, String clueNumber) {}
