package cn.qingfeng.notification;

/**
 * A notice waits for its delivery outside; published in the transaction that wrote it.
 *
 * @param key the notice's key, which begins with the clue's number
 */
public record NoticeQueued(String noticeId, String key) {}
