package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.ReportDesk;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.ahead.CountyCommand;
import cn.qingfeng.organization.ahead.CountyCommand.Act;
import cn.qingfeng.organization.ahead.PlannedChange.State;
import cn.qingfeng.organization.ahead.PlannedChanges;
import cn.qingfeng.organization.county.County;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.organization.county.CountyBook.Change;
import cn.qingfeng.organization.county.CountyBook.Subject;
import cn.qingfeng.organization.guard.GuardedChange;
import cn.qingfeng.organization.guard.GuardedChanges;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.process.task.UserTasks.OpenTask;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnBothDatabases;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
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
import org.springframework.transaction.support.TransactionTemplate;

/** Units and people change on a day that is known before: on that day, once, or with a reason why not. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // On MySQL as installed a cookie goes over HTTPS alone.
        properties = {"camunda.bpm.job-execution.enabled=false", "server.servlet.session.cookie.secure=false"})
@Import({PathCoverage.class, Walk.class})
@OnBothDatabases
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class PlannedChangesTests {

    private final Walk walk;
    private final UserTasks desk;
    private final PlannedChanges planned;
    private final County county;
    private final Organization organization;
    private final GuardedChanges guarded;
    private final ReportDesk reportDesk;
    private final CountyBook book;
    private final SampleCounty sample;
    private final CountyClock clock;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    @LocalServerPort
    int port;

    PlannedChangesTests(
            Walk walk,
            UserTasks desk,
            PlannedChanges planned,
            County county,
            Organization organization,
            GuardedChanges guarded,
            ReportDesk reportDesk,
            CountyBook book,
            SampleCounty sample,
            CountyClock clock,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.walk = walk;
        this.desk = desk;
        this.planned = planned;
        this.county = county;
        this.organization = organization;
        this.guarded = guarded;
        this.reportDesk = reportDesk;
        this.book = book;
        this.sample = sample;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeAll
    void county() {
        sample.load();
    }

    @AfterEach
    void nothingIsLeft() {
        transactions.executeWithoutResult(open -> {
            jdbc.update("delete from planned_change");
            jdbc.update("delete from guarded_change");
            jdbc.update("delete from desk_appointment");
        });
    }

    /** A unit with a handler, {@code …jia}, and a leader, {@code …yi}. */
    private void unit(String code) {
        county.addUnit(code, "单位" + code, UnitGroup.SERVICE, "新设", "admin");
        person(code + "jia", code);
        county.assign(code + "jia", Duty.HANDLER, code, "到岗", "admin");
        person(code + "yi", code);
        county.assign(code + "yi", Duty.UNIT_LEADER, code, "到岗", "admin");
    }

    private void person(String username, String unit) {
        county.addPerson(username, "人" + username, unit, username + "@qingfeng.example", null, username, "到岗", "admin");
    }

    private Started at(String unit) {
        return walk.register(Walk.forCard(Card.BLUE))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Walk.decides(Card.BLUE))
                .go(Tasks.DISPATCH, "leadUnit", unit);
    }

    private LocalDate in(int days) {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).plusDays(days);
    }

    private void days(int pass) {
        clock.moveBy(Duration.ofDays(pass));
    }

    private static CountyCommand add(String code, LocalDate day) {
        return new CountyCommand(
                Act.ADD_UNIT, code, day, "单位" + code, UnitGroup.SERVICE, null, null, null, null, "三定〔2026〕1号");
    }

    private static CountyCommand close(String code, String heir, LocalDate day) {
        return new CountyCommand(Act.CLOSE_UNIT, code, day, null, null, heir, null, null, null, "机构改革");
    }

    private static CountyCommand duty(Act act, String username, Duty duty, String unit, LocalDate day) {
        return new CountyCommand(act, username, day, null, null, unit, null, null, duty, "任免");
    }

    private static CountyCommand leave(String username, LocalDate day) {
        return new CountyCommand(Act.LEAVE, username, day, null, null, null, null, null, null, "退休");
    }

    private CountyCommand person(String username, String name, String unit, String phone, LocalDate day) {
        var now = organization.person(username).orElseThrow();
        return new CountyCommand(
                Act.CHANGE_PERSON,
                username,
                day,
                name == null ? now.name() : name,
                null,
                unit == null ? now.unit() : unit,
                now.email(),
                phone,
                null,
                "调动");
    }

    private State state(String id) {
        return planned.get(id).state();
    }

    private String whyRefused(String id) {
        assertThat(state(id)).isEqualTo(State.REFUSED);
        return planned.get(id).refused().key();
    }

    private List<String> told(String id) {
        return jdbc.queryForList(
                "select recipient from notice where event_key = ? and channel = 'INBOX'",
                String.class,
                "planned-change/" + id);
    }

    private static void refused(String key, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    @Test
    void aReorganisationTakesEffectOnItsDayInWhateverOrderItWasEntered() {
        unit("plana");
        unit("planb");
        var clue = at("plana");
        var day = in(3);
        // What depends on the new unit cannot be entered before it, but may be made before it in the list of the day.
        var added = planned.enter(add("plannew", day), "officehead");
        var closed = planned.enter(close("plana", "plannew", day), "officehead");
        var leads = planned.enter(duty(Act.GIVE_DUTY, "planbyi", Duty.UNIT_LEADER, "plannew", day), "admin");
        var ends = planned.enter(duty(Act.TAKE_DUTY, "planbyi", Duty.UNIT_LEADER, "planb", day), "admin");
        var moves = planned.enter(person("planbyi", null, "plannew", null, day), "admin");
        var leaves = planned.enter(leave("planayi", day), "admin");
        assertThat(planned.turn()).isZero();
        assertThat(organization.unit("plannew")).isEmpty();
        assertThat(book.of(Subject.UNIT, "plana")).anySatisfy(entry -> {
            assertThat(entry.act()).isEqualTo(Change.PLANNED);
            assertThat(entry.by()).isEqualTo("officehead");
            assertThat(entry.reason()).isEqualTo("机构改革");
        });

        days(5); // The product stood still on the day.
        assertThat(planned.turn()).isEqualTo(6);
        assertThat(planned.turn()).as("once").isZero();

        assertThat(List.of(added, closed, leads, ends, moves, leaves))
                .allSatisfy(id -> assertThat(state(id)).isEqualTo(State.DONE));
        assertThat(clue.clue().leadUnit()).hasValue("plannew");
        assertThat(desk.waitingFor("planajia", clue.number))
                .extracting(OpenTask::key)
                .containsExactly(Tasks.SIGN_FOR);
        assertThat(organization.responsibleLeaderOf("plannew").map(Person::username))
                .hasValue("planbyi");
        assertThat(organization.peopleWith(Duty.UNIT_LEADER, "planb")).isEmpty();
        assertThat(organization.person("planayi").orElseThrow().active()).isFalse();
        assertThat(book.of(Subject.UNIT, "plannew"))
                .as("what was done is in the book, by whom it was entered")
                .anySatisfy(entry -> {
                    assertThat(entry.act()).isEqualTo(Change.ADDED);
                    assertThat(entry.by()).isEqualTo("officehead");
                });
    }

    @Test
    void whatNoLongerHoldsIsRefusedWithItsReasonToldAndStaysInTheList() {
        unit("planc");
        unit("pland");
        unit("plane");
        var merged = planned.enter(close("planc", "pland", in(2)), "officehead");
        var given = planned.enter(duty(Act.GIVE_DUTY, "planejia", Duty.UNIT_LEADER, "plane", in(2)), "admin");
        var other = planned.enter(leave("pland" + "jia", in(2)), "admin");
        county.closeUnit("pland", "commerce", "提前撤并", "officehead");
        county.leave("planejia", "辞职", "admin");
        var officehead = Caller.signedIn(port, "officehead").speaking("zh-CN");
        assertThat(officehead.page("/county/ahead").body())
                .as("seen before the day")
                .contains("照现在的情况到日不能生效");

        days(2);
        assertThat(planned.turn()).isEqualTo(3);

        assertThat(whyRefused(merged)).isEqualTo("organization.unit.merged");
        assertThat(whyRefused(given)).isEqualTo("organization.person.left");
        assertThat(state(other)).as("one that is refused stops no other").isEqualTo(State.DONE);
        assertThat(organization.unit("planc").orElseThrow().closedOn()).isEmpty();
        assertThat(told(merged)).contains("officehead", "grouphead").doesNotContain("admin", "planejia");
        assertThat(told(given)).contains("officehead", "grouphead", "admin");
        assertThat(book.of(Subject.UNIT, "planc"))
                .anySatisfy(entry -> assertThat(entry.act()).isEqualTo(Change.NOT_MADE));
        assertThat(officehead.page("/county/ahead").body())
                .contains("单位planc", "未生效", "已撤并，由“" + organization.unitName("commerce"));
        assertThat(officehead.page("/county/units/planc").body()).contains("未生效");
        assertThat(planned.turn()).isZero();
    }

    @Test
    void whatIsTakenBackOrEnteredByOneWhoMayNoLongerDoesNotTakeEffect() {
        unit("planf");
        var id = planned.enter(close("planf", "commerce", in(2)), "officehead");
        refused("county.reason", () -> planned.takeBack(id, " ", "officehead"));
        refused("county.forbidden.office", () -> planned.takeBack(id, "不撤了", "admin"));
        planned.takeBack(id, "不撤了", "grouphead");
        refused("county.ahead.over", () -> planned.takeBack(id, "再撤", "officehead"));
        assertThat(book.of(Subject.UNIT, "planf"))
                .anySatisfy(entry -> assertThat(entry.act()).isEqualTo(Change.TAKEN_BACK));

        person("planfadmin", "planf");
        organization.assign("planfadmin", Duty.ADMIN, null);
        var left = planned.enter(duty(Act.GIVE_DUTY, "planfjia", Duty.CALLER, null, in(2)), "planfadmin");
        county.leave("planfadmin", "调离", "admin");
        days(2);
        planned.turn();
        assertThat(state(id)).isEqualTo(State.TAKEN_BACK);
        assertThat(organization.unit("planf").orElseThrow().closedOn()).isEmpty();
        assertThat(whyRefused(left)).isEqualTo("county.ahead.not-entitled");
        assertThat(organization.holds("planfjia", Duty.CALLER)).isFalse();
    }

    @Test
    void whatCannotBeIsRefusedWhenItIsEntered() {
        unit("plang");
        refused("county.ahead.day.wrong", () -> planned.enter(close("plang", "commerce", in(0)), "officehead"));
        refused("county.ahead.day.wrong", () -> planned.enter(close("plang", "commerce", in(400)), "officehead"));
        refused("county.ahead.day.wrong", () -> planned.enter(close("plang", "commerce", null), "officehead"));
        refused("organization.unit.needed", () -> planned.enter(close("plang", null, in(2)), "officehead"));
        refused("organization.unit.itself", () -> planned.enter(close("plang", "plang", in(2)), "officehead"));
        refused("organization.unit.unknown", () -> planned.enter(close("plang", "nowhere", in(2)), "officehead"));
        refused("county.forbidden.office", () -> planned.enter(close("plang", "commerce", in(2)), "admin"));
        refused("organization.admin.only", () -> planned.enter(leave("plangjia", in(2)), "officehead"));
        refused("organization.person.oneself", () -> planned.enter(leave("admin", in(2)), "admin"));
        refused("county.ahead.nothing", () -> planned.enter(person("plangjia", null, null, null, in(2)), "admin"));
        refused(
                "county.ahead.held",
                () -> planned.enter(duty(Act.GIVE_DUTY, "plangjia", Duty.HANDLER, "plang", in(2)), "admin"));
        refused(
                "county.ahead.not-held",
                () -> planned.enter(duty(Act.TAKE_DUTY, "plangjia", Duty.UNIT_LEADER, "plang", in(2)), "admin"));
        refused("organization.unit.taken", () -> planned.enter(add("plang", in(2)), "officehead"));
        assertThat(planned.toCome()).isEmpty();

        planned.enter(close("plang", "commerce", in(2)), "officehead");
        refused("county.ahead.twice", () -> planned.enter(close("plang", "finance", in(4)), "officehead"));
        refused("county.ahead.closes", () -> planned.enter(person("unithead", null, "plang", null, in(3)), "admin"));
    }

    @Test
    void whatOthersChangedMeanwhileStays() {
        unit("planh");
        planned.enter(person("planhjia", "人改名", null, null, in(2)), "admin");
        county.changePerson("planhjia", "人planhjia", "planh", "new@qingfeng.example", "0395-7123456", "换号", "admin");
        days(2);
        planned.turn();
        assertThat(organization.person("planhjia").orElseThrow()).satisfies(person -> {
            assertThat(person.name()).isEqualTo("人改名");
            assertThat(person.email()).isEqualTo("new@qingfeng.example");
            assertThat(person.phone()).hasValue("0395-7123456");
        });
    }

    @Test
    void othersWhoGuardTheSecretAreAskedWhenADutyIsPlannedAndNobodyGivesItBeforeItsDay() {
        unit("plani");
        var id = planned.enter(duty(Act.GIVE_DUTY, "planijia", Duty.OFFICE_HEAD, null, in(2)), "admin");
        var asked = onlyAppointment();
        assertThat(jdbc.queryForList(
                        "select recipient from notice where event_key = ?",
                        String.class,
                        "guarded/" + asked.id() + "/WAITING"))
                .contains("officehead", "discipline");
        refused("guarded.not-yours", () -> guarded.answer(asked.id(), true, "admin"));
        guarded.answer(asked.id(), true, "officehead");
        refused("guarded.not-yet", () -> guarded.appointNow(asked.id()));
        assertThat(planned.turn()).isZero();
        days(2);
        assertThat(planned.turn()).isEqualTo(1);
        assertThat(state(id)).isEqualTo(State.DONE);
        assertThat(organization.holds("planijia", Duty.OFFICE_HEAD)).isTrue();
        assertThat(guarded.get(asked.id()).state()).isEqualTo(GuardedChange.State.DONE);
        county.revoke("planijia", Duty.OFFICE_HEAD, null, "收尾", "admin");
    }

    private GuardedChange onlyAppointment() {
        return guarded.open().stream()
                .filter(change -> change.kind() == GuardedChange.Kind.APPOINT)
                .reduce((one, other) -> {
                    throw new AssertionError("more than one");
                })
                .orElseThrow();
    }

    @Test
    void onItsDayADutyThatNobodyAgreedToWaitsAndOneObjectedToIsRefusedAtOnce() {
        unit("planj");
        var waits = planned.enter(duty(Act.GIVE_DUTY, "planjjia", Duty.GROUP_HEAD, null, in(1)), "admin");
        days(1);
        assertThat(planned.turn()).isZero();
        assertThat(state(waits)).isEqualTo(State.PLANNED);
        assertThat(planned.waitsForConsent(planned.get(waits))).isTrue();
        guarded.answer(onlyAppointment().id(), true, "grouphead");
        assertThat(planned.turn()).isEqualTo(1);
        assertThat(organization.holds("planjjia", Duty.GROUP_HEAD)).isTrue();
        county.revoke("planjjia", Duty.GROUP_HEAD, null, "收尾", "admin");

        var objected = planned.enter(duty(Act.GIVE_DUTY, "planjyi", Duty.GROUP_HEAD, null, in(4)), "admin");
        guarded.answer(onlyAppointment().id(), false, "discipline");
        assertThat(whyRefused(objected)).isEqualTo("county.ahead.declined");
        assertThat(told(objected)).contains("officehead", "grouphead", "admin");
        days(6);
        assertThat(planned.turn()).isZero();
        assertThat(organization.holds("planjyi", Duty.GROUP_HEAD)).isFalse();

        var back = planned.enter(duty(Act.GIVE_DUTY, "planjyi", Duty.GROUP_HEAD, null, in(4)), "admin");
        var asked = onlyAppointment();
        planned.takeBack(back, "另有安排", "admin");
        assertThat(guarded.get(asked.id()).state()).isEqualTo(GuardedChange.State.WITHDRAWN);
    }

    @Test
    void theDeskForReportsAgreesBeforeTheDayAndChangesOnIt() {
        unit("plank");
        var sitting = organization.peopleWith(Duty.REPORT_DESK).stream()
                .map(Person::username)
                .toList();
        assertThat(sitting).hasSize(2);
        var comes = planned.enter(duty(Act.GIVE_DUTY, "plankjia", Duty.REPORT_DESK, null, in(2)), "admin");
        var goes = planned.enter(duty(Act.TAKE_DUTY, sitting.get(0), Duty.REPORT_DESK, null, in(2)), "admin");
        refused("organization.desk.only", () -> reportDesk.answer("plankjia", true, "admin"));
        reportDesk.answer("plankjia", true, sitting.get(1));
        assertThat(organization.holds("plankjia", Duty.REPORT_DESK))
                .as("not before its day")
                .isFalse();
        assertThat(reportDesk.proposals()).isEmpty();

        days(2);
        assertThat(planned.turn()).isEqualTo(2);

        assertThat(state(comes)).isEqualTo(State.DONE);
        assertThat(state(goes)).isEqualTo(State.DONE);
        assertThat(organization.holds("plankjia", Duty.REPORT_DESK)).isTrue();
        county.revoke("plankjia", Duty.REPORT_DESK, null, "收尾", "admin");
        organization.assign(sitting.get(0), Duty.REPORT_DESK, null);

        var declined = planned.enter(duty(Act.GIVE_DUTY, "plankyi", Duty.REPORT_DESK, null, in(2)), "admin");
        reportDesk.answer("plankyi", false, sitting.get(1));
        assertThat(whyRefused(declined)).isEqualTo("county.ahead.declined");
    }

    @Test
    void aPlannedClosingIsSharedOutAsItWasEnteredAndTakesAlongWhatCameMeanwhile() {
        unit("plann");
        var finance = at("plann");
        var done = at("plann");
        var officehead = Caller.signedIn(port, "officehead").speaking("zh-CN");
        var kind = finance.clue().classification().orElseThrow().code();
        var picked = new HashMap<>(Map.of(
                "act",
                "close",
                "successor",
                "commerce",
                "to",
                "finance",
                "pick",
                "CLUE." + finance.number,
                "look",
                "true"));
        assertThat(posts(officehead, "/county/units/plann", picked).body())
                .contains(
                        organization.unitName("finance") + "：在办线索 1 件",
                        "share.CLUE." + finance.number,
                        "由" + organization.unitName("finance") + "承接");
        var form = new HashMap<>(Map.of(
                "act",
                "close",
                "successor",
                "commerce",
                "reason",
                "机构改革",
                "share.KIND." + kind,
                "human-resources",
                "share.CLUE." + finance.number,
                "finance",
                "share.CLUE." + done.number,
                "finance"));
        form.put("day", in(2).toString());
        assertThat(posts(officehead, "/county/units/plann", form).body())
                .contains("核对后登记", "一部分由", "share.KIND." + kind);
        form.putAll(Map.of("act", "CLOSE_UNIT", "key", "plann", "unit", "commerce", "sure", "true"));
        posts(officehead, "/county/ahead", form);
        var id = planned.toCome().get(0).id();
        assertThat(planned.get(id).wish().shares()).hasSize(3);
        done.by("plannjia", Tasks.SIGN_FOR)
                .by("plannjia", Tasks.CONTACT_REPORTER)
                .by("plannjia", Tasks.FINISH)
                .by("plannyi", Tasks.SIGN_REPLY)
                .go(Tasks.REVIEW_RESULT)
                .go(Tasks.CALL_BACK);
        desk.advance(done.number);
        var late = at("plann");

        days(2);
        assertThat(planned.turn()).isEqualTo(1);

        assertThat(state(id)).isEqualTo(State.DONE);
        assertThat(finance.clue().leadUnit()).hasValue("finance");
        assertThat(late.clue().leadUnit()).hasValue("human-resources");
        assertThat(done.clue().leadUnit()).as("closed before").hasValue("plann");
    }

    @Test
    void itIsCheckedOnThePageThenEnteredAndEachSeesTheirs() {
        unit("planl");
        at("planl");
        var officehead = Caller.signedIn(port, "officehead").speaking("zh-CN");
        var form = new HashMap<>(
                Map.of("act", "close", "successor", "commerce", "reason", "机构改革", "day", in(2).toString()));
        assertThat(posts(officehead, "/county/units/planl", form).body())
                .contains("核对后登记", "现有在办线索 1 件", "由" + organization.unitName("commerce") + "承接");
        assertThat(planned.toCome()).isEmpty();
        assertThat(organization.unit("planl").orElseThrow().closedOn()).isEmpty();
        var sure = new HashMap<>(
                Map.of("act", "CLOSE_UNIT", "key", "planl", "unit", "commerce", "reason", "机构改革", "sure", "true"));
        sure.put("day", in(2).toString());
        posts(officehead, "/county/ahead", sure);
        assertThat(planned.toCome()).hasSize(1);
        planned.enter(leave("planlyi", in(2)), "admin");
        assertThat(officehead.page("/county").body()).contains("即将生效", "单位planl撤销");
        assertThat(officehead.page("/county/ahead").body()).contains("人planlyi离开", "机构改革");
        assertThat(Caller.signedIn(port, "owner").page("/county/ahead").body())
                .contains("单位planl")
                .doesNotContain("planlyi");
        assertThat(Caller.signedIn(port, "admin")
                        .speaking("zh-CN")
                        .page("/county/people/planlyi")
                        .body())
                .contains("人planlyi离开");
        assertThat(Caller.basic(port, "handler").get("/county/ahead").statusCode())
                .isEqualTo(403);
        form.put("day", in(-1).toString());
        assertThat(posts(officehead, "/county/units/planl", form)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("生效日期不能在今天以前");
        });
    }

    private static HttpResponse<String> posts(Caller caller, String path, Map<String, String> fields) {
        var token = caller.page("/absences").body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        var filled = new HashMap<>(fields);
        filled.put("_csrf", token);
        return caller.form(path, filled);
    }

    @Test
    void programsEnterSeeAndTakeBackToo() {
        unit("planm");
        var wish = "{\"act\":\"CLOSE_UNIT\",\"key\":\"planm\",\"unit\":\"commerce\",\"day\":\"%s\",\"reason\":\"并入\"}"
                .formatted(in(2));
        var officehead = Caller.basic(port, "officehead");
        assertThat(officehead.post("/api/county/changes/preview", wish).body()).contains("planm");
        assertThat(planned.toCome()).isEmpty();
        var entered = officehead.post("/api/county/changes", wish);
        assertThat(entered.statusCode()).isEqualTo(201);
        var id = Caller.json(entered).get("id").asText();
        assertThat(officehead.get("/api/county/changes").body()).contains(id);
        assertThat(Caller.basic(port, "handler").get("/api/county/changes").statusCode())
                .isEqualTo(403);
        assertThat(Caller.basic(port, "admin").post("/api/county/changes", wish).statusCode())
                .isEqualTo(403);
        for (var bad : List.of("{}", "{\"act\":\"CLOSE_UNIT\"}", "{\"act\":\"EXPLODE\"}", wish)) {
            assertThat(officehead.post("/api/county/changes", bad).statusCode())
                    .as(bad)
                    .isBetween(400, 409);
        }
        assertThat(officehead
                        .json("DELETE", "/api/county/changes/" + id + "?reason=x", "", Map.of())
                        .statusCode())
                .isEqualTo(204);
        assertThat(planned.toCome()).isEmpty();
    }
}
