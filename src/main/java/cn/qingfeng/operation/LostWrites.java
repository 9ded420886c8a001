package cn.qingfeng.operation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.InfrastructureProxy;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Refuses what would be lost. The pool switches auto-commit off, so what a {@link JdbcTemplate} writes where no transaction
 * runs is taken back without a word as soon as the connection goes back, and a lock taken there holds nothing. Within a
 * transaction the template has that transaction's connection and never comes here.
 */
@Component
class LostWrites implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof JdbcTemplate template) {
            template.setDataSource(new OutsideTransactions(template.getDataSource()));
        }
        return bean;
    }

    /** To transactions the same as its target; the connections that it hands out itself belong to none and only read. */
    static final class OutsideTransactions extends DelegatingDataSource implements InfrastructureProxy {

        OutsideTransactions(DataSource target) {
            super(target);
        }

        @Override
        public Object getWrappedObject() {
            return getTargetDataSource();
        }

        @Override
        public Connection getConnection() throws SQLException {
            return reading(super.getConnection(), Connection.class);
        }
    }

    private static <T> T reading(T target, Class<T> type) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (takesStatement(method)) {
                refuseWrite((String) arguments[0]);
            }
            var answer = call(target, method, arguments);
            return answer instanceof Statement statement && method.getName().equals("createStatement")
                    ? reading(statement, Statement.class)
                    : answer;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static boolean takesStatement(Method method) {
        var name = method.getName();
        return method.getParameterCount() > 0
                && method.getParameterTypes()[0] == String.class
                && (name.startsWith("prepare") || name.startsWith("execute") || name.equals("addBatch"));
    }

    private static final Pattern WRITES =
            Pattern.compile("\\s*(insert|update|delete|merge|replace)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOCKS = Pattern.compile("\\bfor\\s+(update|share)\\b");

    private static void refuseWrite(String sql) {
        if (WRITES.matcher(sql).lookingAt()
                || LOCKS.matcher(sql.toLowerCase(Locale.ROOT)).find()) {
            // The statement has places, not values.
            throw new InvalidDataAccessApiUsageException("No transaction runs, so this would be lost: " + sql);
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
