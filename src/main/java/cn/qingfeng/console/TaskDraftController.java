package cn.qingfeng.console;

import cn.qingfeng.draft.Draft;
import cn.qingfeng.draft.Saved;
import cn.qingfeng.draft.Seen;
import java.security.Principal;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where Tasklist keeps what a person types into a task's form until it is sent. */
@RestController
@RequestMapping("/api/tasks/{taskId}/draft")
class TaskDraftController {

    /** What was typed, by the form's keys, and by which window after which version. */
    record Typed(Map<String, Object> answers, String tab, Long version) {
        Typed {
            answers = answers == null ? Map.of() : answers;
        }
    }

    private final TaskDrafts drafts;

    TaskDraftController(TaskDrafts drafts) {
        this.drafts = drafts;
    }

    /** The caller's own draft; nothing when there is none. */
    @GetMapping
    ResponseEntity<Draft> read(@PathVariable String taskId, Principal person) {
        return drafts.of(taskId, person.getName())
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** Keeps what the caller, whose task it is, has typed so far. */
    @PutMapping
    Saved keep(@PathVariable String taskId, @RequestBody Typed typed, Principal person) {
        return drafts.save(taskId, person.getName(), typed.answers(), new Seen(typed.tab(), typed.version()));
    }

    /** Forgets the caller's draft. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable String taskId, Principal person) {
        drafts.drop(taskId, person.getName());
    }
}
