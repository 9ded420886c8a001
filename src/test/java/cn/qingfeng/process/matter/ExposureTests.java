package cn.qingfeng.process.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.matter.MatterEvents;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.attachment.MatterFiles;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.SomeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Exposure and praise on every way, and what anybody reads of them (M8). */
@WalksEveryPath
class ExposureTests {

    private static final String KIND = "matter-exposure";
    private static final String CHANGE = "matter-exposure-change";

    private final MockMvc web;
    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterFiles files;
    private final Steps steps;
    private final Walk walk;
    private final PathCoverage coverage;
    private final CountyClock clock;
    private final SampleCounty county;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;

    ExposureTests(
            MockMvc web,
            Matters matters,
            MatterKinds kinds,
            MatterFiles files,
            Steps steps,
            Walk walk,
            PathCoverage coverage,
            CountyClock clock,
            SampleCounty county,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            ApplicationEventPublisher events) {
        this.web = web;
        this.matters = matters;
        this.kinds = kinds;
        this.files = files;
        this.steps = steps;
        this.walk = walk;
        this.coverage = coverage;
        this.clock = clock;
        this.county = county;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterAll
    void takeBack() {
        jdbc.queryForList("select number from matter where state in ('OPEN', 'SUSPENDED')", String.class)
                .forEach(number -> matters.withdraw("officehead", number, "试过"));
    }

    private String inDays(int days) {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE)
                .plusDays(days)
                .toString();
    }

    private String closed(Consumer<NewClue> change) {
        var clue = walk.register(Walk.forCard(Card.BLUE).andThen(it -> {
            it.title = "窗口推诿三次";
            change.accept(it);
        }));
        clue.go(Tasks.REVIEW_ADMISSION)
                .go(Walk.decides(Card.BLUE))
                .go(Tasks.DISPATCH)
                .go(Tasks.SIGN_FOR);
        clue.finished().go(Tasks.CALL_BACK);
        return clue.number.value();
    }

    private void nominate(String number, String side, String clue) {
        if (clue == null) {
            steps.go(
                    "media",
                    number,
                    "outcome",
                    side,
                    "origin",
                    "INSPECTION",
                    "inspection",
                    "三月暗访第二组",
                    "unit",
                    Walk.UNIT,
                    "reason",
                    "典型");
        } else {
            // The media's desk sees no clue and therefore nominates none.
            steps.go(
                    "grader", number, "outcome", side, "origin", "CLUE", "clues", clue, "unit", Walk.UNIT, "reason",
                    "典型");
        }
    }

    private String nominated(String side, String clue) {
        var number = matters.open("media", KIND, "窗口推诿");
        nominate(number, side, clue);
        return number;
    }

    private void redact(String number, String consent, String title, String text) {
        if (consent.equals("AGREED")) {
            steps.go(
                    "grader",
                    number,
                    "outcome",
                    consent,
                    "consentHow",
                    "电话征求",
                    "publicTitle",
                    title,
                    "publicText",
                    text);
        } else {
            steps.go("grader", number, "outcome", consent, "publicTitle", title, "publicText", text);
        }
    }

    private void reviewed(String number) {
        steps.go("legal", number, "outcome", "PASS", "legalOpinion", "可以");
        steps.go("discipline", number, "outcome", "PASS", "disciplineOpinion", "可以");
    }

    private void approve(String number, Object... finish) {
        var answers = new ArrayList<Object>(List.of("outcome", "APPROVED", "approval", "同意", "signed", true));
        answers.addAll(List.of(finish));
        steps.go("leader", number, answers.toArray());
    }

    private String published(String side, String title) {
        var number = nominated(side, null);
        steps.go("supervisor", number, "outcome", "TRUE", "finding", "查实");
        redact(number, "NONE", title, "同一件事跑了三趟，窗口每次说法不同。");
        reviewed(number);
        if (side.equals("EXPOSURE")) {
            approve(number, "finish", inDays(20));
        } else {
            approve(number);
        }
        steps.go("media", number, "film", "《问政》第三期");
        return number;
    }

