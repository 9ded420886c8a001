package cn.qingfeng.organization;

import cn.qingfeng.web.Rights;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Component;

/** Reads {@link Right} for whoever signed in: the login's authorities are the groups of the duties, a unit's too. */
@Component("rights")
class RightsByDuty implements Rights {

    @Override
    public boolean has(Authentication person, String right) {
        var duties = Right.valueOf(right).anyhow();
        return person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .flatMap(group -> Duty.ofGroup(group).stream())
                .anyMatch(held -> duties.contains(held.duty()));
    }
}
