package cn.qingfeng.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts, while switched on, what goes over the wire: one round trip for each statement or batch executed and each commit
 * or rollback; and the rows that were written. Switched off, it is not in the way.
 */
final class Counter extends DelegatingDataSource implements MethodExecutionListener {

    private static final Set<String> EXECUTES = Set.of(
            "execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "executeBatch", "executeLargeBatch");

    private static final Pattern TABLE = Pattern.compile(
            "^\\s*(select\\b.*?\\bfrom|insert\\s+into|update|delete\\s+from)\\s+([a-z_0-9]+)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Map<String, long[]> statements = new ConcurrentHashMap<>();
    private final AtomicLong roundTrips = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final DataSource counted;
    private volatile boolean on;

    Counter(DataSource target) {
        super(target);
        counted = ProxyDataSourceBuilder.create(target)
                .methodListener(this)
                .afterQuery((execution, queries) -> note(queries, execution.getBatchSize()))
                .build();
    }

    /** The statements that were executed most, by verb and table: how often, and how many rows each handed over. */
    List<String> most(int number, int per) {
        return statements.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, long[]> each) -> -each.getValue()[0]))
                .limit(number)
                .map(each -> "%-48s %6.1f times %6.1f rows"
                        .formatted(each.getKey(), each.getValue()[0] / (double) per, each.getValue()[1] / (double) per))
                .toList();
    }

    private void note(List<QueryInfo> queries, int batch) {
        if (!queries.isEmpty()) {
            var statement = TABLE.matcher(queries.get(0).getQuery());
            var key = statement.find()
                    ? (statement.group(1).substring(0, 6) + " " + statement.group(2)).toLowerCase(Locale.ROOT)
                    : "other";
            statements.merge(key, new long[] {1, Math.max(1, batch)}, (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
        }
    }

    /** Forgets what it counted. */
    void reset() {
        statements.clear();
        roundTrips.set(0);
        rows.set(0);
    }

    void start() {
        on = true;
    }

    void stop() {
        on = false;
    }

    long roundTrips() {
        return roundTrips.get();
    }

    long rows() {
        return rows.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return on ? counted.getConnection() : super.getConnection();
    }

    @Override
    public void beforeMethod(MethodExecutionContext call) {}

    @Override
    public void afterMethod(MethodExecutionContext call) {
        var method = call.getMethod().getName();
        if (call.getTarget() instanceof Statement && EXECUTES.contains(method)) {
            roundTrips.incrementAndGet();
            rows.addAndGet(written(method, call.getTarget(), call.getResult()));
        } else if (call.getTarget() instanceof Connection && (method.equals("commit") || method.equals("rollback"))) {
            roundTrips.incrementAndGet();
        }
    }

    private static long written(String method, Object statement, Object result) {
        if (result instanceof int[] batch) {
            long sum = 0;
            for (int one : batch) {
                // The driver that writes a batch as one statement does not say how many rows each part changed.
                sum += one >= 0 ? one : 1;
            }
            return sum;
        }
        if (result instanceof Integer updated) {
            return updated;
        }
        try {
            return method.equals("execute") && Boolean.FALSE.equals(result)
                    ? Math.max(0, ((Statement) statement).getUpdateCount())
                    : 0;
        } catch (SQLException closed) {
            return 0;
        }
    }
}
