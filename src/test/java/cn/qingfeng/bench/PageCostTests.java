package cn.qingfeng.bench;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.matter.Matters;
import cn.qingfeng.testing.BlueLife;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.tolerance.RiskFilings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * What a page asks the database does not grow with what stands on it. What is committed here is what each costs for somebody who
 * is signed in, the session's own reading and writing included; whoever makes it cheaper lowers it.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=false", "qingfeng.schedule.enabled=false"})
@Import(ProductSubject.WithCounter.class)
class PageCostTests {

    /** Round trips of each, for one request. */
    private static final Map<String, Long> AGREED = Map.ofEntries(
            entry("clue", 71L),
            entry("closed clue", 75L),
            entry("ledger", 39L),
            entry("ledger as data", 25L),
            entry("inbox", 14L),
            entry("task's clue", 43L),
            entry("list's cards", 20L),
            entry("unit's awaited", 26L),
            entry("office's awaited", 24L),
            entry("filters' counts", 16L),
            entry("bar", 12L),
            entry("tasks", 15L),
            entry("form", 27L),
            entry("/papers", 48L),
            entry("/papers/templates", 90L),
            entry("/figures", 28L),
            entry("/dashboard", 90L),
            entry("/province", 71L),
            entry("/imports", 16L),
            entry("/meetings", 15L),
            entry("/webhooks", 18L),
            entry("/ways", 30L),
            entry("/matters", 21L),
            entry("kind of matter", 40L),
            entry("matter", 46L));

    /** The session is read once more when the answer is on its way: sometimes that is counted, sometimes it comes too late. */
    private static final long AFTER = 2;

    private static final List<String> OFFICE_PAGES =
            List.of("/papers", "/papers/templates", "/figures", "/dashboard", "/province", "/imports", "/meetings");

    private static final int FEW = 2;
    private static final int MANY = 12;

    @Autowired
    ApplicationContext context;

    @Autowired
    DataSource database;

    @Autowired
    TaskService tasks;

    @Autowired
    Matters matters;

    @LocalServerPort
    int port;

    /** The last that was opened. */
    private String matter;

    @Test
    void aPageAsksNoMoreForManyCluesThanForFew() throws Exception {
        var subject = new ProductSubject(context);
        var closed = subject.register();
        subject.carryToTheEnd(closed);
        var fresh = subject.register();
        carry(subject, FEW - 1);
        var few = costs(fresh);
        carry(subject, MANY - FEW);
        var many = costs(fresh);
        // What is read with the first of its kind makes the few dearer, never the many.
        assertThat(many)
                .as("for %d clues as for %d", MANY, FEW)
                .allSatisfy((page, cost) -> assertThat(cost).as(page).isLessThanOrEqualTo(few.get(page) + AFTER));
        many.put("closed clue", costs(closed).get("clue"));
        assertThat(many)
                .as("%s", many)
                .allSatisfy((page, cost) -> assertThat(cost).as(page).isLessThanOrEqualTo(AGREED.get(page)));
    }

    private void carry(ProductSubject subject, int clues) {
        IntStream.range(0, clues).forEach(n -> {
            subject.carryToTheUnit(subject.register());
            matter = matters.open("handler", RiskFilings.KIND, "先照后验试点");
        });
    }

    private Map<String, Long> costs(String clue) {
        var costs = new LinkedHashMap<String, Long>();
        var office = Caller.signedIn(port, "officehead");
        var handler = Caller.signedIn(port, "handler");
        // The unit's matters wait beside its clues.
        var waiting = tasks
                .createTaskQuery()
                .taskCandidateGroup("unit-" + BlueLife.UNIT)
                .taskDefinitionKey("userTask_signFor")
                .list()
                .stream()
                .map(Task::getId)
                .toList();
        costs.put("clue", cost(office, "/clues/" + clue));
        costs.put("ledger", cost(office, "/ledger"));
        costs.put("ledger as data", cost(office, "/api/clues"));
        costs.put("inbox", cost(handler, "/api/inbox"));
        costs.put("task's clue", cost(handler, "/api/tasks/" + waiting.get(0) + "/clue"));
        costs.put(
                "list's cards",
                cost(
                        handler,
                        "/api/tasks/clues?"
                                + waiting.stream().map(each -> "task=" + each).collect(Collectors.joining("&"))));
        costs.put("unit's awaited", cost(handler, "/api/tasks/awaited"));
        costs.put("office's awaited", cost(office, "/api/tasks/awaited"));
        costs.put("filters' counts", cost(handler, "/api/tasks/filters"));
        costs.put("bar", cost(handler, "/api/console/navigation"));
        costs.put("tasks", cost(handler, "/camunda/api/engine/engine/default/task?taskDefinitionKey=userTask_signFor"));
        for (var page : OFFICE_PAGES) {
            costs.put(page, cost(office, page));
        }
        costs.put("/matters", cost(office, "/matters"));
        costs.put("kind of matter", cost(office, "/matters/kinds/" + RiskFilings.KIND));
        costs.put("matter", cost(office, "/matters/" + matter));
        costs.put("/webhooks", cost(Caller.signedIn(port, "admin"), "/webhooks"));
        costs.put("/ways", cost(Caller.signedIn(port, "supervisor"), "/ways"));
        costs.put(
                "form", cost(handler, "/camunda/api/engine/engine/default/task/" + waiting.get(0) + "/deployed-form"));
        return costs;
    }

    /** The least of three: what the product keeps for some seconds is read again now and then. */
    private long cost(Caller caller, String page) {
        return IntStream.range(0, 3)
                .mapToLong(time -> {
                    counter().reset();
                    counter().start();
                    var answer = caller.get(page);
                    counter().stop();
                    assertThat(answer.statusCode()).as(page).isEqualTo(200);
                    return counter().roundTrips();
                })
                .min()
                .orElseThrow();
    }

    private Counter counter() {
        return (Counter) database;
    }
}
