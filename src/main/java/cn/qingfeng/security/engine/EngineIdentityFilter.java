package cn.qingfeng.security.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine who is asking, for the length of one request, so that its authorizations apply to every call. The
 * person's groups are read anew each time: a duty given or taken away counts from the next click, on every node, and a
 * removed account is signed out.
 */
public class EngineIdentityFilter extends OncePerRequestFilter {

    private final EngineAccounts accounts;
    private final IdentityService identities;

    public EngineIdentityFilter(EngineAccounts accounts, IdentityService identities) {
        this.accounts = accounts;
        this.identities = identities;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var person = SecurityContextHolder.getContext().getAuthentication();
        if (person == null || person instanceof AnonymousAuthenticationToken || !person.isAuthenticated()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<List<String>> groups = accounts.groupsOf(person.getName());
        if (groups.isEmpty()) {
            signOut(request);
            chain.doFilter(request, response);
            return;
        }
        carryCurrentDuties(person, groups.get());
        try {
            identities.setAuthentication(person.getName(), groups.get());
            chain.doFilter(request, response);
        } finally {
            // The thread goes back to the pool and must not remember anybody.
            identities.clearAuthentication();
        }
    }

    private static void carryCurrentDuties(Authentication person, List<String> groups) {
        var authorities = EngineAccounts.authoritiesOf(groups);
        if (List.copyOf(person.getAuthorities()).equals(authorities)) {
            return;
        }
        var current = UsernamePasswordAuthenticationToken.authenticated(person.getPrincipal(), null, authorities);
        current.setDetails(person.getDetails());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(current);
        SecurityContextHolder.setContext(context);
    }

    private static void signOut(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
