package cn.qingfeng.security.engine;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GLOBAL;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_REVOKE;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Right;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.camunda.bpm.engine.impl.util.ResourceTypeUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * What each duty may do in the engine. Made at every start and equal after every start; grants that an administrator adds
 * beside these are left alone. Handlers and unit leaders are not named: a task offered to their unit's group grants itself
 * ({@link EngineIdentityPlugin}), and nothing else does, so a unit sees its own tasks only.
 */
@Component
class EngineAuthorizations implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(EngineAuthorizations.class);

    /** @param group null for everybody */
    private record Grant(String group, Resource resource, String id, List<Permission> permissions) {}

    private final AuthorizationService authorizations;
    private final EngineGroups groups;
    private final WatchedProcesses watched;
    private final ProcessEngineConfiguration engine;

    EngineAuthorizations(
            AuthorizationService authorizations,
            EngineGroups groups,
            WatchedProcesses watched,
            ProcessEngineConfiguration engine) {
        this.engine = engine;
        this.authorizations = authorizations;
        this.groups = groups;
        this.watched = watched;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Arrays.stream(Duty.values())
                .filter(duty -> !duty.perUnit())
                .forEach(duty -> whoeverIsFirst(() -> groups.ensure(duty, null, null)));
        grants(watched.keys()).forEach(this::ensure);
        lookForRevokes();
    }

    /** None can be made ({@link RightsOfACommand}); one from before holds until an administrator deletes it. */
    void lookForRevokes() {
        var old = authorizations
                .createAuthorizationQuery()
                .authorizationType(AUTH_TYPE_REVOKE)
                .count();
        if (old > 0) {
            LOG.warn(
                    "{} authorizations revoke rights and are asked for with every question; delete them in Admin", old);
        }
        engine.setAuthorizationCheckRevokes(
                old > 0
                        ? ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_AUTO
                        : ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_NEVER);
    }

    private static List<Grant> grants(List<String> watched) {
        var grants = new ArrayList<Grant>();
        grants.add(grant(null, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
        // Tasklist names a task's process and draws its diagram.
        grants.add(grant(null, Resources.PROCESS_DEFINITION, ANY, ProcessDefinitionPermissions.READ));
        // It names whose turn a task is: by a duty's name, not by its code. Who holds the duty is not told.
        for (Duty duty : Duty.values()) {
            if (!duty.perUnit()) {
                grants.add(grant(null, Resources.GROUP, duty.groupId(), Permissions.READ));
            }
        }

        for (Duty duty : Right.WATCH_RUNNING.duties()) {
            grants.add(grant(duty, Resources.APPLICATION, "cockpit", Permissions.ACCESS));
            for (String process : watched) {
                grants.add(grant(
                        duty,
                        Resources.PROCESS_DEFINITION,
                        process,
                        ProcessDefinitionPermissions.READ,
                        ProcessDefinitionPermissions.READ_INSTANCE,
                        ProcessDefinitionPermissions.READ_TASK,
                        ProcessDefinitionPermissions.READ_HISTORY));
            }
        }

        var owner = Duty.PROCESS_OWNER;
        grants.add(grant(owner, Resources.APPLICATION, "cockpit", Permissions.ACCESS));
        grants.add(grant(owner, Resources.DEPLOYMENT, ANY, Permissions.CREATE, Permissions.READ));
        grants.add(grant(owner, Resources.DECISION_DEFINITION, ANY, Permissions.READ));
        grants.add(grant(owner, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ));

        var admin = Duty.ADMIN;
        grants.add(grant(admin, Resources.APPLICATION, "cockpit", Permissions.ACCESS));
        grants.add(grant(admin, Resources.APPLICATION, "admin", Permissions.ACCESS));
        for (Resource accounts : List.of(
                Resources.USER,
                Resources.GROUP,
                Resources.GROUP_MEMBERSHIP,
                Resources.AUTHORIZATION,
                Resources.FILTER)) {
            grants.add(grant(admin, accounts, ANY, Permissions.ALL));
        }
        grants.add(grant(admin, Resources.SYSTEM, ANY, SystemPermissions.ALL));
        grants.add(grant(admin, Resources.BATCH, ANY, BatchPermissions.READ, BatchPermissions.READ_HISTORY));
        grants.add(grant(admin, Resources.OPERATION_LOG_CATEGORY, ANY, UserOperationLogCategoryPermissions.READ));
        grants.add(grant(admin, Resources.DEPLOYMENT, ANY, Permissions.CREATE, Permissions.READ));
        grants.add(grant(admin, Resources.DECISION_DEFINITION, ANY, Permissions.READ));
        grants.add(grant(admin, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ));
        // Jobs and incidents hang on instances, which carry number and routing only. No tasks: those are case work.
        grants.add(grant(
                admin,
                Resources.PROCESS_DEFINITION,
                ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY,
                ProcessDefinitionPermissions.RETRY_JOB));
        return grants;
    }

    private static Grant grant(Duty duty, Resource resource, String id, Permission... permissions) {
        return new Grant(duty == null ? null : duty.groupId(), resource, id, List.of(permissions));
    }

    private void ensure(Grant grant) {
        var known = find(grant);
        if (known != null && permissionsOf(known).equals(namesOf(grant.permissions()))) {
            return;
        }
        var authorization = known != null
                ? known
                : authorizations.createNewAuthorization(grant.group() == null ? AUTH_TYPE_GLOBAL : AUTH_TYPE_GRANT);
        if (grant.group() == null) {
            authorization.setUserId(ANY);
        } else {
            authorization.setGroupId(grant.group());
        }
        authorization.setResource(grant.resource());
        authorization.setResourceId(grant.id());
        authorization.setPermissions(grant.permissions().toArray(Permission[]::new));
        whoeverIsFirst(() -> authorizations.saveAuthorization(authorization));
    }

    private Authorization find(Grant grant) {
        var query = authorizations
                .createAuthorizationQuery()
                .resourceType(grant.resource())
                .resourceId(grant.id());
        query = grant.group() == null
                ? query.authorizationType(AUTH_TYPE_GLOBAL)
                : query.authorizationType(AUTH_TYPE_GRANT).groupIdIn(grant.group());
        return query.unlimitedList().stream().findFirst().orElse(null);
    }

    private static Set<String> permissionsOf(Authorization authorization) {
        return Arrays.stream(authorization.getPermissions(permissionsFor(authorization)))
                .map(Permission::getName)
                .collect(Collectors.toSet());
    }

    private static Permission[] permissionsFor(Authorization authorization) {
        return ResourceTypeUtil.getPermissionsByResourceType(authorization.getResourceType());
    }

    private static Set<String> namesOf(List<Permission> permissions) {
        return permissions.stream().map(Permission::getName).collect(Collectors.toSet());
    }

    /** Two nodes that start at the same moment make the same grants; the second finds them made. */
    private void whoeverIsFirst(Runnable change) {
        try {
            change.run();
        } catch (ProcessEngineException otherNode) {
            LOG.info("An authorization was made by another node at the same moment: {}", otherNode.getMessage());
        }
    }
}
