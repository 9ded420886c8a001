package cn.qingfeng.process.engine;

import cn.qingfeng.Refusal;
import cn.qingfeng.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Two acted on the same task, on a page or through an API of ours: whoever comes second is told so, as with two on one clue. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class LostRaces {

    /** How the engine says that what it is told comes too late: nothing waits for it, or the instance has ended. */
    private static final Pattern GONE =
            Pattern.compile("does not have a subscription|list of executions is empty|execution \\S+ doesn't exist");

    /** The SQL state of a unique key that is taken; MySQL has the more general one, and an error number of its own. */
    private static final String UNIQUE = "23505";

    private static final int DUPLICATE_ENTRY = 1062;

    private final Problems answers;

    LostRaces(Problems answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    void on(OptimisticLockingException second, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answers.refuse(request, response, Refusal.conflict("engine.overtaken"));
    }

    /** Both wrote the next line of one timeline, or another row that can be there once only. */
    @ExceptionHandler
    void on(DataIntegrityViolationException second, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!isThereAlready(second)) {
            throw second;
        }
        answers.refuse(request, response, Refusal.conflict("engine.overtaken"));
    }

    /** What was waited for went while it was being told. */
    @ExceptionHandler
    void on(ProcessEngineException second, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (second.getMessage() == null || !GONE.matcher(second.getMessage()).find()) {
            throw second;
        }
        answers.refuse(request, response, Refusal.conflict("engine.overtaken"));
    }

    private static boolean isThereAlready(DataIntegrityViolationException second) {
        return second instanceof DuplicateKeyException
                || second.getMostSpecificCause() instanceof SQLException refused
                        && (UNIQUE.equals(refused.getSQLState()) || refused.getErrorCode() == DUPLICATE_ENTRY);
    }
}
