package cn.qingfeng.process.engine;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserOperationLogManager;

/**
 * The engine's log of what people do, without the day's work: who took a task is in the history of its activity, and what was
 * done with it on the clue's timeline. What else happens to a task, and whatever is done to instances, jobs, definitions and
 * rights, is logged.
 */
final class AdministratorsLog extends UserOperationLogManager {

    /** For each command of the engine one. */
    static final class Factory implements SessionFactory {
        @Override
        public Class<?> getSessionType() {
            return UserOperationLogManager.class;
        }

        @Override
        public Session openSession() {
            return new AdministratorsLog();
        }
    }

    private static final Set<String> DAYS_WORK =
            Set.of(UserOperationLogEntry.OPERATION_TYPE_CLAIM, UserOperationLogEntry.OPERATION_TYPE_COMPLETE);

    @Override
    public void logTaskOperations(String operation, TaskEntity task, List<PropertyChange> changes) {
        if (!DAYS_WORK.contains(operation)) {
            super.logTaskOperations(operation, task, changes);
        }
    }
}
