package cn.qingfeng.security.engine;

import cn.qingfeng.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.db.CompositePermissionCheck;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * The engine's authorizations for the length of one command, which is one request's work on one task at most: what was
 * answered once is not asked again, and nothing is remembered beyond it. Rights are granted alone: what was never granted
 * needs no revoking, and an authorization that revokes is refused, so that the engine need not look for one with each
 * question.
 */
class RightsOfACommand extends AuthorizationManager {

    /** For each command of the engine one. */
    static final class Factory implements SessionFactory {
        @Override
        public Class<?> getSessionType() {
            return AuthorizationManager.class;
        }

        @Override
        public Session openSession() {
            return new RightsOfACommand();
        }
    }

    private final Map<String, Boolean> answers = new HashMap<>();

    /** The engine asks its table which of them have any grant at all, to ask about fewer. Nobody here is in that many. */
    @Override
    public List<String> filterAuthenticatedGroupIds(List<String> groups) {
        return groups == null ? List.of() : groups;
    }

    @Override
    public boolean isAuthorized(String person, List<String> groups, CompositePermissionCheck check) {
        var question = person + groups + asked(check);
        var answer = answers.get(question);
        if (answer == null) {
            answer = super.isAuthorized(person, groups, check);
            answers.put(question, answer);
        }
        return answer;
    }

    private static String asked(CompositePermissionCheck check) {
        return (check.isDisjunctive() ? "any" : "all")
                + check.getAtomicChecks().stream()
                        .map(each -> "%s %d %s %s"
                                .formatted(
                                        each.getPermission().getName(),
                                        each.getResourceType(),
                                        each.getResourceId(),
                                        each.getAuthorizationNotFoundReturnValue()))
                        .collect(Collectors.joining(",", "(", ")"))
                + check.getCompositeChecks().stream()
                        .map(RightsOfACommand::asked)
                        .collect(Collectors.joining());
    }

    @Override
    public void insert(DbEntity authorization) {
        refuseRevoking((AuthorizationEntity) authorization);
        answers.clear();
        super.insert(authorization);
    }

    @Override
    public void update(AuthorizationEntity authorization) {
        refuseRevoking(authorization);
        answers.clear();
        super.update(authorization);
    }

    private static void refuseRevoking(AuthorizationEntity authorization) {
        if (authorization.getAuthorizationType() == Authorization.AUTH_TYPE_REVOKE) {
            throw new RefusedByGuard(Refusal.forbidden("security.engine.revoke"));
        }
    }

    @Override
    public void delete(DbEntity authorization) {
        answers.clear();
        super.delete(authorization);
    }

    @Override
    public void deleteAuthorizationsByResourceIds(Resources resource, List<String> ids) {
        answers.clear();
        super.deleteAuthorizationsByResourceIds(resource, ids);
    }

    /** On single instances nobody is granted anything: there is nothing to look for when one ends. */
    @Override
    public void deleteAuthorizationsByResourceId(Resource resource, String id) {
        if (resource == Resources.PROCESS_INSTANCE) {
            return;
        }
        answers.clear();
        super.deleteAuthorizationsByResourceId(resource, id);
    }

    @Override
    public void deleteAuthorizationsByResourceIdAndUserId(Resource resource, String id, String person) {
        answers.clear();
        super.deleteAuthorizationsByResourceIdAndUserId(resource, id, person);
    }

    @Override
    public void deleteAuthorizationsByResourceIdAndGroupId(Resource resource, String id, String group) {
        answers.clear();
        super.deleteAuthorizationsByResourceIdAndGroupId(resource, id, group);
    }
}
