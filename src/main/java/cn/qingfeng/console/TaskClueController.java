package cn.qingfeng.console;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.security.engine.EngineRights;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the scripts in Tasklist read, and those in Cockpit before they ask for more. */
@RestController
class TaskClueController {
    /** More than a page of Tasklist's list. */
    private static final int MOST_BRIEFS = 100;

    /** Which of our pages Tasklist's bar offers to the person, and which panels Cockpit's start page has for them. */
    record Navigation(boolean register, boolean ledger, boolean board, boolean troubles) {}

    private final TaskClues clues;
    private final Awaited awaited;
    private final Organization organization;
    private final TasklistFilters filters;
    private final EngineRights rights;

    TaskClueController(
            TaskClues clues, Awaited awaited, Organization organization, TasklistFilters filters, EngineRights rights) {
        this.clues = clues;
        this.awaited = awaited;
        this.organization = organization;
        this.filters = filters;
        this.rights = rights;
    }

    /** How many tasks each of Tasklist's filters finds for the caller. */
    @GetMapping("/api/tasks/filters")
    List<TasklistFilters.Count> filters(Principal person) {
        return rights.as(person.getName(), filters::counts);
    }

    /** The clue of a task that the caller may read. */
    @GetMapping("/api/tasks/{taskId}/clue")
    TaskClues.View clue(@PathVariable String taskId, Principal person, Locale locale) {
        return clues.of(taskId, person.getName(), locale);
    }

    /** The clues of several tasks in short; those that the caller may not read are left out. */
    @GetMapping("/api/tasks/clues")
    List<TaskClues.Brief> briefs(@RequestParam("task") List<String> tasks, Principal person, Locale locale) {
        if (tasks.isEmpty() || tasks.size() > MOST_BRIEFS) {
            throw Refusal.invalid("console.tasks.count", MOST_BRIEFS);
        }
        return clues.briefs(tasks, person.getName(), locale);
    }

    /** The open clues of the caller's unit in which others have the next step. */
    @GetMapping("/api/tasks/awaited")
    List<Awaited.Line> awaited(Principal person, Locale locale) {
        return awaited.of(person.getName(), locale);
    }

    /** What the caller finds in Tasklist's bar and on Cockpit's start page. Each place refuses others by itself. */
    @GetMapping("/api/console/navigation")
    Navigation navigation(Principal person) {
        // Read once: nothing holds the answers together here.
        var duties = organization.dutiesOf(person.getName()).stream()
                .map(HeldDuty::duty)
                .toList();
        return new Navigation(
                Right.REGISTER.isOfAny(duties),
                Right.HAVE_CASES.isOfAny(duties),
                Right.WATCH_BOARD.isOfAny(duties),
                Right.ADMINISTER.isOfAny(duties));
    }
}
