package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.reporter.Receipts;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.OnBothDatabases;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What the ledger promises beyond the path: numbers, secrecy, whole texts, an unbroken timeline, and sight by right. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@Import({PathCoverage.class, Walk.class})
@OnBothDatabases
class LedgerTests {

    private static final String PHONE = "13987654321";
    private static final String NAME = "欧阳试笔";
    private static final String MARK = "独一无二的话";

    @Autowired
    Walk walk;

    @Autowired
    Registration registration;

    @Autowired
    ClueLedger ledger;

    @Autowired
    ClueQueries queries;

    @Autowired
    ClueAccess access;

    @Autowired
    AnswerSheets sheets;

    @Autowired
    Reporters reporters;

    @Autowired
    Receipts receipts;

    @Autowired
    Timeline timeline;

    @Autowired
    Organization organization;

    @Autowired
    SampleCounty county;

    @Autowired
    CountyClock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void county() {
        county.load();
    }

    @Test
    void numbersHaveNeitherGapsNorDoublesWhenManyRegisterAndSomeFail() throws Exception {
        var before = lastOrdinal();
        var clerks = Executors.newFixedThreadPool(4);
        try {
            var tries = new ArrayList<Callable<Optional<String>>>();
            for (var i = 0; i < 24; i++) {
                var fails = i % 4 == 3;
                tries.add(() -> transactions.execute(status -> {
                    var number = registration
                            .register(Walk.aClue(clue -> {}), "clerk")
                            .clueNumber();
                    if (fails) {
                        status.setRollbackOnly();
                    }
                    return fails ? Optional.<String>empty() : Optional.of(number);
                }));
            }
            var numbers = new TreeSet<Integer>();
            for (var each : clerks.invokeAll(tries)) {
                each.get().map(LedgerTests::ordinal).ifPresent(numbers::add);
            }
            assertThat(numbers).hasSize(18);
            // Of those that failed there is a line each: every number of the 24 stands in the account once.
            await().until(() -> jdbc.queryForObject("select count(*) from number_reserved", Integer.class) == 0);
            jdbc.queryForList("select clue_number from number_voided", String.class).stream()
                    .map(LedgerTests::ordinal)
                    .filter(each -> each > before)
                    .forEach(each -> assertThat(numbers.add(each)).isTrue());
            assertThat(numbers)
                    .containsExactlyElementsOf(IntStream.rangeClosed(before + 1, before + 24)
                            .boxed()
                            .toList());
        } finally {
            clerks.shutdownNow();
        }
    }

    @Test
    void aNumberTakenForWhatIsRefusedAfterAllIsVoidForThatReason() {
        var wrong = ClueNumber.of(
                registration.register(Walk.aClue(clue -> {}), "clerk").clueNumber());
        registration.correct(wrong, Walk.aClue(clue -> {}), "officehead", "填错单位");
        var before = lastOrdinal();

        assertThatThrownBy(() -> registration.correct(wrong, Walk.aClue(clue -> {}), "officehead", "再更正一次"))
                .isInstanceOf(Refusal.class);

        await().untilAsserted(() -> assertThat(jdbc.queryForList(
                        "select reason from number_voided where clue_number like ?",
                        String.class,
                        "%-".concat("%04d".formatted(before + 1))))
                .containsExactly("REFUSED"));
        assertThat(lastOrdinal()).isEqualTo(before + 2);
    }

