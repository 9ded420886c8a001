package cn.qingfeng.process.task;

import cn.qingfeng.process.lifecycle.Steps;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the steps of a diagram by the process's id. */
@Component
public class StepBooks {

    private final List<StepBook> books;
    private final Steps lifecycle;

    StepBooks(List<StepBook> books, Steps lifecycle) {
        this.books = books;
        this.lifecycle = lifecycle;
    }

    /** A process that an owner drew about a clue is read like the lifecycle. */
    public StepBook of(String process) {
        return books.stream()
                .filter(book -> book.process().equals(process))
                .findFirst()
                .orElse(lifecycle);
    }
}
