package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.clue.Act;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.Timeline;
import cn.qingfeng.clue.TimelineEntry;
import cn.qingfeng.organization.County;
import cn.qingfeng.organization.CountyBook;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.process.ClueLifecycle.Tasks;
import cn.qingfeng.process.Desk.OpenTask;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.Charges;
import cn.qingfeng.supervision.OrderGround;
import cn.qingfeng.supervision.OrderLevel;
import cn.qingfeng.supervision.OrderWish;
import cn.qingfeng.supervision.SupervisionOrders;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnBothDatabases;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** A unit is closed while clues run: nothing that it had in hand is lost, begins anew, or waits for nobody. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "camunda.bpm.job-execution.enabled=false")
@Import({PathCoverage.class, Walk.class})
@OnBothDatabases
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class UnitHandOverTests {

    private static final String HEIR = "commerce";
    private static final String HEIRS_HANDLER = "duanwanhe";
    private static final String HEIRS_LEADER = "shangtonghai";

    private final Walk walk;
    private final Desk desk;
    private final OrderDesk orders;
    private final SupervisionOrders issued;
    private final County county;
    private final CountyBook book;
    private final ClueLedger ledger;
    private final Timeline timeline;
    private final Charges charges;
    private final TaskService tasks;
    private final IdentityService identities;
    private final SampleCounty sample;
    private final JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    UnitHandOverTests(
            Walk walk,
            Desk desk,
            OrderDesk orders,
            SupervisionOrders issued,
            County county,
            CountyBook book,
            ClueLedger ledger,
            Timeline timeline,
            Charges charges,
            TaskService tasks,
            IdentityService identities,
            SampleCounty sample,
            JdbcTemplate jdbc) {
        this.walk = walk;
        this.desk = desk;
        this.orders = orders;
        this.issued = issued;
        this.county = county;
        this.book = book;
        this.ledger = ledger;
        this.timeline = timeline;
        this.charges = charges;
        this.tasks = tasks;
        this.identities = identities;
        this.sample = sample;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void county() {
        sample.load();
    }

    /** A unit with a handler and a leader; everybody's account is called after it. */
    private void unit(String code, String name, String handler, String leader) {
        county.addUnit(code, name, UnitGroup.SERVICE, "新设", "admin");
        county.addPerson(handler, "甲" + name, code, handler + "@qingfeng.example", null, handler, "到岗", "admin");
        county.assign(handler, Duty.HANDLER, code, "到岗", "admin");
        county.addPerson(leader, "乙" + name, code, leader + "@qingfeng.example", null, leader, "到岗", "admin");
        county.assign(leader, Duty.UNIT_LEADER, code, "到岗", "admin");
    }

    private Started ledBy(String unit, Card card) {
        var clue = walk.register(Walk.forCard(card)).go(Tasks.REVIEW_ADMISSION);
        if (card != Card.BLUE) {
            clue.go(Tasks.TRIAGE, "stoppage", card == Card.RED);
        }
        return clue.go(Walk.decides(card)).go(Tasks.DISPATCH, "leadUnit", unit);
    }

    private List<String> waitingFor(String person, ClueNumber number) {
        return desk.waitingFor(person, number).stream().map(OpenTask::key).toList();
    }

    private Optional<TimelineEntry> takenOver(Started clue) {
        return timeline.of(clue.number).stream()
                .filter(entry -> entry.act() == Act.TAKEN_OVER)
                .findFirst();
    }

    @Test
    void everythingOpenGoesToTheSuccessorWithItsClocksAndTheOneWhoClaimedKeepsIt() {
        unit("grain", "粮食局", "liangjia", "liangyi");
        var unsigned = ledBy("grain", Card.BLUE);
        var handled = ledBy("grain", Card.YELLOW).by("liangjia", Tasks.SIGN_FOR).by("liangjia", Tasks.CONTACT_REPORTER);
        var reply = tasks.createTaskQuery()
                .processInstanceBusinessKey(handled.number.value())
                .taskDefinitionKey(Tasks.REPLY_WITH_PLAN)
                .singleResult();
        tasks.claim(reply.getId(), "liangjia");
        var assisted = walk.register(Walk.forCard(Card.YELLOW))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE)
                .go(Tasks.DECIDE_YELLOW)
                .go(Tasks.DISPATCH, "assistUnits", List.of("grain"))
                .go(Tasks.SIGN_FOR);
        var order = orders.issue(
                handled.number,
                new OrderWish(OrderLevel.ORDER, OrderGround.OTHER, null, "进展缓慢。", "三日内办结。", 3),
                "supervisor",
                "once-grain");
        var due = ledger.get(handled.number).dueAt();
        var end = county.endOfUnit("grain");
        assertThat(end.work().clues()).isEqualTo(3);
        assertThat(end.people()).isEqualTo(2);

        county.closeUnit("grain", HEIR, "机构改革", "officehead");

        assertThat(unsigned.clue().leadUnit()).hasValue(HEIR);
        assertThat(handled.clue().leadUnit()).hasValue(HEIR);
        assertThat(jdbc.queryForList(
                        "select unit_code from clue_assist where clue_number = ?",
                        String.class,
                        assisted.number.value()))
                .containsExactly(HEIR);
        assertThat(ledger.get(handled.number).dueAt())
                .as("no clock begins anew")
                .isEqualTo(due);
        assertThat(issued.get(order.number()).unit()).isEqualTo(HEIR);
        assertThat(issued.get(order.number()).responsibleLeader()).hasValue(HEIRS_LEADER);

        assertThat(waitingFor(HEIRS_HANDLER, unsigned.number)).containsExactly(Tasks.SIGN_FOR);
        assertThat(waitingFor(HEIRS_HANDLER, assisted.number)).contains(Tasks.ASSIST);
        assertThat(tasks.createTaskQuery().taskId(reply.getId()).singleResult().getAssignee())
                .isEqualTo("liangjia");
        assertThat(waitingFor("liangjia", unsigned.number)).containsExactly(Tasks.SIGN_FOR);
        assertThat(desk.waitingFor(HEIRS_LEADER, handled.number))
                .extracting(OpenTask::key)
                .contains(SupervisionOrderProcess.Tasks.EXPLAIN);
        assertThat(desk.waitingFor("liangyi", handled.number))
                .as("the successor has its own leader")
                .isEmpty();

        assertThat(takenOver(handled)).hasValueSatisfying(entry -> {
            assertThat(entry.by()).isEqualTo("officehead");
            assertThat(entry.from()).hasValue("grain");
            assertThat(entry.to()).hasValue(HEIR);
        });
        assertThat(charges.legs(handled.number))
                .filteredOn(leg -> leg.unit().isPresent())
                .extracting(leg -> leg.unit().orElseThrow())
                .containsExactly("grain", HEIR);
        assertThat(book.of(CountyBook.Subject.UNIT, HEIR))
                .anySatisfy(entry -> assertThat(entry.clues()).isEqualTo(3));
        assertThat(jdbc.queryForList("select recipient from notice where event = 'UNIT_TAKEN_OVER'", String.class))
                .contains(HEIRS_HANDLER, HEIRS_LEADER);

        handled.by("liangjia", Tasks.REPLY_WITH_PLAN)
                .by(HEIRS_HANDLER, Tasks.FINISH)
                .by(HEIRS_LEADER, Tasks.SIGN_REPLY);
        assisted.by(HEIRS_HANDLER, Tasks.ASSIST);
    }

    @Test
    void nothingIsSentToAClosedUnitAndWhatNamesItMeansItsSuccessor() {
        unit("salt", "盐务局", "yanjia", "yanyi");
        var open = walk.register(clue -> clue.unit = "salt").go(Tasks.REVIEW_ADMISSION);
        county.closeUnit("salt", HEIR, "并入", "grouphead");

        var late = walk.register(clue -> clue.unit = "salt");
        assertThat(late.clue().content().concernedUnit()).isEqualTo(HEIR);
        open.go(Tasks.DECIDE_BLUE);
        assertThat(open.clue().proposedUnit()).hasValue(HEIR);
        assertThatThrownBy(() -> open.go(Tasks.DISPATCH, "leadUnit", "salt")).hasMessageContaining("leadUnit");
        assertThat(Caller.basic(port, "clerk").get("/api/units").body()).doesNotContain("\"salt\"");
        assertThat(Caller.basic(port, "clerk").get("/api/units?closed=true").body())
                .contains("\"salt\"");
        assertThat(identities.createGroupQuery().groupId("unit-salt").singleResult())
                .isNotNull();
    }

    @Test
    void aSuccessorReadsWhatTheClosedUnitHandled() {
        unit("tea", "茶叶局", "chajia", "chayi");
        var done = ledBy("tea", Card.BLUE)
                .by("chajia", Tasks.SIGN_FOR)
                .by("chajia", Tasks.CONTACT_REPORTER)
                .by("chajia", Tasks.FINISH)
                .by("chayi", Tasks.SIGN_REPLY)
                .go(Tasks.REVIEW_RESULT)
                .go(Tasks.CALL_BACK);
        desk.advance(done.number);
        assertThat(Caller.basic(port, "qianwenxin")
                        .get("/api/clues/" + done.number)
                        .statusCode())
                .isEqualTo(404);

        county.closeUnit("tea", "human-resources", "并入", "officehead");

        assertThat(done.clue().leadUnit()).hasValue("tea");
        assertThat(Caller.basic(port, "qianwenxin")
                        .get("/api/clues/" + done.number)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoeverOfTheSuccessorIsNamedDoesNotGetTheClueByAMerger() {
        unit("honey", "蜂业局", "fengjia", "fengyi");
        var clue = walk.register(told -> {
                    told.unit = "honey";
                    told.narrative = "反映财政局林疏逸拖延拨付，蜂业局不问。";
                })
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE)
                .go(Tasks.DISPATCH, "leadUnit", "honey");
        county.closeUnit("honey", "finance", "并入", "officehead");
        assertThat(waitingFor("linshuyi", clue.number)).isEmpty();
        assertThat(waitingFor("fengjia", clue.number)).containsExactly(Tasks.SIGN_FOR);
    }

    @Test
    void aRenamedUnitIsCalledSoEverywhereAndAPersonsNewNameReachesTheEngine() {
        unit("silk", "丝绸局", "sijia", "siyi");
        county.changeUnit("silk", "丝绸发展局", UnitGroup.SERVICE, "更名", "officehead");
        county.changePerson("sijia", "司甲", "silk", "sijia@example.com", null, "更正", "admin");
        assertThat(identities
                        .createGroupQuery()
                        .groupId("unit-silk")
                        .singleResult()
                        .getName())
                .contains("丝绸发展局");
        assertThat(identities.createUserQuery().userId("sijia").singleResult()).satisfies(user -> {
            assertThat(user.getFirstName()).isEqualTo("司甲");
            assertThat(user.getEmail()).isEqualTo("sijia@example.com");
        });
    }

    @Test
    void thePagesAreTheirsWhoseWorkItIs() {
        unit("bamboo", "竹业局", "zhujia", "zhuyi");
        for (var reader : List.of("officehead", "grouphead", "admin", "owner")) {
            assertThat(Caller.basic(port, reader).get("/county").statusCode())
                    .as(reader)
                    .isEqualTo(200);
            assertThat(Caller.basic(port, reader).get("/county/history").statusCode())
                    .isEqualTo(200);
            assertThat(Caller.basic(port, reader)
                            .get("/county/places?kind=POINT")
                            .statusCode())
                    .isEqualTo(200);
        }
        for (var other : List.of("clerk", "handler", "unithead", "leader", "caller")) {
            assertThat(Caller.basic(port, other).get("/county").statusCode())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(Caller.basic(port, "admin").get("/county/people").body()).contains("甲竹业局");
        assertThat(Caller.basic(port, "admin").get("/county/people/zhujia").body())
                .contains("竹业局");
        assertThat(Caller.basic(port, "officehead").get("/county/people").statusCode())
                .isEqualTo(403);
        assertThat(Caller.basic(port, "officehead").get("/county/history").body())
                .as("people are the administrator's")
                .doesNotContain("zhujia");
        assertThat(Caller.basic(port, "officehead").get("/county/units/bamboo").body())
                .contains("竹业局", "新设");
        assertThat(Caller.basic(port, "admin")
                        .post("/api/units/bamboo/closing", "{\"successor\":\"commerce\",\"reason\":\"并入\"}")
                        .statusCode())
                .as("closing moves cases")
                .isEqualTo(403);
        assertThat(Caller.basic(port, "officehead")
                        .post("/api/units/bamboo/closing", "{\"successor\":\"commerce\"}")
                        .statusCode())
                .as("no reason")
                .isEqualTo(400);
        assertThat(Caller.basic(port, "officehead")
                        .post("/api/units/bamboo/closing", "{\"successor\":\"commerce\",\"reason\":\"并入\"}")
                        .statusCode())
                .isEqualTo(200);
    }
}
