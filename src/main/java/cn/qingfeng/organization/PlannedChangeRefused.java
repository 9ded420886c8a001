package cn.qingfeng.organization;

/** A planned change no longer held when its day came, or was objected to before: somebody has to decide anew. */
public record PlannedChangeRefused(PlannedChange change) {}
