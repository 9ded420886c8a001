package cn.qingfeng.web;

import cn.qingfeng.Refusal;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The one voice in which everybody refuses, from the first filter to the error page, in the reader's language: problem details
 * (RFC 9457) to programs, the error page to people. A problem's type is {@code urn:qingfeng:} with the key of its text.
 */
@Component
public class Problems {

    /** On the request: what the error page says instead of its status's own words. */
    private static final String REASON = "qingfeng.refusal";

    private final MessageSource messages;
    private final LocaleResolver languages;
    private final ObjectMapper json;

    Problems(MessageSource messages, LocaleResolver localeResolver, ObjectMapper json) {
        this.messages = messages;
        this.languages = localeResolver;
        this.json = json;
    }

    /**
     * Answers, and reads nothing more of the request: a browser on its way to a page with the error page of the status,
     * everybody else, a script in a page too, with problem details.
     */
    public void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refused) throws IOException {
        if (!isForPeople(request)) {
            tell(request, response, refused);
            return;
        }
        head(refused, response);
        // Whoever draws the error page finds the body taken, and does not read a large one for a form's fields.
        request.getInputStream();
        request.setAttribute(REASON, text(refused, languages.resolveLocale(request)));
        response.sendError(refused.kind().status());
    }

    private static boolean isForPeople(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return !Address.isForPrograms(request) && (accepted == null || accepted.contains(MediaType.TEXT_HTML_VALUE));
    }

    /** Answers with problem details, whoever asks. */
    public void tell(HttpServletRequest request, HttpServletResponse response, Refusal refused) throws IOException {
        head(refused, response);
        var reader = languages.resolveLocale(request);
        var problem = of(HttpStatus.valueOf(refused.kind().status()), refused.key(), refused.args(), reader);
        if (!refused.faults().isEmpty()) {
            problem.setProperty(
                    "faults",
                    refused.faults().stream()
                            .map(fault ->
                                    Map.of("field", fault.field(), "message", text(fault.key(), fault.args(), reader)))
                            .toList());
        }
        write(problem, response);
    }

    /** The status, and how long to wait where there is sense in it. */
    public static void head(Refusal refused, HttpServletResponse response) {
        response.setStatus(refused.kind().status());
        refused.retryAfter()
                .ifPresent(wait -> response.setHeader(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
    }

    /** Why, in one text for a page: the faults of its fields, where it has any. */
    String text(Refusal refused, Locale reader) {
        return String.join(
                " ",
                refused.allFaults().stream()
                        .map(fault -> text(fault.key(), fault.args(), reader))
                        .toList());
    }

    /** In the language of whoever asks. */
    public String text(HttpServletRequest request, String key, Object... args) {
        return text(key, List.of(args), languages.resolveLocale(request));
    }

    /** What the error page says: what was said when it was refused, else nothing. */
    static String reason(HttpServletRequest request) {
        return request.getAttribute(REASON) instanceof String told ? told : null;
    }

    /** What an error without a refusal is: its status in words, or what was said when it was refused. */
    ProblemDetail of(HttpServletRequest request, HttpStatus status) {
        var reader = languages.resolveLocale(request);
        var key = "error." + status.value() + ".text";
        var isKnown = messages.getMessage(key, null, null, reader) != null;
        var problem = of(status, isKnown ? key : "error.other.text", List.of(), reader);
        var reason = reason(request);
        return reason == null ? problem : said(problem, reason);
    }

    private ProblemDetail of(HttpStatus status, String key, List<?> args, Locale reader) {
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("urn:qingfeng:" + key));
        problem.setTitle(messages.getMessage(
                "error." + status.value() + ".title", null, text("error.other.title", List.of(), reader), reader));
        problem.setProperty("code", key);
        return said(problem, text(key, args, reader));
    }

    private static ProblemDetail said(ProblemDetail problem, String detail) {
        problem.setDetail(detail);
        // Tasklist and Camunda Modeler show this one.
        problem.setProperty("message", detail);
        return problem;
    }

    private String text(String key, List<?> args, Locale reader) {
        return messages.getMessage(key, args.toArray(), key, reader);
    }

    private void write(ProblemDetail problem, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var body = json.writeValueAsBytes(problem);
        // With its length, so that it arrives whole although the rest of a large request is never read.
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
