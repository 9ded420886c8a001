package cn.qingfeng.supervision.time;

/**
 * One row of the decision table {@code extension-rules}.
 *
 * @param most what may be asked for at most: working days of an extension, natural days of a tackling; 0 for none
 * @param notice by how many working days before the limit it must be asked for; 0: before the limit itself
 * @param decider the group that decides
 * @param over by how many natural days the legal cap may be passed with the decider's explicit approval
 * @param basis where the rule comes from, for readers
 */
public record TimeRule(TimeCourse course, int most, int notice, String decider, int over, String basis) {}
