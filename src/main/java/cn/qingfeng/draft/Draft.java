package cn.qingfeng.draft;

import java.time.Instant;
import java.util.Map;

/**
 * What somebody typed and has not sent.
 *
 * @param answers by the form's keys, as JSON gives them; nothing in them was checked
 */
public record Draft(Map<String, Object> answers, Instant savedAt) {}
