package cn.qingfeng.tolerance;

import cn.qingfeng.text.Normal;
import java.util.HashSet;
import java.util.Set;

/** How much of what was filed is in what was told: a hint, from which nothing follows by itself but that people look. */
final class Likeness {

    /** From here on a filing is shown. */
    static final double ENOUGH = 0.4;

    private Likeness() {}

    /** From 0 to 1: the share of the pairs of characters of the filing's title, or of its subject, that were told. */
    static double of(RiskFiling filing, String told) {
        var pairs = pairs(told);
        return Math.max(share(pairs(filing.title()), pairs), share(pairs(filing.subject()), pairs));
    }

    private static double share(Set<String> filed, Set<String> told) {
        if (filed.isEmpty()) {
            return 0;
        }
        var shared = new HashSet<>(filed);
        shared.retainAll(told);
        return (double) shared.size() / filed.size();
    }

    private static Set<String> pairs(String text) {
        var plain = Normal.key(text).codePoints().toArray();
        var pairs = new HashSet<String>();
        for (var at = 0; at + 1 < plain.length; at++) {
            pairs.add(new String(plain, at, 2));
        }
        return pairs;
    }
}
