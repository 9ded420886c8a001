package cn.qingfeng.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.OnTheProduct;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;

/** Registering over HTTP: what is wrong gets a Chinese reason and changes nothing, what is hostile stays text. */
@OnTheProduct
class RegistrationApiTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    TestRestTemplate http;

    @Autowired
    SampleCounty county;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void county() {
        county.load();
    }

    private static ObjectNode clue(Consumer<ObjectNode> change) {
        var clue = JSON.createObjectNode()
                .put("kind", "APPEAL")
                .put("title", "变更住所材料被退两次")
                .put("narrative", "每次说缺的不一样。")
                .put("request", "请一次告知。")
                .put("place", "为民服务中心")
                .put("unit", "market-supervision")
                .put("channel", "WINDOW");
        clue.putObject("facts").put("fixableOnTheSpot", true).put("unitsConcerned", 1);
        clue.putObject("reporter")
                .put("name", "齐安禾")
                .put("phone", "13900000001")
                .put("consent", "UNIT_MAY_KNOW");
        change.accept(clue);
        return clue;
    }

    private ResponseEntity<JsonNode> post(String path, String user, String body) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN");
        return as(user).exchange(path, HttpMethod.POST, new HttpEntity<>(body, headers), JsonNode.class);
    }

    private TestRestTemplate as(String user) {
        return user == null ? http : http.withBasicAuth(user, user);
    }

    private int clues() {
        return jdbc.queryForObject("select count(*) from clue", Integer.class);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("title", it -> it.remove("title")),
                wrong("title", it -> it.put("title", "长".repeat(101))),
                wrong("narrative", it -> it.remove("narrative")),
                wrong("narrative", it -> it.put("narrative", "长".repeat(20001))),
                wrong("kind", it -> it.put("kind", "GOSSIP")),
                wrong("channel", it -> it.put("channel", "SMOKE_SIGNAL")),
                wrong("unit", it -> it.put("unit", "no-such-unit")),
                wrong("classification", it -> it.put("classification", "habit.singing")),
                wrong("unitsConcerned", it -> ((ObjectNode) it.get("facts")).put("unitsConcerned", -3)),
                wrong("reporterPhone", it -> ((ObjectNode) it.get("reporter")).put("phone", "call me")),
                wrong("strange", it -> it.put("strange", "x")));
    }

    private static Arguments wrong(String field, Consumer<ObjectNode> change) {
        return Arguments.of(field, clue(change));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsRefusedByTheFieldInChineseAndChangesNothing(String field, ObjectNode clue) {
        var before = clues();
        // What the page does not ask a reporter is left out of a stranger's report, right or wrong.
        var paths = List.of("classification", "unitsConcerned").contains(field)
                ? List.of("/api/clues")
                : List.of("/api/clues", "/api/public/clues");
        for (var path : paths) {
            var answer = post(path, path.contains("public") ? null : "clerk", clue.toString());
            assertThat(answer.getStatusCode()).as(path).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(answer.getBody().path("faults").findValuesAsText("field"))
                    .contains(field);
            assertThat(answer.getBody().path("faults").findValuesAsText("message"))
                    .allSatisfy(message -> assertThat(message).containsPattern("\\p{IsHan}"));
        }
        assertThat(clues()).isEqualTo(before);
    }

    @Test
    void keepsWhenItHappenedWhatWasTriedWhichCourseTheLawTakesAndWhatTheClerkSuggests() {
        var answer = post(
                "/api/clues",
                "clerk",
                clue(it -> it.put("occurredOn", "2026-02-01")
                                .put("approached", "住建局\u000B说等通知")
                                .put("loss", "STOPPAGE")
                                .put("legalCourse", "ARBITRATION")
                                .put("suggestedCard", "RED")
                                .put("suggestedReason", "已停产三天"))
                        .toString());
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        var number = answer.getBody().path("clueNumber").asText();

        assertThat(jdbc.queryForObject("select fact_stoppage from clue where clue_number = ?", Boolean.class, number))
                .as("who says that work has stopped need not say it twice")
                .isTrue();
        var file =
                as("grader").getForEntity("/api/clues/" + number, String.class).getBody();
        assertThat(file).contains("2026-02-01", "住建局\\n说等通知", "停产停工", "正在仲裁", "红牌", "已停产三天");
    }

    @Test
    void aSuggestedCardWantsItsReasonAndAnUnknownCourseOrAFutureDayIsRefused() {
        var wrong = java.util.Map.<String, Consumer<ObjectNode>>of(
                "suggestedReason", it -> it.put("suggestedCard", "RED"),
                "legalCourse", it -> it.put("legalCourse", "PRAYER"),
                "loss", it -> it.put("loss", "MUCH"),
                "occurredOn", it -> it.put("occurredOn", "2999-01-01"));
        wrong.forEach((field, change) -> {
            var answer = post("/api/clues", "clerk", clue(change).toString());
            assertThat(answer.getStatusCode()).as(field).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(answer.getBody().path("faults").findValuesAsText("field"))
                    .contains(field);
        });
    }

    @Test
    void whatCannotBeReadIsRefusedWithoutRepeatingIt() {
        for (var body : new String[] {"", "[", "\"text\"", "{\"facts\": \"x\"}", "{\"kind\": {\"a\": 1}}"}) {
            var answer = post("/api/clues", "clerk", body);
            assertThat(answer.getStatusCode()).as(body).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(answer.getBody().path("detail").asText()).containsPattern("\\p{IsHan}");
        }
    }

    @Test
    void whatLooksLikeAScriptStaysText() {
        var hostile = "${7*7} #{7*7} <script>alert(1)</script> {{constructor}} =1+1 ' or 1=1 --";
        var answer =
                post("/api/clues", "clerk", clue(it -> it.put("title", hostile)).toString());
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        var number = answer.getBody().path("clueNumber").asText();
        assertThat(as("officehead")
                        .getForObject("/api/clues/" + number, JsonNode.class)
                        .path("title")
                        .asText())
                .isEqualTo(hostile);
    }

    @Test
    void onlyThoseWhoRegisterRegisterAndOnlyThoseWhoMaySeeSee() {
        var body = clue(it -> {}).toString();
        for (var user : new String[] {"handler", "caller", "supervisor", "discipline", "leader", "owner", "admin"}) {
            assertThat(post("/api/clues", user, body).getStatusCode()).as(user).isEqualTo(HttpStatus.FORBIDDEN);
        }
        assertThat(post("/api/clues", null, body).getStatusCode()).isIn(HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN);
        var number =
                post("/api/clues", "clerk", body).getBody().path("clueNumber").asText();
        for (var user :
                new String[] {"clerk", "grader", "officehead", "grouphead", "caller", "supervisor", "discipline"}) {
            assertThat(as(user).getForEntity("/api/clues/" + number, String.class)
                            .getStatusCode())
                    .as(user)
                    .isEqualTo(HttpStatus.OK);
        }
        for (var user : new String[] {"handler", "handler2", "unithead", "owner", "admin"}) {
            assertThat(as(user).getForEntity("/api/clues/" + number, String.class)
                            .getStatusCode())
                    .as(user)
                    .isEqualTo(HttpStatus.NOT_FOUND);
        }
    }
}
