package cn.qingfeng.process.way;

import cn.qingfeng.Utc;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.supervision.Powers.StoppedSteps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Clues that do not go as they should: nothing moves, they go to and fro, or they are done again and again. Found from their
 * timelines; each reader finds those that they may see. A report against a person is never among them.
 */
@Component
class OddWays {

    enum Kind {
        /** Open, its clock running, and nobody did anything for so many working days. */
        STUCK,
        /** Came back so many times: returned by a unit, sent back to one, or taken from one. */
        BOUNCED,
        /** Was done again so many times after the reporter had been asked. */
        LOOPING,
        /** Stands still because something failed and is not tried any longer. */
        FAILED
    }

    /** One clue; {@code why} says in words how it was found, {@code proceeds} whether the reader may let it run on. */
    record Line(String number, String title, String card, String status, String unit, String why, boolean proceeds) {}

    /** What is asked of others, or noted by the product, moves nothing. */
    private static final String NO_MOVE = "'REMINDED', 'OVERDUE_TOLD', 'URGED', 'ORDERED', 'LISTED', 'REPORTED',"
            + " 'TRANSFER_CALLED', 'LISTING_PROPOSED', 'SUBSTITUTED', 'IDENTITY_SEEN', 'STEP_REPAIRED', 'VERSION_CHANGED'";

    private static final int MOST = 200;

    private final JdbcTemplate jdbc;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Organization organization;
    private final WorkingCalendar calendar;
    private final StoppedSteps stopped;
    private final LedgerWords words;
    private final Clock clock;

    OddWays(
            JdbcTemplate jdbc,
            ClueLedger ledger,
            ClueAccess access,
            Organization organization,
            WorkingCalendar calendar,
            StoppedSteps stopped,
            LedgerWords words,
            Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.access = access;
        this.organization = organization;
        this.calendar = calendar;
        this.stopped = stopped;
        this.words = words;
        this.clock = clock;
    }

    /** @param least working days without a move, or how often it came back */
    @Transactional(readOnly = true)
    public List<Line> find(Kind kind, int least, String reader, Locale locale) {
        var reasons = new LinkedHashMap<ClueNumber, String>();
        switch (kind) {
            case STUCK -> stuck(least, reasons, locale);
            case BOUNCED ->
                jdbc.query(
                        "select t.clue_number, sum(case when t.act = 'RETURNED' then 1 else 0 end),"
                                + " sum(case when t.act = 'SENT_BACK' then 1 else 0 end),"
                                + " sum(case when t.act = 'RECALLED' then 1 else 0 end) from timeline t"
                                + " join clue c on c.clue_number = t.clue_number where c.is_open = true"
                                + " and c.kind <> 'REPORT' and t.act in ('RETURNED', 'SENT_BACK', 'RECALLED')"
                                + " group by t.clue_number having count(*) >= ? order by count(*) desc, t.clue_number"
                                + " limit " + MOST,
                        row -> {
                            reasons.put(
                                    ClueNumber.of(row.getString(1)),
                                    words.text(
                                            "ways.why.BOUNCED", locale, row.getInt(2), row.getInt(3), row.getInt(4)));
                        },
                        least);
            case LOOPING ->
                jdbc.query(
                        "select t.clue_number, count(*) from timeline t join clue c on c.clue_number = t.clue_number"
                                + " where c.is_open = true and c.kind <> 'REPORT' and t.act = 'REWORK'"
                                + " group by t.clue_number having count(*) >= ? order by count(*) desc, t.clue_number"
                                + " limit " + MOST,
                        row -> {
                            reasons.put(
                                    ClueNumber.of(row.getString(1)),
                                    words.text("ways.why.LOOPING", locale, row.getInt(2)));
                        },
                        least);
            case FAILED ->
                stopped.newest(MOST)
                        .forEach((number, steps) -> reasons.put(number, words.text("ways.why.FAILED", locale, steps)));
        }
        var viewer = access.viewer(reader);
        var clues = ledger.all(reasons.keySet());
        return reasons.keySet().stream()
                .map(clues::get)
                .filter(Objects::nonNull)
                .filter(clue -> clue.content().kind() != ClueKind.REPORT && access.maySee(viewer, clue))
                .map(clue ->
                        line(clue, reasons.get(clue.number()), kind == Kind.FAILED && viewer.has(Right.STEER), locale))
                .toList();
    }

    private void stuck(int days, LinkedHashMap<ClueNumber, String> reasons, Locale locale) {
        var now = clock.instant();
        jdbc.query(
                "select t.clue_number, max(t.occurred_at) from timeline t join clue c on c.clue_number = t.clue_number"
                        + " where c.is_open = true and c.kind <> 'REPORT' and c.suspended_at is null"
                        + " and t.act not in (" + NO_MOVE + ") group by t.clue_number having max(t.occurred_at) <= ?"
                        + " order by max(t.occurred_at), t.clue_number limit " + MOST,
                row -> {
                    var since = moment(row);
                    var without = calendar.workingDaysBetween(since, now);
                    if (without >= days) {
                        reasons.put(
                                ClueNumber.of(row.getString(1)),
                                words.text("ways.why.STUCK", locale, words.time(since), without));
                    }
                },
                Utc.of(calendar.minusWorkingDays(now, days)));
    }

    private static java.time.Instant moment(ResultSet row) throws SQLException {
        return Utc.of(row, 2);
    }

    private Line line(Clue clue, String why, boolean proceeds, Locale locale) {
        return new Line(
                clue.number().value(),
                clue.screened().title(),
                clue.card().map(Enum::name).orElse(null),
                words.code("clue.status", clue.status(), locale),
                clue.leadUnit().map(organization::unitName).orElse(""),
                why,
                proceeds);
    }
}
