package cn.qingfeng.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Refusals that are given before a request reaches a page: RFC 9457 problem details in the reader's language. The
 * property {@code message} repeats the detail, because Tasklist and Camunda Modeler show that one.
 */
@Component
public class ProblemAnswers {

    private final MessageSource messages;
    private final LocaleResolver languages;
    private final ObjectMapper json;

    ProblemAnswers(MessageSource messages, LocaleResolver localeResolver, ObjectMapper json) {
        this.messages = messages;
        this.languages = localeResolver;
        this.json = json;
    }

    public void refuse(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String key, Object... args)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        String detail = text(request, key, args);
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", text(request, "security.status." + status.value()));
        problem.put("status", status.value());
        problem.put("detail", detail);
        problem.put("code", key);
        problem.put("message", detail);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        byte[] body = json.writeValueAsBytes(problem);
        // With its length, so that it arrives whole even when the rest of a large request is never read.
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    public String text(HttpServletRequest request, String key, Object... args) {
        Locale reader = languages.resolveLocale(request);
        return messages.getMessage(key, args, reader);
    }
}
