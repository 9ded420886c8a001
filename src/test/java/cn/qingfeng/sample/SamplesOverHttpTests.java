package cn.qingfeng.sample;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.intake.channel.ChannelKeys;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.process.task.UserTasks.OpenTask;
import cn.qingfeng.testing.Accounts;
import cn.qingfeng.testing.Caller;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The twenty sample clues (and the case that the thirteenth is split into), carried to their ends over HTTP: registered by
 * the API, each task claimed and submitted by the calls that Tasklist makes. Before each kind of task (by key, card, kind and
 * whose it is) the thirteen demo accounts and a stranger are asked what they see, and whether they could take it.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "qingfeng.sample.load=true",
            "qingfeng.sample.clues=false",
            "camunda.bpm.job-execution.enabled=false"
        })
class SamplesOverHttpTests {

    /** Those whose duty is to watch running clues in Cockpit. */
    private static final Set<String> WATCHING = Set.of("supervisor", "officehead", "grouphead", "discipline");

    private static final Set<String> SEALED = Set.of("userTask_receiveReport", "userTask_passUp");

    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    SampleClues samples;

    @Autowired
    ClueLedger ledger;

    @Autowired
    UserTasks desk;

    @Autowired
    Organization organization;

    @Autowired
    ChannelKeys keys;

    @Autowired
    TransactionTemplate transactions;

    private final Map<String, Caller> browsers = new HashMap<>();
    private final Map<String, Caller> programs = new HashMap<>();

    @Test
    void theTwentyReachTheirEndsByApiAndTasklistAndNobodySeesOrDoesMoreThanTheDutyAllows() {
        var twenty = SampleClue.all().stream().limit(21).toList();
        var hands = new OverHttp();

        samples.walk(twenty, hands);

        assertThat(twenty).allSatisfy(sample -> {
            var number = hands.numbers.get("sample-" + sample.id());
            var clue = ledger.get(number);
            assertThat(clue.status().name())
                    .as("%s %s", sample.id(), number)
                    .isEqualTo(sample.expected().get("status"));
            assertThat(clue.card().map(Card::name).orElse(null))
                    .as("%s %s", sample.id(), number)
                    .isEqualTo(sample.expected().get("card"));
        });
        assertThat(hands.screened).isNotEmpty();
        // What was asked of whom: a check that met no task of a kind would prove nothing about it.
        assertThat(hands.tried)
                .contains(
                        "userTask_reviewAdmission",
                        "userTask_triage",
                        "userTask_decideBlue",
                        "userTask_decideYellow",
                        "userTask_decideRed",
                        "userTask_receiveReport",
                        "userTask_dispatch",
                        "userTask_signFor",
                        "userTask_contactReporter",
                        "userTask_relay",
                        "userTask_replyWithPlan",
                        "userTask_assist",
                        "userTask_finish",
                        "userTask_signReply",
                        "userTask_reviewResult",
                        "userTask_verifyOnSite",
                        "userTask_callBack");
    }

    private final class OverHttp implements SampleClues.Hands {

        final Map<String, ClueNumber> numbers = new HashMap<>();
        final Set<String> tried = new HashSet<>();
        final Set<ClueNumber> screened = new HashSet<>();
        private final Set<List<?>> seen = new HashSet<>();
        private final String channel =
                keys.issue("小程序", List.of(ReportingChannel.values()), ChannelKeys.STATEMENTS, "officehead");

        @Override
        public ClueNumber register(Map<String, Object> clue, String by, String key) {
            var answer = by.equals("public")
                    ? post(
                            Caller.anonymous(port),
                            "/api/public/clues",
                            clue,
                            Map.of("Idempotency-Key", key, "X-Channel-Key", channel))
                    : post(program(by), "/api/clues", clue, Map.of("Idempotency-Key", key));
            assertThat(answer.statusCode()).as("%s: %s", key, answer.body()).isEqualTo(201);
            var number = ClueNumber.of(Caller.json(answer).get("clueNumber").asText());
            numbers.put(key, number);
            return number;
        }

