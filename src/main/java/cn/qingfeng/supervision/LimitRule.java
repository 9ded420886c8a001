package cn.qingfeng.supervision;

import cn.qingfeng.Refusal;

/**
 * One row of the decision table {@code time-limits}.
 *
 * @param amount how much, in {@code unit}; not negative
 * @param basis where the number comes from, for readers
 * @param ladder what is done before and after the limit
 */
public record LimitRule(LimitKind kind, int amount, LimitUnit unit, String basis, EscalationPlan ladder) {
    public LimitRule {
        if (amount < 0 || amount == 0 && unit != LimitUnit.SAME_DAY) {
            throw Refusal.invalid("limit.rule.amount", Refusal.word("limit." + kind), amount);
        }
    }
}
