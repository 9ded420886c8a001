package cn.qingfeng.process.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterAct;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.MatterTimeline;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.reporter.retention.Erasing;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import cn.qingfeng.testing.Dump;
import cn.qingfeng.testing.SomeFiles;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** A kind of matter that an owner adds by files alone, and everything that it then obeys. */
@WalksEveryPath
@TestInstance(Lifecycle.PER_METHOD)
class MattersTests {

    private static final String KIND = "matter-breakfast";
    private static final String DRAWING = KIND + ".bpmn";
    private static final String SECRET = "张三的电话 13965287140 在会上报出";

    @Autowired
    MockMvc web;

    @Autowired
    Matters matters;

    @Autowired
    MatterTimeline timeline;

    @Autowired
    UserTasks desk;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    SampleCounty county;

    @Autowired
    LedgerAgainstEngine both;

    @Autowired
    WorkingCalendar calendar;

    @Autowired
    CountyClock clock;

    @Autowired
    Erasing erasing;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    List<ScheduledJob> jobs;

    @BeforeEach
    void county() {
        county.load();
    }

    /** What is open would be a difference for whoever compares next. */
    @AfterEach
    void takeBack() {
        clock.moveToPresent();
        jdbc.queryForList("select number from matter where state in ('OPEN', 'SUSPENDED')", String.class)
                .forEach(number -> matters.withdraw("officehead", number, "试过"));
        repository.createDeploymentQuery().deploymentName("owner").list().stream()
                .map(Deployment::getId)
                .filter(id -> repository.getDeploymentResourceNames(id).contains(DRAWING))
                .forEach(id -> repository.deleteDeployment(id, true));
    }

    private static Map<String, String> files() throws Exception {
        var files = new LinkedHashMap<String, String>();
        for (var name : List.of(DRAWING, "breakfast-record.form", "breakfast-handle.form", "breakfast-check.form")) {
            files.put(name, Files.readString(Path.of("docs/example-matter", name)));
        }
        return files;
    }

    private static RequestPostProcessor as(String name, String... duties) {
        return user(name)
                .authorities(java.util.Arrays.stream(duties)
                        .map(SimpleGrantedAuthority::new)
                        .toList());
    }

    private static RequestPostProcessor owner() {
        return as("owner", "process-owner");
    }

    private ResultActions deploy(Map<String, String> files) throws Exception {
        var request = multipart("/versions/deploy");
        files.forEach((name, text) -> request.file(new MockMultipartFile(
                "file", name, "application/octet-stream", text.getBytes(StandardCharsets.UTF_8))));
        // What is handed in must say how long it is.
        return web.perform(request.content(new byte[1]).with(owner()).with(csrf()));
    }

    private void deployed() throws Exception {
        deploy(files()).andExpect(status().isOk()).andExpect(content().string(containsString(DRAWING)));
    }

    private String opened() throws Exception {
        var answer = web.perform(post("/matters/kinds/" + KIND)
                        .with(as("grader", "grader"))
                        .with(csrf())
                        .param("title", "园区断头路何时打通"))
                .andExpect(status().isFound())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        return answer.substring(answer.lastIndexOf('/') + 1);
    }

