package cn.qingfeng.province;

/**
 * Clues are to be entered on the provincial platform soon, or should have been. Published inside the transaction that notes it.
 *
 * @param reports whether reports against persons are meant, which are their desk's
 * @param key of this occasion
 */
public record ProvinceDue(String key, boolean reports, int soon, int late) {}
