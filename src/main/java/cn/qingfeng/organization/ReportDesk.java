package cn.qingfeng.organization;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.event.DeskDeclined;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who comes to the desk for reports against persons. The administrator proposes, one who sits there agrees: nobody gives the
 * desk to himself, and an administrator alone gives it to nobody once somebody sits there. So the last never leaves it before
 * another has come; only the very first is appointed without agreement, when there is nothing yet to see.
 */
@Component
@Transactional
public class ReportDesk {

    /**
     * Somebody who is to come to the desk.
     *
     * @param from the day from which on; null for at once
     */
    public record Appointment(String username, String proposedBy, Instant proposedAt, LocalDate from) {}

    private final Organization organization;
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReportDesk(Organization organization, JdbcTemplate jdbc, ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.organization = organization;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Appoints the first of the desk; proposes anybody after the first.
     *
     * @throws Refusal when the person proposes the own person, administers the accounts, or both places are taken
     */
    public void propose(String username, String by) {
        propose(username, by, null);
    }

    /** @param from the later day on which the person comes; null for at once */
    public void propose(String username, String by, LocalDate from) {
        if (username.equals(by)) {
            throw Refusal.forbidden("organization.desk.oneself");
        }
        if (organization.holds(username, Duty.ADMIN)) {
            throw Refusal.conflict("organization.desk.administrator");
        }
        if (from == null) {
            organization.requireRoomAtTheDesk(username);
        }
        if (organization.peopleWith(Duty.REPORT_DESK).isEmpty()) {
            if (from == null) {
                organization.assign(username, Duty.REPORT_DESK, null);
            }
        } else if (!organization.holds(username, Duty.REPORT_DESK) && !isKnown(username, from != null)) {
            jdbc.update(
                    "insert into desk_appointment (username, proposed_by, proposed_at, from_day) values (?, ?, ?, ?)",
                    username,
                    by,
                    Timestamp.from(clock.instant()),
                    from == null ? null : from.toString());
        }
    }

    private boolean isKnown(String username, boolean refuses) {
        var known = !jdbc.queryForList("select username from desk_appointment where username = ?", username)
                .isEmpty();
        if (known && refuses) {
            throw Refusal.conflict("guarded.asked-already", organization.personName(username));
        }
        return known;
    }

    /** Whether somebody's coming still waits for the desk's answer. */
    @Transactional(readOnly = true)
    public boolean isAsked(String username) {
        return proposals().stream().anyMatch(asked -> asked.username().equals(username));
    }

    /** Nobody wants the person at the desk any more. */
    public void withdraw(String username) {
        jdbc.update("delete from desk_appointment where username = ? and from_day is not null", username);
    }

    /**
     * The day has come for which one of the desk agreed.
     *
     * @throws Refusal when nobody agreed
     */
    public void comeAgreed(String username) {
        if (organization.holds(username, Duty.REPORT_DESK)) {
            return;
        }
        var agreed =
                jdbc.update("delete from desk_appointment where username = ? and agreed_by is not null", username) > 0;
        if (!agreed && !organization.peopleWith(Duty.REPORT_DESK).isEmpty()) {
            throw Refusal.conflict("organization.desk.no-proposal");
        }
        come(username);
    }

    private void come(String username) {
        if (organization.holds(username, Duty.ADMIN)) {
            throw Refusal.conflict("organization.desk.administrator");
        }
        organization.assign(username, Duty.REPORT_DESK, null);
    }

    /** Who is to come and was not yet answered, oldest first. */
    @Transactional(readOnly = true)
    public List<Appointment> proposals() {
        return jdbc.query(
                "select username, proposed_by, proposed_at, from_day from desk_appointment where agreed_by is null"
                        + " order by proposed_at, username",
                (row, n) -> new Appointment(
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4) == null ? null : LocalDate.parse(row.getString(4))));
    }

    /** One of the desk agrees or does not; either way the proposal is settled, or waits for its day. */
    public void answer(String username, boolean agreed, String by) {
        if (!organization.holds(by, Duty.REPORT_DESK) || username.equals(by)) {
            throw Refusal.forbidden("organization.desk.only");
        }
        var proposal = proposals().stream()
                .filter(asked -> asked.username().equals(username))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("organization.desk.no-proposal"));
        var today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        if (agreed && proposal.from() != null && proposal.from().isAfter(today)) {
            jdbc.update("update desk_appointment set agreed_by = ? where username = ?", by, username);
            return;
        }
        jdbc.update("delete from desk_appointment where username = ?", username);
        if (agreed) {
            come(username);
        } else {
            events.publishEvent(new DeskDeclined(username));
        }
    }
}
