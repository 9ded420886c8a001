package cn.qingfeng.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the nonce of a webapp's page to the request that it was made for. The webapps hand it from the header to the page
 * through the servlet context, which all requests share: with two people at work, one's page carries the other's nonce, the
 * browser refuses its scripts and the page stays white.
 */
class PageNonceFilter extends OncePerRequestFilter {

    /** As in the webapps' {@code ContentSecurityPolicyProvider}. */
    static final String NONCE = "org.camunda.bpm.csp.nonce";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var own = withItsOwnNonce(request.getServletContext());
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletContext getServletContext() {
                        return own;
                    }
                },
                response);
    }

    private static ServletContext withItsOwnNonce(ServletContext shared) {
        var nonce = new Object[1];
        return (ServletContext) Proxy.newProxyInstance(
                PageNonceFilter.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, args) -> {
                    if (args != null && args.length > 0 && NONCE.equals(args[0])) {
                        switch (method.getName()) {
                            case "setAttribute" -> {
                                nonce[0] = args[1];
                                return null;
                            }
                            case "getAttribute" -> {
                                return nonce[0];
                            }
                            default -> {}
                        }
                    }
                    try {
                        return method.invoke(shared, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
