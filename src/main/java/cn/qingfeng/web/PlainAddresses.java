package cn.qingfeng.web;

import cn.qingfeng.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first of all filters: refuses addresses that are written in another way than the plain one. So whoever comes after it,
 * ours or not, has one spelling to match. A body whose kind nobody could read is refused here too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PlainAddresses extends OncePerRequestFilter {

    private final Problems answers;

    PlainAddresses(Problems answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!Address.isPlain(request.getRequestURI())) {
            answers.refuse(request, response, Refusal.invalid("refusal.address"));
            return;
        }
        if (!saysWhatItSends(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            answers.refuse(request, response, new Refusal(Refusal.Kind.UNSUPPORTED, "error.415.text", List.of()));
            return;
        }
        chain.doFilter(asksReadably(request) ? request : new AnyFormat(request), response);
    }

    private static boolean asksReadably(HttpServletRequest request) {
        try {
            MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
            return true;
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** Whoever asks for a format that nobody can read takes what there is. */
    private static final class AnyFormat extends HttpServletRequestWrapper {
        AnyFormat(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getHeader(String name) {
            return HttpHeaders.ACCEPT.equalsIgnoreCase(name) ? MediaType.ALL_VALUE : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return HttpHeaders.ACCEPT.equalsIgnoreCase(name)
                    ? Collections.enumeration(List.of(MediaType.ALL_VALUE))
                    : super.getHeaders(name);
        }
    }

    private static boolean saysWhatItSends(String type) {
        if (type == null || type.isBlank()) {
            return true;
        }
        try {
            return MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
