package cn.qingfeng.process.engine;

import cn.qingfeng.clue.ClueKind;
import java.util.List;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;

/**
 * When the jobs and messages were made for which a report against a person waits: the engine notes it by itself and shows it
 * by its API. By the day alone, as its history does ({@link RoutingHistory}).
 */
final class MomentOfReports {

    private MomentOfReports() {}

    static List<SessionFactory> sessions(RoutingHistory.Kinds kinds) {
        return List.of(new Jobs(kinds), new Messages(kinds));
    }

    private static boolean isReport(RoutingHistory.Kinds kinds, String instance) {
        var execution = instance == null
                ? null
                : Context.getCommandContext().getExecutionManager().findExecutionById(instance);
        return execution != null
                && execution.getBusinessKey() != null
                && kinds.of(execution.getBusinessKey()) == ClueKind.REPORT;
    }

    private record Jobs(RoutingHistory.Kinds kinds) implements SessionFactory {
        @Override
        public Class<?> getSessionType() {
            return JobManager.class;
        }

        @Override
        public Session openSession() {
            return new NotLookedFor.JobsOfExecutions() {
                @Override
                public void insertJob(JobEntity job) {
                    super.insertJob(job);
                    if (isReport(kinds, job.getProcessInstanceId())) {
                        job.setCreateTime(RoutingHistory.day(job.getCreateTime()));
                    }
                }
            };
        }
    }

    private record Messages(RoutingHistory.Kinds kinds) implements SessionFactory {
        @Override
        public Class<?> getSessionType() {
            return EventSubscriptionManager.class;
        }

        @Override
        public Session openSession() {
            return new EventSubscriptionManager() {
                @Override
                public void insert(EventSubscriptionEntity message) {
                    super.insert(message);
                    if (isReport(kinds, message.getProcessInstanceId())) {
                        message.setCreated(RoutingHistory.day(message.getCreated()));
                    }
                }
            };
        }
    }
}
