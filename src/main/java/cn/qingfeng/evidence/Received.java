package cn.qingfeng.evidence;

/**
 * A content that was taken, checked and stored, and belongs to nothing yet.
 *
 * @param contentId the random name under which it lies
 * @param bytes its length as it is kept, without what was taken out of pictures
 * @param sha256 of what is kept, in hexadecimal
 */
public record Received(String contentId, FileType type, long bytes, String sha256) {}
