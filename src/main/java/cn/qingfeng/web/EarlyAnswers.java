package cn.qingfeng.web;

import cn.qingfeng.Refusal;
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

    /** What the error page says instead of its status's own words: set on the request, in the reader's language. */
    public static final String REASON = "qingfeng.refusal";

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
        var reader = languages.resolveLocale(request);
        var detail = messages.getMessage(refused.key(), refused.args().toArray(), reader);
        if (!Address.isForPrograms(request)) {
            // Whoever draws the error page finds the body taken, and does not read a large one for a form's fields.
            request.getInputStream();
            request.setAttribute(REASON, detail);
            response.sendError(status.value());
            return;
        }
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:qingfeng:" + refused.key()));
        // Tasklist and Camunda Modeler show this one.
        problem.setProperty("message", detail);
        problem.setTitle(messages.getMessage("refusal.title." + status.value(), null, reader));
        var body = json.writeValueAsBytes(problem);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        // With its length, so that it arrives whole although the rest of a large request is never read.
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
