package cn.qingfeng.security;

import cn.qingfeng.Refusal;
import cn.qingfeng.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses changes that a foreign page makes a browser send with a password it remembers for HTTP Basic: neither a token
 * nor SameSite guards those. Programs do not send the header.
 */
class CrossSiteFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

    private final Problems answers;

    CrossSiteFilter(Problems answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean remembered = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        if (remembered && site != null && FOREIGN.contains(site) && !READING.contains(request.getMethod())) {
            answers.tell(request, response, Refusal.forbidden("security.foreignPage"));
            return;
        }
        chain.doFilter(request, response);
    }
}
