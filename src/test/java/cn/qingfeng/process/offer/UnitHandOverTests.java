package cn.qingfeng.process.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.OpenWork;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Succession;
import cn.qingfeng.organization.Succession.Part;
import cn.qingfeng.organization.Succession.Share;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.county.County;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.process.task.UserTasks.OpenTask;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.charge.OverdueAttribution;
import cn.qingfeng.supervision.order.OrderCommand;
import cn.qingfeng.supervision.order.OrderGround;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.testing.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A unit is closed while clues run: nothing that it had in hand is lost, begins anew, or waits for nobody. */
@WalksEveryPath
class UnitHandOverTests {

    private static final String HEIR = "commerce";
    private static final String HEIRS_HANDLER = "duanwanhe";
    private static final String HEIRS_LEADER = "shangtonghai";

    private final Walk walk;
    private final UserTasks desk;
    private final SupervisionOrders orders;
    private final SupervisionOrders issued;
    private final County county;
    private final CountyBook book;
    private final Organization organization;
    private final Places places;
    private final Recusals recusals;
    private final ClueLedger ledger;
    private final Timeline timeline;
    private final OverdueAttribution charges;
    private final TaskService tasks;
    private final IdentityService identities;
    private final SampleCounty sample;
    private final JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    UnitHandOverTests(
            Walk walk,
            UserTasks desk,
            SupervisionOrders orders,
            SupervisionOrders issued,
            County county,
            CountyBook book,
            Organization organization,
            Places places,
            Recusals recusals,
            ClueLedger ledger,
            Timeline timeline,
            OverdueAttribution charges,
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
        this.organization = organization;
        this.places = places;
        this.recusals = recusals;
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
                .filter(entry -> entry.act() == TimelineAction.TAKEN_OVER)
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
                new OrderCommand(OrderLevel.ORDER, OrderGround.OTHER, null, "进展缓慢。", "三日内办结。", 3),
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

    private Started assistedBy(String unit) {
        return walk.register(Walk.forCard(Card.YELLOW))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE)
                .go(Tasks.DECIDE_YELLOW)
                .go(Tasks.DISPATCH, "assistUnits", List.of(unit))
                .go(Tasks.SIGN_FOR);
    }

    private static Share share(Part part, Object key, String unit) {
        return new Share(part, String.valueOf(key), unit);
    }

    private String handlerOf(String unit) {
        return organization.peopleWith(Duty.HANDLER, unit).get(0).username();
    }

    @Test
    void whatIsOpenIsSharedOutAmongSeveralWithItsTasksOrdersPeopleAndPlaces() {
        unit("hemp", "麻业局", "majia", "mayi");
        county.addPerson("mabing", "丙麻业局", "hemp", "mabing@qingfeng.example", null, "mabing", "到岗", "admin");
        county.assign("mabing", Duty.HANDLER, "hemp", "到岗", "admin");
        county.putWindow("hemp-1", "麻业窗口", "一楼", "hemp", "进驻", "officehead");
        county.putWindow("hemp-2", "麻业二窗", "二楼", "hemp", "进驻", "officehead");
        var stays = ledBy("hemp", Card.BLUE);
        var byKind = ledBy("hemp", Card.BLUE);
        var single = ledBy("hemp", Card.YELLOW).by("majia", Tasks.SIGN_FOR).by("majia", Tasks.CONTACT_REPORTER);
        var assisted = assistedBy("hemp");
        var reply = tasks.createTaskQuery()
                .processInstanceBusinessKey(single.number.value())
                .taskDefinitionKey(Tasks.REPLY_WITH_PLAN)
                .singleResult();
        tasks.claim(reply.getId(), "majia");
        var order = orders.issue(
                single.number,
                new OrderCommand(OrderLevel.ORDER, OrderGround.OTHER, null, "进展缓慢。", "三日内办结。", 3),
                "supervisor",
                "once-hemp");
        var due = ledger.get(single.number).dueAt();
        var kind = byKind.clue().classification().orElseThrow().code();
        var succession = new Succession(
                HEIR,
                List.of(
                        share(Part.KIND, kind, "human-resources"),
                        share(Part.CLUE, stays.number, HEIR),
                        share(Part.CLUE, single.number, "finance"),
                        share(Part.CLUE, assisted.number, "finance"),
                        share(Part.PERSON, "mabing", "finance"),
                        share(Part.WINDOW, "hemp-2", "human-resources")));
        assertThat(county.itemsAt("hemp", "officehead", Locale.SIMPLIFIED_CHINESE))
                .extracting(OpenWork.Item::number)
                .containsExactlyInAnyOrder(
                        stays.number.value(), byKind.number.value(), single.number.value(), assisted.number.value());
        var seen = county.shared("hemp", succession);
        assertThat(seen.get("finance").work().clues()).isEqualTo(2);
        assertThat(seen.get("finance").people()).isEqualTo(1);
        assertThat(seen.get("human-resources").places()).isEqualTo(1);
        assertThat(seen.get(HEIR).work().clues()).isEqualTo(1);
        assertThat(seen.values().stream().mapToInt(end -> end.work().tasks()).sum())
                .as("every task is somebody's")
                .isEqualTo(county.endOfUnit("hemp").work().tasks());

        county.closeUnitSharing("hemp", succession, "机构改革", "officehead");

        assertThat(stays.clue().leadUnit()).hasValue(HEIR);
        assertThat(byKind.clue().leadUnit()).hasValue("human-resources");
        assertThat(single.clue().leadUnit()).hasValue("finance");
        assertThat(jdbc.queryForList(
                        "select unit_code from clue_assist where clue_number = ?",
                        String.class,
                        assisted.number.value()))
                .containsExactly("finance");
        assertThat(ledger.get(single.number).dueAt()).as("no clock begins anew").isEqualTo(due);
        assertThat(issued.get(order.number()).unit()).isEqualTo("finance");
        assertThat(issued.get(order.number()).responsibleLeader())
                .isEqualTo(organization.responsibleLeaderOf("finance").map(Person::username));
        assertThat(tasks.createTaskQuery().taskId(reply.getId()).singleResult().getAssignee())
                .as("who claimed it works elsewhere now")
                .isNull();
        assertThat(waitingFor("majia", single.number)).isEmpty();
        assertThat(waitingFor("majia", stays.number)).containsExactly(Tasks.SIGN_FOR);
        assertThat(waitingFor("mabing", single.number)).contains(Tasks.REPLY_WITH_PLAN);
        assertThat(waitingFor("mabing", stays.number)).isEmpty();
        assertThat(waitingFor(handlerOf("human-resources"), byKind.number)).containsExactly(Tasks.SIGN_FOR);
        assertThat(waitingFor("mabing", assisted.number)).contains(Tasks.ASSIST);
        assertThat(organization.person("majia").orElseThrow().unit()).isEqualTo(HEIR);
        assertThat(organization.person("mabing").orElseThrow().unit()).isEqualTo("finance");
        assertThat(organization.groupsOf("mabing")).containsExactly("unit-finance");
        assertThat(places.window("hemp-1").orElseThrow().unit()).isEqualTo(HEIR);
        assertThat(places.window("hemp-2").orElseThrow().unit()).isEqualTo("human-resources");
        assertThat(takenOver(single)).hasValueSatisfying(entry -> {
            assertThat(entry.by()).isEqualTo("officehead");
            assertThat(entry.from()).hasValue("hemp");
            assertThat(entry.to()).hasValue("finance");
            assertThat(entry.why()).hasValue("机构改革");
        });
        assertThat(charges.legs(single.number))
                .filteredOn(leg -> leg.unit().isPresent())
                .extracting(leg -> leg.unit().orElseThrow())
                .containsExactly("hemp", "finance");
        assertThat(book.of(CountyBook.Subject.UNIT, "finance"))
                .anySatisfy(entry -> assertThat(entry.clues()).isEqualTo(2));
        assertThat(organization.current("hemp")).as("who stands in its place").isEqualTo(HEIR);
        assertThat(jdbc.queryForList(
                        "select recipient from notice where event_key in (?, ?)",
                        String.class,
                        "unit-closed/hemp/finance",
                        "unit-closed/hemp/human-resources"))
                .contains("mabing", handlerOf("human-resources"));

        single.by("mabing", Tasks.REPLY_WITH_PLAN).by("mabing", Tasks.FINISH);
        assisted.by("mabing", Tasks.ASSIST);
    }

