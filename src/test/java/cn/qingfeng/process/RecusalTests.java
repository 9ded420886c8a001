package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.county.County;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.process.task.UserTasks.OpenTask;
import cn.qingfeng.recusal.Recusal;
import cn.qingfeng.recusal.RecusalCause;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.TypedNames;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.BpmPlatform;
import org.camunda.bpm.container.RuntimeContainerDelegate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is named in a clue or has an interest in it neither sees it nor does anything in it, by whatever door. */
@WalksEveryPath
class RecusalTests {

    private static final String HANDLERS_NAME = "顾一鸣";

    private final Walk walk;
    private final UserTasks desk;
    private final ClueLedger ledger;
    private final Recusals recusals;
    private final Organization organization;
    private final Timeline timeline;
    private final TaskService tasks;
    private final SampleCounty county;
    private final County counties;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final ProcessEngine engine;

    @LocalServerPort
    int port;

    RecusalTests(
            Walk walk,
            UserTasks desk,
            ClueLedger ledger,
            Recusals recusals,
            Organization organization,
            Timeline timeline,
            TaskService tasks,
            SampleCounty county,
            County counties,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            ProcessEngine engine) {
        this.walk = walk;
        this.desk = desk;
        this.ledger = ledger;
        this.recusals = recusals;
        this.organization = organization;
        this.timeline = timeline;
        this.tasks = tasks;
        this.county = county;
        this.counties = counties;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.engine = engine;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    /** Where classes share a JVM, a context that closed took the engine of that name out of the platform's list. */
    @BeforeAll
    void engineIsListed() {
        if (BpmPlatform.getDefaultProcessEngine() == null) {
            RuntimeContainerDelegate.INSTANCE.get().registerProcessEngine(engine);
        }
    }

    private Started naming(String names) {
        return walk.register(clue -> clue.further("namedPeople", names));
    }

    private static Started toItsUnit(Started clue) {
        return clue.go(Tasks.REVIEW_ADMISSION).go(Tasks.DECIDE_BLUE).go(Tasks.DISPATCH);
    }

    private List<String> waitingFor(String person, Started clue) {
        return desk.waitingFor(person, clue.number).stream().map(OpenTask::key).toList();
    }

    private List<TimelineAction> acts(Started clue) {
        return timeline.of(clue.number).stream().map(entry -> entry.act()).toList();
    }

    private int status(String person, String path) {
        return Caller.basic(port, person).get(path).statusCode();
    }

    private static String key(Throwable thrown) {
        return ((Refusal) thrown).key();
    }

    @Test
    void keepsANamedHandlerOutByEveryDoorAndAsksTheLeaderInstead() {
        var clue = toItsUnit(naming(HANDLERS_NAME + "、王某某"));
        var task = desk.waiting(clue.number).get(0);
        assertThat(task.key()).isEqualTo(Tasks.SIGN_FOR);

        assertThat(waitingFor("handler", clue)).isEmpty();
        assertThat(waitingFor("unithead", clue)).containsExactly(Tasks.SIGN_FOR);
        for (var path : List.of(
                "/api/clues/" + clue.number,
                "/api/clues/" + clue.number + "/timeline",
                "/api/clues/" + clue.number + "/actions",
                "/api/clues/" + clue.number + "/messages",
                "/api/tasks/" + task.id() + "/clue",
                "/engine-rest/task/" + task.id() + "/deployed-form")) {
            assertThat(status("handler", path)).as(path).isIn(403, 404);
        }
        assertThat(Caller.basic(port, "handler").get("/api/clues?size=200").body())
                .doesNotContain(clue.number.value());
        assertThat(Caller.basic(port, "handler")
                        .get("/engine-rest/task?maxResults=200")
                        .body())
                .doesNotContain(task.id());
        var handler = Caller.basic(port, "handler");
        for (var step : Map.of(
                        "/claim", "{\"userId\":\"handler\"}",
                        "/assignee", "{\"userId\":\"handler\"}",
                        "/identity-links", "{\"userId\":\"handler\",\"type\":\"candidate\"}",
                        "/complete", "{}",
                        "/submit-form", "{\"variables\":{\"outcome\":{\"value\":\"SIGN\"}}}")
                .entrySet()) {
            assertThat(handler.post("/engine-rest/task/" + task.id() + step.getKey(), step.getValue())
                            .statusCode())
                    .as(step.getKey())
                    .isIn(403, 404);
        }
        assertThat(Caller.basic(port, "officehead").get("/api/inbox?size=100").body())
                .contains("线索 " + clue.number + " 的任务改由他人办理");
        assertThat(Caller.basic(port, "handler").get("/api/inbox?size=100").body())
                .doesNotContain(clue.number.value());
        clue.by("unithead", Tasks.SIGN_FOR).by("unithead", Tasks.CONTACT_REPORTER);
        assertThat(acts(clue)).contains(TimelineAction.RECUSED, TimelineAction.SIGNED_FOR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "顾　一鸣",
                "顾 一 鸣",
                "顾\u200b一鸣",
                "\u202e顾一鸣\u202c",
                "顧一鳴",
                "顾—鸣",
                "顾·一鸣",
                "李某/顾一鸣科长",
                "市场监管局顾一鸣主任和另一人",
                "王某某\n顾一鸣"
            })
    void keepsANamedHandlerOutHoweverTheNameWasTyped(String names) {
        var clue = naming(names);
        assertThat(recusals.of(clue.number)).containsExactly("handler");
    }

    /** Generated ways of typing an official's name: nobody so accused is ever offered the clue undecided. */
    @Test
    void howeverAnOfficialIsNamedTheClueIsNotOfferedBeforeItWasDecided() {
        var typed = new TypedNames(20261129);
        var people = List.of("handler", "unithead");
        for (var n = 0; n < 40; n++) {
            var person = typed.one(people);
            var name = organization.personName(person);
            var field = n % 2 == 0;
            var words = field ? typed.field(name) : typed.telling(name);
            var clue = field ? naming(words) : walk.register(told -> told.narrative = words + "跑了两趟。");
            var undecided = recusals.undecided(clue.number).stream()
                    .map(Recusal::username)
                    .toList();
            assertThat(recusals.of(clue.number).contains(person) || undecided.contains(person))
                    .as(words)
                    .isTrue();
            if (undecided.isEmpty()) {
                toItsUnit(clue);
                assertThat(waitingFor(person, clue)).as(words).isEmpty();
            } else {
                assertThatThrownBy(() -> recusals.requireDecided(clue.number)).isInstanceOf(Refusal.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"顾 一鸣当面不收", "姓顾的让我等", "找顾科长签字，顾科长不在", "老顾说不行"})
    void whoMayBeMeantByTheTextIsDecidedBeforeItGoesToTheUnit(String narrative) {
        var clue = walk.register(told -> told.narrative = narrative + "，跑了两趟。")
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE);
        assertThat(recusals.undecided(clue.number))
                .extracting(Recusal::username)
                .containsExactly("handler");
        assertThat(Caller.basic(port, "officehead").get("/api/inbox?size=100").body())
                .contains("线索 " + clue.number + " 可能点到工作人员的名");
        assertThatThrownBy(() -> clue.go(Tasks.DISPATCH))
                .satisfies(thrown -> assertThat(key(thrown)).isEqualTo("recusal.undecided"));

        recusals.lift(clue.number, "handler", "核实不是此人", "officehead");
        clue.go(Tasks.DISPATCH);
        assertThat(waitingFor("handler", clue)).as("decided once").containsExactly(Tasks.SIGN_FOR);
    }

    @Test
    void whoIsFoundOnlyAtTheUnitThatGetsItKeepsOutUntilTheOfficeHasDecided() {
        var clue = walk.register(told -> {
                    told.unit = "tax";
                    told.narrative = "窗口推给市场监管局，顾一鸣又推回来。";
                })
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE);
        recusals.undecided(clue.number)
                .forEach(each -> recusals.lift(clue.number, each.username(), "不是", "officehead"));
        transactions.executeWithoutResult(
                begun -> jdbc.update("delete from recusal where clue_number = ?", clue.number.value()));
        clue.go(Tasks.DISPATCH, "leadUnit", Walk.UNIT);

        assertThat(waitingFor("handler", clue)).isEmpty();
        assertThat(status("handler", "/api/clues/" + clue.number)).isEqualTo(404);
        recusals.lift(clue.number, "handler", "与反映的事无关", "officehead");
        assertThat(waitingFor("handler", clue)).containsExactly(Tasks.SIGN_FOR);
    }

    @Test
    void whomTheReporterNamesLaterKeepsOutUntilTheOfficeHasDecided() {
        var clue = walk.dispatched(Card.BLUE);
        recusals.writtenLater(clue.number, "顾科长来过电话了，谢谢。");
        assertThat(waitingFor("handler", clue))
                .as("people write of whom they talk to")
                .containsExactly(Tasks.SIGN_FOR);
        recusals.writtenLater(clue.number, "顾 一鸣打电话威胁我，让我撤回。");
        assertThat(waitingFor("handler", clue)).isEmpty();
        assertThat(status("handler", "/api/clues/" + clue.number)).isEqualTo(404);
        recusals.lift(clue.number, "handler", "问过了，是转述", "officehead");
        assertThat(waitingFor("handler", clue)).containsExactly(Tasks.SIGN_FOR);
    }

    @ParameterizedTest
    @EnumSource(names = {"GRADER", "CALLER", "SUPERVISOR", "WINDOW_CLERK", "GROUP_HEAD"})
    void whoComesToTheOfficeLaterIsLookedForInWhatIsOpenAndSoIsWhoeverGetsAnotherName(Duty duty) {
        var later = "later" + duty.ordinal();
        var renamed = "renamed" + duty.ordinal();
        var narrative = "窗口推来推去，听说慕容后至在背后指使。";
        var clue = walk.register(told -> told.narrative = narrative);
        organization.addPerson(later, "慕容后至", "tax", later + "@county.example", null, "Start-1234");
        organization.addPerson(renamed, "某某人", "tax", renamed + "@county.example", null, "Start-1234");
        try {
            organization.assign(later, duty, null);
            assertThat(recusals.undecided(clue.number))
                    .extracting(Recusal::username)
                    .contains(later);
            organization.assign(renamed, duty, null);
            assertThat(recusals.all(clue.number)).extracting(Recusal::username).doesNotContain(renamed);
            counties.changePerson(renamed, "慕容后至", "tax", renamed + "@county.example", null, "更名", "admin");
            assertThat(recusals.undecided(clue.number))
                    .extracting(Recusal::username)
                    .contains(renamed);
        } finally {
            organization.deactivate(later);
            organization.deactivate(renamed);
        }
    }

    @Test
    void whoComesToTheUnitLaterIsLookedForToo() {
        var clue = toItsUnit(naming("后来者"));
        organization.addPerson("laterone", "后来者", Walk.UNIT, "laterone@county.example", null, "Start-1234");
        organization.assign("laterone", Duty.HANDLER, Walk.UNIT);
        try {
            assertThat(waitingFor("laterone", clue)).isEmpty();
            assertThat(recusals.of(clue.number)).contains("laterone");
        } finally {
            organization.deactivate("laterone");
        }
    }

    @Test
    void whoeverTheReportNamesKeepsOutOfTheAppealToldWithItAndNothingThereTellsWhy() {
        var clue = toItsUnit(walk.register(told -> {
            told.misconduct = "窗口的顾 一鸣要了两条烟。";
            told.further("namedPeople", HANDLERS_NAME);
        }));

        assertThat(waitingFor("handler", clue)).isEmpty();
        assertThat(recusals.all(clue.number)).isEmpty();
        assertThat(acts(clue)).doesNotContain(TimelineAction.RECUSED, TimelineAction.PERHAPS_NAMED);
        assertThat(Caller.basic(port, "officehead").get("/api/inbox?size=100").body())
                .doesNotContain("线索 " + clue.number + " 的任务改由他人办理");
    }

    @Test
    void whoKeepsOutOfAClueKeepsOutOfWhateverItGoesInto() {
        var naming = naming(HANDLERS_NAME);
        recusals.set(naming.number, "grader", "与反映人是亲属", "officehead");
        var second = walk.register(clue -> {});
        var third = toItsUnit(walk.register(clue -> {}));
        assertThat(waitingFor("handler", third)).containsExactly(Tasks.SIGN_FOR);

        ledger.merge(naming.number, "officehead", second.number, "同一件事");
        assertThat(recusals.of(second.number)).contains("handler", "grader");
        ledger.merge(second.number, "officehead", third.number, "同一件事");

        assertThat(recusals.all(third.number))
                .extracting(Recusal::username, Recusal::cause)
                .contains(tuple("handler", RecusalCause.NAMED), tuple("grader", RecusalCause.SET));
        assertThat(waitingFor("handler", third)).isEmpty();
        assertThat(status("handler", "/api/clues/" + third.number)).isEqualTo(404);
    }

    @Test
    void whoIsNamedInAClueThatWasMergedIsLookedForAtTheUnitThatGetsTheOther() {
        var told = walk.register(clue -> {
            clue.unit = "tax";
            clue.narrative = "窗口推给市场监管局，顾一鸣又推回来。";
        });
        var other = walk.register(clue -> {
                    clue.unit = "tax";
                    clue.narrative = "窗口推来推去。";
                })
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE);
        ledger.merge(told.number, "officehead", other.number, "同一件事");
        assertThat(recusals.of(other.number)).doesNotContain("handler");
        recusals.undecided(other.number)
                .forEach(each -> recusals.lift(other.number, each.username(), "不是", "officehead"));

        other.go(Tasks.DISPATCH, "leadUnit", Walk.UNIT);

        assertThat(recusals.of(other.number)).contains("handler");
        assertThat(waitingFor("handler", other)).isEmpty();
    }

