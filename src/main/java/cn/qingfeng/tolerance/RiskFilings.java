package cn.qingfeng.tolerance;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterEvents;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The rules of risk filings: filed at least five working days before acting, valid for a year from when they were accepted,
 * filed again on a change, whereupon the earlier one ends.
 */
@Component
public class RiskFilings {

    /** The kind of matter ({@code processes/matter-risk-filing.bpmn}). */
    public static final String KIND = "matter-risk-filing";

    static final String FILE = "userTask_file";
    static final String ANSWER = "userTask_answer";

    /** Working days that lie between filing and acting. */
    public static final int DAYS_BEFORE_ACTING = 5;

    private static final Period VALID = Period.ofYears(1);
    /** How long before its end a unit is told of it. */
    private static final Period TOLD_AHEAD = Period.ofDays(30);

    private final JdbcTemplate jdbc;
    private final Matters matters;
    private final WorkingCalendar calendar;
    private final Organization organization;
    private final Notices notices;
    private final Clock clock;

    RiskFilings(
            JdbcTemplate jdbc,
            Matters matters,
            WorkingCalendar calendar,
            Organization organization,
            Notices notices,
            Clock clock) {
        this.jdbc = jdbc;
        this.matters = matters;
        this.calendar = calendar;
        this.organization = organization;
        this.notices = notices;
        this.clock = clock;
    }

    @EventListener
    void on(MatterEvents.Answered answered) {
        if (!answered.kind().equals(KIND)) {
            return;
        }
        if (answered.step().equals(FILE)) {
            requireInTime(answered.said("actingOn"));
            replaced(answered.number(), answered.said("replaces"));
        } else if (answered.step().equals(ANSWER) && answered.said("outcome").equals("ACCEPTED")) {
            accepted(matters.find(answered.number()).orElseThrow());
        }
    }

    /** The first day on which what is filed now may be done: five working days lie between. */
    LocalDate earliest(Instant filed) {
        return LocalDate.ofInstant(
                        calendar.plusWorkingDays(filed, DAYS_BEFORE_ACTING).dueAt(), CountyClock.ZONE)
                .plusDays(1);
    }

    private void requireInTime(String day) {
        var earliest = earliest(clock.instant());
        try {
            if (!LocalDate.parse(day).isBefore(earliest)) {
                return;
            }
        } catch (DateTimeParseException unreadable) {
            // An owner's form may ask otherwise; without a day nothing says that it was filed before.
        }
        throw Refusal.invalid("tolerance.filing.too-late", DAYS_BEFORE_ACTING, earliest);
    }

    /** The filing whose place another one takes: the same unit's, and still valid. */
    private Optional<RiskFiling> replaced(String number, String replaces) {
        if (replaces.isEmpty()) {
            return Optional.empty();
        }
        var unit = matters.find(number).orElseThrow().unit();
        return Optional.of(filings("where number = ?", replaces).stream()
                .filter(filing -> organization.withPredecessors(Set.of(unit)).contains(filing.unit()))
                .filter(filing -> filing.isValidAt(clock.instant()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("tolerance.filing.replaces")));
    }

    private void accepted(Matter matter) {
        var now = clock.instant();
        // What it replaces may have ended by itself while the answer was awaited.
        var replaces = matter.answers().getOrDefault("replaces", "").strip();
        if (!replaces.isEmpty()) {
            jdbc.update(
                    "update risk_filing set valid_until = ?, replaced_by = ? where number = ? and valid_until > ?",
                    Utc.of(now),
                    matter.number(),
                    replaces,
                    Utc.of(now));
        }
        jdbc.update(
                "insert into risk_filing (number, unit, valid_from, valid_until) values (?, ?, ?, ?)",
                matter.number(),
                matter.unit(),
                Utc.of(now),
                Utc.of(end(now)));
    }

    /** A year later, at the end of the day. */
    static Instant end(Instant accepted) {
        return accepted.atZone(CountyClock.ZONE)
                .toLocalDate()
                .plus(VALID)
                .plusDays(1)
                .atStartOfDay(CountyClock.ZONE)
                .toInstant();
    }

    /**
     * The filings that protect in a clue: of the unit that it is about, valid when it was registered, on a similar subject; the
     * likest first. Asks nobody's rights.
     */
    public List<RiskFiling> about(Clue clue) {
        var units = Stream.of(clue.leadUnit().orElse(null), clue.content().concernedUnit())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (units.isEmpty()) {
            return List.of();
        }
        var whole = organization.withPredecessors(units);
        var told = String.join(
                "\n",
                Stream.of(
                                clue.content().title(),
                                clue.content().matter(),
                                clue.content().narrative())
                        .filter(Objects::nonNull)
                        .toList());
        return filings(
                        "where unit in (" + "?, ".repeat(whole.size() - 1) + "?)"
                                + " and valid_from <= ? and valid_until > ?",
                        Stream.concat(
                                        whole.stream(),
                                        Stream.of(Utc.of(clue.registeredAt()), Utc.of(clue.registeredAt())))
                                .toArray())
                .stream()
                .map(filing -> Map.entry(Likeness.of(filing, told), filing))
                .filter(one -> one.getKey() >= Likeness.ENOUGH)
                .sorted(Map.Entry.<Double, RiskFiling>comparingByKey().reversed())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The filing of that number, whether it is valid or has ended. */
    public Optional<RiskFiling> find(String number) {
        return filings("where number = ?", number).stream().findFirst();
    }

    private List<RiskFiling> filings(String condition, Object... values) {
        return jdbc.query("select * from risk_filing " + condition, (row, n) -> filing(row), values);
    }

    private RiskFiling filing(ResultSet row) throws SQLException {
        var matter = matters.find(row.getString("number")).orElseThrow();
        return new RiskFiling(
                matter.number(),
                row.getString("unit"),
                matter.title(),
                matter.answers().getOrDefault("subject", ""),
                Utc.of(row, "valid_from"),
                Utc.of(row, "valid_until"));
    }

    /**
     * Tells units of the filings that end within a month; each once.
     *
     * @return of how many
     */
    int tellExpiring() {
        var now = clock.instant();
        var soon = now.atZone(CountyClock.ZONE).plus(TOLD_AHEAD).toInstant();
        var ending = filings(
                "where told_at is null and replaced_by is null and valid_until > ? and valid_until <= ? order by number",
                Utc.of(now),
                Utc.of(soon));
        for (var filing : ending) {
            var people = Stream.concat(
                            organization.peopleWith(Duty.UNIT_LEADER, organization.current(filing.unit())).stream(),
                            organization.peopleWith(Duty.HANDLER, organization.current(filing.unit())).stream())
                    .map(Person::username)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!people.isEmpty()) {
                notices.send(new Notice(
                        filing.number() + "/" + NoticeEvent.FILING_EXPIRING,
                        NoticeEvent.FILING_EXPIRING,
                        "",
                        people,
                        Map.of(
                                Notice.OTHER, filing.number(),
                                Notice.LINK, "/matters/" + filing.number(),
                                Notice.UNIT, organization.unitName(filing.unit()),
                                Notice.DUE_AT, filing.until().toString())));
            }
            jdbc.update("update risk_filing set told_at = ? where number = ?", Utc.of(now), filing.number());
        }
        return ending.size();
    }
}
