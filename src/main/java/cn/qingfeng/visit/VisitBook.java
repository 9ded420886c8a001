package cn.qingfeng.visit;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.timeline.KeyedHash;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.visit.Visit.Result;
import cn.qingfeng.visit.Visit.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the visits. One whose matter was withdrawn is one that is not made. Which clue came of a visit is sealed, and found by a keyed
 * hash: the row names the firm, and a firm may have asked to stay unnamed.
 */
@Component
class VisitBook implements InitializingBean {

    private static final String PURPOSE = "visit-clue";

    private static final String ROWS =
            "select v.*, m.state matter_state from visit v join matter m on m.number = v.number";

    private final JdbcTemplate jdbc;
    private final Matters matters;
    private final Clock clock;
    private final Sealer sealer;
    private final byte[] key;
    private final TransactionTemplate transactions;

    VisitBook(
            JdbcTemplate jdbc,
            Matters matters,
            Clock clock,
            Sealer sealer,
            Keys keys,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.matters = matters;
        this.clock = clock;
        this.sealer = sealer;
        this.key = keys.forPurpose(PURPOSE);
        this.transactions = new TransactionTemplate(transactions);
    }

    /** What an earlier version wrote open is sealed before anybody asks. */
    @Override
    public void afterPropertiesSet() {
        transactions.executeWithoutResult(status -> jdbc.query(
                        "select number, clue from visit where clue is not null",
                        (row, n) -> Map.entry(row.getString("number"), row.getString("clue")))
                .forEach(open -> led(open.getKey(), open.getValue())));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }

    /** The first day of the quarter of a day. */
    static LocalDate quarterOf(LocalDate day) {
        return LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
    }

    void add(Visit visit) {
        jdbc.update(
                "insert into visit (number, credit_code, officer, way, planned_on, asked, state, proposed_for)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                visit.number(),
                visit.creditCode(),
                visit.officer(),
                visit.way().name(),
                visit.plannedOn().toString(),
                visit.asked(),
                visit.state().name(),
                visit.proposedFor());
    }

    void moved(String number, LocalDate day, Way way, boolean asked) {
        jdbc.update(
                "update visit set planned_on = ?, way = ?, asked = ? where number = ?",
                day.toString(),
                way.name(),
                asked,
                number);
    }

    void made(String number, LocalDate day, Way way, boolean asked, Result result) {
        jdbc.update(
                "update visit set state = ?, visited_on = ?, way = ?, asked = ?, result = ? where number = ?",
                State.MADE.name(),
                day.toString(),
                way.name(),
                asked,
                result.name(),
                number);
    }

    void dropped(String number) {
        jdbc.update("update visit set state = ? where number = ?", State.DROPPED.name(), number);
    }

    void led(String number, String clue) {
        jdbc.update(
                "update visit set sealed_clue = ?, clue_key = ?, clue = null where number = ?",
                sealer.seal(PURPOSE, number, clue),
                KeyedHash.of(key, clue),
                number);
    }

    void told(String number, LocalDate day) {
        jdbc.update("update visit set told_on = ? where number = ?", day.toString(), number);
    }

    /** What is planned with a firm, or waits to be told to it, is this officer's from now on. */
    void hand(String creditCode, String officer, String by) {
        for (var visit : of(creditCode)) {
            if (!matters.open(visit.number()).isEmpty() || visit.state() == State.PLANNED) {
                jdbc.update("update visit set officer = ? where number = ?", officer, visit.number());
                matters.hand(visit.number(), by, officer);
            }
        }
    }

    Optional<Visit> find(String number) {
        return jdbc.query(ROWS + " where v.number = ?", (row, n) -> visit(row), number).stream()
                .findFirst();
    }

    Optional<Visit> ofClue(String clue) {
        return jdbc.query(ROWS + " where v.clue_key = ?", (row, n) -> visit(row), KeyedHash.of(key, clue)).stream()
                .findFirst();
    }

    /** A firm's, the newest first. */
    List<Visit> of(String creditCode) {
        return jdbc.query(
                ROWS + " where v.credit_code = ? order by v.planned_on desc, v.number desc",
                (row, n) -> visit(row),
                creditCode);
    }

    /** Those that were, or are to be, between two days, both included; in their order. */
    List<Visit> between(LocalDate from, LocalDate to) {
        return jdbc.query(
                ROWS + " where coalesce(v.visited_on, v.planned_on) between ? and ? order by v.planned_on, v.number",
                (row, n) -> visit(row),
                from.toString(),
                to.toString());
    }

    /** Whether something was proposed for a firm and a month or quarter already, whatever became of it. */
    boolean isProposed(String creditCode, String period) {
        return jdbc.queryForObject(
                        "select count(*) from visit where credit_code = ? and proposed_for = ?",
                        Integer.class,
                        creditCode,
                        period)
                > 0;
    }

    /** Whoever decides on this firm's days decides alone until the transaction ends. */
    void lock(String creditCode) {
        jdbc.queryForList(
                "select credit_code from enterprise where credit_code = ? for update", String.class, creditCode);
    }

    private Visit visit(ResultSet row) throws SQLException {
        var result = row.getString("result");
        var number = row.getString("number");
        var sealed = row.getString("sealed_clue");
        return new Visit(
                number,
                row.getString("credit_code"),
                row.getString("officer"),
                Way.valueOf(row.getString("way")),
                LocalDate.parse(row.getString("planned_on")),
                row.getBoolean("asked"),
                row.getString("matter_state").equals("WITHDRAWN") && row.getString("visited_on") == null
                        ? State.DROPPED
                        : State.valueOf(row.getString("state")),
                row.getString("proposed_for"),
                day(row.getString("visited_on")),
                result == null ? null : Result.valueOf(result),
                sealed == null ? null : sealer.open(PURPOSE, number, sealed),
                day(row.getString("told_on")));
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {

        @Bean
        SealedColumn sealedCluesOfVisits() {
            var row = List.of("number");
            return new SealedColumn(PURPOSE, "visit", row, "sealed_clue", row, "");
        }
    }
}
