package cn.qingfeng.process.matter;

import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.process.task.UserTasks;
import java.util.LinkedHashMap;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.boot.test.context.TestComponent;

/** Does the steps of matters as their people. */
@TestComponent
public class Steps {

    private final Matters matters;
    private final UserTasks desk;
    private final TaskService tasks;

    Steps(Matters matters, UserTasks desk, TaskService tasks) {
        this.matters = matters;
        this.desk = desk;
        this.tasks = tasks;
    }

    public Task waiting(String number, String step) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey(step)
                .singleResult();
    }

    /** The only step that waits. */
    public Task waiting(String number) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
    }

    /** Fills in the step that waits: key, answer, key, answer. */
    public void go(String by, String number, Object... answers) {
        fill(by, waiting(number), answers);
    }

    /** Fills in this step of those that wait. */
    public void at(String step, String by, String number, Object... answers) {
        fill(by, waiting(number, step), answers);
    }

    private void fill(String by, Task task, Object... answers) {
        var filled = new LinkedHashMap<String, Object>();
        for (var at = 0; at < answers.length; at += 2) {
            filled.put((String) answers[at], answers[at + 1]);
        }
        desk.submit(by, task.getId(), filled);
    }

    public Matter matter(String number) {
        return matters.find(number).orElseThrow();
    }
}
