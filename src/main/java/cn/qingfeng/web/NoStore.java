package cn.qingfeng.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No browser and nothing between keeps what may be about a person: every answer of ours. Files that are the same for everybody
 * are kept, and asked for again only whether they changed. The webapps say it for their own files.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NoStore extends OncePerRequestFilter {

    private static final Pattern SAME_FOR_ALL =
            Pattern.compile("/(?:css|js|img|fonts|webjars)/.*|/favicon\\.ico|/robots\\.txt");

    private static final Pattern WEBAPPS = Pattern.compile("/camunda/(?!api/).*");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return WEBAPPS.matcher(Address.of(request)).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(
                HttpHeaders.CACHE_CONTROL,
                SAME_FOR_ALL.matcher(Address.of(request)).matches() ? "no-cache" : "no-store");
        chain.doFilter(request, response);
    }
}