    @Test
    void whatOneMayNotKnowOfIsNeitherListedNorCountedNorSharedOut() {
        unit("jute", "黄麻局", "huangjia", "huangyi");
        var kept = ledBy("jute", Card.BLUE);
        var open = ledBy("jute", Card.BLUE);
        var report = walk.register(told -> {
            told.kind = ClueKind.REPORT.name();
            told.unit = "jute";
        });
        recusals.set(kept.number, "officehead", "近亲属", "grouphead");
        assertThat(county.itemsAt("jute", "officehead", Locale.SIMPLIFIED_CHINESE))
                .extracting(OpenWork.Item::number)
                .containsExactly(open.number.value());
        assertThat(county.itemsAt("jute", "discipline", Locale.SIMPLIFIED_CHINESE))
                .extracting(OpenWork.Item::number)
                .doesNotContain(report.number.value());
        assertThat(county.endOfUnit("jute").work().clues()).isEqualTo(2);
        for (var hidden : List.of(kept.number.value(), report.number.value(), "WY20200101-0001")) {
            assertThatThrownBy(() -> county.closeUnitSharing(
                            "jute",
                            new Succession(HEIR, List.of(share(Part.CLUE, hidden, "finance"))),
                            "改革",
                            "officehead"))
                    .as(hidden)
                    .hasMessage("county.share.unknown");
        }
        var page = Caller.basic(port, "officehead").get("/api/units/jute/closing/clues");
        assertThat(page.body()).contains(open.number.value()).doesNotContain(kept.number.value());
        assertThat(Caller.basic(port, "admin")
                        .get("/api/units/jute/closing/clues")
                        .statusCode())
                .isEqualTo(403);

        var wish =
                "{\"successor\":\"%s\",\"reason\":\"改革\",\"shares\":[{\"part\":\"CLUE\",\"key\":\"%s\",\"unit\":\"%s\"}]}";
        var officehead = Caller.basic(port, "officehead");
        for (var bad : List.of(
                wish.formatted("", open.number, "finance"),
                wish.formatted(HEIR, open.number, "nowhere"),
                wish.formatted(HEIR, open.number, "jute"))) {
            assertThat(officehead.post("/api/units/jute/closing", bad).statusCode())
                    .as(bad)
                    .isBetween(400, 409);
        }
        assertThat(organization.unit("jute").orElseThrow().closedOn()).isEmpty();
        assertThat(officehead
                        .post("/api/units/jute/closing", wish.formatted(HEIR, open.number, "finance"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(open.clue().leadUnit()).hasValue("finance");
        assertThat(kept.clue().leadUnit()).hasValue(HEIR);
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
