package cn.qingfeng.security.engine;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Hands the person who signed in on our page over to Tasklist, Cockpit and Admin, with today's groups. */
public class WebappIdentityFilter extends ContainerBasedAuthenticationFilter {

    @Override
    public void init(FilterConfig config) {
        authenticationProvider = new SignedInPerson();
    }

    /** The webapps keep a person's groups in the session; they are outdated as soon as a duty changes. */
    @Override
    protected boolean existisAuthentication(Authentications known, String engineName, String username) {
        return super.existisAuthentication(known, engineName, username)
                && known.getAuthenticationForProcessEngine(engineName) instanceof UserAuthentication person
                && person.getGroupIds() != null
                && Set.copyOf(person.getGroupIds()).equals(Set.copyOf(groups()));
    }

    private static List<String> groups() {
        return SecurityContextHolder.getContext().getAuthentication().getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> !authority.startsWith("DUTY_"))
                .toList();
    }

    private static class SignedInPerson implements AuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            var person = SecurityContextHolder.getContext().getAuthentication();
            if (person == null || request.getUserPrincipal() == null) {
                return AuthenticationResult.unsuccessful();
            }
            var result = AuthenticationResult.successful(person.getName());
            result.setGroups(groups());
            result.setTenants(List.of());
            return result;
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            // Our own chain has already sent whoever is not signed in to the login page.
        }
    }
}
