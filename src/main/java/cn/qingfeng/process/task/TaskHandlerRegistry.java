package cn.qingfeng.process.task;

import cn.qingfeng.process.lifecycle.ClueTaskHandlers;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the steps of a diagram by the process's id. */
@Component
public class TaskHandlerRegistry {

    private final List<TaskHandlers> books;
    private final ClueTaskHandlers lifecycle;

    TaskHandlerRegistry(List<TaskHandlers> books, ClueTaskHandlers lifecycle) {
        this.books = books;
        this.lifecycle = lifecycle;
    }

    /** A process that an owner drew about a clue is read like the lifecycle. */
    public TaskHandlers of(String process) {
        return books.stream()
                .filter(book -> book.process().equals(process))
                .findFirst()
                .orElse(lifecycle);
    }
}
