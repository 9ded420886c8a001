package cn.qingfeng.process.deployment.diagram;

import java.util.Set;

/**
 * The only expressions that the engine evaluates in a query: what Tasklist's filters ask for. Room {@code console} names
 * the same ones in {@code FilterExpressions}: whoever changes one changes both.
 */
final class QueryExpressions {

    /** The bean behind the dates. */
    static final String BEAN = "filterDates";

    static final Set<String> ALLOWED = Set.of(
            "${currentUser()}",
            "${currentUserGroups()}",
            "${now()}",
            "${filterDates.startOfToday()}",
            "${filterDates.startOfTomorrow()}",
            "${filterDates.endOfSoon()}");

    private QueryExpressions() {}

    static boolean allows(String expression) {
        return ALLOWED.contains(expression.replaceAll("\\s+", "").replace('#', '$'));
    }
}
