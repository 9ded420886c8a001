package cn.qingfeng.organization;

import cn.qingfeng.web.Rights;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Reads {@link Right} for whoever signed in: the login's authorities are the groups of the duties. */
@Component("rights")
class RightsByDuty implements Rights {

    @Override
    public boolean has(Authentication person, String right) {
        var groups = Set.of(Right.valueOf(right).groups());
        return person.getAuthorities().stream().anyMatch(held -> groups.contains(held.getAuthority()));
    }
}
