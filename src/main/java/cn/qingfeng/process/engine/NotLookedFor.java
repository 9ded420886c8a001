package cn.qingfeng.process.engine;

import cn.qingfeng.process.database.DeployedNow;
import cn.qingfeng.process.database.GrantsAsCondition;
import cn.qingfeng.process.database.TreeAtOnce;
import cn.qingfeng.security.query.CountsTogether;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.task.Task;

/**
 * What the engine would ask its tables for with each step though the answer is known: it cannot be there, or it never changes.
 * Each look is a round trip, and a clue's life has a hundred of them.
 */
final class NotLookedFor {

    private NotLookedFor() {}

    static List<SessionFactory> sessions(DeployedNow now) {
        var drawn = new ConcurrentHashMap<String, JobDefinitionEntity>();
        return List.of(
                new Factory(TaskManager.class, OneTaskAStep::new),
                new Factory(IncidentManager.class, IncidentsOfFailedJobs::new),
                new Factory(Beginnings.class, Beginnings::new),
                new Factory(VariableInstanceManager.class, WithoutVariablesOfTasks::new),
                TreeAtOnce.executions(),
                new Factory(ProcessDefinitionManager.class, () -> new Diagrams(now)),
                new Factory(JobDefinitionManager.class, () -> new StepsOfJobs(drawn, now)));
    }

    private record Factory(Class<?> type, Supplier<Session> made) implements SessionFactory {
        @Override
        public Class<?> getSessionType() {
            return type;
        }

        @Override
        public Session openSession() {
            return made.get();
        }
    }

    /** Tasks are made by diagrams alone, so that none has another below it, and no execution waits in two. */
    private static final class OneTaskAStep extends TaskManager {

        @Override
        public List<TaskEntity> findTasksByExecutionId(String execution) {
            var known = getDbEntityManager().getCachedEntitiesByType(TaskEntity.class).stream()
                    .filter(task -> execution.equals(task.getExecutionId()))
                    .toList();
            return known.isEmpty() ? super.findTasksByExecutionId(execution) : new ArrayList<>(known);
        }

        /** Where several are counted together, this one waits for the others. */
        @Override
        public long findTaskCountByQueryCriteria(TaskQueryImpl query) {
            var together = CountsTogether.atWork();
            if (together == null) {
                return super.findTaskCountByQueryCriteria(query);
            }
            configureQuery(query);
            var session = Context.getCommandContext().getDbSqlSession();
            var bound = session.getSqlSession()
                    .getConfiguration()
                    .getMappedStatement(session.getDbSqlSessionFactory().mapStatement("selectTaskCountByQueryCriteria"))
                    .getBoundSql(query);
            var mysql = session.getDbSqlSessionFactory().getDatabaseType().equals("mysql");
            together.take(
                    mysql ? GrantsAsCondition.rewritten(bound.getSql()).orElse(bound.getSql()) : bound.getSql(),
                    bound,
                    query);
            return 0;
        }

        @Override
        public List<Task> findTasksByParentTaskId(String parentTaskId) {
            return List.of();
        }
    }

    /** A job that never failed and has tries left has no incident to be resolved when it ends. */
    private static final class IncidentsOfFailedJobs extends IncidentManager {
        @Override
        public List<Incident> findIncidentByConfigurationAndIncidentType(String configuration, String type) {
            var job = configuration != null && (type == null || Incident.FAILED_JOB_HANDLER_TYPE.equals(type))
                    ? getDbEntityManager().getCachedEntity(JobEntity.class, configuration)
                    : null;
            return job != null
                            && job.getRetries() > 0
                            && job.getExceptionMessage() == null
                            && job.getExceptionByteArrayId() == null
                    ? List.of()
                    : super.findIncidentByConfigurationAndIncidentType(configuration, type);
        }
    }

    /**
     * An execution that waits for its own next step has that one job and no other, unless timers run in the scope in which it
     * stands.
     */
    static class JobsOfExecutions extends JobManager {
        @Override
        public List<JobEntity> findJobsByExecutionId(String execution) {
            var running = Context.getCommandContext().getCurrentJob();
            if (running instanceof MessageEntity
                    && running.getExecutionId() != null
                    && running.getExecutionId().equals(execution)
                    && !hasTimers(running)) {
                return new ArrayList<>(List.of(running));
            }
            return super.findJobsByExecutionId(execution);
        }

        /** Where it cannot be told, there may be. */
        private static boolean hasTimers(JobEntity job) {
            var definition = Context.getProcessEngineConfiguration()
                    .getDeploymentCache()
                    .findProcessDefinitionFromCache(job.getProcessDefinitionId());
            var step = definition == null || job.getActivityId() == null
                    ? null
                    : definition.findActivity(job.getActivityId());
            return step == null
                    || !TimerDeclarationImpl.getDeclarationsForScope(step.getFlowScope())
                            .isEmpty();
        }
    }

