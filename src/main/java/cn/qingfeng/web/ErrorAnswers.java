package cn.qingfeng.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * What is said where nobody else has said it, from a wrong method to a fault of ours: problem details (RFC 9457) to programs,
 * a page to people; in the reader's language, and nothing of what went wrong inside.
 */
@Controller
class ErrorAnswers extends BasicErrorController {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageSource messages;
    private final LocaleResolver languages;

    ErrorAnswers(
            ErrorAttributes attributes,
            ServerProperties server,
            MessageSource messages,
            LocaleResolver localeResolver) {
        super(attributes, server.getError());
        this.messages = messages;
        this.languages = localeResolver;
    }

    @Override
    public ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
        var page = super.errorHtml(request, response);
        page.addObject("reason", reason(request));
        return page;
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        var status = getStatus(request);
        if (status == HttpStatus.NO_CONTENT) {
            return new ResponseEntity<>(status);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(request, status));
    }

    /** Programs that asked for a kind of answer that we do not have are told all the same. */
    @Override
    public ResponseEntity<String> mediaTypeNotAcceptable(HttpServletRequest request) {
        var status = getStatus(request);
        try {
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(JSON.writeValueAsString(problem(request, status)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever asks for the address of errors without one is told that there is nothing. */
    @Override
    protected HttpStatus getStatus(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null
                ? HttpStatus.NOT_FOUND
                : super.getStatus(request);
    }

    private Map<String, Object> problem(HttpServletRequest request, HttpStatus status) {
        var reason = reason(request);
        var detail = reason != null ? reason : text(request, "error." + status.value() + ".text", "error.other.text");
        return Map.of(
                "type",
                URI.create("about:blank"),
                "title",
                text(request, "error." + status.value() + ".title", "error.other.title"),
                "status",
                status.value(),
                "detail",
                detail,
                // Tasklist and Camunda Modeler show this one.
                "message",
                detail);
    }

    private String reason(HttpServletRequest request) {
        return request.getAttribute(EarlyAnswers.REASON) instanceof String told ? told : null;
    }

    private String text(HttpServletRequest request, String key, String otherwise) {
        var reader = languages.resolveLocale(request);
        var usual = messages.getMessage(otherwise, null, reader);
        return messages.getMessage(key, null, usual, reader);
    }
}
