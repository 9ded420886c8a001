package cn.qingfeng.organization.event;

import cn.qingfeng.organization.guard.GuardedChange;

/** A wish about somebody who guards a secret was made, agreed to, objected to or carried out. */
public record GuardedChangeMoved(GuardedChange change) {}
