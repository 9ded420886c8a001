package cn.qingfeng.security.engine;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * The engine's users as the login sees them: who exists, with which password, in which groups. The questions are the
 * product's own: a login must not run under somebody's authorizations.
 */
@Component
public class EngineAccounts {

    private final IdentityService identities;
    private final EngineRights rights;
    private final Organization organization;

    EngineAccounts(IdentityService identities, EngineRights rights, Organization organization) {
        this.organization = organization;
        this.identities = identities;
        this.rights = rights;
    }

    public boolean passwordMatches(String username, String password) {
        return rights.call(() -> identities.checkPassword(username, password));
    }

    /** The groups of the user at this moment; empty when there is no such user any more. */
    public Optional<List<String>> groupsOf(String username) {
        return rights.call(() -> {
            // The group alone is not the duty: whoever was put into it past the organization holds nothing.
            var held = organization.groupsOf(username);
            var groups = identities.createGroupQuery().groupMember(username).unlimitedList().stream()
                    .map(Group::getId)
                    .filter(group -> Duty.ofGroup(group).isEmpty() || held.contains(group))
                    .sorted()
                    .toList();
            // The second question is asked only of people without any duty, so that a request costs one query.
            boolean gone = groups.isEmpty()
                    && identities.createUserQuery().userId(username).count() == 0;
            return gone ? Optional.empty() : Optional.of(groups);
        });
    }

    /** Each group by its id, and beside it the duty that it stands for: {@code unit-tax} and {@code DUTY_HANDLER}. */
    static List<GrantedAuthority> authoritiesOf(List<String> groups) {
        var authorities = new ArrayList<GrantedAuthority>();
        groups.forEach(group -> authorities.add(new SimpleGrantedAuthority(group)));
        groups.stream()
                .flatMap(group -> Duty.ofGroup(group).stream())
                .map(held -> new SimpleGrantedAuthority("DUTY_" + held.duty()))
                .distinct()
                .forEach(authorities::add);
        return authorities;
    }
}
