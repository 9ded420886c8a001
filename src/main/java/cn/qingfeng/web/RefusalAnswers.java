package cn.qingfeng.web;

import cn.qingfeng.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Answers refusals on the API as problem details (RFC 9457) in the reader's language. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusalAnswers {

    /** The largest file, as room evidence takes it; what is so much larger that it is not even read is told the same. */
    private static final int MEGABYTES = 20;

    private final MessageSource messages;

    RefusalAnswers(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Refusal refusal, Locale locale) {
        var problem = problem(HttpStatus.valueOf(refusal.kind().status()), refusal.key(), locale, refusal.args());
        if (!refusal.faults().isEmpty()) {
            problem.setProperty(
                    "faults",
                    refusal.faults().stream()
                            .map(fault ->
                                    Map.of("field", fault.field(), "message", text(fault.key(), locale, fault.args())))
                            .toList());
        }
        var answer = ResponseEntity.status(problem.getStatus());
        if (refusal instanceof TooOften often) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(often.seconds()));
        }
        return answer.body(problem);
    }

    /** Two people acted on the same clue; the later one looks again. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ConcurrencyFailureException late, Locale locale) {
        return ResponseEntity.of(problem(HttpStatus.CONFLICT, "refusal.overtaken", locale, List.of()))
                .build();
    }

    /** A file is larger than what is taken. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MaxUploadSizeExceededException tooLarge, Locale locale) {
        return ResponseEntity.of(problem(HttpStatus.PAYLOAD_TOO_LARGE, "file.large", locale, List.of(MEGABYTES)))
                .build();
    }

    /** Parts that were cut off on their way, or are none, or lack the file. */
    @ExceptionHandler({MultipartException.class, MissingServletRequestPartException.class})
    ResponseEntity<ProblemDetail> onParts(Exception cutOff, Locale locale) {
        return ResponseEntity.of(problem(HttpStatus.BAD_REQUEST, "file.cut-off", locale, List.of()))
                .build();
    }

    /** The body cannot be read: not JSON, or a value of a wrong type. What stood there is not repeated. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(HttpMessageNotReadableException unreadable, Locale locale) {
        return ResponseEntity.of(problem(HttpStatus.BAD_REQUEST, "refusal.unreadable", locale, List.of()))
                .build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MethodArgumentTypeMismatchException wrong, Locale locale) {
        return ResponseEntity.of(problem(HttpStatus.BAD_REQUEST, "refusal.parameter", locale, List.of(wrong.getName())))
                .build();
    }

    private ProblemDetail problem(HttpStatus status, String key, Locale locale, List<?> args) {
        var problem = ProblemDetail.forStatusAndDetail(status, text(key, locale, args));
        problem.setType(URI.create("urn:qingfeng:" + key));
        problem.setTitle(
                messages.getMessage("refusal.title." + status.value(), null, status.getReasonPhrase(), locale));
        return problem;
    }

    private String text(String key, Locale locale, List<?> args) {
        return messages.getMessage(key, args.toArray(), key, locale);
    }
}
