package cn.qingfeng.security.signin;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.web.Address;
import cn.qingfeng.web.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/** Where a person lands after signing in, after a wrong password, and after signing out. */
public class SignInOutcome extends SavedRequestAwareAuthenticationSuccessHandler
        implements AuthenticationFailureHandler, LogoutSuccessHandler {

    /** Minutes to wait, for the login page. */
    static final String PAUSED = "signInPausedMinutes";

    private static final String TASKLIST = "/camunda/app/tasklist/";

    /** The page of those whose work is not in Tasklist. */
    private static final Map<String, String> HOMES = Map.of(
            Duty.ADMIN.groupId(), "/work",
            Duty.PROCESS_OWNER.groupId(), "/work",
            Duty.COUNTY_LEADER.groupId(), "/dashboard");

    private final Problems answers;

    public SignInOutcome(RequestCache asked, Problems answers) {
        this.answers = answers;
        setRequestCache(asked);
    }

    /** A script that signs a person in again stays on its page (js/sign-in.js). */
    private static boolean isScript(HttpServletRequest request) {
        return MediaType.APPLICATION_JSON_VALUE.equals(request.getHeader(HttpHeaders.ACCEPT));
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication person)
            throws IOException, ServletException {
        if (isScript(request)) {
            clearAuthenticationAttributes(request);
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        super.onAuthenticationSuccess(request, response, person);
    }

    @Override
    protected String determineTargetUrl(
            HttpServletRequest request, HttpServletResponse response, Authentication person) {
        return homeOf(person);
    }

    /** Where this person's work lies. */
    static String homeOf(Authentication person) {
        return person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(HOMES::containsKey)
                .sorted()
                .map(HOMES::get)
                .findFirst()
                .orElse(TASKLIST);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException, ServletException {
        if (isScript(request)) {
            answers.tell(
                    request,
                    response,
                    reason instanceof SignInPaused paused
                            ? paused.refusal()
                            : new Refusal(Refusal.Kind.NOT_SIGNED_IN, "security.wrong", List.of()));
            return;
        }
        if (reason instanceof SignInPaused paused) {
            Problems.head(paused.refusal(), response);
            request.setAttribute(PAUSED, paused.refusal().args().get(0));
            request.getRequestDispatcher(LoginPage.PAUSED).forward(request, response);
            return;
        }
        response.sendRedirect(request.getContextPath() + "/login?error");
    }

    @Override
    public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, Authentication person)
            throws IOException {
        String login = request.getContextPath() + "/login?logout";
        if (Address.isForPrograms(request)) {
            // Tasklist asks by script, which cannot be led to another page: its plugin reads the header and goes there.
            response.setHeader(HttpHeaders.LOCATION, login);
            response.setStatus(HttpStatus.OK.value());
            return;
        }
        response.sendRedirect(login);
    }
}
