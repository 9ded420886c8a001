package cn.qingfeng.disclosure;

import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.organization.Duty;

/** What the county's table says of a wish to know who reported. */
public interface RevealRules {

    /**
     * By whom and in what time a wish is decided.
     *
     * @param deciders groups, joined by commas; whoever holds one of these duties may decide
     * @param decideDays working days until it lapses
     * @param viewHours working hours for which the view stays open
     * @param basis the rule, for readers
     */
    record Ruled(String deciders, int decideDays, int viewHours, String basis) {}

    /** @throws cn.qingfeng.Refusal conflict, when the table has no row for it */
    Ruled of(ClueKind kind, Duty askedAs);
}
