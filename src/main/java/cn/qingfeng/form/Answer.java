package cn.qingfeng.form;

/**
 * One question of a form with its answer as a person reads it.
 *
 * @param key the field's key; in a list's row {@code list[0].key}
 * @param label the field's label
 * @param text the answer: labels of options, dates as written in the county, yes or no
 */
public record Answer(String key, String label, String text) {}
