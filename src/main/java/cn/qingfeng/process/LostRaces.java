package cn.qingfeng.process;

import cn.qingfeng.EarlyAnswers;
import cn.qingfeng.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Two acted on the same task, on a page or through an API of ours: whoever comes second is told so, as with two on one clue. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class LostRaces {

    private final EarlyAnswers answers;

    LostRaces(EarlyAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    void on(OptimisticLockingException second, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answers.refuse(request, response, Refusal.conflict("engine.overtaken"));
    }
}
