package cn.qingfeng.discipline;

/** How soon a matter above the county's competence must be passed up, as the table of limits says now. */
public interface PassUpTerm {

    /** Working days after the day of receipt. */
    int workingDays();
}
