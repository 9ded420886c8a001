package cn.qingfeng.console;

import java.util.Set;

/**
 * Every expression that a Tasklist filter of ours asks the engine to evaluate. The engine evaluates no other expression
 * in a query (its published holes let any caller run code otherwise), so an addition here is an addition to that guard.
 */
public final class FilterExpressions {
    /** The person who looks. */
    public static final String ME = "${currentUser()}";
    /** The duties and units of the person who looks. */
    public static final String MY_GROUPS = "${currentUserGroups()}";
    /** This moment, by the engine's clock. */
    public static final String NOW = "${now()}";
    /** Midnight at which today began, Asia/Shanghai. */
    public static final String START_OF_TODAY = "${filterDates.startOfToday()}";
    /** Midnight at which today ends, Asia/Shanghai. */
    public static final String START_OF_TOMORROW = "${filterDates.startOfTomorrow()}";
    /** Midnight up to which a limit counts as coming soon, Asia/Shanghai. */
    public static final String END_OF_SOON = "${filterDates.endOfSoon()}";

    /** All of them: what the guard lets through. */
    public static final Set<String> ALL = Set.of(ME, MY_GROUPS, NOW, START_OF_TODAY, START_OF_TOMORROW, END_OF_SOON);

    private FilterExpressions() {}
}