    private Task waiting(String number) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
    }

    private void go(String by, String number, Object... answers) {
        var filled = new LinkedHashMap<String, Object>();
        for (var at = 0; at < answers.length; at += 2) {
            filled.put((String) answers[at], answers[at + 1]);
        }
        desk.submit(by, waiting(number).getId(), filled);
    }

    private void recorded(String number) {
        go("grader", number, "meeting", "2026-11-20", "topic", "断头路", "decision", SECRET, "unit", Walk.UNIT);
    }

    private Matter matter(String number) {
        return matters.find(number).orElseThrow();
    }

    private int told(String event, String number) {
        return jdbc.queryForObject(
                "select count(*) from notice where event = ? and event_key like ?",
                Integer.class,
                event,
                number + "/%");
    }

    @Test
    void aKindIsFilesAloneAndItsMattersAreWalkedToTheirEnd() throws Exception {
        deployed();
        var number = opened();
        assertThat(number).matches("ZCH\\d{4}-\\d{4}");
        assertThat(matter(number).unit()).isNull();

        recorded(number);
        assertThat(matter(number).unit()).isEqualTo(Walk.UNIT);
        assertThat(told("MATTER_ASSIGNED", number)).isPositive();
        var step = matters.open(number).get(0);
        assertThat(step.dueAt())
                .isEqualTo(calendar.plusWorkingDays(step.begunAt(), 10).dueAt());
        assertThat(waiting(number).getDueDate().toInstant()).isEqualTo(step.dueAt());
        assertThat(matter(number).dueAt()).isEqualTo(step.dueAt());
        assertThatThrownBy(() -> go("handler2", number, "measures", "已办", "result", "DONE"))
                .as("another unit's")
                .isInstanceOf(RuntimeException.class);

        go("handler", number, "measures", "已立项", "result", "PARTLY");
        go("officehead", number, "outcome", "AGAIN", "finding", "还差一段");
        assertThat(waiting(number).getName()).isEqualTo("承办");
        go("handler", number, "measures", "已打通", "result", "DONE");
        go("officehead", number, "outcome", "SETTLED", "finding", "现场看过");

        assertThat(matter(number).state()).isEqualTo(MatterState.DONE);
        assertThat(matter(number).answers()).containsEntry("topic", "断头路").containsEntry("result", "已落实");
        assertThat(told("MATTER_ENDED", number)).isPositive();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count())
                .isZero();
        assertThat(timeline.of(number))
                .extracting(entry -> entry.act() + " " + entry.step())
                .containsExactly(
                        "OPENED null",
                        "ANSWERED 登记议定",
                        "ANSWERED 承办",
                        "ANSWERED 核实办结",
                        "ANSWERED 承办",
                        "ANSWERED 核实办结",
                        "DONE null");
        assertThat(both.compare())
                .filteredOn(difference -> difference.kind().startsWith("MATTER"))
                .isEmpty();
        assertThat(Dump.findings(jdbc, List.of("13965287140")))
                .as("what was typed, anywhere in the database")
                .isEmpty();
    }

    private String dashboard(RequestPostProcessor reader) throws Exception {
        return web.perform(get("/dashboard").with(reader))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private String dashboard(RequestPostProcessor reader, YearMonth month) throws Exception {
        return web.perform(get("/dashboard")
                        .param("period", month.minusMonths(1) + ".." + month)
                        .with(reader))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private void ran(String job, String label) {
        transactions.executeWithoutResult(running -> jobs.stream()
                .filter(one -> one.key().equals(job))
                .findFirst()
                .orElseThrow()
                .run(new Period(label, LocalDate.now(clock).withDayOfMonth(1), clock.instant())));
    }

    @Test
    void aKindHasItsFiguresOnTheDashboardAndItsPlaceInThePacksByItself() throws Exception {
        deployed();
        var ended = opened();
        recorded(ended);
        go("handler", ended, "measures", "已打通", "result", "DONE");
        go("officehead", ended, "outcome", "SETTLED", "finding", "现场看过");
        var late = opened();
        recorded(late);
        var withdrawn = opened();
        matters.withdraw("officehead", withdrawn, "重复登记");
        assertThat(matter(ended).endedAs()).isEqualTo("已办结");
        clock.moveTo(matter(late).dueAt().plus(Duration.ofMinutes(1)));
        var month = YearMonth.now(clock);
        var rows = "/matters/kinds/" + KIND;

        var page = dashboard(as("officehead", "office-head"));
        assertThat(page).contains("企业家早餐会议定事项", rows + "?state=RUNNING", rows + "?overdue=true");
        var links = Pattern.compile("href=\"(" + rows + "[^\"]*)\"[^>]*>(\\d+)<")
                .matcher(page)
                .results()
                .map(link -> Map.entry(link.group(1).replace("&amp;", "&"), Integer.parseInt(link.group(2))))
                .toList();
        assertThat(links).hasSizeGreaterThanOrEqualTo(2);
        for (var link : links) {
            var answer = web.perform(get(URI.create(link.getKey())).with(as("officehead", "office-head")))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
            assertThat(Pattern.compile("href=\"/matters/ZCH\\d{4}-\\d{4}\"")
                            .matcher(answer)
                            .results()
                            .count())
                    .as("rows behind %s", link)
                    .isEqualTo(link.getValue().longValue());
        }
        var whole = dashboard(as("officehead", "office-head"), month);
        assertThat(whole).contains("ending=%E5%B7%B2%E5%8A%9E%E7%BB%93", "state=WITHDRAWN");
        assertThat(dashboard(as("handler"))).contains(rows + "?state=RUNNING");
        assertThat(dashboard(as("handler2"))).as("another unit has none").doesNotContain(rows + "?state=RUNNING");
        assertThat(dashboard(as("discipline", "discipline"))).doesNotContain("企业家早餐会议定事项");

        ran("weekly-dispatch", "2031-01-06");
        ran("monthly-review", "2031-01");
        for (var pack : List.of("/packs/weekly/2031-01-06", "/packs/monthly/2031-01")) {
            web.perform(get(pack).with(as("grouphead", "group-head")))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("企业家早餐会议定事项")))
                    .andExpect(content().string(not(containsString("断头路"))));
            web.perform(get(pack).with(as("caller", "caller")))
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString("企业家早餐会议定事项"))));
        }
        web.perform(get("/packs/weekly/2031-01-06").with(as("discipline", "discipline")))
                .andExpect(content().string(not(containsString(late))));
        web.perform(get("/packs/weekly/2031-01-06").with(as("grouphead", "group-head")))
                .andExpect(content().string(containsString(late)))
                .andExpect(content().string(not(containsString(ended))));
    }

    @Test
    void whoeverSteersUrgesAndMakesLimitsLongerAndTheEngineKeepsThem() throws Exception {
        deployed();
        var number = opened();
        recorded(number);
        var due = matter(number).dueAt();
        for (var stranger : List.of("handler", "leader")) {
            assertThatThrownBy(() -> matters.urge(stranger, number, "快办"))
                    .as(stranger)
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> matters.extend(stranger, number, 3, "不够"))
                    .as(stranger)
                    .isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> matters.extend("grader", number, 3, "不够")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> matters.extend("officehead", number, 31, "太久")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> matters.urge("grader", number, " ")).isInstanceOf(Refusal.class);

        matters.urge("grader", number, "请抓紧");
        assertThat(told("MATTER_URGED", number)).isPositive();
        web.perform(post("/matters/" + number + "/extend")
                        .with(as("officehead", "office-head"))
                        .with(csrf())
                        .param("days", "3")
                        .param("reason", "资金未到"))
                .andExpect(status().isFound());
        var longer = calendar.plusWorkingDays(due, 3).dueAt();
        assertThat(matter(number).dueAt()).isEqualTo(longer);
        assertThat(waiting(number).getDueDate().toInstant()).isEqualTo(longer);
        assertThat(timeline.of(number)).extracting(Matter.Entry::act).endsWith(MatterAct.URGED, MatterAct.EXTENDED);

        clock.moveTo(longer.plus(Duration.ofDays(1)));
        matters.extend("grouphead", number, 2, "再给两天");
        assertThat(matter(number).dueAt())
                .as("a limit that has passed runs from now")
                .isEqualTo(calendar.plusWorkingDays(clock.instant(), 2).dueAt());
        assertThat(both.compare())
                .filteredOn(difference -> difference.kind().startsWith("MATTER"))
                .isEmpty();
    }

    private String batch(RequestPostProcessor by, String act, String days, String... numbers) throws Exception {
        var rows = "/matters/kinds/" + KIND;
        var page = web.perform(post(rows + "/batch")
                        .with(by)
                        .with(csrf())
                        .param("act", act)
                        .param("matter", numbers))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        var once = page.replaceAll("(?s).*name=\"_once\" value=\"([^\"]+)\".*", "$1");
        var begin = post(rows + "/batches")
                .with(by)
                .with(csrf())
                .param("_act", act)
                .param("_once", once)
                .param("_matter", numbers)
                .param("days", days);
        web.perform(begin)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("请写明原因")));
        var path = web.perform(begin.param("reason", "月底前办完"))
                .andExpect(status().isFound())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> web.perform(get("/api" + path).with(by))
                        .andReturn()
                        .getResponse()
                        .getContentAsString()
                        .contains("\"over\":true"));
        return web.perform(get(path).with(by))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void chosenRowsAreUrgedExtendedAndTakenOutEachByItself() throws Exception {
        deployed();
        var first = opened();
        recorded(first);
        var second = opened();
        recorded(second);
        var over = opened();
        matters.withdraw("officehead", over, "重复登记");
        var before = matter(first).dueAt();
        var head = as("officehead", "office-head");

        assertThat(batch(head, "MATTER_URGE", "", first, second, over))
                .contains("成功 2 件，没有办成 1 件", "/matters/" + first, "没有等待办理的环节");
        assertThat(told("MATTER_URGED", first)).isPositive();
        assertThat(told("MATTER_URGED", over)).isZero();
        assertThat(batch(head, "MATTER_EXTEND", "5", first, over)).contains("成功 1 件，没有办成 1 件");
        assertThat(matter(first).dueAt())
                .isEqualTo(calendar.plusWorkingDays(before, 5).dueAt());
        assertThat(matter(second).dueAt())
                .as("was not chosen")
                .isNotEqualTo(matter(first).dueAt());
        assertThat(timeline.of(over))
                .as("left as it was")
                .last()
                .satisfies(entry -> assertThat(entry.act()).isEqualTo(MatterAct.WITHDRAWN));
        assertThat(batch(as("handler"), "MATTER_URGE", "", first))
                .as("who may not has the reason told")
                .contains("成功 0 件，没有办成 1 件", "您不能催办");

        var taken = web.perform(post("/matters/kinds/" + KIND + "/export")
                        .with(head)
                        .with(csrf())
                        .param("format", "CSV")
                        .param("matter", first, over))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(taken).contains(first, over).doesNotContain(second);
        web.perform(get("/matters/kinds/" + KIND).with(head))
                .andExpect(content().string(containsString("name=\"matter\"")));
        web.perform(get("/matters/kinds/" + KIND).with(as("handler")))
                .andExpect(content().string(not(containsString("name=\"matter\""))));
    }

    @Test
    void eachSeesWhatIsTheirsAndTheRestIsNotThere() throws Exception {
        deployed();
        var number = opened();
        recorded(number);
        for (var reader : List.of(
                as("grader", "grader"),
                as("officehead", "office-head"),
                as("handler"),
                as("leader", "county-leader"))) {
            web.perform(get("/matters/" + number).with(reader))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("断头路")));
            web.perform(get("/matters/kinds/" + KIND).with(reader))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(number)));
            web.perform(get("/api/matters/" + number + "/picture").with(reader)).andExpect(status().isOk());
            web.perform(get("/api/matters/" + number).with(reader))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("断头路")));
        }
        web.perform(get("/matters/kinds/" + KIND).with(as("handler2")))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(number))));
        for (var stranger : List.of(
                as("handler2"),
                as("clerk", "window-clerk"),
                as("discipline", "discipline"),
                owner(),
                as("admin", "camunda-admin"))) {
            web.perform(get("/matters/" + number).with(stranger)).andExpect(status().isNotFound());
            web.perform(get("/api/matters/" + number).with(stranger)).andExpect(status().isNotFound());
            web.perform(get("/api/matters/" + number + "/picture").with(stranger))
                    .andExpect(status().isNotFound());
            web.perform(post("/matters/" + number + "/withdraw")
                            .with(stranger)
                            .with(csrf())
                            .param("reason", "不办了"))
                    .andExpect(status().isNotFound());
        }
        web.perform(get("/api/tasks/clues")
                        .param("task", waiting(number).getId())
                        .with(as("handler")))
                .andExpect(content().string(containsString("/matters/" + number)));
        web.perform(get("/api/tasks/clues")
                        .param("task", waiting(number).getId())
                        .with(as("handler2")))
                .andExpect(content().string("[]"));
        web.perform(post("/matters/kinds/" + KIND)
                        .with(as("handler"))
                        .with(csrf())
                        .param("title", "我也来一件"))
                .andExpect(status().isForbidden());
        web.perform(post("/matters/" + number + "/suspend")
                        .with(as("grader", "grader"))
                        .with(csrf())
                        .param("reason", "等上级"))
                .andExpect(status().isForbidden());
    }

    @Test
    void filesAreKeptWithAMatterForWhoeverSeesItAndErasedWithTheRetentionList() throws Exception {
        deployed();
        var number = opened();
        recorded(number);
        var before = timeline.of(number).size();
        var answer = sent("handler", number, "13965287140 照片.png", SomeFiles.png())
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        var id = answer.replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        sent("grader", number, "纪要.pdf", SomeFiles.pdf()).andExpect(status().isCreated());
        assertThat(timeline.of(number)).hasSize(before + 2);
        assertThat(timeline.of(number).get(before).act()).isEqualTo(MatterAct.FILE_ADDED);
        for (var reader : List.of("grader", "officehead", "handler", "leader")) {
            web.perform(get("/matters/" + number).with(as(reader)))
                    .andExpect(content().string(containsString("13965287140 照片.png")));
            web.perform(get("/api/matters/" + number + "/files/" + id).with(as(reader)))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType("image/png"));
        }
        for (var stranger : List.of("handler2", "clerk", "discipline", "owner", "admin")) {
            web.perform(get("/api/matters/" + number + "/files/" + id).with(as(stranger)))
                    .andExpect(status().isNotFound());
            sent(stranger, number, "纪要.pdf", SomeFiles.pdf()).andExpect(status().isNotFound());
        }
        sent("leader", number, "纪要.pdf", SomeFiles.pdf()).andExpect(status().isForbidden());
        sent("handler", number, "程序.png", SomeFiles.zip("a.exe")).andExpect(status().isBadRequest());
        assertThat(Dump.findings(jdbc, List.of("13965287140")))
                .as("a file may be named after a person")
                .isEmpty();

        matters.withdraw("officehead", number, "重复登记");
        sent("handler", number, "纪要.pdf", SomeFiles.pdf()).andExpect(status().isConflict());
        assertThat(erasing.candidates(clock.instant().plusSeconds(60)))
                .extracting(Erasing.Candidate::clueNumber)
                .contains(number);
        transactions.executeWithoutResult(status -> erasing.erase(List.of(number)));
        web.perform(get("/api/matters/" + number + "/files/" + id).with(as("grader")))
                .andExpect(status().isNotFound());
        assertThat(timeline.of(number)).extracting(entry -> entry.act()).endsWith(MatterAct.FILES_ERASED);
        assertThat(both.compare())
                .filteredOn(difference -> difference.subject().equals(number))
                .isEmpty();
    }

    private ResultActions sent(String by, String number, String name, byte[] content) throws Exception {
        return web.perform(multipart("/api/matters/" + number + "/files")
                .file(new MockMultipartFile("file", name, "application/octet-stream", content))
                .content(new byte[1])
                .with(as(by))
                .with(csrf()));
    }

    @Test
    void theLedgerIsFilteredAndTakenOutAndTheLogKeepsWho() throws Exception {
        deployed();
        var open = opened();
        recorded(open);
        var ended = opened();
        matters.withdraw("officehead", ended, "重复登记");
        web.perform(get("/matters/kinds/" + KIND).with(as("grader", "grader")).param("state", "WITHDRAWN"))
                .andExpect(content().string(containsString(ended)))
                .andExpect(content().string(not(containsString(open))));
        web.perform(get("/matters/kinds/" + KIND).with(as("grader", "grader")).param("unit", Walk.UNIT))
                .andExpect(content().string(containsString(open)))
                .andExpect(content().string(not(containsString(ended))));
        web.perform(get("/matters/kinds/" + KIND).with(as("grader", "grader")).param("from", "gestern"))
                .andExpect(status().isBadRequest());
        var table = web.perform(post("/matters/kinds/" + KIND + "/export")
                        .with(as("grader", "grader"))
                        .with(csrf())
                        .param("format", "CSV")
                        .param("unit", Walk.UNIT))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(table).contains(open).contains("断头路").doesNotContain(ended);
        assertThat(jdbc.queryForObject(
                        "select count(*) from ledger_export where filters like ? and made_by = 'grader'",
                        Integer.class,
                        "matters=企业家早餐会议定事项%"))
                .isPositive();
        web.perform(post("/matters/kinds/" + KIND + "/export")
                        .with(as("grader", "grader"))
                        .with(csrf())
                        .param("state", "OPEN")
                        .param("overdue", "true")
                        .param("endedFrom", "2026-01-01")
                        .param("endedTo", "2026-12-31")
                        .param("ending", "已办结")
                        .param("from", "2026-01-01")
                        .param("to", "2026-12-31"))
                .andExpect(status().isOk());
        web.perform(get("/ledger/exports").with(as("grader", "grader")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("事项台账 企业家早餐会议定事项")))
                .andExpect(content().string(containsString("登记至 2026-12-31")));
        web.perform(post("/matters/kinds/" + KIND + "/export")
                        .with(as("handler"))
                        .with(csrf()))
                .andExpect(status().isForbidden());
    }

    @Test
    void aMatterIsWithdrawnOnceThatIsConfirmed() throws Exception {
        deployed();
        var number = opened();
        var withdrawal = post("/matters/" + number + "/withdraw")
                .with(as("officehead", "office-head"))
                .with(csrf())
                .param("reason", "重复登记");
        web.perform(withdrawal).andExpect(content().string(containsString("请先核对并勾选确认")));
        assertThat(matter(number).state()).isEqualTo(MatterState.OPEN);
        web.perform(withdrawal.param("confirmed", "true")).andExpect(status().isFound());
        assertThat(matter(number).state()).isEqualTo(MatterState.WITHDRAWN);
    }

    @Test
    void everyMatterLeavesOnceHoweverManyPagesTheyFill() throws Exception {
        deployed();
        for (var more = 0; more < 51; more++) {
            opened();
        }
        var all = jdbc.queryForList("select number from matter where kind = ? order by place desc", String.class, KIND);
        var table = web.perform(post("/matters/kinds/" + KIND + "/export")
                        .with(as("grader", "grader"))
                        .with(csrf())
                        .param("format", "CSV"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        var prefix = all.get(0).substring(0, 3);
        assertThat(table.lines()
                        .map(line -> line.replace("\"", "").split(",")[0])
                        .filter(cell -> cell.startsWith(prefix)))
                .containsExactlyElementsOf(all);
        assertThat(jdbc.queryForObject(
                        "select max(row_count) from ledger_export where filters like ?",
                        Integer.class,
                        "matters=企业家早餐会议定事项%"))
                .isEqualTo(all.size());
    }

    @Test
    void aSuspendedMatterStandsStillAndItsLimitIsLongerByThat() throws Exception {
        deployed();
        var number = opened();
        recorded(number);
        var before = matter(number).dueAt();
        matters.suspend("officehead", number, "等上级批复");
        assertThatThrownBy(() -> go("handler", number, "measures", "已办", "result", "DONE"))
                .isInstanceOf(RuntimeException.class);
        clock.moveBy(Duration.ofDays(14));
        var still = calendar.workingTimeBetween(matter(number).suspendedAt(), clock.instant());
        matters.resume("officehead", number, "已批复");
        assertThat(matter(number).dueAt())
                .isEqualTo(calendar.plusWorkingHours(before, still).dueAt());
        assertThat(waiting(number).getDueDate().toInstant())
                .isEqualTo(matter(number).dueAt());
        assertThatThrownBy(() -> matters.resume("officehead", number, "再来")).isInstanceOf(Refusal.class);

        clock.moveTo(matter(number).dueAt().plus(Duration.ofHours(1)));
        transactions.executeWithoutResult(status -> matters.tellLate());
        transactions.executeWithoutResult(status -> matters.tellLate());
        var late = told("MATTER_LATE", number);
        assertThat(late).isPositive();
        transactions.executeWithoutResult(status -> matters.tellLate());
        assertThat(told("MATTER_LATE", number)).as("told once").isEqualTo(late);
    }

    @Test
    void whatDiffersFromTheEngineOrWasChangedIsFound() throws Exception {
        deployed();
        var number = opened();
        recorded(number);
        transactions.executeWithoutResult(status ->
                jdbc.update("update matter_entry set done_by = 'handler' where number = ? and ordinal = 2", number));
        assertThat(both.compare())
                .extracting("kind", "subject")
                .contains(org.assertj.core.groups.Tuple.tuple("MATTER_CHAIN", number));
        transactions.executeWithoutResult(status ->
                jdbc.update("update matter_entry set done_by = 'grader' where number = ? and ordinal = 2", number));
        runtime.deleteProcessInstance(
                runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .singleResult()
                        .getId(),
                "by hand");
        assertThat(matter(number).state()).isEqualTo(MatterState.OPEN);
        assertThat(both.compare())
                .filteredOn(difference -> difference.subject().equals(number))
                .extracting("kind")
                .containsExactly("MATTER_NO_INSTANCE");
    }

    @Test
    void whateverIsNotWholeIsRefusedInWordsAndNothingOfItIsTaken() throws Exception {
        var changes = new LinkedHashMap<String, String[]>();
        changes.put("角色“graders”不认识", new String[] {"\"grader, office-head\"", "\"graders\""});
        changes.put("“county-leader”不认识", new String[] {"value=\"grader, office-head\"", "value=\"county-leader\""});
        changes.put("“camunda-admin”不认识", new String[] {"value=\"grader, office-head\"", "value=\"camunda-admin\""});
        changes.put("MATTER_ASSIGNED, MATTER_ENDED", new String[] {">MATTER_ASSIGNED<", ">CLOSED<"});
        changes.put("台账栏目 budget 没有任何表单填写", new String[] {"decision, result", "decision, budget"});
        changes.put("时限“10”须写数量和单位", new String[] {"10 WORKING_DAYS", "10"});
        changes.put("编号前缀“早餐”须为三至六个大写字母", new String[] {"value=\"ZCH\"", "value=\"早餐\""});
        changes.put("编号前缀“WY”须为三至六个大写字母", new String[] {"value=\"ZCH\"", "value=\"WY\""});
        changes.put("流程缺少属性 prefix", new String[] {"<camunda:property name=\"prefix\" value=\"ZCH\" />", ""});
        changes.put(
                "属性 colour 不认识",
                new String[] {"name=\"prefix\"", "name=\"colour\" value=\"red\" /><camunda:property name=\"prefix\""});
        changes.put("没有让这个角色查看", new String[] {"county-leader, unit, unit-leader", "county-leader"});
        changes.put("在此之前不一定填写了承办单位", new String[] {
            "\"grader,office-head\">\n      <bpmn:incoming>flow_opened",
            "\"unit-${unit}\">\n      <bpmn:incoming>flow_opened"
        });
        changes.put(
                "nosuchgroup", new String[] {"candidateGroups=\"unit-${unit}\"", "candidateGroups=\"nosuchgroup\""});
        changes.put("notifyDelegate", new String[] {"${matterNotice}", "${notifyDelegate}"});
        for (var change : changes.entrySet()) {
            var files = files();
            var sent = files.get(DRAWING).replace(change.getValue()[0], change.getValue()[1]);
            assertThat(sent).as(change.getKey()).isNotEqualTo(files.get(DRAWING));
            files.put(DRAWING, sent);
            deploy(files)
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString(change.getKey())));
        }
        var withoutForm = files();
        withoutForm.remove("breakfast-check.form");
        deploy(withoutForm)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("breakfast-check")));
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(KIND)
                        .count())
                .isZero();
    }

    @Test
    void aNewVersionKeepsWhatWasFilledInAndRunningMattersCanBeMoved() throws Exception {
        deployed();
        var number = opened();
        recorded(number);

        var fewer = files();
        fewer.put(
                DRAWING,
                fewer.get(DRAWING)
                        .replace("topic, decision", "topic")
                        .replace("versionTag=\"1.0\"", "versionTag=\"1.1\""));
        deploy(fewer)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("台账栏目 decision 已有内容")));
        var other = files();
        other.put(
                DRAWING,
                other.get(DRAWING).replace("\"ZCH\"", "\"ZCX\"").replace("versionTag=\"1.0\"", "versionTag=\"1.1\""));
        deploy(other).andExpect(status().isBadRequest()).andExpect(content().string(containsString("编号前缀是 ZCH")));
        var twin = files();
        twin.put("matter-twin.bpmn", twin.remove(DRAWING).replace(KIND, "matter-twin"));
        deploy(twin)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("编号前缀 ZCH 已由其他事项使用")));

        var longer = files();
        longer.put(
                DRAWING,
                longer.get(DRAWING)
                        .replace("10 WORKING_DAYS", "15 WORKING_DAYS")
                        .replace("versionTag=\"1.0\"", "versionTag=\"1.1\""));
        deploy(longer).andExpect(status().isOk());
        var fresh = opened();
        recorded(fresh);
        var step = matters.open(fresh).get(0);
        assertThat(step.dueAt())
                .isEqualTo(calendar.plusWorkingDays(step.begunAt(), 15).dueAt());
        assertThat(matters.open(number).get(0).dueAt())
                .as("what runs keeps its limit")
                .isEqualTo(calendar.plusWorkingDays(matters.open(number).get(0).begunAt(), 10)
                        .dueAt());
        var versions = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(KIND)
                .orderByProcessDefinitionVersion()
                .asc()
                .list();
        web.perform(post("/versions/move")
                        .with(owner())
                        .with(csrf())
                        .param("process", KIND)
                        .param("from", String.valueOf(versions.get(0).getVersion()))
                        .param("to", String.valueOf(versions.get(1).getVersion()))
                        .param("clue", number)
                        .param("reason", "统一时限"))
                .andExpect(status().isOk());
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .singleResult()
                        .getProcessDefinitionId())
                .isEqualTo(versions.get(1).getId());
        go("handler", number, "measures", "已办", "result", "DONE");
        go("grader", number, "outcome", "SETTLED", "finding", "看过");
        assertThat(matter(number).state()).isEqualTo(MatterState.DONE);
    }

    @Test
    void numbersAreGaplessAndAnOpeningThatFailsGivesItsNumberBack() throws Exception {
        deployed();
        var first = opened();
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    matters.open("grader", KIND, "会被退回的一件");
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThatThrownBy(() -> matters.open("grader", KIND, " ")).isInstanceOf(Refusal.class);
        var second = opened();
        assertThat(Integer.parseInt(second.substring(second.indexOf('-') + 1)))
                .isEqualTo(Integer.parseInt(first.substring(first.indexOf('-') + 1)) + 1);
    }
}
