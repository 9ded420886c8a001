package cn.qingfeng.nodes;

import cn.qingfeng.testing.BlueLife;
import cn.qingfeng.testing.Caller;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Officials who carry blue clues to their ends by the calls that the pages and Tasklist make, each request at whichever
 * node comes to hand. What fails is tried again, as people and programs do; nothing else protects a clue.
 * For one thread.
 */
final class Walker {

    /** How long somebody keeps trying; longer than any fault here lasts. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CLUE = """
            {"kind":"APPEAL","title":"变更住所材料被退两次","narrative":"每次说缺的不一样,跑了两趟。",
             "request":"一次告知","place":"县为民服务中心","unit":"market-supervision",
             "facts":{"fixableOnTheSpot":true,"unitsConcerned":1},"channel":"WINDOW",
             "reporter":{"anonymous":false,"name":"张三","phone":"13800001111","consent":"UNIT_MAY_KNOW"}}""";

    private final List<Node> nodes;
    private final Map<String, Caller> browsers = new HashMap<>();
    private int repeated;

    Walker(List<Node> nodes) {
        this.nodes = nodes;
    }

    /** How often something had to be tried again. */
    int repeated() {
        return repeated;
    }

    /** Registers a clue until a node acknowledges it, and answers its number. The key keeps a repeated call from registering twice. */
    String register(String key) {
        return insist("registration " + key, node -> {
            var answer =
                    Caller.basic(node.port(), "clerk").json("POST", "/api/clues", CLUE, Map.of("Idempotency-Key", key));
            return fine(answer).map(body -> body.get("clueNumber").asText());
        });
    }

    /** Does what there is to be done until the clue is closed. */
    void carryToTheEnd(String number) {
        carryUntil(number, null);
    }

    /** Does what there is to be done until that task is open (and leaves it), or the clue is closed. */
    void carryUntil(String number, String task) {
        while (insist("the next step of " + number, node -> step(node, number, task))) {
            // The next one.
        }
    }

    /** Whether there is more to do; empty when it did not work. */
    private Optional<Boolean> step(Node node, String number, String last) {
        var supervisor = browser("supervisor", node);
        var clue = fine(supervisor.get("/api/clues/" + number));
        if (clue.isEmpty()) {
            return Optional.empty();
        }
        if (clue.get().get("status").asText().equals("CLOSED")) {
            return Optional.of(false);
        }
        var open = fine(supervisor.get(
                "/camunda/api/engine/engine/default/task?maxResults=10&processInstanceBusinessKey=" + number));
        if (open.isEmpty() || open.get().isEmpty()) {
            return Optional.empty();
        }
        var task = open.get().get(0);
        if (task.get("taskDefinitionKey").asText().equals(last)) {
            return Optional.of(false);
        }
        var step = BlueLife.steps(Instant.parse(clue.get().get("registeredAt").asText())).stream()
                .filter(each -> each.task().equals(task.get("taskDefinitionKey").asText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step of a blue life: " + task));
        var browser = browser(step.person(), node);
        var path = "/camunda/api/engine/engine/default/task/" + task.get("id").asText();
        var claimed = browser.webapp("POST", path + "/claim", text(Map.of("userId", step.person())));
        if (claimed.statusCode() != 204) {
            return Optional.empty();
        }
        var submitted = browser.at(any().port())
                .webapp("POST", path + "/submit-form", text(Map.of("variables", typed(step.answers()))));
        return submitted.statusCode() / 100 == 2 ? Optional.of(true) : Optional.empty();
    }

    /** Signed in once, at whichever node; the session is in the database. */
    private Caller browser(String person, Node node) {
        return browsers.computeIfAbsent(person, name -> Caller.signedIn(node.port(), name))
                .at(node.port());
    }

    private Node any() {
        return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
    }

    private <T> T insist(String what, Function<Node, Optional<T>> attempt) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        Throwable last = null;
        while (true) {
            try {
                var done = attempt.apply(any());
                if (done.isPresent()) {
                    return done.get();
                }
            } catch (UncheckedIOException | IllegalStateException failed) {
                last = failed;
            }
            repeated++;
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " did not work for " + PATIENCE, last);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<JsonNode> fine(HttpResponse<String> answer) {
        return answer.statusCode() / 100 == 2 ? Optional.of(Caller.json(answer)) : Optional.empty();
    }

    /** As Tasklist sends them: lists as JSON text. */
    private static Map<String, Object> typed(Map<String, Object> answers) {
        var typed = new LinkedHashMap<String, Object>();
        answers.forEach((key, value) -> typed.put(
                key, value instanceof List<?> ? Map.of("value", text(value), "type", "Json") : Map.of("value", value)));
        return typed;
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
