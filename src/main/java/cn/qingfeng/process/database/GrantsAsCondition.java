package cn.qingfeng.process.database;

import java.sql.Connection;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.reflection.SystemMetaObject;

/**
 * Asks for a person's tasks and instances so that MySQL looks grants up instead of comparing each task with each grant. The engine
 * joins both by “this task's, or this definition's, or everybody's”, for which no database has an index: with two thousand tasks
 * and two hundred grants a page took two seconds, and the time grew with the product of both. What is asked is the same, in the same
 * order of parameters: the grants are named once before the statement, and whether there is one stands where the join's result
 * stood. A statement of any other shape is left as it is.
 */
@Intercepts(
        @Signature(
                type = StatementHandler.class,
                method = "prepare",
                args = {Connection.class, Integer.class}))
public final class GrantsAsCondition implements Interceptor {

    private static final Pattern JOIN =
            Pattern.compile("\\binner\\s+join\\s+(?=\\(\\s*SELECT\\s+A\\.\\*\\s+FROM\\s+ACT_RU_AUTHORIZATION\\s+A\\b)");
    private static final Pattern ON = Pattern.compile("\\s*AUTH\\s+ON\\s+(?=\\()");
    private static final Pattern GRANTED =
            Pattern.compile("AUTH\\.RESOURCE_ID_\\s*=\\s*([A-Z]{1,5}\\.[A-Z_]{1,30}|'\\*')");
    private static final Pattern FOUND = Pattern.compile("AUTH\\.RESOURCE_ID_\\s+IS\\s+NOT\\s+NULL");

    @Override
    public Object intercept(Invocation invocation) throws Throwable {
        var bound = ((StatementHandler) invocation.getTarget()).getBoundSql();
        var other = rewritten(bound.getSql());
        if (other.isPresent()) {
            SystemMetaObject.forObject(bound).setValue("sql", other.get());
        }
        return invocation.proceed();
    }

    /** The same question with its grants as a condition; empty for a statement of another shape. */
    public static Optional<String> rewritten(String sql) {
        var join = JOIN.matcher(sql);
        if (!sql.startsWith("select") || !join.find() || sql.lastIndexOf('?', join.start()) >= 0) {
            return Optional.empty();
        }
        var grantsEnd = closing(sql, join.end());
        var on = ON.matcher(sql).region(Math.max(0, grantsEnd), sql.length());
        if (grantsEnd < 0 || !on.lookingAt()) {
            return Optional.empty();
        }
        var onEnd = closing(sql, on.end());
        if (onEnd < 0) {
            return Optional.empty();
        }
        var ways = Arrays.stream(sql.substring(on.end() + 1, onEnd - 1).split("\\s+OR\\s+"))
                .map(way -> GRANTED.matcher(way.strip()))
                .toList();
        var rest = sql.substring(onEnd);
        var found = FOUND.matcher(rest);
        if (!ways.stream().allMatch(way -> way.matches())
                || !found.find()
                || found.replaceAll("").contains("AUTH.")
                || sql.substring(0, join.start()).contains("AUTH.")) {
            return Optional.empty();
        }
        var granted = ways.stream()
                .map(way -> way.group(1) + " in (select RESOURCE_ID_ from GRANTED)")
                .collect(Collectors.joining(" or ", "(", ")"));
        return Optional.of("with GRANTED as " + sql.substring(join.end(), grantsEnd) + " "
                + sql.substring(0, join.start()) + found.replaceAll(granted));
    }

    /** The place behind the bracket that closes the one here; -1 where none does. */
    private static int closing(String sql, int open) {
        var depth = 0;
        for (var at = open; at < sql.length(); at++) {
            depth += sql.charAt(at) == '(' ? 1 : sql.charAt(at) == ')' ? -1 : 0;
            if (depth == 0) {
                return at + 1;
            }
        }
        return -1;
    }
}
