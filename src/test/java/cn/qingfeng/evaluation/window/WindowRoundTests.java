package cn.qingfeng.evaluation.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.CallBack.Rating;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.intake.rating.WindowRatings;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.attachment.MatterFiles;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.matter.Steps;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.testing.SomeFiles;
import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** Bad marks at windows and the monthly round ({@code matter-window-mark}, {@code matter-window-round}), on every way (M10). */
@WalksEveryPath
class WindowRoundTests {

    private static final String UNIT = "market-supervision";
    private static final String WINDOW = "biangeng-dengji";
    private static final String OTHERS = "banshui";
    private static final Pattern VISIT = Pattern.compile("name=\"visit\" value=\"([^\"]+)\"");

    private final MockMvc web;
    private final WindowBook book;
    private final WindowMarks marks;
    private final WindowRatings ratings;
    private final WindowStart start;
    private final Matters matters;
    private final MatterFiles files;
    private final Steps steps;
    private final Registration registration;
    private final Organization organization;
    private final PathCoverage coverage;
    private final CountyClock clock;
    private final SampleCounty county;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    WindowRoundTests(
            MockMvc web,
            WindowBook book,
            WindowMarks marks,
            WindowRatings ratings,
            WindowStart start,
            Matters matters,
            MatterFiles files,
            Steps steps,
            Registration registration,
            Organization organization,
            PathCoverage coverage,
            CountyClock clock,
            SampleCounty county,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.web = web;
        this.book = book;
        this.marks = marks;
        this.ratings = ratings;
        this.start = start;
        this.matters = matters;
        this.files = files;
        this.steps = steps;
        this.registration = registration;
        this.organization = organization;
        this.coverage = coverage;
        this.clock = clock;
        this.county = county;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeEach
    void county() {
        county.load();
        on(LocalDate.of(2026, 6, 2));
    }

    private void on(LocalDate day) {
        clock.moveTo(day.atTime(10, 0).atZone(CountyClock.ZONE).toInstant());
    }

    @AfterEach
    void takeBack() {
        jdbc.queryForList("select number from matter where state in ('OPEN', 'SUSPENDED')", String.class)
                .forEach(number -> matters.withdraw("officehead", number, "试过"));
        // A published month stands for good; the next test has months of its own.
        transactions.executeWithoutResult(status -> {
            jdbc.update("delete from unit_consequence where round in (select number from window_round)");
            for (var table :
                    List.of("window_objection", "window_score", "window_version", "window_entered", "window_round")) {
                jdbc.update("delete from " + table);
            }
            jdbc.update("delete from window_mark");
            jdbc.update("delete from window_rating");
            jdbc.update("delete from unit_check");
        });
        clock.moveToPresent();
    }

    @AfterAll
    void everyWayWasWalked() {
        assertThat(coverage.missing(WindowRound.KIND)).isEmpty();
        assertThat(coverage.missing(WindowMarks.KIND)).isEmpty();
    }

    private RequestPostProcessor as(String name) {
        return user(name)
                .authorities(organization.groupsOf(name).stream()
                        .map(SimpleGrantedAuthority::new)
                        .toList());
    }

    private static Instant at(LocalDate day) {
        return day.atTime(9, 30).atZone(CountyClock.ZONE).toInstant();
    }

    /** So many ratings of a window in a month, all of one level. */
    private void rated(String window, YearMonth month, int count, Rating level) {
        transactions.executeWithoutResult(status -> {
            for (var each = 0; each < count; each++) {
                rating(window, at(month.atDay(1 + each % 20)), level);
            }
        });
    }

    private String rating(String window, Instant at, Rating level) {
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into window_rating (id, window_code, visit_hash, standing, rating, reasons, rated_at)"
                        + " values (?, ?, ?, 'VALID', ?, ?, ?)",
                id,
                window,
                id,
                level.name(),
                level.ordinal() > Rating.BASICALLY.ordinal() ? "ATTITUDE" : "",
                Utc.of(at));
        return id;
    }

    /** A bad mark with its matter. */
    private String bad(String window, LocalDate day) {
        transactions.executeWithoutResult(status -> rating(window, at(day), Rating.DISSATISFIED));
        marks.raise();
        return jdbc.queryForObject("select max(number) from window_mark", String.class);
    }

