package cn.qingfeng.security.engine;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.event.DutyAssigned;
import cn.qingfeng.organization.event.DutyRevoked;
import cn.qingfeng.organization.event.PersonAdded;
import cn.qingfeng.organization.event.PersonChanged;
import cn.qingfeng.organization.event.PersonDeactivated;
import cn.qingfeng.organization.event.UnitAdded;
import cn.qingfeng.organization.event.UnitRenamed;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the engine's users, groups and memberships equal to the organization's people, units and duties, in the same
 * transaction: there is no moment at which somebody holds a duty here and not there.
 */
@Component
class EngineUsers {

    private final IdentityService identities;
    private final EngineRights rights;
    private final EngineGroups groups;
    private final TaskService tasks;
    private final AuthorizationService authorizations;
    private final ProcessEngineConfiguration engine;
    private final FindByIndexNameSessionRepository<?> sessions;
    private final IdentityGuard guard;

    EngineUsers(
            IdentityService identities,
            EngineRights rights,
            EngineGroups groups,
            TaskService tasks,
            AuthorizationService authorizations,
            ProcessEngineConfiguration engine,
            FindByIndexNameSessionRepository<?> sessions,
            IdentityGuard guard) {
        this.guard = guard;
        this.identities = identities;
        this.rights = rights;
        this.groups = groups;
        this.tasks = tasks;
        this.authorizations = authorizations;
        this.engine = engine;
        this.sessions = sessions;
    }

    @EventListener
    @Transactional
    public void on(UnitAdded unit) {
        rights.run(() -> {
            groups.ensure(Duty.HANDLER, unit.code(), unit.name());
            groups.ensure(Duty.UNIT_LEADER, unit.code(), unit.name());
        });
    }

    @EventListener
    @Transactional
    public void on(UnitRenamed unit) {
        rights.run(() -> {
            groups.rename(Duty.HANDLER, unit.code(), unit.name());
            groups.rename(Duty.UNIT_LEADER, unit.code(), unit.name());
        });
    }

    @EventListener
    @Transactional
    public void on(PersonChanged person) {
        rights.run(() -> {
            var user = identities.createUserQuery().userId(person.username()).singleResult();
            if (user != null) {
                user.setFirstName(person.name());
                user.setEmail(person.email());
                identities.saveUser(user);
            }
        });
    }

    @EventListener
    @Transactional
    public void on(PersonAdded person) {
        rights.run(() -> {
            if (engine.isEnablePasswordPolicy()
                    && !identities
                            .checkPasswordAgainstPolicy(person.initialPassword())
                            .isValid()) {
                throw Refusal.invalid("security.password.weak");
            }
            var user = identities.newUser(person.username());
            user.setFirstName(person.name());
            user.setLastName("");
            user.setEmail(person.email());
            user.setPassword(person.initialPassword());
            identities.saveUser(user);
        });
    }

    @EventListener
    @Transactional
    public void on(DutyAssigned duty) {
        guard.beforeMembership(duty.username(), duty.groupId());
        rights.run(() -> {
            identities.createMembership(duty.username(), duty.groupId());
        });
    }

    @EventListener
    @Transactional
    public void on(DutyRevoked duty) {
        rights.run(() -> {
            identities.deleteMembership(duty.username(), duty.groupId());
            giveBackTasks(duty.username());
        });
    }

    @EventListener
    @Transactional
    public void on(PersonDeactivated person) {
        rights.run(() -> {
            identities.deleteUser(person.username());
            giveBackTasks(person.username());
        });
        // Whoever is signed in at this moment is signed out with the next click anyway: the account is gone.
        sessions.findByPrincipalName(person.username()).keySet().forEach(sessions::deleteById);
    }

    /** Claimed tasks that the person may no longer work on go back to their group. */
    private void giveBackTasks(String username) {
        var held = identities.createGroupQuery().groupMember(username).unlimitedList().stream()
                .map(group -> group.getId())
                .toList();
        for (Task task : tasks.createTaskQuery().taskAssignee(username).unlimitedList()) {
            var links = tasks.getIdentityLinksForTask(task.getId());
            boolean offered = links.stream()
                    .anyMatch(link -> IdentityLinkType.CANDIDATE.equals(link.getType())
                            && (held.contains(link.getGroupId()) || username.equals(link.getUserId())));
            if (offered) {
                continue;
            }
            tasks.setAssignee(task.getId(), null);
            authorizations
                    .createAuthorizationQuery()
                    .userIdIn(username)
                    .resourceType(Resources.TASK)
                    .resourceId(task.getId())
                    .unlimitedList()
                    .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
        }
    }
}
