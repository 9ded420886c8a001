package cn.qingfeng.web;

import cn.qingfeng.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Answers refusals that reach a page with the error page of their status; {@link RefusalAnswers} goes before it on the API. */
@ControllerAdvice(annotations = Controller.class)
class RefusalPages {

    @ExceptionHandler
    void on(Refusal refusal, HttpServletResponse response) throws IOException {
        if (refusal instanceof TooOften often) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(often.seconds()));
        }
        response.sendError(refusal.kind().status());
    }

    @ExceptionHandler
    void on(ConcurrencyFailureException late, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.CONFLICT.value());
    }

    @ExceptionHandler
    void on(MultipartException cutOff, HttpServletResponse response) throws IOException {
        response.sendError(
                cutOff instanceof MaxUploadSizeExceededException
                        ? HttpStatus.PAYLOAD_TOO_LARGE.value()
                        : HttpStatus.BAD_REQUEST.value());
    }

    @ExceptionHandler
    void on(MethodArgumentTypeMismatchException wrong, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }
}
