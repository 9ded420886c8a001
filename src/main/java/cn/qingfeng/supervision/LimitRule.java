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

    /** What a timeline tells of it: which limit, and how long it is. */
    public record Term(LimitKind kind, int amount, LimitUnit unit) {

        /** Reads what {@link #toString} wrote; illegal argument, where that did not write it. */
        public static Term of(String entry) {
            var parts = entry.split("[= ]", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException(entry);
            }
            return new Term(LimitKind.valueOf(parts[0]), Integer.parseInt(parts[1]), LimitUnit.valueOf(parts[2]));
        }

        /** As the timeline keeps it, under the chain: {@code SIGN=4 WORKING_HOURS}. */
        @Override
        public String toString() {
            return kind + "=" + amount + " " + unit;
        }
    }

    Term term() {
        return new Term(kind, amount, unit);
    }
}
