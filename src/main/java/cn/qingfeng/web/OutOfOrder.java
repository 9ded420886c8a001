package cn.qingfeng.web;

import cn.qingfeng.Refusal;
import cn.qingfeng.operation.Breakdown;
import cn.qingfeng.operation.DatabaseWatch;
import cn.qingfeng.operation.StartProgress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Stands before everything that needs the database, sessions included. While the product is being built it says what is built
 * and when it is ready; where the machine is broken it answers 503 in words, on a page that needs no database and holds what
 * was typed, to be sent again.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OutOfOrder extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(OutOfOrder.class);

    private static final Pattern NEEDS_NOTHING =
            Pattern.compile("/(?:css|js|img|fonts|webjars|v)(?:/.*)?|/favicon\\.ico|/error");
    /** Says for itself how the product is. */
    private static final Pattern HEALTH = Pattern.compile("/actuator/health(?:/.*)?");

    /** After which one may ask again. */
    private static final Duration STARTING = Duration.ofSeconds(5);

    private static final Duration BROKEN = Duration.ofSeconds(30);
    private static final Set<String> NOT_SHOWN = Set.of("password");
    private static final int MOST_FIELDS = 200;

    /** One field that was typed. */
    record Typed(String name, String value, boolean shown) {}

    private final Problems answers;
    private final ApplicationAvailability availability;
    private final StartProgress progress;
    private final DatabaseWatch database;
    private final SpringTemplateEngine templates;
    private final LocaleResolver languages;
    private final MessageSource messages;

    OutOfOrder(
            Problems answers,
            ApplicationAvailability availability,
            StartProgress progress,
            DatabaseWatch database,
            SpringTemplateEngine templates,
            LocaleResolver localeResolver,
            MessageSource messages) {
        this.messages = messages;
        this.answers = answers;
        this.availability = availability;
        this.progress = progress;
        this.database = database;
        this.templates = templates;
        this.languages = localeResolver;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return NEEDS_NOTHING.matcher(Address.of(request)).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var starting = availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC;
        if (HEALTH.matcher(Address.of(request)).matches()) {
            if (starting) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(STARTING.toSeconds()));
            }
            chain.doFilter(request, response);
            return;
        }
        if (starting) {
            refuse(request, response, "starting");
            return;
        }
        if (database.isDown()) {
            refuse(request, response, "broken");
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException | IOException | Error problem) {
            if (response.isCommitted() || !Breakdown.isBehind(problem)) {
                throw problem;
            }
            LOG.error("Answered 503: {}", problem.toString());
            response.reset();
            refuse(request, response, "broken");
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String why) throws IOException {
        var refused = Refusal.unavailable("out-of-order." + why, why.equals("starting") ? STARTING : BROKEN);
        if (Address.isForPrograms(request) || !accepts(request)) {
            answers.refuse(request, response, refused);
            return;
        }
        var reader = languages.resolveLocale(request);
        var values = Map.<String, Object>of(
                "why",
                why,
                "beside",
                why.equals("starting") ? beside(reader) : List.of(),
                "step",
                List.of(progress.number(), progress.steps()),
                "stage",
                progress.key() == null ? "" : progress.key(),
                "percent",
                progress.percent(),
                "seconds",
                progress.secondsLeft(),
                "typed",
                typed(request),
                "again",
                request.getContextPath() + Address.of(request),
                "root",
                request.getContextPath());
        var page = templates.process("out-of-order", new Context(reader, values));
        Problems.head(refused, response);
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'");
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    /** The same in the other language: whoever starts the product need not be who reads it. */
    private List<String> beside(Locale reader) {
        var other =
                Locale.ENGLISH.getLanguage().equals(reader.getLanguage()) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        var step = progress.key() == null
                ? ""
                : messages.getMessage("out-of-order.step", new Object[] {progress.number(), progress.steps()}, other)
                        + " " + messages.getMessage(progress.key(), null, other);
        return List.of(messages.getMessage("out-of-order.starting", null, other), step);
    }

    private static boolean accepts(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** What was typed, to be sent again from the page itself; files cannot be kept so, and nobody's password is. */
    private static List<Typed> typed(HttpServletRequest request) {
        var typed = new ArrayList<Typed>();
        if (!"POST".equals(request.getMethod()) || "/login".equals(Address.of(request))) {
            return typed;
        }
        request.getParameterMap().forEach((name, values) -> {
            for (var value : values) {
                if (typed.size() < MOST_FIELDS && !NOT_SHOWN.contains(name)) {
                    typed.add(new Typed(name, value, value.length() > 30 && !name.startsWith("_")));
                }
            }
        });
        return typed;
    }
}
