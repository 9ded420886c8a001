package cn.qingfeng.draft;

import java.time.Instant;

/** That a draft was kept: when, and as which version. */
public record Saved(Instant savedAt, long version) {}
