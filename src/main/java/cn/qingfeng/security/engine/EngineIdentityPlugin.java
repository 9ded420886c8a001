package cn.qingfeng.security.engine;

import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The engine's own settings about people: which ids it takes, and what a task or a deployment grants by itself. */
@Component
class EngineIdentityPlugin extends AbstractProcessEnginePlugin {

    private final ObjectProvider<IdentityGuard> guard;
    private final ObjectProvider<Organization> organization;

    EngineIdentityPlugin(ObjectProvider<IdentityGuard> guard, ObjectProvider<Organization> organization) {
        this.guard = guard;
        this.organization = organization;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        // The engine's default takes letters and digits only; our groups are called unit-tax and window-clerk.
        engine.setGroupResourceWhitelistPattern("[a-z0-9]+(-[a-z0-9]+)*");
        engine.setUserResourceWhitelistPattern("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
        engine.setResourceAuthorizationProvider(new GrantedByItself(organization));
        engine.setIdentityProviderSessionFactory(new GuardedIdentities.Factory(guard));
        var sessions = new ArrayList<SessionFactory>(List.of(new RightsOfACommand.Factory()));
        if (engine.getCustomSessionFactories() != null) {
            sessions.addAll(engine.getCustomSessionFactories());
        }
        engine.setCustomSessionFactories(sessions);
    }

    private static class GrantedByItself extends DefaultAuthorizationProvider {

        private final ObjectProvider<Organization> organization;

        GrantedByItself(ObjectProvider<Organization> organization) {
            this.organization = organization;
        }

        /**
         * Whoever takes a task that is offered to a group of theirs has the right by that offer, which stays as long as the
         * task. Who is in the group in another's place only, for a time, needs a grant of their own.
         */
        @Override
        public AuthorizationEntity[] newTaskAssignee(Task task, String before, String now) {
            var asking = Context.getCommandContext().getAuthentication();
            var offered = asking != null
                    && now != null
                    && now.equals(asking.getUserId())
                    && isOfferedTo(organization.getObject().ownDutiesOf(now), (TaskEntity) task);
            return offered ? null : super.newTaskAssignee(task, before, now);
        }

        private static boolean isOfferedTo(List<HeldDuty> duties, TaskEntity task) {
            return task.getCandidates().stream()
                    .anyMatch(link ->
                            duties.stream().anyMatch(duty -> duty.groupId().equals(link.getGroupId())));
        }

        /** A task that is just being made has no grants yet. */
        @Override
        protected AuthorizationEntity getGrantAuthorization(
                String taskId, String userId, String groupId, Resource resource) {
            var known = Context.getCommandContext()
                    .getDbEntityManager()
                    .getDbEntityCache()
                    .getCachedEntity(TaskEntity.class, taskId);
            return known != null && known.getEntityState() == DbEntityState.TRANSIENT
                    ? null
                    : super.getGrantAuthorization(taskId, userId, groupId, resource);
        }

        /**
         * Whoever a task is offered to may see it, claim it, work on it and give it back, and nothing else: not write its
         * variables or comments, which UPDATE, the engine's default, would allow. Giving back needs the right to assign;
         * EngineTextFilter leaves no other use of it.
         */
        @Override
        protected Permission[] getRuntimePermissions(boolean enforceSpecificVariablePermission) {
            var granted = new ArrayList<Permission>();
            granted.add(Permissions.READ);
            granted.add(Permissions.TASK_WORK);
            granted.add(Permissions.TASK_ASSIGN);
            Arrays.stream(super.getRuntimePermissions(enforceSpecificVariablePermission))
                    .filter(permission -> permission != Permissions.UPDATE)
                    .filter(permission -> !granted.contains(permission))
                    .forEach(granted::add);
            return granted.toArray(Permission[]::new);
        }

        /** The deploying person may read the deployment; deleting it would end running clues with it. */
        @Override
        public AuthorizationEntity[] newDeployment(Deployment deployment) {
            var person =
                    Context.getProcessEngineConfiguration().getIdentityService().getCurrentAuthentication();
            if (person == null || person.getUserId() == null) {
                return null;
            }
            return new AuthorizationEntity[] {
                createGrantAuthorization(
                        person.getUserId(), null, Resources.DEPLOYMENT, deployment.getId(), Permissions.READ)
            };
        }
    }
}