    @Test
    void theFirstRegistrationsOfADayMayAllComeAtOnce() throws Exception {
        clock.moveBy(Duration.ofDays(400));
        var clerks = Executors.newFixedThreadPool(6);
        try {
            Callable<Integer> first = () -> ordinal(
                    registration.register(Walk.aClue(clue -> {}), "clerk").clueNumber());
            var ordinals = new ArrayList<Integer>();
            for (var each : clerks.invokeAll(Collections.nCopies(6, first))) {
                ordinals.add(each.get());
            }
            var last = Collections.max(ordinals);
            assertThat(ordinals).doesNotHaveDuplicates().hasSize(6);
            // Which of six that come at once must try again is the database's to say; what it leaves stands as void.
            await().untilAsserted(() -> assertThat(
                            IntStream.concat(ordinals.stream().mapToInt(Integer::intValue), voidOf(clock.instant())))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, last).boxed().toList()));
        } finally {
            clerks.shutdownNow();
            clock.moveBy(Duration.ofDays(-400));
        }
    }

    private IntStream voidOf(Instant at) {
        var day = LocalDate.ofInstant(at, CountyClock.ZONE).format(DateTimeFormatter.BASIC_ISO_DATE);
        return jdbc
                .queryForList(
                        "select clue_number from number_voided where clue_number like ?",
                        String.class,
                        "WY" + day + "-%")
                .stream()
                .mapToInt(LedgerTests::ordinal);
    }

    private int lastOrdinal() {
        var number = registration.register(Walk.aClue(clue -> {}), "clerk").clueNumber();
        return ordinal(number);
    }

    private static int ordinal(String number) {
        return Integer.parseInt(number.substring(number.indexOf('-') + 1));
    }

    @Test
    void theReporterIsFoundNowhereInTheDatabaseAndWhatIsTypedNowhereInTheEngine() throws Exception {
        var clue = walk.register(it -> {
                    Walk.forCard(Card.YELLOW).accept(it);
                    it.reporter.phone = PHONE;
                    it.reporter.name = NAME;
                    it.narrative = MARK;
                })
                .go(Tasks.REVIEW_ADMISSION, "note", MARK)
                .go(Tasks.TRIAGE, "note", MARK)
                .go(Tasks.DECIDE_YELLOW)
                .go(Tasks.DISPATCH, "summary", MARK, "requirements", MARK)
                .go(Tasks.SIGN_FOR)
                .go(Tasks.CONTACT_REPORTER, "note", MARK)
                .go(Tasks.REPLY_WITH_PLAN, "plan", MARK, "factsFound", MARK)
                .go(Tasks.FINISH, "verification", MARK, "measures", MARK)
                .go(Tasks.SIGN_REPLY)
                .go(Tasks.REVIEW_RESULT)
                .go(Tasks.CALL_BACK, "suggestion", MARK);
        assertThat(clue.clue().closedAt()).isPresent();
        assertThat(tablesWith(PHONE)).isEmpty();
        assertThat(tablesWith(NAME)).isEmpty();
        assertThat(tablesWith(MARK))
                .contains("CLUE", "ANSWER_SHEET", "TIMELINE")
                .noneMatch(table -> table.startsWith("ACT_"));
    }

    /** The tables in which the text stands, in any column, bytes included. */
    private List<String> tablesWith(String text) throws Exception {
        var found = new ArrayList<String>();
        try (var connection = jdbc.getDataSource().getConnection()) {
            var tables = new ArrayList<String>();
            var schema = connection.getSchema();
            var quote = connection.getMetaData().getIdentifierQuoteString();
            try (var names = connection
                    .getMetaData()
                    .getTables(connection.getCatalog(), schema, "%", new String[] {"TABLE", "BASE TABLE"})) {
                while (names.next()) {
                    tables.add(names.getString("TABLE_NAME"));
                }
            }
            assertThat(tables).hasSizeGreaterThan(50);
            for (var table : tables) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select * from " + quote + table + quote)) {
                    if (holds(rows, text)) {
                        found.add(table.toUpperCase());
                    }
                }
            }
        }
        return found;
    }

    private static boolean holds(ResultSet rows, String text) throws Exception {
        while (rows.next()) {
            for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                var bytes = rows.getMetaData().getColumnTypeName(column).matches("(?i).*(BLOB|BINARY).*")
                        ? rows.getBytes(column)
                        : null;
                var value = bytes == null ? rows.getString(column) : new String(bytes, StandardCharsets.UTF_8);
                if (value != null && value.contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void twentyThousandCharactersOfAnyPlaneGoThroughWhole() {
        var text = "张𠮷😀".repeat(5000);
        var clue = walk.register(it -> {
                    it.title = "张𠮷😀";
                    it.narrative = text;
                })
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE)
                .go(Tasks.DISPATCH)
                .go(Tasks.SIGN_FOR)
                .go(Tasks.CONTACT_REPORTER)
                .go(Tasks.FINISH, "verification", text);
        assertThat(clue.clue().content().title()).isEqualTo("张𠮷😀");
        assertThat(clue.clue().content().narrative()).isEqualTo(text);
        var last = sheets.of(clue.number).stream()
                .filter(sheet -> sheet.form().equals("finish-clue"))
                .findFirst()
                .orElseThrow();
        assertThat(sheets.on(last))
                .anySatisfy(answer -> assertThat(answer.value()).isEqualTo(text));
    }

    @Test
    void aChangedAMissingAndACutEntryAreFoundAndNamed() {
        var clue = walk.handled(Card.BLUE);
        var number = clue.number.value();
        assertThat(timeline.verify()).isEmpty();
        var was = jdbc.queryForObject(
                "select why from timeline where clue_number = ? and ordinal = 4", String.class, number);
        tamper("update timeline set why = ? where clue_number = ? and ordinal = 4", "改过", number);
        assertThat(timeline.verify()).containsExactly(new Timeline.Breach(number, 4, "timeline.breach.changed"));
        tamper("update timeline set why = ? where clue_number = ? and ordinal = 4", was, number);
        assertThat(timeline.verify()).isEmpty();
        tamper("update clue set timeline_length = timeline_length + 1 where clue_number = ?", number);
        assertThat(timeline.verify())
                .extracting(Timeline.Breach::fault)
                .containsExactly("timeline.breach.tail", "timeline.breach.ends-changed");
        tamper("update clue set timeline_length = timeline_length - 1 where clue_number = ?", number);
        tamper("update timeline set ordinal = 99 where clue_number = ? and ordinal = 5", number);
        assertThat(timeline.verify()).extracting(Timeline.Breach::fault).contains("timeline.breach.missing");
        tamper("update timeline set ordinal = 5 where clue_number = ? and ordinal = 99", number);
        assertThat(timeline.verify()).isEmpty();
    }

    @Test
    void aChangedAMissingAndAnAddedReplyAreFoundAndNamed() {
        var clue = walk.handled(Card.BLUE);
        var number = clue.number.value();
        assertThat(timeline.verify()).isEmpty();
        var id = jdbc.queryForList(
                        "select id from answer_sheet where clue_number = ? order by ordinal", String.class, number)
                .get(1);
        var was = jdbc.queryForObject("select answers from answer_sheet where id = ?", String.class, id);
        tamper("update answer_sheet set answers = ? where id = ?", was.replaceFirst("\"value\":\"?", "$0x"), id);
        assertThat(timeline.verify()).containsExactly(new Timeline.Breach(number, 2, "timeline.breach.sheet-changed"));
        tamper("update answer_sheet set answers = ? where id = ?", was, id);
        var by = jdbc.queryForObject("select answered_by from answer_sheet where id = ?", String.class, id);
        tamper("update answer_sheet set answered_by = 'somebody' where id = ?", id);
        assertThat(timeline.verify())
                .extracting(Timeline.Breach::fault)
                .containsExactly("timeline.breach.sheet-changed");
        tamper("update answer_sheet set answered_by = ? where id = ?", by, id);
        tamper("update answer_sheet set clue_number = 'WY20000101-0001' where id = ?", id);
        assertThat(timeline.verify()).extracting(Timeline.Breach::fault).contains("timeline.breach.sheet-missing");
        tamper("update answer_sheet set clue_number = ? where id = ?", number, id);
        var hash = jdbc.queryForObject("select keyed_hash from answer_sheet where id = ?", String.class, id);
        tamper("update answer_sheet set keyed_hash = null, ordinal = null where id = ?", id);
        assertThat(timeline.verify()).isNotEmpty();
        tamper("update answer_sheet set keyed_hash = ?, ordinal = 2 where id = ?", hash, id);
        assertThat(timeline.verify()).isEmpty();
    }

    @Test
    void everyPartOfWhatWasToldIsUnderTheChain() {
        var number = walk.handled(Card.BLUE).number.value();
        var report = walk.register(it -> {
                    it.kind = "REPORT";
                    it.reporter.consent = null;
                })
                .number
                .value();
        assertThat(timeline.verify()).isEmpty();
        var changed = Map.of(
                "title", "改过",
                "narrative", "改过",
                "request", "改过",
                "place", "改过",
                "matter", "改过",
                "concerned_unit", "justice",
                "concerned_window", "改过",
                "channel", "SUPERIOR",
                "consent", "OFFICE_ONLY",
                "marks", "[]");
        changed.forEach((column, value) -> {
            var was =
                    jdbc.queryForObject("select " + column + " from clue where clue_number = ?", String.class, number);
            tamper("update clue set " + column + " = ? where clue_number = ?", value, number);
            assertThat(timeline.verify())
                    .as(column)
                    .containsExactly(new Timeline.Breach(number, 0, "timeline.breach.words-changed"));
            tamper("update clue set " + column + " = ? where clue_number = ?", was, number);
        });
        var sealed = jdbc.queryForObject("select sealed_words from clue where clue_number = ?", String.class, report);
        tamper("update clue set sealed_words = ? where clue_number = ?", sealed.substring(0, 40), report);
        assertThat(timeline.verify()).extracting(Timeline.Breach::clueNumber).containsOnly(report);
        tamper("update clue set sealed_words = ? where clue_number = ?", sealed, report);
        assertThat(timeline.verify()).isEmpty();
    }

    @Test
    void stepsAndAnswersCutOffTogetherWithTheirCountAreMissed() {
        var number = walk.handled(Card.BLUE).number.value();
        assertThat(cut(
                        "delete from answer_sheet where clue_number = ?",
                        "update clue set sheet_count = 0, sheet_head = '' where clue_number = ?",
                        number))
                .containsExactly(new Timeline.Breach(number, 0, "timeline.breach.ends-changed"));
        var steps =
                jdbc.queryForObject("select timeline_length from clue where clue_number = ?", Integer.class, number);
        assertThat(cut(
                        "delete from timeline where ordinal = " + steps + " and clue_number = ?",
                        "update clue set timeline_length = " + (steps - 1)
                                + ", timeline_head = (select t.hash from timeline t where t.clue_number = clue.clue_number"
                                + " and t.ordinal = " + (steps - 1) + ") where clue_number = ?",
                        number))
                .containsExactly(new Timeline.Breach(number, 0, "timeline.breach.ends-changed"));
        assertThat(timeline.verify()).isEmpty();
    }

    private List<Timeline.Breach> cut(String off, String count, String number) {
        return transactions.execute(status -> {
            jdbc.update(off, number);
            jdbc.update(count, number);
            status.setRollbackOnly();
            return timeline.verify();
        });
    }

    private void tamper(String sql, Object... args) {
        transactions.executeWithoutResult(status -> jdbc.update(sql, args));
    }

    @Test
    void whatAListShowsIsExactlyWhatThePersonMaySee() {
        walk.handled(Card.RED);
        walk.register(it -> {
            it.kind = "REPORT";
            it.reporter.consent = null;
        });
        walk.register(it -> {
                    it.kind = "REPORT";
                    it.reporter.consent = null;
                })
                .go(Tasks.RECEIVE_REPORT);
        walk.register(Walk.forCard(Card.YELLOW))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE)
                .go(Tasks.DECIDE_YELLOW)
                .go(Tasks.DISPATCH, "assistUnits", List.of("justice"));
        var wish = new ClueQueries.Wish(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);
        var numbers = jdbc.queryForList("select clue_number from clue order by clue_number", String.class);
        for (var person : List.of(
                "clerk",
                "grader",
                "officehead",
                "grouphead",
                "handler",
                "unithead",
                "handler2",
                "songmingli",
                "caller",
                "supervisor",
                "discipline",
                "leader",
                "owner",
                "admin")) {
            var viewer = access.viewer(person);
            var listed = queries.find(viewer, wish, PageRequest.of(0, 1000)).stream()
                    .map(clue -> clue.number().value())
                    .sorted()
                    .toList();
            var seen = transactions.execute(status -> numbers.stream()
                    .filter(number -> access.maySee(viewer, ledger.get(ClueNumber.of(number))))
                    .toList());
            assertThat(listed).as(person).isEqualTo(seen);
        }
        assertThat(queries.count(access.viewer("admin"), wish)).isZero();
        assertThat(queries.count(access.viewer("owner"), wish)).isZero();
        assertThat(queries.count(access.viewer("handler2"), wish)).isLessThan(numbers.size());
    }

    @Test
    void aUnitLearnsTheReporterOnlyWithConsentAndOnlyWhileItHandles() {
        var agreed = walk.handled(Card.YELLOW);
        var kept = walk.register(it -> {
                    Walk.forCard(Card.YELLOW).accept(it);
                    it.reporter.consent = "OFFICE_ONLY";
                })
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE)
                .go(Tasks.DECIDE_YELLOW)
                .go(Tasks.DISPATCH)
                .go(Tasks.SIGN_FOR);
        transactions.executeWithoutResult(status -> {
            var handler = access.viewer("handler");
            assertThat(reporters.of(agreed.clue(), handler).orElseThrow().phone())
                    .isEqualTo("13900000001");
            assertThat(reporters.of(kept.clue(), handler)).isEmpty();
            assertThat(reporters.of(agreed.clue(), access.viewer("handler2"))).isEmpty();
            assertThat(reporters
                            .of(agreed.clue(), access.viewer("grader"))
                            .orElseThrow()
                            .phone())
                    .isEqualTo("139****");
            assertThat(reporters.of(agreed.clue(), access.viewer("admin"))).isEmpty();
        });
        agreed.finished();
        transactions.executeWithoutResult(status -> {
            assertThat(reporters.of(agreed.clue(), access.viewer("handler"))).isEmpty();
            assertThat(reporters
                            .of(agreed.clue(), access.viewer("caller"))
                            .orElseThrow()
                            .phone())
                    .isEqualTo("13900000001");
        });
    }

    @Test
    void aReceiptLeadsToItsClueAndARepeatedPostToTheSameReceipt() {
        var clue = Walk.aClue(it -> {});
        var first = registration.register(clue, "public", "key-1");
        var again = registration.register(clue, "public", "key-1");
        assertThat(again).isEqualTo(first);
        assertThat(first.receipt()).matches("\\d{16}");
        assertThat(receipts.find(first.receipt())).contains(ClueNumber.of(first.clueNumber()));
        assertThat(receipts.find("0000000000000000")).isEmpty();
        assertThatThrownBy(() -> registration.register(Walk.aClue(it -> it.title = "另一件事"), "public", "key-1"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whoHandledAClueDoesNotCallBackAndWhoFiledDoesNotCheck() {
        organization.assign("handler", cn.qingfeng.organization.Duty.CALLER, null);
        organization.assign("handler", cn.qingfeng.organization.Duty.GRADER, null);
        try {
            var clue = walk.handled(Card.BLUE).go(Tasks.CONTACT_REPORTER).go(Tasks.FINISH, "result", "CANNOT_DO");
            assertThatThrownBy(() -> clue.by("handler", Tasks.CHECK_CANNOT_DO)).isInstanceOf(Refusal.class);
            clue.go(Tasks.CHECK_CANNOT_DO).go(Tasks.SIGN_REPLY).go(Tasks.REVIEW_RESULT);
            assertThatThrownBy(() -> clue.by("handler", Tasks.CALL_BACK)).isInstanceOf(Refusal.class);
            assertThat(clue.waiting()).containsExactly(Tasks.CALL_BACK);
        } finally {
            organization.revoke("handler", cn.qingfeng.organization.Duty.CALLER, null);
            organization.revoke("handler", cn.qingfeng.organization.Duty.GRADER, null);
        }
    }

    @Test
    void anAnonymousClueIsClosedWithoutACallBack() {
        var anonymous = walk.register(it -> {
                    it.reporter.anonymous = true;
                    it.reporter.name = null;
                    it.reporter.phone = null;
                    it.reporter.consent = null;
                })
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE)
                .go(Tasks.DISPATCH)
                .go(Tasks.SIGN_FOR)
                .finished()
                .go(Tasks.CALL_BACK, "connected", false, "contacted", null, "solved", null, "rating", null);
        assertThat(anonymous.clue().closedAt()).isPresent();
        assertThat(anonymous.clue().calledBack()).isEmpty();
    }

    @Test
    void aWrongAnswerChangesNothing() {
        var clue = walk.handled(Card.BLUE);
        var steps = clue.clue().steps();
        assertThatThrownBy(() -> clue.go(Tasks.CONTACT_REPORTER, "method", "TELEPATHY"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> clue.go(Tasks.CONTACT_REPORTER, "contactedAt", null))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> clue.go(Tasks.CONTACT_REPORTER, "strange", "x"))
                .isInstanceOf(Refusal.class);
        assertThat(clue.clue().steps()).isEqualTo(steps);
        assertThat(clue.waiting()).containsExactly(Tasks.CONTACT_REPORTER);
    }
}