    private void verify(String number, String outcome) {
        steps.go("grader", number, "unit", UNIT, "outcome", outcome, "finding", "看过监控");
    }

    private String check(LocalDate day, String found, int points) {
        var number = matters.open("supervisor", "matter-check", "午间值守");
        try {
            files.add("supervisor", number, "照片.png", new ByteArrayInputStream(SomeFiles.png()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        steps.go(
                "supervisor",
                number,
                "unit",
                UNIT,
                "window",
                WINDOW,
                "checkedOn",
                day.toString(),
                "place",
                "一楼",
                "found",
                found,
                "points",
                points,
                "finding",
                "无人");
        return number;
    }

    private void confirm(String check) {
        steps.go("unithead", check, "agreed", "AGREED", "answer", "已改");
        steps.go("officehead", check, "outcome", "KEEP", "ruling", "照片清楚");
    }

    private String opened() {
        return matters.open("officehead", WindowRound.KIND, "窗口评议");
    }

    private void over(String number) {
        transactions.executeWithoutResult(transaction -> jdbc.update(
                "update matter_step set due_at = ? where number = ? and ended_at is null",
                Utc.of(clock.instant().minus(Duration.ofHours(1))),
                number));
    }

    private void counted(String number) {
        steps.go(
                "officehead",
                number,
                "month",
                book.find(number).orElseThrow().month().toString());
        steps.go("grader", number, "countNote", "汇总");
    }

    private void published(String number) {
        steps.go("grader", number, "draftNote", "初稿");
        over(number);
        steps.go("grader", number, "outcome", "NONE");
        steps.go("grouphead", number, "outcome", "SIGNED", "approval", "同意", "signed", true);
        steps.go("officehead", number, "publishNote", "公布");
    }

    private WindowScoring.Placed score(String number, String window) {
        return book.scores(number, book.latest(number)).stream()
                .filter(one -> one.input().window().equals(window))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBadMarkGivenByAPhoneIsVerifiedPutRightOrSetAsideAndAVisitCountsOnce() throws Exception {
        var code = registration.windowCodeOf(WINDOW);
        var first = visit(code);
        var second = visit(code);
        var given = web.perform(post("/rate")
                        .with(csrf())
                        .param("window", code)
                        .param("visit", first)
                        .param("rating", "DISSATISFIED")
                        .param("reasons", "ATTITUDE"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse();
        web.perform(post("/rate")
                        .with(csrf())
                        .param("window", code)
                        .param("visit", first)
                        .param("rating", "SATISFIED"))
                .andExpect(content().string(containsString("role=\"alert\"")));
        web.perform(post("/rate")
                        .with(csrf())
                        .cookie(new Cookie(
                                "QF-RATED", given.getCookie("QF-RATED").getValue()))
                        .param("window", code)
                        .param("visit", second)
                        .param("rating", "DISSATISFIED")
                        .param("reasons", "ATTITUDE"))
                .andExpect(content().string(containsString("role=\"alert\"")));
        assertThat(jdbc.queryForObject("select count(*) from window_rating", Integer.class))
                .as("a page that was opened twice rates once")
                .isEqualTo(1);
        assertThat(marks.raise())
                .as("a matter that began with its mark would tell when it was given")
                .isZero();
        on(LocalDate.of(2026, 6, 3));
        assertThat(marks.raise()).isEqualTo(1);
        assertThat(marks.raise()).as("once").isZero();
        var number = jdbc.queryForObject("select number from window_mark", String.class);
        assertThat(steps.matter(number).unit())
                .as("not the unit's before it is verified")
                .isNull();
        assertThatThrownBy(() -> steps.go("grader", number, "unit", "tax", "outcome", "REAL", "finding", "看过监控"))
                .hasMessageContaining("window.mark.unit");
        verify(number, "REAL");
        assertThat(steps.matter(number).unit()).isEqualTo(UNIT);
        steps.go("handler", number, "outcome", "FIXED", "reply", "已道歉并调整班次");
        steps.go("officehead", number, "outcome", "AGAIN", "opinion", "还有人反映");
        steps.go("unithead", number, "fixed", "换了人");
        steps.go("officehead", number, "outcome", "DONE", "opinion", "看过");
        assertThat(marks.find(number).orElseThrow().state()).isEqualTo(WindowMarks.State.FIXED);

        assertThatThrownBy(() -> matters.open("grader", WindowMarks.KIND, "自己立的"))
                .hasMessageContaining("window.mark.open");
        var mistaken = bad(WINDOW, LocalDate.of(2026, 6, 1));
        verify(mistaken, "MISTAKEN");
        assertThat(marks.find(mistaken).orElseThrow().state())
                .as("nobody sets a mark aside alone")
                .isEqualTo(WindowMarks.State.OPEN);
        steps.go("supervisor", mistaken, "outcome", "GRANTED", "ruling", "评的是隔壁窗口");
        assertThat(marks.find(mistaken).orElseThrow().state()).isEqualTo(WindowMarks.State.OUT);
        assertThat(steps.matter(mistaken).state()).isEqualTo(MatterState.DONE);
        assertThat(ratings.points(Instant.EPOCH, clock.instant().plusSeconds(60))
                        .get(WINDOW)
                        .count())
                .as("it counts no more anywhere")
                .isEqualTo(1);

        var objected = bad(WINDOW, LocalDate.of(2026, 6, 1));
        verify(objected, "REAL");
        steps.go("unithead", objected, "outcome", "OBJECTED", "reply", "当天没有开窗");
        steps.go("supervisor", objected, "outcome", "REJECTED", "ruling", "监控里开着");
        steps.go("handler", objected, "fixed", "已整改");
        steps.go("grader", objected, "outcome", "DONE", "opinion", "看过");

        var unproved = bad(WINDOW, LocalDate.of(2026, 6, 1));
        verify(unproved, "UNPROVED");
        assertThat(steps.matter(unproved).state()).isEqualTo(MatterState.DONE);
        var dropped = bad(WINDOW, LocalDate.of(2026, 6, 1));
        matters.withdraw("officehead", dropped, "重复");
        assertThat(marks.find(dropped).orElseThrow().state())
                .as("what is pursued no further counts as it was given")
                .isEqualTo(WindowMarks.State.UNPROVED);
    }

    private String visit(String code) throws Exception {
        var page = web.perform(get("/rate").param("window", code))
                .andReturn()
                .getResponse()
                .getContentAsString();
        var found = VISIT.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void aMonthGoesFromItsListToPublicationAndEachSeesWhatIsTheirs() throws Exception {
        var may = YearMonth.of(2026, 5);
        rated(WINDOW, may, 12, Rating.SATISFIED);
        rated(OTHERS, may, 12, Rating.VERY_SATISFIED);
        rated("shebao", may, 4, Rating.VERY_SATISFIED);
        var mark = bad(WINDOW, LocalDate.of(2026, 5, 20));
        var proved = check(LocalDate.of(2026, 5, 21), "AWAY", 60);
        confirm(proved);
        var unconfirmed = check(LocalDate.of(2026, 5, 22), "GOOD", 90);
        assertThatThrownBy(() -> steps.go("supervisor", matters.open("supervisor", "matter-check", "错"), "unit", "tax"))
                .isInstanceOf(Refusal.class);

        var number = opened();
        assertThat(book.find(number).orElseThrow().month()).isEqualTo(may);
        assertThat(book.entered(number)).hasSizeGreaterThan(10);
        for (var in : new boolean[] {false, true, false}) {
            web.perform(post("/window-rounds/" + number + "/windows")
                            .with(as("officehead"))
                            .with(csrf())
                            .param("window", "huji")
                            .param("in", String.valueOf(in)))
                    .andExpect(status().is3xxRedirection());
        }
        assertThat(book.entered(number)).extracting(WindowBook.Entered::window).doesNotContain("huji");
        web.perform(post("/window-rounds/" + number + "/windows")
                        .with(as("supervisor"))
                        .with(csrf())
                        .param("window", "huji"))
                .andExpect(status().isForbidden());
        web.perform(get("/window-rounds/" + number).with(as("officehead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("户政窗口")));
        assertThatThrownBy(() -> steps.go("officehead", number, "month", "2026-04"))
                .hasMessageContaining("window.month.changed");
        steps.go("officehead", number, "month", "2026-05", "windowsNote", "照旧");
        web.perform(post("/window-rounds/" + number + "/windows")
                        .with(as("officehead"))
                        .with(csrf())
                        .param("window", "huji"))
                .andExpect(status().isConflict());
        assertThatThrownBy(() -> steps.go("grader", number, "countNote", "汇总"))
                .hasMessageContaining("window.checks.open");
        confirm(unconfirmed);
        steps.go("grader", number, "countNote", "汇总");
        assertThat(score(number, WINDOW).input()).isEqualTo(new WindowInput(WINDOW, 13, 50, 0, 0, 2, 150, 1, 0));
        assertThatThrownBy(() -> steps.go("grader", number, "draftNote", "初稿"))
                .hasMessageContaining("window.marks.open");
        web.perform(get("/window-rounds/" + number).with(as("grader")))
                .andExpect(content().string(containsString(mark)));
        web.perform(get("/window-rounds/" + number).with(as("unithead"))).andExpect(status().isNotFound());
        verify(mark, "REAL");
        steps.go("grader", number, "draftNote", "初稿");
        assertThat(jdbc.queryForList(
                        "select recipient from notice where event = 'WINDOW_DRAFT' and event_key like ?",
                        String.class,
                        number + "%"))
                .contains("unithead")
                .doesNotContain("handler");

        // A unit's leader sees the own windows, and objects to their marks and checks alone, once to each.
        web.perform(get("/window-rounds/" + number).with(as("unithead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("变更登记窗口")))
                .andExpect(content().string(not(containsString("办税服务窗口"))));
        web.perform(get("/window-rounds/" + number + "/" + OTHERS).with(as("unithead")))
                .andExpect(status().isNotFound());
        web.perform(get("/window-rounds/" + number + "/" + WINDOW).with(as("unithead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(mark)))
                .andExpect(content().string(containsString(proved)));
        web.perform(get("/window-rounds/" + number + "/shebao").with(as("grader")))
                .andExpect(content().string(containsString("不足 5 个")));
        web.perform(get("/window-rounds").with(as("handler"))).andExpect(status().isForbidden());
        web.perform(get("/window-results/" + number)).andExpect(status().isNotFound());
        object("unithead", number, "JCP2026-9999", "没有的").andExpect(status().isBadRequest());
        object("unithead", number, mark, " ").andExpect(status().isBadRequest());
        object("unithead", number, mark, "评的是别的窗口。").andExpect(status().is3xxRedirection());
        object("unithead", number, mark, "再来一次。").andExpect(status().isConflict());
        object("unithead", number, proved, "有暂停牌。").andExpect(status().is3xxRedirection());
        assertThatThrownBy(() -> steps.go("grader", number, "outcome", "RAISED"))
                .as("three working days are every unit's")
                .hasMessageContaining("round.objections.early");
        over(number);
        object("unithead", number, unconfirmed, "期满以后。").andExpect(status().isConflict());
        assertThatThrownBy(() -> steps.go("grader", number, "outcome", "NONE"))
                .hasMessageContaining("round.objections.some");
        steps.go("grader", number, "outcome", "RAISED");
        assertThatThrownBy(() -> steps.go("supervisor", number, "rulingNote", "裁定"))
                .hasMessageContaining("round.rule.open");
        rule("officehead", number, mark).andExpect(status().isForbidden());
        rule("supervisor", number, mark).andExpect(status().is3xxRedirection());
        rule("supervisor", number, proved).andExpect(status().isConflict());
        rule("grouphead", number, proved).andExpect(status().is3xxRedirection());
        steps.go("supervisor", number, "rulingNote", "成立");
        assertThat(score(number, WINDOW).input()).isEqualTo(new WindowInput(WINDOW, 12, 48, 0, 0, 1, 90, 0, 0));
        steps.go("grouphead", number, "outcome", "BACK", "approval", "再算", "signed", true);
        published(number);
        assertThat(book.find(number).orElseThrow().stage()).isEqualTo(RoundStage.PUBLISHED);
        assertThat(score(number, OTHERS).place()).isEqualTo(1);
        assertThat(score(number, "shebao").place()).as("too few samples").isNull();
        web.perform(get("/window-results/" + number))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("办税服务窗口")))
                .andExpect(content().string(containsString("不足 5 个")))
                .andExpect(content().string(not(containsString("JCP2026"))));
        web.perform(get("/window-results")).andExpect(content().string(containsString("2026-05")));
        web.perform(get("/window-rounds/" + number).with(as("unithead")))
                .andExpect(content().string(containsString("办税服务窗口")));
        web.perform(get("/matters/" + number).with(as("grader"))).andExpect(status().isOk());
        web.perform(get("/matters/" + mark).with(as("unithead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("评错了，不计入")));
    }

    private org.springframework.test.web.servlet.ResultActions object(
            String by, String number, String ref, String words) throws Exception {
        return web.perform(post("/window-rounds/" + number + "/objections")
                .param("ref", ref)
                .param("words", words)
                .with(as(by))
                .with(csrf()));
    }

    private org.springframework.test.web.servlet.ResultActions rule(String by, String number, String ref)
            throws Exception {
        var id = jdbc.queryForObject(
                "select id from window_objection where round = ? and ref = ?", String.class, number, ref);
        return web.perform(post("/window-rounds/" + number + "/objections/" + id)
                .param("granted", "true")
                .param("ruling", "理由成立")
                .with(as(by))
                .with(csrf()));
    }

    @Test
    void twoMonthsBehindProposeATalkWithItsReason() {
        for (var month : List.of(YearMonth.of(2026, 4), YearMonth.of(2026, 5))) {
            rated(WINDOW, month, 12, Rating.BASICALLY);
            for (var better : List.of(OTHERS, "shebao", "jiuye", "budongchan", "huanping")) {
                rated(better, month, 12, Rating.VERY_SATISFIED);
            }
        }
        on(LocalDate.of(2026, 5, 6));
        var april = opened();
        counted(april);
        published(april);
        assertThat(jdbc.queryForObject("select count(*) from unit_consequence where round = ?", Integer.class, april))
                .as("one month alone proposes nothing")
                .isZero();
        on(LocalDate.of(2026, 6, 2));
        var may = opened();
        counted(may);
        published(may);
        var proposed = jdbc.queryForMap("select * from unit_consequence where round = ?", may);
        assertThat(proposed.get("UNIT")).isEqualTo(UNIT);
        assertThat(proposed.get("MEASURE")).isEqualTo("TALK");
        var reason = steps.matter((String) proposed.get("NUMBER")).answers().get("reason");
        assertThat(reason).contains("变更登记窗口").contains("连续 2 个月");
    }

    @Test
    void theScheduleBeginsTheRoundOfTheMonthBeforeOnce() {
        var turn = new Period("2026-05", LocalDate.of(2026, 5, 1), clock.instant());
        transactions.executeWithoutResult(status -> start.run(turn));
        transactions.executeWithoutResult(status -> start.run(turn));
        var number = book.standing(YearMonth.of(2026, 5)).orElseThrow().number();
        assertThat(matters.running(WindowRound.KIND))
                .extracting(one -> one.number())
                .containsExactly(number);
        assertThat(steps.matter(number).title()).contains("2026-05");
        var by = opened();
        assertThat(book.find(by).orElseThrow().month())
                .as("by hand: the newest month that has none")
                .isEqualTo(YearMonth.of(2026, 4));
        assertThatThrownBy(() -> matters.open("handler", WindowRound.KIND, "别人"))
                .isInstanceOf(Refusal.class);
        matters.withdraw("officehead", number, "重来");
        assertThat(book.find(opened()).orElseThrow().month())
                .as("a withdrawn round leaves its month free")
                .isEqualTo(YearMonth.of(2026, 5));
    }

    @Test
    void aMarkFoundMistakenAfterPublicationIsTakenOutAndSaysSo() throws Exception {
        var may = YearMonth.of(2026, 5);
        rated(WINDOW, may, 12, Rating.VERY_SATISFIED);
        var mark = bad(WINDOW, LocalDate.of(2026, 5, 20));
        verify(mark, "REAL");
        var number = opened();
        counted(number);
        published(number);
        var before = score(number, WINDOW).total();
        var version = book.latest(number);
        clock.moveTo(clock.instant().plusSeconds(60));
        steps.go("unithead", mark, "outcome", "OBJECTED", "reply", "评的是别的窗口");
        steps.go("supervisor", mark, "outcome", "GRANTED", "ruling", "查明");
        assertThat(score(number, WINDOW).total()).isGreaterThan(before);
        assertThat(book.scores(number, version))
                .as("what was published stays as it was")
                .anyMatch(one ->
                        one.input().window().equals(WINDOW) && one.total().compareTo(before) == 0);
        web.perform(get("/window-results/" + number)).andExpect(content().string(containsString("评错了")));
    }
}