        @Override
        public void submit(String person, ClueNumber number, OpenTask task, Map<String, Object> answers) {
            var clue = ledger.get(number);
            var offered = offered(task, clue, person);
            // Clues that differ in none of this are seen by the same people.
            var first = !tried.contains(task.key());
            if (seen.add(List.of(
                    task.key(),
                    clue.content().kind(),
                    offered,
                    Accounts.SHOWN.stream()
                            .filter(account -> maySee(account, clue))
                            .toList()))) {
                Accounts.SHOWN.forEach(account -> seesTaskAndClue(account, task, clue, offered.contains(account)));
            }
            if (first) {
                Accounts.SHOWN.forEach(account -> watchesInstances(account, clue));
                assertThat(Caller.anonymous(port)
                                .get("/engine-rest/task/" + task.id())
                                .statusCode())
                        .isEqualTo(401);
            }
            if (tried.add(task.key())) {
                Accounts.SHOWN.stream()
                        .filter(account -> !offered.contains(account))
                        .forEach(account -> cannotTake(account, task, number, answers));
            }

            var browser = browser(person);
            var path = "/camunda/api/engine/engine/default/task/" + task.id();
            var claimed = browser.webapp("POST", path + "/claim", text(Map.of("userId", person)));
            assertThat(claimed.statusCode())
                    .as("%s claims %s", person, task.key())
                    .isEqualTo(204);
            var submitted = browser.webapp("POST", path + "/submit-form", text(Map.of("variables", typed(answers))));
            assertThat(submitted.statusCode())
                    .as("%s submits %s: %s", person, task.key(), submitted.body())
                    .isIn(200, 204);
        }

        @Override
        public void prove(String person, ClueNumber number, String name, byte[] picture) {
            var answer = program(person)
                    .multipart("/api/clues/" + number + "/files", Caller.Part.file("file", name, picture));
            assertThat(answer.statusCode())
                    .as("%s proves %s: %s", person, number, answer.body())
                    .isEqualTo(201);
        }

        @Override
        public void screen(String person, ClueNumber number) {
            var path = "/api/clues/" + number + "/screening";
            var sheet = Caller.json(browser(person).get(path));
            var decisions = new ArrayList<Map<String, Object>>();
            for (var place : sheet.path("places")) {
                if (place.path("decision").isNull()) {
                    decisions.add(Map.of(
                            "part", place.path("part").asText(),
                            "from", place.path("from").asInt(),
                            "to", place.path("to").asInt(),
                            "cover", true));
                }
            }
            if (decisions.isEmpty()) {
                return;
            }
            screened.add(number);
            assertThat(post(program("supervisor"), path, Map.of("decisions", decisions), Map.of())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(program("handler"), path, Map.of("decisions", decisions), Map.of())
                            .statusCode())
                    .isEqualTo(404);
            var decided = post(program(person), path, Map.of("decisions", decisions), Map.of());
            assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
            assertThat(Caller.json(decided).path("open").asInt()).isZero();
        }

        private void seesTaskAndClue(String account, OpenTask task, Clue clue, boolean offered) {
            var number = clue.number().value();
            var what = "%s at %s of %s".formatted(account, task.key(), number);
            // The lane of reports against persons is its desk's alone: nobody else watches it.
            var seesTask = offered || WATCHING.contains(account) && !SEALED.contains(task.key());
            var seesClue = maySee(account, clue);
            assertThat(ids(browser(account)
                                    .get(
                                            "/camunda/api/engine/engine/default/task?maxResults=100&processInstanceBusinessKey="
                                                    + number))
                            .contains(task.id()))
                    .as("task seen in Tasklist by " + what)
                    .isEqualTo(seesTask);
            assertThat(browser(account).get("/api/clues/" + number).statusCode())
                    .as("clue seen by " + what)
                    .isEqualTo(seesClue ? 200 : 404);
            assertThat(browser(account).get("/api/tasks/" + task.id() + "/clue").statusCode())
                    .as("the task's clue by " + what)
                    .isEqualTo(seesTask && seesClue ? 200 : 404);
        }

        /** By HTTP Basic, as programs come. */
        private void watchesInstances(String account, Clue clue) {
            var program = program(account);
            var number = clue.number().value();
            var watches = WATCHING.contains(account) || account.equals("admin");
            for (var list : List.of(
                    "/engine-rest/process-instance?maxResults=10&businessKey=",
                    "/engine-rest/history/process-instance?maxResults=10&processInstanceBusinessKey=")) {
                // What runs beside the lifecycle is about the clue too: a letter, a report of progress.
                var there = ids(program("supervisor").get(list + number));
                assertThat(there).as("%s%s", list, number).isNotEmpty();
                var seen = assertThat(ids(program.get(list + number))).as("%s%s seen by %s", list, number, account);
                if (account.equals("admin")) {
                    // Whoever repairs sees that an instance of the sealed lane runs, and nothing of what it is about.
                    seen.containsAll(there);
                } else {
                    seen.containsExactlyInAnyOrderElementsOf(watches ? there : List.of());
                }
            }
            assertThat(program.get("/api/clues/" + number + "/timeline").statusCode())
                    .as("timeline of %s by %s", number, account)
                    .isEqualTo(maySee(account, clue) ? 200 : 404);
        }

