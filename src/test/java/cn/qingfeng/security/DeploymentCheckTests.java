package cn.qingfeng.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cn.qingfeng.testing.Caller;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a process owner sends from Camunda Modeler: accepted when it is sound, refused with element and reason when not. */
@AtTheDoor
class DeploymentCheckTests {

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    Staff staff;

    @BeforeEach
    void forgive() {
        staff.forgiveFailures();
    }

    private HttpResponse<String> deploy(Deployment deployment) {
        return deployment.by(Caller.basic(port, "owner"));
    }

    @Test
    void acceptsASoundDeploymentAndPutsItLiveAtOnce() {
        long before = versionOf("small");
        var answer = deploy(Deployment.small());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Caller.json(answer).path("deployedProcessDefinitions")).hasSize(1);
        assertThat(versionOf("small")).isEqualTo(before + 1);
    }

    @Test
    void acceptsTheProductsOwnDiagramsTablesAndFormsFromTheOwner() throws IOException {
        var own = new Deployment();
        for (String folder : new String[] {"processes", "forms"}) {
            try (var files = Files.list(Path.of(folder))) {
                for (Path file : files.toList()) {
                    own.with(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        var answer = deploy(own);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void acceptsAFormAloneAndADiagramThatUsesWhatIsDeployedAlready() {
        assertThat(deploy(Deployment.small()).statusCode()).isEqualTo(200);
        assertThat(deploy(new Deployment().with("small.form")).statusCode()).isEqualTo(200);
        assertThat(deploy(new Deployment().with("small.bpmn")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{1}")
    @org.junit.jupiter.params.provider.CsvSource(delimiter = '|', textBlock = """
            REMIND -2WH, TELL, RAISE +1WD | REMIND -2WH, SHOUT           | 到期措施
            REMIND -2WH, TELL, RAISE +1WD | REMIND -2WH; TELL            | 到期措施
            REMIND -2WH, TELL, RAISE +1WD | RAISE THEN+1WD               | 到期措施
            "FINISH"                      | "FINNISH"                    | 时限
            "WORKING_HOURS"               | "HOURS"                      | 单位
            """)
    void refusesALimitThatTheWatchCouldNotReadWithRowAndReason(String right, String wrong, String column)
            throws IOException {
        var table = Files.readString(Path.of("processes", "time-limits.dmn"));
        assertThat(table).contains(right);
        var at = table.indexOf(right);
        var row = table.substring(0, at).split("<rule ", -1).length - 1;
        long before = repository.createDeploymentQuery().count();
        var answer = deploy(new Deployment()
                .with(
                        "time-limits.dmn",
                        table.replaceFirst(
                                java.util.regex.Pattern.quote(right),
                                java.util.regex.Matcher.quoteReplacement(wrong))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Caller.json(answer).path("message").asText())
                .contains("time-limits.dmn")
                .contains("第 " + row + " 行")
                .contains(column)
                .contains(wrong);
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flawed")
    void refusesAFlawedDeployment(String flaw, Deployment deployment, String where, String why) {
        long before = repository.createDeploymentQuery().count();
        var answer = deploy(deployment);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        String message = Caller.json(answer).path("message").asText();
        assertThat(message).startsWith("部署被拒绝").contains(where).contains(why);
        assertThat(repository.createDeploymentQuery().count())
                .as("nothing is deployed")
                .isEqualTo(before);
    }

    static Stream<Arguments> flawed() {
        String condition = "${card == 'RED' and not empty unit}";
        String delegate = "camunda:delegateExpression=\"${notifyDelegate}\"";
        String incoming = "<bpmn:incoming>flow_toWork</bpmn:incoming>";
        return Stream.of(
                // Code in a diagram
                bpmn("script task", "bpmn:serviceTask", "bpmn:scriptTask", "serviceTask_tell", "脚本"),
                bpmn(
                        "script in a condition",
                        "xsi:type=\"bpmn:tFormalExpression\"",
                        "xsi:type=\"bpmn:tFormalExpression\" language=\"groovy\"",
                        "flow_told",
                        "脚本"),
                bpmn(
                        "script in a listener",
                        incoming,
                        extension("<camunda:taskListener event=\"create\"><camunda:script scriptFormat=\"javascript\">1"
                                        + "</camunda:script></camunda:taskListener>")
                                + incoming,
                        "userTask_work",
                        "脚本"),
                bpmn(
                        "script in a parameter",
                        incoming,
                        extension("<camunda:inputOutput><camunda:inputParameter name=\"a\"><camunda:script"
                                        + " scriptFormat=\"groovy\">1</camunda:script></camunda:inputParameter>"
                                        + "</camunda:inputOutput>")
                                + incoming,
                        "userTask_work",
                        "脚本"),
                bpmn("class", delegate, "camunda:class=\"java.lang.Object\"", "serviceTask_tell", "java.lang.Object"),
                bpmn(
                        "class of a listener",
                        incoming,
                        extension("<camunda:executionListener event=\"start\" class=\"java.lang.Object\" />")
                                + incoming,
                        "userTask_work",
                        "java.lang.Object"),
                bpmn("shell command", delegate, "camunda:type=\"shell\"", "serviceTask_tell", "camunda:type"),
                bpmn(
                        "external worker",
                        delegate,
                        "camunda:type=\"external\" camunda:topic=\"x\"",
                        "serviceTask_tell",
                        "camunda:type"),
                bpmn(
                        "connector",
                        "<bpmn:incoming>flow_told</bpmn:incoming>",
                        extension("<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId>"
                                        + "</camunda:connector>")
                                + "<bpmn:incoming>flow_told</bpmn:incoming>",
                        "serviceTask_tell",
                        "连接器"),
                bpmn(
                        "the engine's ancestor's names",
                        "xmlns:xsi=",
                        "xmlns:activiti=\"http://activiti.org/bpmn\" activiti:class=\"java.lang.Object\" xmlns:xsi=",
                        "small.bpmn",
                        "activiti:class"),
                bpmn(
                        "form fields of the engine",
                        incoming,
                        extension("<camunda:formData><camunda:formField id=\"a\" type=\"string\" /></camunda:formData>")
                                + incoming,
                        "userTask_work",
                        "camunda:formData"),
                bpmn(
                        "form by key",
                        "camunda:formRef=\"small-form\"",
                        "camunda:formKey=\"embedded:app:x.html\"",
                        "userTask_work",
                        "camunda:formKey"),
                bpmn("unknown delegate", "${notifyDelegate}", "${marker}", "serviceTask_tell", "${marker}"),
                bpmn(
                        "a bean that is not for this place",
                        incoming,
                        extension("<camunda:taskListener event=\"create\" delegateExpression=\"${notifyDelegate}\" />")
                                + incoming,
                        "userTask_work",
                        "不能用在这里"),
                // Expressions
                bpmn("reflection", condition, "${''.getClass().forName('x') != null}", "flow_told", "超出允许范围"),
                bpmn("property of a value", condition, "${card.class != null}", "flow_told", "card.class"),
                bpmn(
                        "the engine's services",
                        condition,
                        "${execution.processEngineServices != null}",
                        "flow_told",
                        "execution.processEngineServices"),
                bpmn(
                        "a call on the execution",
                        condition,
                        "${execution.getVariable('card') == 'RED'}",
                        "flow_told",
                        "execution"),
                bpmn("a bean that is not offered", condition, "${marker.touch() == 'x'}", "flow_told", "marker"),
                bpmn(
                        "a method that is not offered",
                        condition,
                        "${notifyDelegate.hashCode() == 1}",
                        "flow_told",
                        "hashCode"),
                bpmn("a foreign variable", condition, "${phone == '1'}", "flow_told", "phone"),
                bpmn("brackets", condition, "${card['class'] != null}", "flow_told", "超出允许范围"),
                bpmn("a function", condition, "${currentUser() == 'a'}", "flow_told", "超出允许范围"),
                bpmn("broken syntax", condition, "${card == }", "flow_told", "写法有误"),
                bpmn("an expression in a name", "name=\"办理\"", "name=\"${marker.touch()}\"", "userTask_work", "marker"),
                bpmn(
                        "an expression in a documentation",
                        incoming,
                        "<bpmn:documentation>#{marker.touch()}</bpmn:documentation>" + incoming,
                        "userTask_work",
                        "marker"),
                // What is missing
                bpmn(
                        "no form",
                        "camunda:formRef=\"small-form\" camunda:formRefBinding=\"deployment\"",
                        "",
                        "userTask_work",
                        "没有指定表单"),
                bpmn(
                        "form neither in this deployment nor in force",
                        "camunda:formRef=\"small-form\" camunda:formRefBinding=\"deployment\"",
                        "camunda:formRef=\"no-such-form\" camunda:formRefBinding=\"deployment\"",
                        "userTask_work",
                        "no-such-form"),
                bpmn(
                        "unknown form",
                        "camunda:formRef=\"small-form\" camunda:formRefBinding=\"deployment\"",
                        "camunda:formRef=\"no-such-form\"",
                        "userTask_work",
                        "no-such-form"),
                bpmn(
                        "decision neither in this deployment nor in force",
                        "camunda:decisionRef=\"small-table\" camunda:decisionRefBinding=\"deployment\"",
                        "camunda:decisionRef=\"no-such-table\" camunda:decisionRefBinding=\"deployment\"",
                        "businessRuleTask_decide",
                        "no-such-table"),
                bpmn(
                        "unknown decision",
                        "camunda:decisionRef=\"small-table\" camunda:decisionRefBinding=\"deployment\"",
                        "camunda:decisionRef=\"no-such-table\"",
                        "businessRuleTask_decide",
                        "no-such-table"),
                bpmn("unknown group", "unit-${unit}", "offce-head", "userTask_work", "offce-head"),
                bpmn("nobody to do it", "camunda:candidateGroups=\"unit-${unit}\"", "", "userTask_work", "由谁办理"),
                bpmn(
                        "no history time to live",
                        "camunda:historyTimeToLive=\"P365D\"",
                        "",
                        "small",
                        "historyTimeToLive"),
                bpmn("no version", "camunda:versionTag=\"1.0.0\"", "", "small", "versionTag"),
                bpmn("not executable", "isExecutable=\"true\"", "isExecutable=\"false\"", "small.bpmn", "isExecutable"),
                bpmn(
                        "an undrawn task",
                        "bpmnElement=\"userTask_work\"",
                        "bpmnElement=\"elsewhere\"",
                        "userTask_work",
                        "没有画出来"),
                bpmn("an undrawn flow", "bpmnElement=\"flow_done\"", "bpmnElement=\"elsewhere\"", "flow_done", "没有画出来"),
                bpmn("the same id twice", "id=\"gateway_right\"", "id=\"userTask_work\"", "userTask_work", "重复"),
                bpmn(
                        "a clue's process without its steps",
                        "process id=\"small\"",
                        "process id=\"clue-lifecycle\"",
                        "clue-lifecycle",
                        "userTask_triage"),
                arguments(
                        "the same process twice",
                        Deployment.small().with("again.bpmn", Deployment.example("small.bpmn")),
                        "small.bpmn",
                        "出现两次"),
                // Files that cannot be read
                bpmn("malformed", "</bpmn:process>", "</bpmn:proces>", "small.bpmn", "第 36 行"),
                arguments("an empty file", Deployment.small().with("empty.bpmn", ""), "empty.bpmn", "空"),
                arguments("no XML at all", new Deployment().with("a.bpmn", "你好"), "a.bpmn", "XML"),
                arguments("another XML", new Deployment().with("a.bpmn", "<html/>"), "a.bpmn", "BPMN"),
                arguments("a script beside it", Deployment.small().with("evil.groovy", "1"), "evil.groovy", "只能部署"),
                arguments("a case", Deployment.small().with("a.cmmn", "<a/>"), "a.cmmn", "只能部署"),
                arguments(
                        "ten megabytes",
                        Deployment.small().with("big.bpmn", "<a>" + "x".repeat(3 << 20) + "</a>"),
                        "big.bpmn",
                        "过大"),
                arguments(
                        "nested without end",
                        new Deployment().with("deep.bpmn", "<a>".repeat(100_000)),
                        "deep.bpmn",
                        "XML"),
                arguments("billion laughs", new Deployment().with("lol.bpmn", laughs()), "lol.bpmn", "DOCTYPE"),
                // Decisions
                dmn(
                        "another language",
                        "<inputExpression id=\"inputExpression_card\"",
                        "<inputExpression expressionLanguage=\"juel\" id=\"inputExpression_card\"",
                        "small.dmn",
                        "juel"),
                dmn(
                        "a script in a cell",
                        "<inputEntry id=\"entry_red\"",
                        "<inputEntry expressionLanguage=\"groovy\" id=\"entry_red\"",
                        "small.dmn",
                        "groovy"),
                dmn("broken FEEL", "\"RED\",\"YELLOW\"", "\"RED\",,", "small-table", "FEEL"),
                dmn(
                        "Java in FEEL",
                        "\"URGED\"",
                        "{f: function(a) external {java: {class: \"java.lang.Math\", method signature: \"abs(int)\"}}}.f(1)",
                        "small-table",
                        ""),
                dmn(
                        "no history time to live",
                        "camunda:historyTimeToLive=\"P365D\"",
                        "",
                        "small-table",
                        "historyTimeToLive"),
                dmn("no version", "camunda:versionTag=\"1.0.0\"", "", "small-table", "versionTag"),
                dmn("malformed", "</decision>", "", "small.dmn", "XML"),
                arguments(
                        "an output that the code reads is gone",
                        new Deployment()
                                .with("small.dmn")
                                .replacing("small.dmn", "decision id=\"small-table\"", "decision id=\"card-grading\""),
                        "card-grading",
                        "缺少输出 reason"),
                // Forms
                form("not JSON", "\"components\":", "\"components\"", "small.form", ""),
                form("an unknown field type", "\"textarea\"", "\"filepicker\"", "small.form", "filepicker"),
                form("no id", "\"id\": \"small-form\"", "\"id\": \"\"", "small.form", ""));
    }

    private static Arguments bpmn(String flaw, String found, String replacement, String where, String why) {
        return arguments(flaw, Deployment.small().replacing("small.bpmn", found, replacement), where, why);
    }

    private static Arguments dmn(String flaw, String found, String replacement, String where, String why) {
        return arguments(
                "decision: " + flaw, Deployment.small().replacing("small.dmn", found, replacement), where, why);
    }

    private static Arguments form(String flaw, String found, String replacement, String where, String why) {
        return arguments("form: " + flaw, Deployment.small().replacing("small.form", found, replacement), where, why);
    }

    private static String extension(String content) {
        return "<bpmn:extensionElements>" + content + "</bpmn:extensionElements>";
    }

    private static String laughs() {
        var text = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">");
        for (int i = 1; i < 10; i++) {
            text.append("<!ENTITY lol").append(i).append(" \"");
            text.append(("&lol" + (i == 1 ? "" : i - 1) + ";").repeat(10)).append("\">");
        }
        return text + "]><lolz>&lol9;</lolz>";
    }

    @Test
    void fetchesNothingThatAFileNames() throws IOException {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        String address = "http://localhost:" + server.getAddress().getPort() + "/";
        try {
            String head = "<?xml version=\"1.0\"?>";
            for (String file : new String[] {"xxe.bpmn", "xxe.dmn"}) {
                for (String doctype : new String[] {
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + address + "\">]>",
                    "<!DOCTYPE a SYSTEM \"" + address + "\">",
                    "<!DOCTYPE a [<!ENTITY % x SYSTEM \"" + address + "\"> %x;]>",
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                }) {
                    var answer = deploy(new Deployment().with(file, head + doctype + "<a>&x;</a>"));
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(answer.body()).contains("DOCTYPE").doesNotContain("root:");
                }
            }
            var schema = Deployment.small()
                    .replacing(
                            "small.bpmn",
                            "id=\"definitions_small\"",
                            "id=\"definitions_small\" xsi:schemaLocation=\"http://www.omg.org/spec/BPMN/20100524/MODEL "
                                    + address + "BPMN20.xsd\"");
            deploy(schema);
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void tellsEveryFlawAtOnceWithItsElementForTheModeler() {
        var answer = deploy(Deployment.small()
                .replacing("small.bpmn", "camunda:versionTag=\"1.0.0\"", "")
                .replacing("small.bpmn", "${notifyDelegate}", "${unknown}"));
        var problems = Caller.json(answer).path("details").path("small.bpmn").path("errors");
        assertThat(problems).hasSize(2);
        assertThat(problems.findValuesAsText("mainElementId")).containsExactlyInAnyOrder("small", "serviceTask_tell");
        assertThat(problems.findValues("line"))
                .allSatisfy(line -> assertThat(line.asInt()).isPositive());
    }

    @Test
    void refusesTheSameFlawInEnglishForWhomeverAsksInEnglish() {
        var answer = Deployment.small()
                .replacing("small.bpmn", "camunda:formRef=\"small-form\"", "camunda:formRef=\"no-such-form\"")
                .by(Caller.basic(port, "owner").speaking("en"));
        assertThat(Caller.json(answer).path("message").asText()).startsWith("The deployment is refused");
    }

    private long versionOf(String process) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .count();
    }
}
