package cn.qingfeng;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first of all filters: refuses addresses that are written in another way than the plain one. So whoever comes after it,
 * ours or not, has one spelling to match.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PlainAddresses extends OncePerRequestFilter {

    private final EarlyAnswers answers;

    PlainAddresses(EarlyAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!Address.isPlain(request.getRequestURI())) {
            answers.refuse(request, response, Refusal.invalid("refusal.address"));
            return;
        }
        chain.doFilter(request, response);
    }
}
