package cn.qingfeng.process.matter;

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
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.ballot.Ballots;
import cn.qingfeng.evaluation.ballot.Slip;
import cn.qingfeng.evaluation.score.Question;
import cn.qingfeng.evaluation.score.Tally;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.sample.SampleCounty;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Ballots as somebody attacks them who owns the database (ADR 142). */
@WalksEveryPath
@ExtendWith(OutputCaptureExtension.class)
class BallotTests {

    private final MockMvc web;
    private final Matters matters;
    private final Rounds rounds;
    private final Ballots ballots;
    private final Steps steps;
    private final CountyClock clock;
    private final SampleCounty county;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    BallotTests(
            MockMvc web,
            Matters matters,
            Rounds rounds,
            Ballots ballots,
            Steps steps,
            CountyClock clock,
            SampleCounty county,
            JdbcTemplate jdbc,
            TransactionTemplate transactions) {
        this.web = web;
        this.matters = matters;
        this.rounds = rounds;
        this.ballots = ballots;
        this.steps = steps;
        this.clock = clock;
        this.county = county;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void takeBack() {
        matters.running(Rounds.KIND).forEach(one -> matters.withdraw("officehead", one.number(), "试过"));
    }

    private List<Slip> slips = List.of();

    /** A round of the quarter before the last, open for ballots of twenty firms. */
    private String opened() {
        var then = LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).minusMonths(12);
        var number = matters.open("officehead", Rounds.KIND, "评议");
        var quarter = then.getYear() + "-Q" + ((then.getMonthValue() - 1) / 3 + 1);
        steps.go("officehead", number, "quarter", quarter, "theme", "兑现");
        steps.go("officehead", number, "groupsNote", "按类别");
        steps.go("supervisor", number, "size", "20", "seed", "07 19 33", "witnesses", "工商联");
        slips = ballots.make("grader", number, 0);
        steps.go("grader", number, "handedOut", "装封");
        return number;
    }

    private void close(String number) {
        transactions.executeWithoutResult(transaction -> jdbc.update(
                "update matter_step set due_at = ? where number = ? and ended_at is null",
                Utc.of(clock.instant().minus(Duration.ofHours(1))),
                number));
        steps.go("officehead", number, "closing", "期满");
    }

    private String unit(String number, int at) {
        return rounds.unitsOf(number).get(at).unit();
    }