    /** Nobody gives a task variables of its own ({@code EngineTextFilter} refuses it), so that none go with it. */
    private static final class WithoutVariablesOfTasks extends TreeAtOnce.Variables {
        @Override
        public void deleteVariableInstanceByTask(TaskEntity task) {
            // Nothing to delete.
        }
    }

    /** What is deployed now is forgotten where it changes. */
    private static final class Diagrams extends ProcessDefinitionManager {

        private final DeployedNow now;

        private Diagrams(DeployedNow now) {
            this.now = now;
        }

        @Override
        public void updateProcessDefinitionSuspensionStateById(String id, SuspensionState state) {
            now.changed();
            super.updateProcessDefinitionSuspensionStateById(id, state);
        }

        @Override
        public void updateProcessDefinitionSuspensionStateByKey(String key, SuspensionState state) {
            now.changed();
            super.updateProcessDefinitionSuspensionStateByKey(key, state);
        }
    }

    /**
     * The job that runs, and each that is made, asks at which step it waits, which is drawn. Of a kind that is suspended, or was
     * given a priority of its own, the row is read.
     */
    private static final class StepsOfJobs extends JobDefinitionManager {

        /** Commands that make or execute jobs, and change no kind of them. */
        private static final Set<Class<?>> IN_STEPS = Set.of(
                ClaimTaskCmd.class,
                CompleteTaskCmd.class,
                SubmitTaskFormCmd.class,
                ExecuteJobsCmd.class,
                StartProcessInstanceCmd.class);

        private final Map<String, JobDefinitionEntity> drawn;
        private final DeployedNow now;

        private StepsOfJobs(Map<String, JobDefinitionEntity> drawn, DeployedNow now) {
            this.drawn = drawn;
            this.now = now;
        }

        @Override
        public JobDefinitionEntity findById(String id) {
            var running = Context.getCommandContext().getCurrentJob();
            if (!IN_STEPS.contains(
                    Context.getCommandInvocationContext().getCommand().getClass())) {
                return super.findById(id);
            }
            var ownStep = running != null && id.equals(running.getJobDefinitionId());
            var known = drawn.get(id);
            if (known != null && (ownStep || now.isOrdinary(id))) {
                return known;
            }
            known = super.findById(id);
            if (known != null && !known.isSuspended() && known.getOverridingJobPriority() == null) {
                drawn.put(id, known);
            }
            return known;
        }

        @Override
        public void updateJobDefinitionSuspensionStateById(String id, SuspensionState state) {
            now.changed();
            super.updateJobDefinitionSuspensionStateById(id, state);
        }

        @Override
        public void updateJobDefinitionSuspensionStateByProcessDefinitionId(String diagram, SuspensionState state) {
            now.changed();
            super.updateJobDefinitionSuspensionStateByProcessDefinitionId(diagram, state);
        }

        @Override
        public void updateJobDefinitionSuspensionStateByProcessDefinitionKey(String key, SuspensionState state) {
            now.changed();
            super.updateJobDefinitionSuspensionStateByProcessDefinitionKey(key, state);
        }
    }

    /** Of a definition the history notes key, name and version. */
    static final class HistoryOfKnownDefinitions extends CacheAwareHistoryEventProducer {
        @Override
        protected ProcessDefinitionEntity getProcessDefinitionEntity(String id) {
            var known = id == null
                    ? null
                    : Context.getProcessEngineConfiguration()
                            .getDeploymentCache()
                            .findProcessDefinitionFromCache(id);
            return known == null ? super.getProcessDefinitionEntity(id) : known;
        }
    }

    /**
     * When the open instances and steps about a clue began, by what the history says: read once a command for the overview and all
     * phases that it calls, because where one of them ends, the step that called it ends too.
     */
    static final class Beginnings implements Session {

        private static final String OPEN = "select ID_, START_TIME_ from ACT_HI_PROCINST"
                + " where ROOT_PROC_INST_ID_ = ? and END_TIME_ is null"
                + " union all select ID_, START_TIME_ from ACT_HI_ACTINST"
                + " where ROOT_PROC_INST_ID_ = ? and END_TIME_ is null";

        private final Set<String> read = new HashSet<>();
        private final Map<String, Date> known = new HashMap<>();

        /** Null where the history has no such row that is open. */
        Date of(String id, String root) {
            if (root != null && read.add(root)) {
                read(root);
            }
            return known.get(id);
        }

        private void read(String root) {
            var connection = Context.getCommandContext()
                    .getDbSqlSession()
                    .getSqlSession()
                    .getConnection();
            try (var statement = connection.prepareStatement(OPEN)) {
                statement.setString(1, root);
                statement.setString(2, root);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        known.put(
                                rows.getString(1), new Date(rows.getTimestamp(2).getTime()));
                    }
                }
            } catch (SQLException e) {
                throw new ProcessEngineException("When the open steps began cannot be read", e);
            }
        }

        @Override
        public void flush() {
            // Nothing is written.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
