package cn.qingfeng;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Answers refusals of filters, which speak before any page or API is reached: problem details on the API, the error page of
 * the status elsewhere.
 */
@Component
public class EarlyAnswers {

    private final MessageSource messages;
    private final LocaleResolver languages;
    private final ObjectMapper json;

    EarlyAnswers(MessageSource messages, LocaleResolver localeResolver, ObjectMapper json) {
        this.messages = messages;
        this.languages = localeResolver;
        this.json = json;
    }

    /** Answers, and reads nothing more of the request. */
    public void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refused) throws IOException {
        var status = HttpStatus.valueOf(refused.kind().status());
        if (refused instanceof TooOften often) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(often.seconds()));
        }
        if (!path(request).startsWith("/api/")) {
            // Whoever draws the error page finds the body taken, and does not read a large one for a form's fields.
            request.getInputStream();
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

    /** The path within the product. */
    public static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