    @Test
    void onlyWhatWasFoundTrueIsNominatedAndOnlyOnce() {
        assertThat(kinds.get(KIND).prefix()).isEqualTo("DXB");
        var number = matters.open("media", KIND, "窗口推诿");
        var open = walk.register(it -> it.title = "还在办的");
        assertThatThrownBy(() -> nominate(number, "EXPOSURE", open.number.value()))
                .hasMessageContaining("exposure.not-true");
        var unfounded = walk.register(Walk.forCard(Card.BLUE));
        unfounded
                .go(Tasks.REVIEW_ADMISSION)
                .go(Walk.decides(Card.BLUE))
                .go(Tasks.DISPATCH)
                .go(Tasks.SIGN_FOR);
        unfounded.go(Tasks.CONTACT_REPORTER).go(Tasks.FINISH, "result", "UNFOUNDED");
        unfounded.go(Tasks.SIGN_REPLY).go(Tasks.REVIEW_RESULT).go(Tasks.CALL_BACK);
        assertThatThrownBy(() -> nominate(number, "EXPOSURE", unfounded.number.value()))
                .hasMessageContaining("exposure.not-true");
        var clue = closed(it -> {});
        assertThatThrownBy(() -> steps.go(
                        "media",
                        number,
                        "outcome",
                        "EXPOSURE",
                        "origin",
                        "CLUE",
                        "clues",
                        clue,
                        "unit",
                        Walk.UNIT,
                        "reason",
                        "典型"))
                .as("whoever sees no clue names none")
                .hasMessageContaining("matter.clue.unknown");
        nominate(number, "EXPOSURE", clue);
        assertThatThrownBy(() -> steps.go("media", number, "outcome", "TRUE", "finding", "自己核实"))
                .as("not offered to the nominating desk")
                .isInstanceOf(Refusal.class);
        var again = matters.open("media", KIND, "同一件");
        assertThatThrownBy(() -> nominate(again, "EXPOSURE", clue))
                .as("while another one runs")
                .hasMessageContaining("exposure.twice");
        steps.go("supervisor", number, "outcome", "NOT", "finding", "证据不足");
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);
        nominate(again, "EXPOSURE", clue);
        assertThatThrownBy(() -> matters.open("handler", KIND, "单位自己提名")).isInstanceOf(Refusal.class);
    }

    @Test
    void whoeverNominatedDoesNotVerify() {
        var number = matters.open("grader", KIND, "窗口推诿");
        steps.go(
                "grader",
                number,
                "outcome",
                "EXPOSURE",
                "origin",
                "INSPECTION",
                "inspection",
                "暗访",
                "unit",
                Walk.UNIT,
                "reason",
                "典型");
        assertThatThrownBy(() -> steps.go("grader", number, "outcome", "TRUE", "finding", "查实"))
                .hasMessageContaining("exposure.own-nomination");
    }

    @Test
    void theReporterIsAskedAndNobodyIsNamed() {
        var clue = closed(it -> {
            it.reporter.name = "麦穗青";
            it.reporter.enterprise = "青穗粮油有限公司";
        });
        var number = nominated("EXPOSURE", clue);
        steps.go("officehead", number, "outcome", "TRUE", "finding", "查实");
        assertThatThrownBy(() -> redact(number, "ANONYMOUS", "推诿", "跑了三趟"))
                .hasMessageContaining("exposure.consent.AGREED");
        for (var text : List.of("麦穗青跑了三趟", "青穗粮油跑了三趟", "请打 13800001234", "窗口的顾一鸣推诿")) {
            assertThatThrownBy(() -> redact(number, "AGREED", "推诿", text))
                    .as(text)
                    .isInstanceOf(Refusal.class);
        }
        redact(number, "AGREED", "推诿", "跑了三趟");
        assertThat(steps.waiting(number).getTaskDefinitionKey()).isEqualTo("userTask_legal");

        var refused = nominated("EXPOSURE", closed(it -> {}));
        steps.go("officehead", refused, "outcome", "TRUE", "finding", "查实");
        steps.go("grader", refused, "outcome", "REFUSED");
        assertThat(steps.matter(refused).state())
                .as("who did not agree is not made public")
                .isEqualTo(MatterState.DONE);
        assertThat(jdbc.queryForList("select number from exposure_edition", String.class))
                .doesNotContain(refused);

        var anonymous = nominated("EXPOSURE", closed(it -> {
            it.reporter.name = null;
            it.reporter.phone = null;
            it.reporter.enterprise = null;
            it.reporter.creditCode = null;
            it.reporter.anonymous = true;
        }));
        steps.go("officehead", anonymous, "outcome", "TRUE", "finding", "查实");
        assertThatThrownBy(() -> redact(anonymous, "AGREED", "推诿", "跑了三趟"))
                .hasMessageContaining("exposure.consent.ANONYMOUS");
        redact(anonymous, "ANONYMOUS", "推诿", "跑了三趟");
    }

    @Test
    void aCaseGoesEveryWayToThePublicAndIsPutRight() throws Exception {
        var title = "窗口三次说法不同";
        var number = nominated("EXPOSURE", null);
        steps.go("supervisor", number, "outcome", "TRUE", "finding", "查实");
        redact(number, "NONE", "草稿", "草稿内容");
        steps.go("legal", number, "outcome", "BACK", "legalOpinion", "依据不清");
        redact(number, "NONE", "草稿", "草稿内容二");
        steps.go("legal", number, "outcome", "PASS", "legalOpinion", "可以");
        steps.go("discipline", number, "outcome", "BACK", "disciplineOpinion", "措辞");
        redact(number, "NONE", title, "同一件事跑了三趟。");
        reviewed(number);
        steps.go("grouphead", number, "outcome", "BACK", "approval", "再核对一次", "signed", true);
        redact(number, "NONE", title, "同一件事跑了三趟，窗口每次说法不同。");
        reviewed(number);
        assertThatThrownBy(() -> approve(number)).as("by when?").hasMessageContaining("exposure.finish");
        web.perform(get("/exposures")).andExpect(content().string(not(containsString(title))));
        approve(number, "finish", inDays(20));
        web.perform(get("/exposures/" + number)).andExpect(status().isNotFound());
        steps.go("media", number, "film", "《问政》第三期");
        web.perform(get("/exposures"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(title)))
                .andExpect(content().string(containsString("《问政》第三期")))
                .andExpect(content().string(containsString(inDays(20))))
                .andExpect(content().string(not(containsString("草稿内容"))))
                .andExpect(content().string(not(containsString("三月暗访"))));
        assertThatThrownBy(() -> steps.go("handler", number, "progress", "改了"))
                .as("with proof")
                .hasMessageContaining("matter.files.missing");
        file("handler", number);
        steps.go("handler", number, "progress", "改了");
        steps.go("supervisor", number, "outcome", "AGAIN", "finding", "还有一处");
        steps.go("handler", number, "progress", "都改了");
        steps.go("supervisor", number, "outcome", "SETTLED", "finding", "到位", "publicResult", "一次性告知单已统一");
        assertThat(steps.matter(number).state()).isEqualTo(MatterState.DONE);
        web.perform(get("/exposures")).andExpect(content().string(containsString("一次性告知单已统一")));

        var praised = published("PRAISE", "一窗通办");
        assertThat(steps.matter(praised).state()).isEqualTo(MatterState.DONE);
        web.perform(get("/exposures/" + praised)).andExpect(content().string(containsString("创新做法推介")));

        var turnedDown = nominated("PRAISE", null);
        steps.go("supervisor", turnedDown, "outcome", "NOT", "finding", "不典型");
        var refused = nominated("PRAISE", null);
        steps.go("supervisor", refused, "outcome", "TRUE", "finding", "查实");
        redact(refused, "NONE", "一件事", "一件事一次办");
        reviewed(refused);
        steps.go("leader", refused, "outcome", "REFUSED", "approval", "不公开", "signed", true);
        var unwilling = nominated("EXPOSURE", closed(it -> {}));
        steps.go("officehead", unwilling, "outcome", "TRUE", "finding", "查实");
        steps.go("grader", unwilling, "outcome", "REFUSED");
        assertThat(coverage.missing(KIND)).isEmpty();
    }

    @Test
    void thePublicListStaysShortHoweverMuchWasExposedAndNothingKeepsIt() throws Exception {
        var many = new ArrayList<String>();
        for (var at = 0; at < 65; at++) {
            many.add(matters.open("media", KIND, "第" + at + "件"));
        }
        transactions.executeWithoutResult(entered -> many.forEach(number -> {
            jdbc.update(
                    "insert into exposure (number, side, unit, step, nominated_by, published_at, film, due_on, settled_at,"
                            + " result) values (?, 'EXPOSURE', ?, 'PUBLISHED', 'media', ?, ?, '2026-12-31', ?, ?)",
                    number,
                    Walk.UNIT,
                    Utc.of(clock.instant()),
                    "片".repeat(60),
                    Utc.of(clock.instant()),
                    "改".repeat(300));
            jdbc.update(
                    "insert into exposure_edition (number, ordinal, entered_at, title, body, reason) values (?, 1, ?, ?, ?, null)",
                    number,
                    Utc.of(clock.instant()),
                    "题".repeat(60),
                    "文".repeat(1000));
        }));
        try {
            var page = web.perform(get("/exposures"))
                    .andExpect(status().isOk())
                    .andExpect(header().string("Cache-Control", "no-store"))
                    .andReturn()
                    .getResponse()
                    .getContentAsByteArray();
            assertThat(page.length).as("bytes").isLessThan(150_000);
        } finally {
            transactions.executeWithoutResult(gone -> many.forEach(number -> {
                jdbc.update("delete from exposure_edition where number = ?", number);
                jdbc.update("delete from exposure where number = ?", number);
            }));
        }
    }

    private void file(String by, String number) {
        try {
            files.add(by, number, "整改凭据.pdf", new ByteArrayInputStream(SomeFiles.pdf()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String change(String by, String exposure, Object... answers) {
        var number = matters.open(by, CHANGE, "更正");
        var filled = new ArrayList<Object>(List.of("exposure", exposure, "unit", Walk.UNIT));
        filled.addAll(List.of(answers));
        steps.go(by, number, filled.toArray());
        return number;
    }

    @Test
    void noStepIsSkippedHoweverTheKindIsDrawn() {
        var number = nominated("EXPOSURE", null);
        assertThat(jdbc.queryForObject("select step from exposure where number = ?", String.class, number))
                .isEqualTo("NOMINATED");
        var jump = new MatterEvents.Answered(number, KIND, Walk.UNIT, "userTask_goPublic", "media", Map.of());
        assertThatThrownBy(() -> events.publishEvent(jump)).hasMessageContaining("exposure.skipped");
    }

    @Test
    void whatIsWrongIsCorrectedOrTakenDownInTheOpen() throws Exception {
        var number = published("EXPOSURE", "排队两小时");
        var corrected = change(
                "grader",
                number,
                "outcome",
                "CORRECT",
                "publicReason",
                "时长有误",
                "newTitle",
                "排队四十分钟",
                "newText",
                "排队四十分钟，没有叫号。");
        assertThatThrownBy(() -> steps.go("officehead", corrected, "outcome", "PASS", "legalOpinion", "x"))
                .isInstanceOf(Refusal.class);
        steps.go("legal", corrected, "outcome", "PASS", "legalOpinion", "属实");
        web.perform(get("/exposures")).andExpect(content().string(containsString("排队两小时")));
        steps.go("grouphead", corrected, "outcome", "APPROVED", "approval", "同意", "signed", true);
        web.perform(get("/exposures"))
                .andExpect(content().string(containsString("排队四十分钟")))
                .andExpect(content().string(containsString("已更正")))
                .andExpect(content().string(not(containsString("排队两小时"))));
        web.perform(get("/exposures/" + number))
                .andExpect(content().string(containsString("排队两小时")))
                .andExpect(content().string(containsString("时长有误")));

        var unlawful = change("media", number, "outcome", "TAKE_DOWN", "publicReason", "嫌难看");
        steps.go("legal", unlawful, "outcome", "REFUSED", "legalOpinion", "没有理由");
        assertThat(steps.matter(unlawful).state()).isEqualTo(MatterState.DONE);
        var unapproved = change("media", number, "outcome", "TAKE_DOWN", "publicReason", "再次申请");
        steps.go("legal", unapproved, "outcome", "PASS", "legalOpinion", "可以");
        steps.go("leader", unapproved, "outcome", "REFUSED", "approval", "不同意", "signed", true);
        web.perform(get("/exposures")).andExpect(content().string(containsString("排队四十分钟")));

        var gone = change("legal", number, "outcome", "TAKE_DOWN", "publicReason", "当事单位认定有误");
        steps.go("legal", gone, "outcome", "PASS", "legalOpinion", "属实");
        steps.go("leader", gone, "outcome", "APPROVED", "approval", "同意", "signed", true);
        web.perform(get("/exposures/" + number))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("当事单位认定有误")))
                .andExpect(content().string(not(containsString("排队"))));
        assertThatThrownBy(() -> change("media", number, "outcome", "TAKE_DOWN", "publicReason", "再来一次"))
                .as("what is not shown is not taken down")
                .isInstanceOf(Refusal.class);
        assertThat(coverage.missing(CHANGE)).isEmpty();
    }

    @Test
    void theKindIsSeenByThoseWhoWorkOnItAndTheUnit() {
        var number = nominated("EXPOSURE", null);
        for (var reader : List.of(
                "media",
                "legal",
                "discipline",
                "grader",
                "officehead",
                "grouphead",
                "supervisor",
                "leader",
                "handler")) {
            assertThat(matters.seenBy(reader, number).number()).as(reader).isEqualTo(number);
        }
        for (var stranger : List.of("handler2", "clerk", "caller", "owner", "admin")) {
            assertThatThrownBy(() -> matters.seenBy(stranger, number))
                    .as(stranger)
                    .isInstanceOf(Refusal.class);
        }
    }
}
