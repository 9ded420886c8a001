package cn.qingfeng.security;

import cn.qingfeng.security.signin.KeptPosts;
import cn.qingfeng.security.signin.SignInPaused;
import cn.qingfeng.web.Address;
import cn.qingfeng.web.EarlyAnswers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What is said to whoever may not do what was asked for: problem details to programs, a page to people. */
class SecurityRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ProblemAnswers answers;

    SecurityRefusals(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (reason instanceof SignInPaused paused) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(paused.seconds()));
            answers.refuse(request, response, HttpStatus.TOO_MANY_REQUESTS, "security.paused", paused.minutes());
            return;
        }
        // A script in a page must not make the browser ask for a password in a window of its own.
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode == null || mode.equals("navigate")) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Qingfeng\", charset=\"UTF-8\"");
        }
        boolean tried = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        answers.refuse(request, response, HttpStatus.UNAUTHORIZED, tried ? "security.wrong" : "security.signInFirst");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, ServletException {
        if (reason instanceof CsrfException && KeptPosts.isOne(request)) {
            KeptPosts.show(request, response, HttpStatus.FORBIDDEN);
            return;
        }
        String key = reason instanceof CsrfException ? "security.pageTooOld" : "security.notYours";
        if (isForPeople(request)) {
            request.setAttribute(EarlyAnswers.REASON, answers.text(request, key));
            response.sendError(HttpStatus.FORBIDDEN.value());
            return;
        }
        answers.refuse(request, response, HttpStatus.FORBIDDEN, key);
    }

    /** A browser on its way to a page, one of the webapps' too; a script in a page asks for other things. */
    private static boolean isForPeople(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return !Address.isForPrograms(request) && accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }
}
