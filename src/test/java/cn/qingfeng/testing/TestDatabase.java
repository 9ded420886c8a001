package cn.qingfeng.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives every Spring context of a test a database of its own, which no other context sees: in memory on H2, a fresh schema
 * on MySQL. Which of the two, the system property {@code qingfeng.test.database} says ({@code h2} or {@code mysql}).
 * Mail goes to {@link Mail}. No test ever touches {@code ./data}.
 */
public final class TestDatabase implements ContextCustomizerFactory {

    private static final AtomicInteger CONTEXTS = new AtomicInteger();

    /** Whether this run is the one on MySQL. */
    public static boolean isMySql() {
        return "mysql".equals(System.getProperty("qingfeng.test.database", "h2"));
    }

    /** The JDBC URL of an empty database. */
    public static String freshUrl() {
        var name = "qingfeng_test_%d_%d".formatted(ProcessHandle.current().pid(), CONTEXTS.incrementAndGet());
        return isMySql()
                ? MySqlServer.needed().freshSchema(name)
                : "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=2048;TIME ZONE=UTC";
    }

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return new FreshDatabase();
    }

    /** Equal to every other one, so that test classes share contexts as if it were not there. */
    private record FreshDatabase() implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration config) {
            if (isMySql()) {
                context.getBeanFactory().addBeanPostProcessor(new MigratedSchemas());
            }
            var user = isMySql() ? MySqlServer.needed().user() : "sa";
            var password = isMySql() ? MySqlServer.needed().password() : "";
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test database",
                            Map.of(
                                    "qingfeng.keys.master",
                                    "dGVzdC1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RzLi4=",
                                    "spring.datasource.url",
                                    freshUrl(),
                                    "spring.datasource.username",
                                    user,
                                    "spring.datasource.password",
                                    password,
                                    "spring.mail.host",
                                    "127.0.0.1",
                                    "spring.mail.port",
                                    Mail.port())));
        }
    }
}
