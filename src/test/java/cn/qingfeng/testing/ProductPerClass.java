package cn.qingfeng.testing;

import io.micrometer.core.instrument.Metrics;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.camunda.bpm.container.RuntimeContainerDelegate;
import org.camunda.bpm.engine.ProcessEngines;
import org.springframework.core.Ordered;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Many classes in one JVM, one product at a time: the engine's REST API and its web applications know engines by a name that is
 * one per JVM, so that a product of the class before would answer for that of the next. Where only classes run that speak to
 * their own context's engine (the build's executions {@code shared} and {@code mysql}), or that all want the same product
 * ({@code product}, see {@link OnTheProduct}), they share.
 */
class ProductPerClass implements TestExecutionListener, Ordered {

    /** Before all others, so that it comes after them when the class is over. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void afterTestClass(TestContext test) throws SQLException {
        if (Boolean.getBoolean("qingfeng.test.shared")
                || test.getTestClass().getEnclosingClass() != null
                || !test.hasApplicationContext()) {
            return;
        }
        var url = test.getApplicationContext().getEnvironment().getProperty("spring.datasource.url", "");
        test.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
        forgetEngines();
        endInMemory(url);
    }

    /** What a test started by hand may have left: an engine that is closed, and still known by its name. */
    private static void forgetEngines() {
        var container = RuntimeContainerDelegate.INSTANCE.get();
        for (var name : container.getProcessEngineService().getProcessEngineNames()) {
            container.unregisterProcessEngine(
                    container.getProcessEngineService().getProcessEngine(name));
        }
        ProcessEngines.getProcessEngines().values().forEach(ProcessEngines::unregister);
        // Each product adds its meters to one registry of the JVM, whose gauges hold what they measure: the whole
        // product.
        Metrics.globalRegistry.getRegistries().forEach(Metrics::removeRegistry);
        Metrics.globalRegistry.clear();
    }

    /** A database in memory lives as long as its JVM. */
    private static void endInMemory(String url) throws SQLException {
        if (url.startsWith("jdbc:h2:mem:")) {
            try (var connection = DriverManager.getConnection(url, "sa", "");
                    var statement = connection.createStatement()) {
                statement.execute("shutdown immediately");
            }
        }
    }
}
