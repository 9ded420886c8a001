package cn.qingfeng.security;

import cn.qingfeng.Refusal;
import cn.qingfeng.security.signin.KeptPosts;
import cn.qingfeng.security.signin.SignInPaused;
import cn.qingfeng.web.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What is said to whoever may not do what was asked for: problem details to programs, a page to people. */
class SecurityRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final Problems answers;

    SecurityRefusals(Problems answers) {
        this.answers = answers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (reason instanceof SignInPaused paused) {
            answers.tell(request, response, paused.refusal());
            return;
        }
        // A script in a page must not make the browser ask for a password in a window of its own.
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode == null || mode.equals("navigate")) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Qingfeng\", charset=\"UTF-8\"");
        }
        boolean tried = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        answers.tell(
                request,
                response,
                new Refusal(Refusal.Kind.NOT_SIGNED_IN, tried ? "security.wrong" : "security.signInFirst", List.of()));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, ServletException {
        if (reason instanceof CsrfException && KeptPosts.isOne(request)) {
            KeptPosts.show(request, response, HttpStatus.FORBIDDEN);
            return;
        }
        var refused = Refusal.forbidden(reason instanceof CsrfException ? "security.pageTooOld" : "security.notYours");
        answers.refuse(request, response, refused);
    }
}
