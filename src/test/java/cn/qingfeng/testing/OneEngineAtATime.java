package cn.qingfeng.testing;

import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Closes the product after each class that started it with its doors. The engine's REST API and its webapps find their engine
 * by a name that is one per JVM: two contexts alive would answer for each other, and one JVM per class costs the suite half
 * its time.
 */
public final class OneEngineAtATime extends AbstractTestExecutionListener {

    @Override
    public int getOrder() {
        // After everything that a test does at its end.
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void afterTestClass(TestContext test) {
        if (!TestDatabase.isMySql()
                && test.hasApplicationContext()
                && test.getApplicationContext().getBeanNamesForType(ProcessEngine.class, false, false).length > 0) {
            test.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
        }
    }
}