    /** Everything that the database holds, by table, but for the engine's and the schedule's own. */
    private Map<String, List<String>> dump() {
        var tables = new TreeMap<String, List<String>>();
        jdbc
                .queryForList(
                        "select table_name from information_schema.tables where table_schema = schema()"
                                + " and table_type like '%TABLE'",
                        String.class)
                .stream()
                .filter(table -> !table.matches("(?i)qrtz_.*|schedule_.*|flyway_.*|write_probe"))
                .forEach(table ->
                        tables.put(table.toLowerCase(Locale.ROOT), jdbc.query("select * from " + table, (row, n) -> {
                            var text = new StringBuilder();
                            for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                                text.append(row.getString(column)).append('|');
                            }
                            return text.toString();
                        })));
        return tables;
    }

    private static List<String> added(List<String> before, List<String> after) {
        var rest = new ArrayList<>(after);
        before.forEach(rest::remove);
        return rest;
    }

    /** A hash, the round, a serial number and whether it was used: no moment, no count, no person. */
    private static final String A_RIGHT_ALONE = "[^|]{20,64}[|]JPY\\d{4}-\\d{4}[|][A-Z0-9]{6,8}[|](TRUE|true|1)[|]";

    /** In which order rows lie, by their first column. */
    private static List<String> places(List<String> rows) {
        return rows.stream().map(row -> row.substring(0, row.indexOf('|'))).toList();
    }

    @Test
    void noStateOfTheDatabaseBetweenVotesTiesABallotToAFirm() {
        var number = opened();
        var first = unit(number, 0);
        var second = unit(number, 1);
        var third = unit(number, 2);
        var firms = jdbc.queryForList(
                "select credit_code from evaluation_frame where round = ? and drawn = true", String.class, number);
        var cast = new ArrayList<String>();
        var before = dump();
        for (var text : before.values().stream().flatMap(List::stream).toList()) {
            assertThat(slips).as("no secret is kept").noneMatch(slip -> text.contains(slip.code()));
        }
        for (var voter = 0; voter < 12; voter++) {
            // Whoever dealt with many units and whoever dealt with one look alike.
            var marks = new HashMap<String, String>();
            var own = "%d%d%d51".formatted(voter % 5 + 1, voter / 5 + 1, 5 - voter % 5);
            marks.put(first, own);
            cast.add(own);
            if (voter < 4) {
                marks.put(second, "11111");
            }
            if (voter % 2 == 0) {
                marks.put(third, "50000");
            }
            ballots.cast(slips.get(voter).code(), marks, "10.1." + voter + ".7");
            var after = dump();
            var changed = new TreeSet<String>();
            after.forEach((table, rows) -> {
                if (!added(before.get(table), rows).isEmpty()
                        || !added(rows, before.get(table)).isEmpty()) {
                    changed.add(table);
                }
            });
            var placesToo = (voter + 1) % 5 == 0;
            assertThat(changed)
                    .as("after vote %d", voter)
                    .containsExactlyElementsOf(
                            placesToo
                                    ? List.of("ballot_place", "ballot_pool", "ballot_right")
                                    : List.of("ballot_pool", "ballot_right"));
            assertThat(places(after.get("ballot_right")))
                    .as(
                            "a right that is used lies where it lay: of two votes between two copies no order tells which was whose")
                    .isEqualTo(places(before.get("ballot_right")));
            assertThat(added(before.get("ballot_right"), after.get("ballot_right")))
                    .singleElement()
                    .satisfies(right -> assertThat(right).matches(A_RIGHT_ALONE));
            var row = added(before.get("ballot_pool"), after.get("ballot_pool"));
            assertThat(row).hasSize(1);
            assertThat(row.get(0))
                    .doesNotContain(own, "11111", first, slips.get(voter).serial());
            if (placesToo) {
                assertThat(added(before.get("ballot_place"), after.get("ballot_place")))
                        .as("places come five together")
                        .hasSize(5);
            }
            before.clear();
            before.putAll(after);
        }
        assertThat(before.get("ballot_pool").stream().map(String::length).distinct())
                .as("all ballots are of one length")
                .hasSize(1);
        for (var table : List.of("ballot_right", "ballot_pool", "ballot_place", "ballot_key")) {
            assertThat(before.get(table))
                    .as("%s knows no firm and no moment", table)
                    .noneMatch(
                            row -> firms.stream().anyMatch(row::contains) || row.matches(".*\\d\\d:\\d\\d:\\d\\d.*"));
        }

        var pooled = before.get("ballot_pool").stream()
                .flatMap(row -> Stream.of(row.split("[|]")))
                .filter(part -> part.length() > number.length())
                .toList();
        close(number);

        var after = dump();
        assertThat(pooled).as("an id and a sealed text of each").hasSize(24);
        assertThat(after.values().stream().flatMap(List::stream))
                .as("nothing of a copy that was made between two votes comes again in one that is made after the count")
                .noneMatch(row -> pooled.stream().anyMatch(row::contains));
        for (var table : List.of("ballot_right", "ballot_pool", "ballot_key", "ballot_paper")) {
            assertThat(after.get(table)).as(table).noneMatch(row -> row.contains(number));
        }
        assertThat(after.values().stream().flatMap(List::stream))
                .as("what proved a right is nowhere")
                .noneMatch(row -> slips.stream()
                        .anyMatch(slip -> row.contains(slip.code()) || row.contains("|" + slip.serial() + "|")));
        var counted =
                jdbc.queryForList("select marks from ballot where round = ? and unit = ?", String.class, number, first);
        assertThat(counted).containsExactlyInAnyOrderElementsOf(cast);
        // By the order in which rows lie; by chance it is the order of the votes once in 479 million times.
        assertThat(counted).as("shuffled").isNotEqualTo(cast);
        assertThat(after.get("ballot")).noneMatch(row -> row.matches(".*\\d{4}-\\d\\d-\\d\\d.*"));
        assertThat(jdbc.queryForObject(
                        "select count(*) from ballot where round = ? and unit = ?", Integer.class, number, second))
                .as("four ballots about a unit are not written")
                .isZero();
        var sums = ballots.of(number);
        assertThat(sums).anySatisfy(sum -> {
            assertThat(sum.unit()).isEqualTo(second);
            assertThat(sum.ballots()).isEqualTo(4);
            assertThat(sum.by()).isEmpty();
        });
        assertThat(sums).anySatisfy(sum -> {
            assertThat(sum.unit()).isEqualTo(first);
            assertThat(sum.ballots()).isEqualTo(12);
            assertThat(sum.by().get(Question.FAIRNESS)).isEqualTo(new Tally(12, 60, 0));
        });
        assertThat(sums).anySatisfy(sum -> {
            assertThat(sum.unit()).isEqualTo(third);
            assertThat(sum.by().get(Question.EFFICIENCY)).isEqualTo(new Tally(6, 30, 0));
            assertThat(sum.by().get(Question.OPENNESS)).as("不了解 does not count").isEqualTo(new Tally(0, 0, 6));
        });
        assertThat(rounds.get(number).stage()).isEqualTo(RoundStage.CLOSED);
        assertThat(rounds.get(number).used()).isEqualTo(12);
        assertThatThrownBy(() -> ballots.cast(slips.get(15).code(), Map.of(first, "55555"), "10.1.1.1"))
                .as("nobody votes after the close")
                .isInstanceOf(Refusal.class);
    }

    @Test
    void fourBallotsInAllAreCountedAndDestroyed() {
        var number = opened();
        for (var voter = 0; voter < 4; voter++) {
            ballots.cast(slips.get(voter).code(), Map.of(unit(number, 0), "55555"), "10.1.1.1");
        }
        close(number);
        assertThat(jdbc.queryForObject("select count(*) from ballot where round = ?", Integer.class, number))
                .isZero();
        assertThat(ballots.of(number)).allMatch(sum -> sum.by().isEmpty());
    }

    @Test
    void aLinkVotesOnceUnderTwoHundredTriesAtOnce() throws Exception {
        var number = opened();
        var marks = Map.of(unit(number, 0), "54321");
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(40);
        try {
            Callable<Boolean> attempt = () -> {
                start.await();
                try {
                    ballots.cast(slips.get(0).code(), marks, "10.1.1.1");
                    return true;
                } catch (Refusal used) {
                    return false;
                }
            };
            var tries =
                    IntStream.range(0, 200).mapToObj(n -> pool.submit(attempt)).toList();
            start.countDown();
            var won = 0;
            for (var one : tries) {
                won += one.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(jdbc.queryForObject("select count(*) from ballot_pool where round = ?", Integer.class, number))
                .isEqualTo(1);
        assertThatThrownBy(() -> ballots.open(slips.get(0).code())).isInstanceOf(Refusal.class);
    }

    @Test
    void twentyFirmsVoteAtOnceAndEachCounts() throws Exception {
        var number = opened();
        var unit = unit(number, 0);
        var pool = Executors.newFixedThreadPool(20);
        try {
            var votes = slips.stream()
                    .map(slip -> pool.submit(() -> ballots.cast(slip.code(), Map.of(unit, "44444"), "10.9.9.9")))
                    .toList();
            for (var vote : votes) {
                vote.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(ballots.isComplete(number)).isTrue();
        // All have voted: nobody is waited for.
        steps.go("officehead", number, "closing", "都评了");
        assertThat(ballots.of(number)).anySatisfy(sum -> {
            assertThat(sum.unit()).isEqualTo(unit);
            assertThat(sum.by().get(Question.OVERALL)).isEqualTo(new Tally(20, 80, 0));
        });
        assertThat(ballots.bursts(number))
                .singleElement()
                .satisfies(burst -> assertThat(burst.getValue()).isEqualTo(20));
    }

    @Test
    void whatDiesHalfWayLeavesTheRightUnusedAndTheBallotsSealed() {
        var number = opened();
        var marks = Map.of(unit(number, 0), "54321");
        transactions.executeWithoutResult(transaction -> {
            ballots.cast(slips.get(0).code(), marks, "10.1.1.1");
            transaction.setRollbackOnly();
        });
        assertThat(ballots.turnout(number).used()).isZero();
        for (var voter = 0; voter < 6; voter++) {
            ballots.cast(slips.get(voter).code(), marks, "10.1.1.1");
        }
        transactions.executeWithoutResult(transaction -> {
            ballots.close(number);
            transaction.setRollbackOnly();
        });
        assertThat(ballots.turnout(number).used()).isEqualTo(6);
        close(number);
        assertThat(ballots.of(number)).anyMatch(sum -> sum.ballots() == 6);
        assertThat(ballots.bursts(number))
                .as("six of a day from one network are seen")
                .isNotEmpty();
    }

    @Test
    void aPaperCountsOnceTwoPeopleEnteredTheSame() {
        var number = opened();
        var unit = unit(number, 0);
        var serial = slips.get(3).serial();
        assertThatThrownBy(() -> ballots.enter("grader", number, "NONE22", Map.of(unit, "55555")))
                .isInstanceOf(Refusal.class);
        assertThat(ballots.enter("grader", number, serial, Map.of(unit, "55555")))
                .isFalse();
        assertThatThrownBy(() -> ballots.enter("grader", number, serial, Map.of(unit, "55555")))
                .as("not twice by one person")
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ballots.enter("officehead", number, serial, Map.of(unit, "55554")))
                .isInstanceOf(Ballots.DiffersException.class);
        assertThat(ballots.turnout(number).differing()).containsExactly(serial);
        assertThat(ballots.turnout(number).used()).isZero();
        assertThat(ballots.enter("officehead", number, serial, Map.of(unit, "55554")))
                .isFalse();
        assertThat(ballots.enter("grader", number, serial, Map.of(unit, "55554")))
                .isTrue();
        assertThat(ballots.turnout(number).used()).isEqualTo(1);
        assertThatThrownBy(() -> ballots.cast(slips.get(3).code(), Map.of(unit, "11111"), "10.1.1.1"))
                .as("a paper uses the slip's right")
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aFirmVotesOnThePublicPageAndNeitherAddressNorLogKnowsTheSecret(CapturedOutput log) throws Exception {
        var number = opened();
        var code = slips.get(7).code();
        var unit = unit(number, 0);
        web.perform(get("/ballots"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("id=\"code\"")));
        web.perform(post("/ballots").param("code", "AAAA BBBB CCCC").with(csrf()))
                .andExpect(status().isBadRequest());
        var spaced = code.toLowerCase().replaceAll("(.{4})", "$1 ");
        web.perform(post("/ballots").param("code", spaced).with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("m." + unit + ".EFFICIENCY")));
        web.perform(post("/ballots/cast").param("code", code).with(csrf()))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("m." + unit + ".EFFICIENCY")));
        assertThat(ballots.turnout(number).used())
                .as("a refused ballot uses nothing")
                .isZero();
        var vote = post("/ballots/cast")
                .param("code", code)
                .param("m." + unit + ".EFFICIENCY", "4")
                .param("m." + unit + ".OVERALL", "9")
                .with(csrf());
        web.perform(vote).andExpect(status().isOk()).andExpect(content().string(not(containsString(code))));
        web.perform(post("/ballots").param("code", code).with(csrf())).andExpect(status().isConflict());
        assertThat(ballots.turnout(number).used()).isEqualTo(1);

        web.perform(post("/ballots/pressure").param("words", " ").with(csrf())).andExpect(status().isBadRequest());
        web.perform(post("/ballots/pressure").param("words", "有人站在旁边看着填。").with(csrf()))
                .andExpect(status().isOk());
        read(number, "supervisor").andExpect(content().string(containsString("有人站在旁边看着填")));
        read(number, "office-head").andExpect(content().string(not(containsString("有人站在旁边看着填"))));
        for (var slip : slips) {
            assertThat(log.getAll()).doesNotContain(slip.code());
        }
    }

    private org.springframework.test.web.servlet.ResultActions read(String number, String group) throws Exception {
        return web.perform(get("/rounds/" + number)
                        .with(user(group.replace("-", "")).authorities(AuthorityUtils.createAuthorityList(group))))
                .andExpect(status().isOk());
    }
}
