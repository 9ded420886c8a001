package cn.qingfeng.intake.ratelimit;

import cn.qingfeng.Refusal;
import cn.qingfeng.web.Address;
import cn.qingfeng.web.Problems;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sees what is sent before anything reads it: refuses strangers who send too often, and from anybody what is larger than the
 * largest report in the widest encoding. Runs before the login's filters, which read the fields of a form. What the engine's
 * own API takes, behind its login, room security says.
 */
@Component
@Order(-200)
class PublicPosts extends OncePerRequestFilter {

    /** The longest texts of the form, each character in the twelve bytes that a form spends on a rare one. */
    private static final int LARGEST = 1 << 20;

    private static final Pattern PUBLIC =
            Pattern.compile("/(?:report|track|rate|own|ballots|form/visible|api/public)(?:/.*)?");

    private final Throttle throttle;
    private final Problems answers;

    PublicPosts(Throttle throttle, Problems answers) {
        this.throttle = throttle;
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return List.of("GET", "HEAD", "OPTIONS").contains(request.getMethod()) || Address.isOfTheEngine(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (PUBLIC.matcher(Address.of(request)).matches()) {
                throttle.pass(RateLimit.POST, request.getRemoteAddr());
                if (isMultipart(request)) {
                    throttle.pass(RateLimit.FILE, request.getRemoteAddr());
                }
            }
            // How large files may be is said elsewhere (room evidence), where they may come at all.
            if (!isMultipart(request) && request.getContentLengthLong() > LARGEST) {
                throw tooLarge();
            }
        } catch (Refusal refused) {
            answers.refuse(request, response, refused);
            return;
        }
        chain.doFilter(request.getContentLengthLong() < 0 ? new Bounded(request) : request, response);
    }

    private static boolean isMultipart(HttpServletRequest request) {
        return request.getContentType() != null
                && request.getContentType().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static Refusal tooLarge() {
        return new Refusal(Refusal.Kind.TOO_LARGE, "door.large", List.of(), LARGEST >> 20);
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
