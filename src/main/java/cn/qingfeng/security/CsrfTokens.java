package cn.qingfeng.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tokens for forms and for scripts. A form carries a masked token in {@code _csrf} (Thymeleaf adds it); a script reads the
 * cookie {@value #COOKIE} and sends it in the header {@value #HEADER}. The webapps have a cookie of their own by the usual
 * name, hence ours has another.
 */
class CsrfTokens implements CsrfTokenRequestHandler {

    static final String COOKIE = "QF-CSRF";
    static final String HEADER = "X-CSRF-TOKEN";

    private final CsrfTokenRequestHandler plain = new CsrfTokenRequestAttributeHandler();
    private final CsrfTokenRequestHandler masked = new XorCsrfTokenRequestAttributeHandler();

    static CookieCsrfTokenRepository inCookie() {
        var repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
        repository.setCookieName(COOKIE);
        repository.setHeaderName(HEADER);
        repository.setCookiePath("/");
        repository.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return repository;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        masked.handle(request, response, token);
    }

    @Override
    public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        boolean script = request.getHeader(token.getHeaderName()) != null;
        return (script ? plain : masked).resolveCsrfTokenValue(request, token);
    }

    /** Gives every page the cookie, also Tasklist and Cockpit, whose plugins call our API. */
    static class Cookie extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String accept = request.getHeader("Accept");
            if ("GET".equals(request.getMethod()) && accept != null && accept.contains("text/html")) {
                ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
            }
            chain.doFilter(request, response);
        }
    }
}