    @Test
    void whoKeepsOutWithoutAWordDoesSoInTheOtherCluePastEveryWordToo() {
        var told = walk.register(clue -> {
            clue.misconduct = "窗口的顾 一鸣要了两条烟。";
            clue.further("namedPeople", HANDLERS_NAME);
        });
        var other = walk.register(clue -> {});
        ledger.merge(told.number, "officehead", other.number, "同一件事");
        toItsUnit(other);

        assertThat(waitingFor("handler", other)).isEmpty();
        assertThat(recusals.all(other.number)).isEmpty();
        assertThat(acts(other)).doesNotContain(TimelineAction.RECUSED, TimelineAction.PERHAPS_NAMED);
    }

    @Test
    void nobodyDecidesAboutHimself() {
        var clue = walk.register(told -> told.further("namedPeople", "宁主任"));
        recusals.set(clue.number, "officehead", "核实", "grouphead");
        assertThatThrownBy(() -> recusals.lift(clue.number, "officehead", "不是我", "officehead"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void refusesWhoKeepsOutEvenWhereTheEngineAsksNobodysRights() {
        var clue = toItsUnit(naming(HANDLERS_NAME));
        var task = desk.waiting(clue.number).get(0).id();

        assertThatThrownBy(() -> tasks.setAssignee(task, "handler")).hasMessageContaining(clue.number.value());
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();
    }

    @Test
    void takesTheTasksBackFromWhoeverDeclaresAConflict() {
        var clue = walk.handled(Card.BLUE);
        var task = desk.waiting(clue.number).get(0).id();
        tasks.claim(task, "handler");
        var handler = Caller.basic(port, "handler");

        assertThat(handler.post("/api/clues/" + clue.number + "/recusals", "{\"reason\":\"\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(handler.post("/api/clues/" + clue.number + "/recusals", "{\"reason\":\"企业是亲属所办\"}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();
        assertThat(status("handler", "/engine-rest/task/" + task))
                .as(Caller.basic(port, "handler")
                        .get("/engine-rest/task/" + task)
                        .body())
                .isIn(403, 404);
        assertThat(status("handler", "/api/clues/" + clue.number)).isEqualTo(404);
        assertThat(waitingFor("unithead", clue)).containsExactly(Tasks.CONTACT_REPORTER);
        var entry = timeline.of(clue.number).get(timeline.of(clue.number).size() - 1);
        assertThat(entry.act()).isEqualTo(TimelineAction.RECUSED);
        assertThat(entry.by()).isEqualTo("handler");
        assertThat(entry.why()).contains(HANDLERS_NAME + " · 企业是亲属所办");
        // The unit reads that somebody keeps out, not why.
        assertThat(Caller.basic(port, "unithead")
                        .get("/api/clues/" + clue.number)
                        .body())
                .doesNotContain("亲属");
        assertThat(timeline.verify()).isEmpty();
    }

    @Test
    void offersTheTaskByNameToTheOthersOfTheGroupAndToWhoeverJoinsIt() {
        organization.addPerson("lateroffice", "后来人", Walk.UNIT, "later@county.example", null, "Start-1234");
        organization.assign("lateroffice", Duty.HANDLER, Walk.UNIT);
        try {
            var clue = toItsUnit(naming(HANDLERS_NAME));
            assertThat(waitingFor("lateroffice", clue)).containsExactly(Tasks.SIGN_FOR);
            assertThat(waitingFor("unithead", clue)).isEmpty();

            organization.revoke("lateroffice", Duty.HANDLER, Walk.UNIT);
            assertThat(waitingFor("lateroffice", clue)).isEmpty();
            assertThat(waitingFor("unithead", clue)).containsExactly(Tasks.SIGN_FOR);

            recusals.lift(clue.number, "handler", "是同名的人", "officehead");
            assertThat(waitingFor("handler", clue)).containsExactly(Tasks.SIGN_FOR);
            assertThat(waitingFor("unithead", clue)).isEmpty();
        } finally {
            organization.deactivate("lateroffice");
        }
    }

    @Test
    void leavesANameThatMayMeanAnotherToTheOffice() {
        var clue = walk.register(told -> {
            told.unit = "tax";
            told.further("namedPeople", HANDLERS_NAME);
        });
        assertThat(recusals.all(clue.number))
                .extracting(Recusal::username, Recusal::cause)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("handler", RecusalCause.POSSIBLE));
        assertThat(recusals.of(clue.number)).isEmpty();

        assertThatThrownBy(() -> recusals.set(clue.number, "handler", "核实", "grader"))
                .satisfies(thrown -> assertThat(key(thrown)).isEqualTo("recusal.forbidden"));
        recusals.set(clue.number, "handler", "经核实就是此人", "officehead");
        assertThat(recusals.of(clue.number)).containsExactly("handler");
        assertThat(acts(clue)).containsSubsequence(TimelineAction.PERHAPS_NAMED, TimelineAction.RECUSED);
    }

    @Test
    void keepsHeadsFromActingOnAClueOfTheirOwnInterest() {
        var clue = walk.handled(Card.YELLOW);
        recusals.declare(clue.number, "officehead", "配偶在该企业任职");

        assertThat(Caller.basic(port, "officehead")
                        .post(
                                "/api/clues/" + clue.number + "/actions/raise",
                                "{\"from\":\"YELLOW\",\"reason\":\"x\",\"signed\":true}")
                        .statusCode())
                .isEqualTo(404);
        clue.go(Tasks.CONTACT_REPORTER)
                .go(Tasks.REPLY_WITH_PLAN)
                .go(Tasks.FINISH)
                .go(Tasks.SIGN_REPLY);
        assertThat(clue.waiting()).containsExactly(Tasks.REVIEW_RESULT);
        assertThatThrownBy(() -> clue.by("officehead", Tasks.REVIEW_RESULT)).isInstanceOf(RuntimeException.class);
        clue.by("grouphead", Tasks.REVIEW_RESULT);
        assertThat(acts(clue)).contains(TimelineAction.RESULT_ACCEPTED);
    }

    @Test
    void keepsAClueAboutTheOfficeFromTheOfficesOwnPeople() {
        var clue = walk.register(told -> {
            told.unit = "business-environment";
            told.channel = "LETTER";
            told.facts.fixableOnTheSpot = false;
        });
        assertThat(recusals.of(clue.number))
                .contains("grader", "officehead", "caller")
                .doesNotContain("grouphead", "owner");
        for (var person : List.of("grader", "officehead", "caller")) {
            assertThat(status(person, "/api/clues/" + clue.number)).as(person).isEqualTo(404);
            assertThat(waitingFor(person, clue).isEmpty() || person.equals("officehead"))
                    .as(person)
                    .isTrue();
        }

        clue.by("grouphead", Tasks.REVIEW_ADMISSION)
                .by("grouphead", Tasks.TRIAGE)
                .by("grouphead", Tasks.DECIDE_YELLOW);
        assertThatThrownBy(() -> clue.by("grouphead", Tasks.DISPATCH, "leadUnit", "business-environment"))
                .satisfies(thrown -> assertThat(key(thrown)).isEqualTo("recusal.own-office"));
        clue.by("grouphead", Tasks.DISPATCH);
        assertThat(clue.waiting()).containsExactly(Tasks.SIGN_FOR);
    }

    @Test
    void leavesAReportToTheOtherOfItsDeskAndNeverToNobody() {
        var clue = walk.register(told -> {
            told.kind = "REPORT";
            told.further("namedPeople", HANDLERS_NAME);
        });
        assertThat(recusals.of(clue.number)).containsExactly("handler");
        // A dump does not tell whom the report names.
        assertThat(jdbc.queryForList("select * from recusal where clue_number = ?", clue.number.value())
                        .toString())
                .doesNotContain("handler", HANDLERS_NAME);
        assertThat(jdbc.queryForList("select * from timeline where clue_number = ?", clue.number.value())
                        .toString())
                .doesNotContain(HANDLERS_NAME);

        recusals.declare(clue.number, "discipline", "与被举报人是同学");
        assertThat(waitingFor("jianshouzhuo", clue)).containsExactly(Tasks.RECEIVE_REPORT);
        assertThat(status("discipline", "/api/clues/" + clue.number)).isEqualTo(404);
        assertThatThrownBy(() -> recusals.declare(clue.number, "jianshouzhuo", "同学"))
                .satisfies(thrown -> assertThat(key(thrown)).isEqualTo("recusal.desk-empty"));
        clue.by("jianshouzhuo", Tasks.RECEIVE_REPORT);
    }
}
