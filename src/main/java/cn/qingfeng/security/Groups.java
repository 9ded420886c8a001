package cn.qingfeng.security;

/** The engine groups that URL rules and authorizations name; one per duty of the county's plan. */
final class Groups {
    static final String WINDOW_CLERK = "window-clerk";
    static final String GRADER = "grader";
    static final String OFFICE_HEAD = "office-head";
    static final String GROUP_HEAD = "group-head";
    static final String CALLER = "caller";
    static final String SUPERVISOR = "supervisor";
    static final String DISCIPLINE = "discipline";
    static final String COUNTY_LEADER = "county-leader";
    static final String PROCESS_OWNER = "process-owner";
    static final String ADMIN = "camunda-admin";

    /** Those who watch running clues in Cockpit. */
    static final String[] WATCHING = {SUPERVISOR, OFFICE_HEAD, GROUP_HEAD, DISCIPLINE};

    private Groups() {}
}
