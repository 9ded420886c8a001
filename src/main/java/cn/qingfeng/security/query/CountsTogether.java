package cn.qingfeng.security.query;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.TypeHandler;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.query.Query;

/**
 * Several counts of the engine's with one statement: each query is put as it always is, under whoever asks, but where the engine
 * would send it, it is kept, and all that were kept are sent as the columns of one row. An engine that does not offer its
 * queries here answers one by one.
 */
public final class CountsTogether {

    private static final ThreadLocal<CountsTogether> AT_WORK = new ThreadLocal<>();

    private record Part(String sql, BoundSql bound, Object parameter) {}

    private final List<Part> parts = new ArrayList<>();

    private CountsTogether() {}

    /** Within a command of the engine: what these queries count, in their order. */
    public static List<Long> of(CommandContext command, List<? extends Query<?, ?>> queries) {
        var together = new CountsTogether();
        var answers = new ArrayList<Long>();
        var places = new ArrayList<Integer>();
        AT_WORK.set(together);
        try {
            for (var query : queries) {
                var place = together.parts.size();
                // A query that can find nothing is answered without being sent.
                answers.add(query.count());
                places.add(together.parts.size() > place ? place : -1);
            }
        } finally {
            AT_WORK.remove();
        }
        if (!together.parts.isEmpty()) {
            var counted = together.send(command);
            for (var at = 0; at < answers.size(); at++) {
                if (places.get(at) >= 0) {
                    answers.set(at, counted.get(places.get(at)));
                }
            }
        }
        return answers;
    }

    /** Those that are being collected on this thread; null where the engine is to answer at once. */
    public static CountsTogether atWork() {
        return AT_WORK.get();
    }

    /** @param sql what to send, with the parameters of {@code bound} in their order */
    public void take(String sql, BoundSql bound, Object parameter) {
        parts.add(new Part(sql, bound, parameter));
    }

    private List<Long> send(CommandContext command) {
        var session = command.getDbSqlSession().getSqlSession();
        var sql = parts.stream().map(part -> "(" + part.sql() + ")").collect(Collectors.joining(", ", "select ", ""));
        try (var statement = session.getConnection().prepareStatement(sql)) {
            var at = 1;
            for (var part : parts) {
                for (var mapping : part.bound().getParameterMappings()) {
                    var value = value(session.getConfiguration(), part, mapping);
                    var type = value == null && mapping.getJdbcType() == null
                            ? session.getConfiguration().getJdbcTypeForNull()
                            : mapping.getJdbcType();
                    @SuppressWarnings("unchecked")
                    var handler = (TypeHandler<Object>) mapping.getTypeHandler();
                    handler.setParameter(statement, at++, value, type);
                }
            }
            try (var row = statement.executeQuery()) {
                row.next();
                var counted = new ArrayList<Long>();
                for (var column = 1; column <= parts.size(); column++) {
                    counted.add(row.getLong(column));
                }
                return counted;
            }
        } catch (SQLException e) {
            throw new ProcessEngineException("Counting together failed", e);
        }
    }

    private static Object value(Configuration configuration, Part part, ParameterMapping mapping) {
        return part.bound().hasAdditionalParameter(mapping.getProperty())
                ? part.bound().getAdditionalParameter(mapping.getProperty())
                : configuration.newMetaObject(part.parameter()).getValue(mapping.getProperty());
    }
}
