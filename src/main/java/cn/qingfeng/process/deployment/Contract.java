package cn.qingfeng.process.deployment;

import java.util.Set;

/**
 * What the code relies on in a diagram or a decision table, declared as a bean.
 *
 * @param key the process's or decision's id
 * @param required ids of elements that the process must have, or names of outputs that the decision must give
 */
public record Contract(String key, Set<String> required) {}
