package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.absence.Absence.State;
import cn.qingfeng.organization.absence.Absences;
import cn.qingfeng.organization.county.County;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.organization.county.CountyBook.Subject;
import cn.qingfeng.organization.guard.GuardedChange;
import cn.qingfeng.organization.guard.GuardedChanges;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.process.task.UserTasks.OpenTask;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnBothDatabases;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
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

/** Somebody is away: work goes to whoever stands in, comes back by itself, and opens nothing that was shut. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // On MySQL as installed a cookie goes over HTTPS alone.
        properties = {"camunda.bpm.job-execution.enabled=false", "server.servlet.session.cookie.secure=false"})
@Import({PathCoverage.class, Walk.class})
@OnBothDatabases
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class AbsencesTests {

    private final Walk walk;
    private final UserTasks desk;
    private final Absences absences;
    private final County county;
    private final Organization organization;
    private final GuardedChanges guarded;
    private final CountyBook book;
    private final Timeline timeline;
    private final Recusals recusals;
    private final Notices notices;
    private final TaskService tasks;
    private final IdentityService identities;
    private final SampleCounty sample;
    private final CountyClock clock;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    @LocalServerPort
    int port;

    AbsencesTests(
            Walk walk,
            UserTasks desk,
            Absences absences,
            County county,
            Organization organization,
            GuardedChanges guarded,
            CountyBook book,
            Timeline timeline,
            Recusals recusals,
            Notices notices,
            TaskService tasks,
            IdentityService identities,
            SampleCounty sample,
            CountyClock clock,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.walk = walk;
        this.desk = desk;
        this.absences = absences;
        this.county = county;
        this.organization = organization;
        this.guarded = guarded;
        this.book = book;
        this.timeline = timeline;
        this.recusals = recusals;
        this.notices = notices;
        this.tasks = tasks;
        this.identities = identities;
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
    void everybodyIsBack() {
        absences.open().forEach(absence -> absences.end(absence.id(), "收尾", absence.username()));
        transactions.executeWithoutResult(open -> jdbc.update("delete from guarded_change"));
    }

    /** A unit with two handlers, {@code jia} and {@code bing}, and a leader, {@code yi}; accounts begin with its code. */
    private void unit(String code) {
        county.addUnit(code, "单位" + code, UnitGroup.SERVICE, "新设", "admin");
        for (var who : List.of("jia", "yi", "bing")) {
            var name = code + who;
            county.addPerson(name, "人" + name, code, name + "@qingfeng.example", null, name, "到岗", "admin");
            county.assign(name, who.equals("yi") ? Duty.UNIT_LEADER : Duty.HANDLER, code, "到岗", "admin");
        }
    }

    private Started at(String unit, Card card) {
        var clue = walk.register(Walk.forCard(card)).go(Tasks.REVIEW_ADMISSION);
        if (card != Card.BLUE) {
            clue.go(Tasks.TRIAGE, "stoppage", card == Card.RED);
        }
        return clue.go(Walk.decides(card)).go(Tasks.DISPATCH, "leadUnit", unit);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }

    private String away(String who, String substitute, int days, String by) {
        return absences.enter(who, substitute, today(), today().plusDays(days), "探亲", by);
    }

    private String assignee(ClueNumber number, String task) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .taskDefinitionKey(task)
                .singleResult()
                .getAssignee();
    }

    private void claims(String person, ClueNumber number, String task) {
        tasks.claim(
                tasks.createTaskQuery()
                        .processInstanceBusinessKey(number.value())
                        .taskDefinitionKey(task)
                        .singleResult()
                        .getId(),
                person);
    }

    private List<String> waitingFor(String person, ClueNumber number) {
        return desk.waitingFor(person, number).stream().map(OpenTask::key).toList();
    }

    private List<String> told(String key) {
        return jdbc.queryForList(
                "select recipient from notice where event_key = ? and channel = 'INBOX'", String.class, key);
    }

    private void tell(String key, NoticeEvent event, String number, String... people) {
        transactions.executeWithoutResult(open ->
                notices.send(new Notice(key, event, number, Set.of(people), Map.of(Notice.REASON, "limit.SIGN"))));
    }

    @Test
    void tasksInHandNewOnesAndNoticesGoToTheSubstituteAndWhatIsOpenComesBack() {
        unit("awaya");
        var clue = at("awaya", Card.BLUE);
        claims(
                "awayayi",
                at("awaya", Card.BLUE)
                        .by("awayajia", Tasks.SIGN_FOR)
                        .by("awayajia", Tasks.CONTACT_REPORTER)
                        .by("awayajia", Tasks.FINISH)
                        .number,
                Tasks.SIGN_REPLY);
        claims("awayajia", clue.number, Tasks.SIGN_FOR);

        var id = away("awayajia", "awayabing", 3, "awayayi");

        assertThat(assignee(clue.number, Tasks.SIGN_FOR)).isEqualTo("awayabing");
        assertThat(timeline.of(clue.number)).anySatisfy(entry -> {
            assertThat(entry.act()).isEqualTo(TimelineAction.SUBSTITUTED);
            assertThat(entry.from()).hasValue("awayajia");
            assertThat(entry.to()).hasValue("awayabing");
            assertThat(entry.why().orElse("")).doesNotContain("探亲");
        });
        tell("away-a", NoticeEvent.URGED, clue.number.value(), "awayajia");
        assertThat(told("away-a")).containsExactly("awayabing");
        tell("away-own", NoticeEvent.GUARDED_SETTLED, "", "awayajia");
        assertThat(told("away-own")).containsExactly("awayajia");
        assertThat(told("absence/" + id + "/ENTERED"))
                .contains("awayajia", "awayabing")
                .doesNotContain("awayayi");
        assertThat(book.of(Subject.PERSON, "awayajia"))
                .anySatisfy(entry -> assertThat(entry.act()).isEqualTo(CountyBook.Change.ABSENT));

        absences.end(id, "提前回来", "awayajia");

        assertThat(absences.get(id).state()).isEqualTo(State.OVER);
        assertThat(assignee(clue.number, Tasks.SIGN_FOR)).isEqualTo("awayajia");
        tell("away-b", NoticeEvent.URGED, clue.number.value(), "awayajia");
        assertThat(told("away-b")).containsExactly("awayajia");
    }

    @Test
    void aLeadersSubstituteSignsButNotWhatTheyPreparedAndItSaysInWhosePlace() {
        unit("awayb");
        var own = at("awayb", Card.BLUE)
                .by("awaybbing", Tasks.SIGN_FOR)
                .by("awaybbing", Tasks.CONTACT_REPORTER)
                .by("awaybbing", Tasks.FINISH);
        var others = at("awayb", Card.BLUE)
                .by("awaybjia", Tasks.SIGN_FOR)
                .by("awaybjia", Tasks.CONTACT_REPORTER)
                .by("awaybjia", Tasks.FINISH);
        assertThat(waitingFor("awaybbing", others.number)).isEmpty();

        var id = away("awaybyi", "awaybbing", 2, "awaybyi");

        assertThat(waitingFor("awaybbing", others.number)).contains(Tasks.SIGN_REPLY);
        assertThat(organization.responsibleLeaderOf("awayb").orElseThrow().username())
                .as("who answers for the unit is the same")
                .isEqualTo("awaybyi");
        assertThatThrownBy(() -> own.by("awaybbing", Tasks.SIGN_REPLY)).isInstanceOf(Exception.class);
        others.by("awaybbing", Tasks.SIGN_REPLY);
        assertThat(timeline.of(others.number)).anySatisfy(entry -> {
            assertThat(entry.act()).isEqualTo(TimelineAction.ACTED_FOR);
            assertThat(entry.by()).isEqualTo("awaybbing");
            assertThat(entry.to()).hasValue("awaybyi");
        });
        own.by("awaybyi", Tasks.SIGN_REPLY);

        absences.end(id, "回来", "awaybyi");
        assertThat(organization.holds("awaybbing", Duty.UNIT_LEADER)).isFalse();
        assertThat(groups("awaybbing")).containsExactly("unit-awayb");
    }

    private List<String> groups(String person) {
        return identities.createGroupQuery().groupMember(person).list().stream()
                .map(group -> group.getId())
                .toList();
    }

    @Test
    void whatIsPlannedBeginsAndEndsOnItsDayOnceHoweverOftenTheDayIsLookedAt() {
        unit("awayc");
        var id = absences.enter("awaycyi", "awaycbing", today().plusDays(2), today().plusDays(3), "培训", "awaycyi");
        assertThat(organization.holds("awaycbing", Duty.UNIT_LEADER)).isFalse();
        assertThat(absences.turn()).isZero();

        clock.moveBy(Duration.ofDays(2));
        assertThat(absences.turn()).isEqualTo(1);
        assertThat(absences.turn()).isZero();
        assertThat(organization.holds("awaycbing", Duty.UNIT_LEADER)).isTrue();

        clock.moveBy(Duration.ofDays(2));
        assertThat(absences.turn()).isEqualTo(1);
        assertThat(absences.turn()).isZero();
        assertThat(organization.holds("awaycbing", Duty.UNIT_LEADER)).isFalse();
        assertThat(absences.get(id).state()).isEqualTo(State.OVER);
        assertThat(told("absence/" + id + "/BEGAN")).contains("awaycbing");
        assertThat(told("absence/" + id + "/ENDED")).contains("awaycbing", "awaycyi");
    }

    @Test
    void whoMayNotOrCannotIsToldWhyAndNothingChanges() {
        unit("awayd");
        unit("awaye");
        refused("absence.forbidden", () -> away("awaydjia", "awaydbing", 1, "awaydbing"));
        refused("absence.forbidden", () -> away("awaydjia", "awaydbing", 1, "awayeyi"));
        refused("absence.oneself", () -> away("awaydjia", "awaydjia", 1, "awaydjia"));
        refused("absence.nothing-passes", () -> away("awaydjia", "awayejia", 1, "awaydjia"));
        refused("absence.days", () -> away("awaydjia", "awaydbing", -1, "awaydjia"));
        refused("absence.days.far", () -> away("awaydjia", "awaydbing", 500, "awaydjia"));
        refused(
                "absence.days.far",
                () -> absences.enter(
                        "awaydjia", "awaydbing", today().minusDays(9), today().minusDays(1), "事后", "awaydjia"));
        refused("county.reason", () -> absences.enter("awaydjia", "awaydbing", today(), today(), " ", "awaydjia"));
        refused("organization.person.unknown", () -> away("awaydjia", "nobody", 1, "awaydjia"));
        assertThat(absences.open()).isEmpty();

        var id = away("awaydjia", "awaydbing", 5, "officehead");
        refused("absence.twice", () -> away("awaydjia", "awaydyi", 1, "awaydjia"));
        refused("absence.substitute-away", () -> away("awaydbing", "awaydjia", 1, "awaydbing"));
        refused("absence.forbidden", () -> absences.end(id, "多事", "awayejia"));
        absences.end(id, "取消", "awaydyi");
        refused("absence.over", () -> absences.end(id, "再取消", "awaydyi"));
    }

    private static void refused(String key, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    @Test
    void aSubstituteWhoIsAwayTooIsStoodInForAndOneWhoLeavesIsMissed() {
        unit("awayf");
        var first = away("awayfyi", "awayfbing", 6, "awayfyi");
        away("awayfbing", "awayfjia", 2, "awayfyi");
        assertThat(organization.holds("awayfjia", Duty.UNIT_LEADER)).isTrue();
        tell("away-chain", NoticeEvent.URGED, "", "awayfyi");
        assertThat(told("away-chain")).containsExactly("awayfjia");

        county.leave("awayfbing", "调离", "admin");

        assertThat(absences.running()).isEmpty();
        assertThat(organization.holds("awayfjia", Duty.UNIT_LEADER)).isFalse();
        assertThat(told("absence/" + first + "/SUBSTITUTE_LEFT")).contains("awayfyi", "admin");
    }

    @Test
    void whoMustKeepOutTakesNothingOverAndIsToldNothing() {
        unit("awayg");
        var clue = at("awayg", Card.BLUE);
        claims("awaygjia", clue.number, Tasks.SIGN_FOR);
        recusals.set(clue.number, "awaygbing", "近亲属", "officehead");

        away("awaygjia", "awaygbing", 2, "awaygjia");

        assertThat(assignee(clue.number, Tasks.SIGN_FOR)).isNotEqualTo("awaygbing");
        assertThat(waitingFor("awaygbing", clue.number)).isEmpty();
        tell("away-out", NoticeEvent.URGED, clue.number.value(), "awaygjia");
        assertThat(told("away-out")).containsExactly("awaygjia");
    }

    @Test
    void whatGuardsASecretPassesOnlyWhenAnotherAgreedAndTheReportDeskNever() {
        var house = organization.person("officehead").orElseThrow().unit();
        person("awayhdeputy", house);
        person("awayhother", organization.person("jianshouzhuo").orElseThrow().unit());
        organization.assign("jianshouzhuo", Duty.CALLER, null);

        var id = away("officehead", "awayhdeputy", 5, "admin");
        assertThat(organization.holds("awayhdeputy", Duty.OFFICE_HEAD)).isFalse();
        var asked = guarded.open().stream()
                .filter(change -> change.kind() == GuardedChange.Kind.STAND_IN)
                .findFirst()
                .orElseThrow();
        assertThat(told("guarded/" + asked.id() + "/WAITING")).contains("grouphead", "discipline", "awayhdeputy");
        for (var notTheirs : List.of("admin", "awayhdeputy", "handler")) {
            refused("guarded.not-yours", () -> guarded.answer(asked.id(), true, notTheirs));
        }
        absences.turn();
        assertThat(organization.holds("awayhdeputy", Duty.OFFICE_HEAD)).isFalse();
        tell("away-head", NoticeEvent.URGED, "", "officehead");
        assertThat(told("away-head")).as("nobody stands in yet").containsExactly("officehead");

        guarded.answer(asked.id(), true, "grouphead");

        assertThat(organization.holds("awayhdeputy", Duty.OFFICE_HEAD)).isTrue();
        refused("absence.duty-lent", () -> organization.revoke("awayhdeputy", Duty.OFFICE_HEAD, null));
        absences.end(id, "回来", "officehead");
        assertThat(organization.holds("awayhdeputy", Duty.OFFICE_HEAD)).isFalse();
        assertThat(organization.holds("officehead", Duty.OFFICE_HEAD)).isTrue();

        away("jianshouzhuo", "awayhother", 2, "admin");
        assertThat(organization.holds("awayhother", Duty.CALLER)).isTrue();
        assertThat(organization.holds("awayhother", Duty.REPORT_DESK)).isFalse();
        person("awayhkeeper", organization.person("caller").orElseThrow().unit());
        organization.assign("awayhkeeper", Duty.PROCESS_OWNER, null);
        refused("absence.substitute-keeper", () -> away("caller", "awayhkeeper", 1, "officehead"));
    }

    private void person(String username, String unit) {
        county.addPerson(username, "某" + username, unit, username + "@qingfeng.example", null, username, "到岗", "admin");
    }

    @Test
    void everybodySeesTheOwnPageChecksAndConfirms() {
        unit("awayi");
        var page = Caller.signedIn(port, "awayijia").speaking("zh-CN");
        assertThat(page.page("/absences").body()).contains("外出代办", "人awayijia").doesNotContain("顾一鸣");
        var form = new HashMap<>(Map.of(
                "username", "awayijia",
                "substitute", "awayibing",
                "from", today().toString(),
                "until", today().plusDays(1).toString(),
                "reason", "发烧"));
        assertThat(posts(page, form).body()).contains("核对后登记", "代办人本来就有这项职责");
        assertThat(absences.open()).isEmpty();
        form.put("sure", "true");
        posts(page, form);
        assertThat(absences.running()).hasSize(1);
        assertThat(page.page("/absences").body()).contains("发烧");
        assertThat(Caller.signedIn(port, "awayibing").page("/absences").body())
                .contains("人awayijia")
                .doesNotContain("发烧");
        assertThat(Caller.signedIn(port, "admin")
                        .speaking("zh-CN")
                        .page("/county/people?unit=awayi")
                        .body())
                .contains("外出至");
        assertThat(posts(page, new HashMap<>(Map.of("username", "awayiyi", "from", "x")))
                        .statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<String> posts(Caller page, Map<String, String> form) {
        var token = page.page("/absences").body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        var fields = new HashMap<>(form);
        fields.put("_csrf", token);
        return page.form("/absences", fields);
    }
}
