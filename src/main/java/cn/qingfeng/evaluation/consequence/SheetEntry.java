package cn.qingfeng.evaluation.consequence;

/**
 * What is to become of one of the four for a unit in a year, and how far it has come.
 *
 * @param proposal in words; what was approved is never changed
 * @param approvedBy null before
 * @param executedOn the day, as {@code 2027-01-20}; null before
 */
record SheetEntry(
        String unit,
        Pillar pillar,
        String proposal,
        String proposedBy,
        String approvedBy,
        String executedOn,
        String executedBy,
        String document) {}
