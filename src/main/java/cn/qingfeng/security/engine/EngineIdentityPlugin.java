package cn.qingfeng.security.engine;

import java.util.ArrayList;
import java.util.Arrays;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.repository.Deployment;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The engine's own settings about people: which ids it takes, and what a task or a deployment grants by itself. */
@Component
class EngineIdentityPlugin extends AbstractProcessEnginePlugin {

    private final ObjectProvider<IdentityGuard> guard;

    EngineIdentityPlugin(ObjectProvider<IdentityGuard> guard) {
        this.guard = guard;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        // The engine's default takes letters and digits only; our groups are called unit-tax and window-clerk.
        engine.setGroupResourceWhitelistPattern("[a-z0-9]+(-[a-z0-9]+)*");
        engine.setUserResourceWhitelistPattern("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
        engine.setResourceAuthorizationProvider(new GrantedByItself());
        engine.setIdentityProviderSessionFactory(new GuardedIdentities.Factory(guard));
    }

    private static class GrantedByItself extends DefaultAuthorizationProvider {

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
