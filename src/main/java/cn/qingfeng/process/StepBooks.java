package cn.qingfeng.process;

import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the steps of a diagram by the process's id. */
@Component
class StepBooks {

    private final List<StepBook> books;
    private final Steps lifecycle;

    StepBooks(List<StepBook> books, Steps lifecycle) {
        this.books = books;
        this.lifecycle = lifecycle;
    }

    /** A process that an owner drew about a clue is read like the lifecycle. */
    StepBook of(String process) {
        return books.stream()
                .filter(book -> book.process().equals(process))
                .findFirst()
                .orElse(lifecycle);
    }
}
