package cn.qingfeng.organization.event;

import cn.qingfeng.organization.ahead.PlannedChange;

/** A planned change no longer held when its day came, or was objected to before: somebody has to decide anew. */
public record PlannedChangeRefused(PlannedChange change) {}