        private void cannotTake(String account, OpenTask task, ClueNumber number, Map<String, Object> answers) {
            var path = "/engine-rest/task/" + task.id();
            var before = entries(number);
            for (var step : Map.of(
                            "/claim", Map.of("userId", account),
                            "/assignee", Map.of("userId", account),
                            "/submit-form", Map.of("variables", typed(answers)),
                            "/complete", Map.of("variables", Map.of()))
                    .entrySet()) {
                assertThat(post(program(account), path + step.getKey(), step.getValue(), Map.of())
                                .statusCode())
                        .as("%s: %s of %s", account, step.getKey(), task.key())
                        .isIn(403, 404);
            }
            assertThat(desk.waiting(number))
                    .as("after %s tried %s", account, task.key())
                    .contains(task);
            assertThat(entries(number)).isEqualTo(before);
        }

        private int entries(ClueNumber number) {
            var reader = ledger.get(number).content().kind() == ClueKind.REPORT ? "discipline" : "grader";
            return Caller.json(program(reader).get("/api/clues/" + number + "/timeline"))
                    .size();
        }
    }

    /** Whose task it is among the accounts, as the county's rules have it (not asked of the product). */
    private Set<String> offered(OpenTask task, Clue clue, String person) {
        var blue = clue.card().filter(Card.BLUE::equals).isPresent();
        var red = clue.card().filter(Card.RED::equals).isPresent();
        var lead = clue.leadUnit().orElse("");
        return switch (task.key()) {
            case "userTask_reviewAdmission" ->
                clue.content().channel() == ReportingChannel.WINDOW ? Set.of("grader", "clerk") : Set.of("grader");
            case "userTask_triage", "userTask_checkCannotDo", "userTask_relay" -> Set.of("grader");
            case "userTask_decideBlue" -> Set.of("clerk");
            case "userTask_decideYellow" -> Set.of("officehead");
            case "userTask_decideRed", "userTask_concludeRed", "userTask_signLetter" -> Set.of("grouphead");
            case "userTask_receiveReport", "userTask_receiveLetter" -> Set.of("discipline");
            case "userTask_dispatch" -> Set.of(blue ? "clerk" : red ? "grouphead" : "officehead");
            case "userTask_ruleOnReturn" -> Set.of(red ? "grouphead" : "officehead");
            case "userTask_signFor",
                    "userTask_contactReporter",
                    "userTask_replyWithPlan",
                    "userTask_finish",
                    "userTask_settleMatter",
                    "userTask_reportProgress" -> handlersOf(lead);
            case "userTask_assist" -> handlersOf(unitOf(person));
            case "userTask_signReply" -> lead.equals("market-supervision") ? Set.of("unithead") : Set.of();
            case "userTask_reviewResult" -> Set.of(blue ? "grader" : "officehead");
            case "userTask_verifyOnSite", "userTask_recheck" -> Set.of("supervisor");
            case "userTask_callBack" -> Set.of("caller");
            default -> throw new IllegalStateException("whose is " + task.key() + "?");
        };
    }

    private static Set<String> handlersOf(String unit) {
        return switch (unit) {
            case "market-supervision" -> Set.of("handler");
            case "housing-construction" -> Set.of("handler2");
            default -> Set.of();
        };
    }

    private String unitOf(String person) {
        return organization.dutiesOf(person).stream()
                .map(HeldDuty::unit)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** Who may read the clue, as the county's rules have it (not asked of the product). */
    private boolean maySee(String account, Clue clue) {
        if (clue.content().kind() == ClueKind.REPORT) {
            return account.equals("discipline");
        }
        var units = new HashSet<String>();
        clue.leadUnit().ifPresent(units::add);
        units.addAll(transactions.execute(status -> ledger.get(clue.number()).assistUnits()));
        return switch (account) {
            case "grader", "officehead", "grouphead", "caller", "supervisor", "discipline", "leader" -> true;
            case "clerk" ->
                clue.registeredBy().equals("clerk")
                        || clue.card()
                                .or(clue::proposedCard)
                                .filter(Card.BLUE::equals)
                                .isPresent();
            case "handler", "unithead" -> units.contains("market-supervision");
            case "handler2" -> units.contains("housing-construction");
            default -> false;
        };
    }

    private Caller browser(String person) {
        return browsers.computeIfAbsent(person, name -> Caller.signedIn(port, name));
    }

    private Caller program(String person) {
        return programs.computeIfAbsent(person, name -> Caller.basic(port, name));
    }

    private static HttpResponse<String> post(
            Caller caller, String path, Map<String, ?> body, Map<String, String> headers) {
        return caller.json("POST", path, text(body), headers);
    }

    private static Set<String> ids(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var ids = new HashSet<String>();
        Caller.json(answer).forEach(each -> ids.add(each.get("id").asText()));
        return ids;
    }

    /** As Tasklist sends them: lists as JSON text. */
    private static Map<String, Object> typed(Map<String, Object> answers) {
        var typed = new LinkedHashMap<String, Object>();
        answers.forEach((key, value) -> typed.put(
                key,
                value instanceof List<?> || value instanceof Map<?, ?>
                        ? Map.of("value", text(value), "type", "Json")
                        : Map.of("value", value)));
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
