package cn.qingfeng.draft;

import java.time.Instant;
import java.util.Map;

/**
 * What somebody typed and has not sent.
 *
 * @param answers by the form's keys, as JSON gives them; nothing in them was checked
 * @param version grows with each save; told again by a window that saves on top of it ({@link Seen})
 */
public record Draft(Map<String, Object> answers, Instant savedAt, long version) {}
