package cn.qingfeng.intake.door;

import cn.qingfeng.Refusal;
import cn.qingfeng.TooOften;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The first to see what strangers send, before anything reads it: refuses whoever sends too often, and what is larger than
 * the largest report in the widest encoding. Runs before the login's filters, which read the fields of a form.
 */
@Component
@Order(-200)
class PublicPosts extends OncePerRequestFilter {

    /** The longest texts of the form, each character in the twelve bytes that a form spends on a rare one. */
    private static final int LARGEST = 1 << 20;

    private static final Pattern PUBLIC = Pattern.compile("/(?:report|track|rate|form/visible|api/public)(?:/.*)?");

    private final Throttle throttle;
    private final MessageSource messages;
    private final LocaleResolver languages;
    private final ObjectMapper json;

    PublicPosts(Throttle throttle, MessageSource messages, LocaleResolver localeResolver, ObjectMapper json) {
        this.throttle = throttle;
        this.messages = messages;
        this.languages = localeResolver;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return List.of("GET", "HEAD", "OPTIONS").contains(request.getMethod())
                || !PUBLIC.matcher(path(request)).matches();
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            throttle.pass(Gate.POST, request.getRemoteAddr());
            if (request.getContentLengthLong() > LARGEST) {
                throw tooLarge();
            }
        } catch (Refusal refused) {
            refuse(request, response, refused);
            return;
        }
        chain.doFilter(request.getContentLengthLong() < 0 ? new Bounded(request) : request, response);
    }

    private static Refusal tooLarge() {
        return new Refusal(Refusal.Kind.TOO_LARGE, "door.large", List.of(), LARGEST >> 20);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refused) throws IOException {
        var status = HttpStatus.valueOf(refused.kind().status());
        if (refused instanceof TooOften often) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(often.seconds()));
        }
        if (!path(request).startsWith("/api/")) {
            response.sendError(status.value());
            return;
        }
        var reader = languages.resolveLocale(request);
        var problem = ProblemDetail.forStatusAndDetail(
                status, messages.getMessage(refused.key(), refused.args().toArray(), reader));
        problem.setType(URI.create("urn:qingfeng:" + refused.key()));
        problem.setTitle(messages.getMessage("refusal.title." + status.value(), null, reader));
        var body = json.writeValueAsBytes(problem);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        // With its length, so that it arrives whole although the rest of a large request is never read.
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    /** A body that does not say how long it is may not be longer either. */
    private static final class Bounded extends HttpServletRequestWrapper {

        private ServletInputStream bounded;

        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (bounded == null) {
                bounded = new BoundedStream(super.getInputStream());
            }
            return bounded;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class BoundedStream extends ServletInputStream {

        private final ServletInputStream source;
        private long read;

        BoundedStream(ServletInputStream source) {
            this.source = source;
        }

        private int counted(int bytes) {
            read += Math.max(0, bytes);
            if (read > LARGEST) {
                throw tooLarge();
            }
            return bytes;
        }

        @Override
        public int read() throws IOException {
            var next = source.read();
            counted(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return counted(source.read(target, offset, length));
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
