package cn.qingfeng.security.engine;

import cn.qingfeng.web.Address;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The engine refuses lists without a bound ({@code queryMaxResultsLimit}). Whoever names none over HTTP gets a first page
 * instead of an error.
 */
public class EnginePageFilter extends OncePerRequestFilter {

    private static final Pattern LIST = Pattern.compile(
            "(/engine-rest(/engine/[^/]+)?|/camunda/api/engine/engine/[^/]+)(/history)?/([a-z-]+|filter/[^/]+/list)/?");

    private final int most;

    public EnginePageFilter(int most) {
        this.most = most;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String uri = Address.of(request);
        String query = request.getQueryString();
        boolean bounded = query != null && query.contains("maxResults=");
        if (bounded || !LIST.matcher(uri).matches()) {
            chain.doFilter(request, response);
            return;
        }
        String page = (query == null ? "" : query + "&") + "maxResults=" + most;
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public String getQueryString() {
                        return page;
                    }
                },
                response);
    }
}
