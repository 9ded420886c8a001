package cn.qingfeng.security.engine;

import cn.qingfeng.security.signin.FailedSignIns;
import cn.qingfeng.security.signin.SignInPaused;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** The one place where a password is checked, for the login page and HTTP Basic alike: against the engine's users. */
@Component
public class EngineLogin implements AuthenticationProvider {

    private static final int LONGEST_PASSWORD = 256;

    private final EngineAccounts accounts;
    private final FailedSignIns failures;

    EngineLogin(EngineAccounts accounts, FailedSignIns failures) {
        this.accounts = accounts;
        this.failures = failures;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String username = attempt.getName().strip();
        String password = String.valueOf(attempt.getCredentials());
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "local";

        var standing = failures.of(username, address);
        refuseWhilePaused(standing);
        Optional<List<String>> groups =
                password.length() <= LONGEST_PASSWORD && accounts.passwordMatches(username, password)
                        ? accounts.groupsOf(username)
                        : Optional.empty();
        if (groups.isEmpty()) {
            failures.failed(username, address);
            refuseWhilePaused(failures.of(username, address));
            throw new BadCredentialsException("unknown account or wrong password");
        }
        if (standing.failedBefore()) {
            failures.succeeded(username);
        }
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                username, null, EngineAccounts.authoritiesOf(groups.get()));
        signedIn.setDetails(attempt.getDetails());
        return signedIn;
    }

    private static void refuseWhilePaused(FailedSignIns.Standing standing) {
        standing.pause().ifPresent(pause -> {
            throw new SignInPaused(pause);
        });
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
