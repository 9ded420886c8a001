package cn.qingfeng.discipline;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Reason;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 密件登记簿: matters that only a higher discipline body may look into. What they say must not be copied or entered anywhere
 * (检举控告规则 第15条), so the register holds a number, when it came, in which bag, who brought it, and when it was passed up.
 */
@Component
@Transactional
public class SealedRegister {

    static final String PURPOSE = "sealed-register";

    /** The longest bag number and the longest name. */
    private static final int LONGEST_BAG = 40;

    private static final int LONGEST_NAME = 100;

    /**
     * One line of the register.
     *
     * @param because why it is due at that moment
     * @param passedAt null while it lies in the county
     * @param clueNumber the report that it was told by; null for what came on paper
     */
    public record Entry(
            String number,
            Instant receivedAt,
            String bagNumber,
            String deliverer,
            String enteredBy,
            Instant dueAt,
            Reason because,
            Instant passedAt,
            String passedTo,
            String clueNumber) {

        public String because(Locale locale) {
            return because.in(locale);
        }

        public boolean open() {
            return passedAt == null;
        }
    }

    private final JdbcTemplate jdbc;
    private final WorkingCalendar calendar;
    private final PassUpTerm term;
    private final Sealer sealer;
    private final Clock clock;

    SealedRegister(JdbcTemplate jdbc, WorkingCalendar calendar, PassUpTerm term, Sealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.term = term;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * Enters a matter under the year's next number.
     *
     * @param receivedAt when it came, not later than now
     * @param clue the report that told it, or null for what came on paper
     */
    public Entry enter(Instant receivedAt, String bagNumber, String deliverer, ClueNumber clue, String by) {
        if (receivedAt == null || receivedAt.isAfter(clock.instant())) {
            throw Refusal.invalid("sealed-register.received");
        }
        var bag = required(bagNumber, LONGEST_BAG, "sealed-register.bag");
        var name = required(deliverer, LONGEST_NAME, "sealed-register.deliverer");
        var due = calendar.plusWorkingDays(receivedAt, term.workingDays());
        var number = next(Year.from(LocalDate.ofInstant(clock.instant(), clock.getZone())));
        jdbc.update(
                "insert into sealed_register (number, received_at, bag_number, deliverer, entered_by, due_at, because,"
                        + " clue_number) values (?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                Timestamp.from(receivedAt),
                bag,
                sealer.seal(PURPOSE, number, name),
                by,
                Timestamp.from(due.dueAt()),
                due.reason().toString(),
                clue == null ? null : clue.value());
        return get(number);
    }

    /** Puts down that it was handed to the higher body. What a clue told is passed up by that clue's task. */
    public void pass(String number, String to) {
        if (get(number).clueNumber() != null) {
            throw Refusal.conflict("sealed-register.by-task", number);
        }
        passNow(number, to);
    }

    /** The same for the report of this clue. */
    public Entry pass(ClueNumber clue, String to) {
        var entry = of(clue).orElseThrow(() -> Refusal.notFound("sealed-register.unknown", clue));
        passNow(entry.number(), to);
        return get(entry.number());
    }

    private void passNow(String number, String to) {
        var body = required(to, LONGEST_NAME, "sealed-register.to");
        if (jdbc.update(
                        "update sealed_register set passed_at = ?, passed_to = ? where number = ? and passed_at is null",
                        Timestamp.from(clock.instant()),
                        body,
                        number)
                == 0) {
            throw Refusal.conflict("sealed-register.passed", number);
        }
    }

    /** The whole register, the newest first. */
    @Transactional(readOnly = true)
    public List<Entry> all() {
        return jdbc.query("select * from sealed_register order by number desc", entry());
    }

    /** What still lies in the county and is due up to a moment, the earliest first. */
    @Transactional(readOnly = true)
    public List<Entry> dueUpTo(Instant moment) {
        return jdbc.query(
                "select * from sealed_register where passed_at is null and due_at <= ? order by due_at, number",
                entry(),
                Timestamp.from(moment));
    }

    private Entry get(String number) {
        return jdbc.query("select * from sealed_register where number = ?", entry(), number).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("sealed-register.unknown", number));
    }

    /** The line of the report that this clue told. */
    @Transactional(readOnly = true)
    public Optional<Entry> of(ClueNumber clue) {
        return jdbc.query("select * from sealed_register where clue_number = ?", entry(), clue.value()).stream()
                .findFirst();
    }

    private RowMapper<Entry> entry() {
        return (row, n) -> new Entry(
                row.getString("number"),
                row.getTimestamp("received_at").toInstant(),
                row.getString("bag_number"),
                sealer.open(PURPOSE, row.getString("number"), row.getString("deliverer")),
                row.getString("entered_by"),
                row.getTimestamp("due_at").toInstant(),
                Reason.of(row.getString("because")),
                Optional.ofNullable(row.getTimestamp("passed_at"))
                        .map(Timestamp::toInstant)
                        .orElse(null),
                row.getString("passed_to"),
                row.getString("clue_number"));
    }

    /** {@code MJ2026-0001}. The desk has two people: who is second in the year's first moment is told to try again. */
    private String next(Year year) {
        if (jdbc.update(
                        "update sealed_register_counter set last_ordinal = last_ordinal + 1 where counted_year = ?",
                        year.getValue())
                == 0) {
            jdbc.update(
                    "insert into sealed_register_counter (counted_year, last_ordinal) values (?, 1)", year.getValue());
        }
        var ordinal = jdbc.queryForObject(
                "select last_ordinal from sealed_register_counter where counted_year = ?",
                Integer.class,
                year.getValue());
        return "MJ%d-%04d".formatted(year.getValue(), ordinal);
    }

    private static String required(String text, int most, String key) {
        if (text == null || text.isBlank() || text.length() > most) {
            throw Refusal.invalid(key, most);
        }
        return text.strip();
    }

    /** Who brought it may be who reported. */
    @Configuration(proxyBeanMethods = false)
    static class Column {
        @Bean
        SealedColumn sealedDeliverers() {
            var row = List.of("number");
            return new SealedColumn(PURPOSE, "sealed_register", row, "deliverer", row, "");
        }
    }
}
