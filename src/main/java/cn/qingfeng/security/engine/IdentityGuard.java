package cn.qingfeng.security.engine;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.guard.GuardedChange.Kind;
import cn.qingfeng.organization.guard.GuardedChanges;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/**
 * What a signed-in person may change in the engine's accounts, by whatever door: Admin, its API, the engine's REST API, or a
 * page of ours. Duties are given by the organization alone; who guards a secret is not served by one administrator.
 */
@Component
class IdentityGuard {

    private final GuardedChanges changes;
    private final Organization organization;
    private final IdentityService identities;

    IdentityGuard(GuardedChanges changes, Organization organization, IdentityService identities) {
        this.changes = changes;
        this.organization = organization;
        this.identities = identities;
    }

    /**
     * Before a password is set anew.
     *
     * @param by who does it; null when it is the product itself
     * @throws Refusal when the person guards a secret and nobody agreed
     */
    void beforeReset(String username, String by) {
        if (by != null && !by.equals(username) && changes.guards(username)) {
            changes.use(Kind.RESET, username, null);
        }
    }

    /** Before an account goes: whoever works here is deactivated, so that the name stays and the duties end. */
    void beforeDeletion(String username, String by) {
        if (by != null && organization.person(username).isPresent()) {
            throw Refusal.conflict("guarded.deactivate", username);
        }
    }

    /** Before the engine's groups or who is in them change past the organization. */
    void beforeGroupChange(String groupId, String by) {
        if (by != null && Duty.ofGroup(groupId).isPresent()) {
            throw Refusal.forbidden("guarded.duties-elsewhere");
        }
    }

    /**
     * Before the organization gives a duty at somebody's wish: whichever page took the wish, a duty that guards a secret was
     * agreed to, unless it is the first, or the one who gives it sits where it is decided.
     */
    void beforeMembership(String username, String groupId) {
        var person = identities.getCurrentAuthentication();
        Optional<Duty> duty = Duty.ofGroup(groupId).map(HeldDuty::duty).filter(Duty::guardsSecret);
        if (person == null || person.getUserId() == null || duty.isEmpty() || duty.get() == Duty.REPORT_DESK) {
            return;
        }
        var first = organization.peopleWith(duty.get()).stream()
                .allMatch(holder -> holder.username().equals(username));
        if (!first && !changes.wasGranted(username, duty.get())) {
            throw Refusal.forbidden("guarded.ask-first", organization.personName(username));
        }
    }
}
