package cn.qingfeng.clue.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.GradingFacts;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.clue.numbering.VoidedNumber.Reason;
import cn.qingfeng.keys.Sealing;
import cn.qingfeng.testing.TablesTest;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The account has neither a gap nor a double, whoever fails, dies or comes late, and nobody waits in line for it. */
@TablesTest
@ImportAutoConfiguration(JacksonAutoConfiguration.class)
@Import({Sealing.class, ClueNumbers.class, VoidedNumbers.class, ClueNumbersTests.Moving.class})
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class ClueNumbersTests {

    static final class Moving extends Clock {
        private volatile Instant now = Instant.parse("2026-03-02T01:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Autowired
    ClueNumbers numbers;

    @Autowired
    VoidedNumbers voided;

    @Autowired
    Moving clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DataSource database;

    @Autowired
    EntityManager entities;

    @Autowired
    PlatformTransactionManager transactions;

    private static LocalDate day = LocalDate.of(2026, 3, 2);

    /** Each test counts a day of its own. */
    @BeforeEach
    void theNextDay() {
        committed("delete from number_reserved");
        committed("delete from number_voided");
        committed("delete from clue");
        committed("delete from clue_counter where last_ordinal > 0");
        day = day.plusDays(1);
    }

    private void committed(String sql, Object... args) {
        own().executeWithoutResult(status -> jdbc.update(sql, args));
    }

    private TransactionTemplate own() {
        var transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return transaction;
    }

    private ClueNumber register(ClueKind kind) {
        var number = kind == ClueKind.REPORT ? numbers.byChance(day) : numbers.next(day);
        return register(kind, number);
    }

    private ClueNumber register(ClueKind kind, ClueNumber number) {
        var content = new Content(
                kind,
                "标题",
                "经过",
                null,
                null,
                null,
                null,
                null,
                ReportingChannel.LETTER,
                null,
                null,
                true,
                Consent.OFFICE_ONLY);
        entities.persist(new Clue(number, content, GradingFacts.plain(), null, clock.instant(), "clerk"));
        return number;
    }

    private ClueNumber registered() {
        return own().execute(status -> register(ClueKind.APPEAL));
    }

    private static ClueNumber ordinal(int ordinal) {
        return ClueNumber.of(day, ordinal);
    }

    private List<String> lines() {
        return voided.page(false, 0, 1000).stream().map(VoidedNumber::number).toList();
    }

    private void aWhileLater() {
        clock.now = clock.now.plus(NumberDesk.GRACE).plusSeconds(1);
        numbers.sweep();
    }

    private int reserved() {
        return jdbc.queryForObject("select count(*) from number_reserved", Integer.class);
    }

    /** All numbers of the day up to the last, each either a clue's or void, none both. */
    private void eachNumberOnce(int last) {
        // What was taken ahead goes back when it is quiet.
        await().until(() -> reserved() == 0);
        var all = new ArrayList<>(lines());
        all.addAll(jdbc.queryForList("select clue_number from clue", String.class));
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, last)
                        .mapToObj(each -> ordinal(each).value())
                        .toList());
        assertThat(numbers.gone()).isEmpty();
    }

    @Test
    void nobodyWaitsForTheRegistrationBefore() {
        own().executeWithoutResult(first -> {
            assertThat(register(ClueKind.APPEAL)).isEqualTo(ordinal(1));
            assertThat(registered()).isEqualTo(ordinal(2));
        });
        eachNumberOnce(2);
    }

    @Test
    void aFailedRegistrationsNumberIsVoidAtOnceAndSaysWhy() {
        own().executeWithoutResult(status -> {
            register(ClueKind.APPEAL);
            status.setRollbackOnly();
        });
        own().executeWithoutResult(status -> {
            register(ClueKind.APPEAL);
            ClueNumbers.undoneBy(Reason.SENT_TWICE);
            status.setRollbackOnly();
        });
        await().until(() -> lines().size() == 2);
        assertThat(voided.page(false, 0, 9))
                .extracting(VoidedNumber::number, VoidedNumber::reason, VoidedNumber::voidedAt)
                .containsExactly(
                        tuple(ordinal(1).value(), Reason.FAILED, clock.instant()),
                        tuple(ordinal(2).value(), Reason.SENT_TWICE, clock.instant()));
        assertThat(registered()).isEqualTo(ordinal(3));
        eachNumberOnce(3);
    }

    @Test
    void whoDiesWithANumberReservedLeavesALineWithinAMinute() {
        numbers.reserve(day);
        numbers.sweep();
        assertThat(lines()).isEmpty();
        assertThat(NumberDesk.GRACE).isLessThan(Duration.ofSeconds(45));
        aWhileLater();
        assertThat(voided.page(false, 0, 9)).extracting(VoidedNumber::reason).containsExactly(Reason.CUT_OFF);
        eachNumberOnce(1);
    }

    @Test
    void whoDiesBeforeTheCommitLeavesALineToo() throws Exception {
        var number = numbers.reserve(day);
        try (var connection = database.getConnection();
                var use = connection.prepareStatement("delete from number_reserved where clue_number = ?")) {
            use.setString(1, number.value());
            assertThat(use.executeUpdate()).isOne();
            aWhileLater();
            assertThat(lines()).isEmpty();
            connection.rollback();
        }
        aWhileLater();
        eachNumberOnce(1);
    }

    @Test
    void aRegistrationThatTakesLongKeepsItsNumber() {
        own().executeWithoutResult(status -> {
            register(ClueKind.APPEAL);
            clock.now = clock.now.plus(Duration.ofHours(2));
            numbers.sweep();
        });
        aWhileLater();
        assertThat(lines()).isEmpty();
        eachNumberOnce(1);
    }

    @Test
    void whoFindsItsNumberVoidTakesAnother() {
        var late = numbers.reserve(day);
        aWhileLater();
        var used = own().execute(status -> numbers.use(late) ? late : register(ClueKind.APPEAL));
        assertThat(used).isEqualTo(ordinal(2));
        assertThat(lines()).containsExactly(late.value());
        eachNumberOnce(2);
    }

    @Test
    void manyAtOnceOfWhomSomeFailLeaveNeitherGapNorDouble() throws Exception {
        var clerks = Executors.newFixedThreadPool(8);
        try {
            var tries = IntStream.range(0, 80)
                    .mapToObj(each -> (Callable<ClueNumber>) () -> own().execute(status -> {
                        var number = register(ClueKind.APPEAL);
                        if (each % 4 == 3) {
                            status.setRollbackOnly();
                        }
                        return number;
                    }))
                    .toList();
            for (var each : clerks.invokeAll(tries)) {
                each.get();
            }
        } finally {
            clerks.shutdownNow();
        }
        await().until(() -> lines().size() == 20);
        eachNumberOnce(80);
    }

    private int counted() {
        return jdbc.queryForObject("select last_ordinal from clue_counter where counted_on = ?", Integer.class, day);
    }

    /** Takes numbers until some are kept ahead; these nobody asks for any more. */
    private List<ClueNumber> inAHurry() {
        var taken = new ArrayList<ClueNumber>();
        do {
            taken.add(numbers.reserve(day));
        } while (reserved() == taken.size());
        taken.forEach(each -> own().executeWithoutResult(status -> {
            assertThat(numbers.use(each)).isTrue();
            register(ClueKind.APPEAL, each);
        }));
        return taken;
    }

    @Test
    void whatWasTakenAheadAndNobodyNeededWasNeverCounted() {
        var taken = inAHurry();
        await().until(() -> reserved() == 0);
        assertThat(lines()).isEmpty();
        assertThat(counted()).isEqualTo(taken.size());
        assertThat(registered()).isEqualTo(ordinal(taken.size() + 1));
        eachNumberOnce(taken.size() + 1);
    }

    @Test
    void whatWasTakenAheadBeforeAnotherNodeCountedOnIsVoidAsNotNeeded() {
        var taken = inAHurry();
        var ahead = counted();
        committed("update clue_counter set last_ordinal = last_ordinal + 1 where counted_on = ?", day);
        own().executeWithoutResult(status -> register(ClueKind.APPEAL, ordinal(ahead + 1)));
        await().until(() -> reserved() == 0);
        assertThat(voided.page(false, 0, 99))
                .hasSize(ahead - taken.size())
                .extracting(VoidedNumber::reason)
                .containsOnly(Reason.NOT_NEEDED);
        assertThat(voided.daysWith(1, day)).isEmpty();
        eachNumberOnce(ahead + 1);
    }

    @Test
    void aClockThatIsMovedVoidsNothingThatLiesReady() {
        var taken = inAHurry();
        aWhileLater();
        assertThat(reserved()).isZero();
        assertThat(lines()).isEmpty();
        assertThat(counted()).isEqualTo(taken.size());
    }

    @Test
    void asManyMayRegisterAtOnceAsThereAreConnections() throws Exception {
        var size = database.unwrap(HikariDataSource.class).getMaximumPoolSize();
        var clerks = Executors.newFixedThreadPool(size);
        var all = new CyclicBarrier(size);
        try {
            var tries = IntStream.range(0, size)
                    .mapToObj(each -> (Callable<ClueNumber>) () -> own().execute(status -> {
                        jdbc.queryForObject("select count(*) from clue", Integer.class);
                        try {
                            all.await(60, TimeUnit.SECONDS);
                        } catch (Exception broken) {
                            throw new IllegalStateException(broken);
                        }
                        return register(ClueKind.APPEAL);
                    }))
                    .toList();
            for (var each : clerks.invokeAll(tries)) {
                each.get();
            }
        } finally {
            clerks.shutdownNow();
        }
        eachNumberOnce(size);
    }

    @Test
    void eachDayCountsFromOneAndGoesOnFromWhereItStood() {
        committed("insert into clue_counter (counted_on, last_ordinal) values (?, 7)", day);
        assertThat(numbers.reserve(day.minusDays(1))).isEqualTo(ClueNumber.of(day.minusDays(1), 1));
        assertThat(numbers.reserve(day)).isEqualTo(ordinal(8));
        assertThat(numbers.reserve(day.plusDays(1))).isEqualTo(ClueNumber.of(day.plusDays(1), 1));
    }

    @Test
    void numbersThatReportsGotByChanceArePassedOver() {
        committed("insert into clue_counter (counted_on, last_ordinal) values (?, 4999)", day);
        own().executeWithoutResult(status -> {
            register(ClueKind.REPORT, ordinal(5000));
            register(ClueKind.REPORT, ordinal(5001));
        });
        assertThat(registered()).isEqualTo(ordinal(5002));
    }

    @Test
    void aReportThatCameToNothingLeavesNoLine() {
        own().executeWithoutResult(status -> {
            register(ClueKind.REPORT);
            status.setRollbackOnly();
        });
        aWhileLater();
        assertThat(registered()).isEqualTo(ordinal(1));
        eachNumberOnce(1);
    }

    @Test
    void neitherAVoidLineNorAReservationMadeByHandCoversAClueTakenAway() {
        var gone = List.of(registered().value(), registered().value());
        registered();
        committed("delete from clue where clue_number in (?, ?)", gone.get(0), gone.get(1));
        var now = Timestamp.from(clock.instant());
        committed(
                "insert into number_voided (clue_number, reserved_at, voided_at, reason, keyed_hash)"
                        + " values (?, ?, ?, 'FAILED', 'x')",
                gone.get(0),
                now,
                now);
        committed(
                "insert into number_reserved (clue_number, reserved_at, keyed_hash) values (?, ?, 'x')",
                gone.get(1),
                now);
        assertThat(numbers.gone()).containsExactlyElementsOf(gone);
        aWhileLater();
        assertThat(numbers.gone()).containsExactlyElementsOf(gone);
    }

    @Test
    void whatNobodySweepsIsMissed() {
        numbers.reserve(day);
        assertThat(numbers.gone()).isEmpty();
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        assertThat(numbers.gone()).containsExactly(ordinal(1).value());
    }
}
