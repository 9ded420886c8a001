package cn.qingfeng.evaluation.window;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.CallBack.Rating;
import cn.qingfeng.intake.rating.WindowRatings;
import cn.qingfeng.intake.rating.WindowRatings.Bad;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterEvents.Answered;
import cn.qingfeng.matter.MatterEvents.Opened;
import cn.qingfeng.matter.MatterEvents.Withdrawn;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.desk.StepDefaults;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.organization.place.ServiceWindow;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bad marks at windows ({@code processes/matter-window-mark.bpmn}; M10): each becomes a matter on the next working morning, is verified
 * that day, put right by the window's unit, or set aside with a ground by somebody else than whoever verified it.
 */
@Component
public class WindowMarks implements ScheduledJob, StepDefaults {

    static final String KIND = "matter-window-mark";

    /** A month and the days in which a round of it begins. */
    private static final int LOOKS_BACK = 40;

    private static final String VERIFY = "userTask_verifyMark";

    /** How far it has come. Words: {@code window.mark.<NAME>}. */
    enum State {
        /** Nobody has said yet whether it is true. */
        OPEN,
        /** Nothing could be found out: it counts as it was given. */
        UNPROVED,
        /** True; the unit puts it right. */
        REAL,
        FIXED,
        /** Mistaken: it counts no more. */
        OUT
    }

    /**
     * A bad mark; nothing is known of whoever gave it.
     *
     * @param number of its matter
     * @param reasons codes of why
     */
    record Mark(
            String number,
            String rating,
            String window,
            String unit,
            Rating level,
            List<String> reasons,
            Instant at,
            State state,
            String verifiedBy) {

        /** The day alone: a moment would tell a window who it was. */
        LocalDate day() {
            return LocalDate.ofInstant(at, CountyClock.ZONE);
        }
    }

    private final Matters matters;
    private final WindowRatings ratings;
    private final Places places;
    private final Organization organization;
    private final JdbcTemplate jdbc;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WindowMarks(
            Matters matters,
            WindowRatings ratings,
            Places places,
            Organization organization,
            JdbcTemplate jdbc,
            MessageSource messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.matters = matters;
        this.ratings = ratings;
        this.places = places;
        this.organization = organization;
        this.jdbc = jdbc;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "window-marks";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.onWorkingDays(LocalTime.of(8, 0));
    }

    @Override
    public JobResult run(Period period) {
        return JobResult.of("schedule.report.window-marks", raise());
    }

    /**
     * Opens a matter for every bad mark of the days before this one that has none, all at once: a matter that began with its mark
     * would tell the window at what minute it was given.
     *
     * @return how many
     */
    @Transactional
    public int raise() {
        var today = LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
        var opened = 0;
        for (var bad : ratings.bad(begin(today.minusDays(LOOKS_BACK)), begin(today))) {
            var window = places.window(bad.window());
            if (window.isPresent()
                    && jdbc.queryForList(
                                    "select number from window_mark where rating_id = ?", String.class, bad.rating())
                            .isEmpty()) {
                open(bad, window.get());
                opened++;
            }
        }
        return opened;
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(CountyClock.ZONE).toInstant();
    }

    private void open(Bad bad, ServiceWindow window) {
        var day = LocalDate.ofInstant(bad.at(), CountyClock.ZONE);
        var number = matters.open(
                Matters.SYSTEM,
                KIND,
                messages.getMessage("window.mark.title", new Object[] {window.name(), day.toString()}, Locale.CHINA),
                null,
                Map.of());
        jdbc.update(
                "insert into window_mark (number, rating_id, window_code, unit, rating, reasons, rated_at, state)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                bad.rating(),
                window.code(),
                organization.current(window.unit()),
                bad.level().name(),
                String.join(",", bad.reasons()),
                Utc.of(bad.at()),
                State.OPEN.name());
    }

