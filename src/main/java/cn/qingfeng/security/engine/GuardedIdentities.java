package cn.qingfeng.security.engine;

import cn.qingfeng.Refusal;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.beans.factory.ObjectProvider;

/** The engine's accounts, behind {@link IdentityGuard}: below every door through which they can be changed. */
public class GuardedIdentities extends DbIdentityServiceProvider {

    /** For each command of the engine one. */
    record Factory(ObjectProvider<IdentityGuard> guard) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return GuardedIdentities.class;
        }

        @Override
        public Session openSession() {
            return new GuardedIdentities(guard);
        }
    }

    private final ObjectProvider<IdentityGuard> guard;

    GuardedIdentities(ObjectProvider<IdentityGuard> guard) {
        this.guard = guard;
    }

    @Override
    public IdentityOperationResult saveUser(User user) {
        if (user instanceof UserEntity known && known.getRevision() > 0 && known.hasNewPassword()) {
            asked(() -> guard.getObject().beforeReset(user.getId(), person()));
        }
        return super.saveUser(user);
    }

    @Override
    public IdentityOperationResult deleteUser(String userId) {
        asked(() -> guard.getObject().beforeDeletion(userId, person()));
        return super.deleteUser(userId);
    }

    @Override
    public IdentityOperationResult saveGroup(Group group) {
        asked(() -> guard.getObject().beforeGroupChange(group.getId(), person()));
        return super.saveGroup(group);
    }

    @Override
    public IdentityOperationResult deleteGroup(String groupId) {
        asked(() -> guard.getObject().beforeGroupChange(groupId, person()));
        return super.deleteGroup(groupId);
    }

    @Override
    public IdentityOperationResult createMembership(String userId, String groupId) {
        asked(() -> guard.getObject().beforeGroupChange(groupId, person()));
        return super.createMembership(userId, groupId);
    }

    @Override
    public IdentityOperationResult deleteMembership(String userId, String groupId) {
        asked(() -> guard.getObject().beforeGroupChange(groupId, person()));
        return super.deleteMembership(userId, groupId);
    }

    /** Who asks the engine; null when it is the product itself. */
    private String person() {
        var asking = getCurrentAuthentication();
        return asking == null ? null : asking.getUserId();
    }

    private void asked(Runnable question) {
        try {
            question.run();
        } catch (Refusal refusal) {
            throw new RefusedByGuard(refusal);
        }
    }
}
