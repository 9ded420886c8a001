package cn.qingfeng.web;

import cn.qingfeng.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Answers what pages and APIs refuse, and what Spring refuses in their stead. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusalAnswers {

    /** The largest file, as room evidence takes it; what is so much larger that it is not even read is told the same. */
    private static final int MEGABYTES = 20;

    private final Problems problems;

    RefusalAnswers(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler({
        Refusal.class,
        ConcurrencyFailureException.class,
        MultipartException.class,
        MissingServletRequestPartException.class,
        HttpMessageNotReadableException.class,
        MethodArgumentTypeMismatchException.class,
        BindException.class
    })
    void on(Exception refused, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.refuse(request, response, told(refused));
    }

    private static Refusal told(Exception refused) {
        if (refused instanceof Refusal ours) {
            return ours;
        }
        if (refused instanceof ConcurrencyFailureException) {
            // Two people acted on the same clue; the later one looks again.
            return Refusal.conflict("refusal.overtaken");
        }
        if (refused instanceof MaxUploadSizeExceededException) {
            return new Refusal(Refusal.Kind.TOO_LARGE, "file.large", List.of(), MEGABYTES);
        }
        if (refused instanceof MethodArgumentTypeMismatchException wrong) {
            return Refusal.invalid("refusal.parameter", wrong.getName());
        }
        if (refused instanceof BindException wrong && wrong.getFieldError() != null) {
            return Refusal.invalid("refusal.parameter", wrong.getFieldError().getField());
        }
        // Not JSON, or a value of a wrong type (what stood there is not repeated); or parts that were cut off, or are
        // missing.
        return Refusal.invalid(
                refused instanceof HttpMessageNotReadableException ? "refusal.unreadable" : "file.cut-off");
    }
}