    /** A mark is a visitor's: a rating begins it, and nobody else does. */
    @EventListener
    void on(Opened it) {
        if (it.kind().equals(KIND)
                && matters.find(it.number())
                        .filter(matter -> matter.openedBy().equals(Matters.SYSTEM))
                        .isEmpty()) {
            throw Refusal.invalid("window.mark.open");
        }
    }

    /** Whose window it is, is known. */
    @Override
    public Map<String, Object> of(Matter matter, String step) {
        return matter.kind().equals(KIND) && step.equals(VERIFY)
                ? find(matter.number())
                        .map(mark -> Map.<String, Object>of("unit", organization.current(mark.unit())))
                        .orElse(Map.of())
                : Map.of();
    }

    @EventListener
    void on(Answered it) {
        if (!it.kind().equals(KIND)) {
            return;
        }
        var mark = lock(it.number());
        switch (it.step()) {
            case VERIFY -> verified(it, mark);
            case "userTask_ruleMark" -> ruled(it, mark);
            case "userTask_confirmMark" -> {
                if (it.said("outcome").equals("DONE")) {
                    become(mark, State.FIXED);
                }
            }
            default -> {
                // What the unit says changes nothing by itself.
            }
        }
    }

    private void verified(Answered it, Mark mark) {
        if (!organization.current(mark.unit()).equals(it.unit())) {
            throw Refusal.invalid("window.mark.unit", organization.unitName(organization.current(mark.unit())));
        }
        jdbc.update("update window_mark set verified_by = ? where number = ?", it.by(), mark.number());
        switch (it.said("outcome")) {
            case "REAL" -> become(mark, State.REAL);
            case "MISTAKEN" -> {
                // Nobody sets a mark aside alone: whoever rules on it does.
            }
            default -> become(mark, State.UNPROVED);
        }
    }

    private void ruled(Answered it, Mark mark) {
        if (it.by().equals(mark.verifiedBy())) {
            throw Refusal.forbidden("window.mark.own");
        }
        if (it.said("outcome").equals("GRANTED")) {
            setAside(mark);
        } else {
            become(mark, State.REAL);
        }
    }

    /** What is pursued no further counts as it was given, unless it was set aside before. */
    @EventListener
    void on(Withdrawn it) {
        find(it.number()).filter(mark -> mark.state() == State.OPEN).ifPresent(mark -> become(mark, State.UNPROVED));
    }

    /** It counts no more, and says so. */
    void setAside(Mark mark) {
        if (mark.state() != State.OUT) {
            become(mark, State.OUT);
            ratings.setAside(mark.rating(), mark.number());
            events.publishEvent(new WindowEvents.MarkOut(mark));
        }
    }

    /** What was set aside stays so. */
    private void become(Mark mark, State state) {
        jdbc.update(
                "update window_mark set state = ? where number = ? and state <> ?",
                state.name(),
                mark.number(),
                State.OUT.name());
    }

    Optional<Mark> find(String number) {
        return jdbc.query("select * from window_mark where number = ?", (row, n) -> mark(row), number).stream()
                .findFirst();
    }

    private Mark lock(String number) {
        return jdbc
                .query("select * from window_mark where number = ? for update", (row, n) -> mark(row), number)
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("window.mark.unknown"));
    }

    /** Those of a round's month, the oldest first. */
    List<Mark> of(WindowRound round) {
        return jdbc.query(
                "select * from window_mark where rated_at >= ? and rated_at < ? order by rated_at, number",
                (row, n) -> mark(row),
                Utc.of(round.from()),
                Utc.of(round.until()));
    }

    private static Mark mark(ResultSet row) throws SQLException {
        var reasons = row.getString("reasons");
        return new Mark(
                row.getString("number"),
                row.getString("rating_id"),
                row.getString("window_code"),
                row.getString("unit"),
                Rating.valueOf(row.getString("rating")),
                reasons.isEmpty() ? List.of() : List.of(reasons.split(",")),
                Utc.of(row, "rated_at"),
                State.valueOf(row.getString("state")),
                row.getString("verified_by"));
    }
}
