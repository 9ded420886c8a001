package cn.qingfeng.organization;

import cn.qingfeng.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

    /** Somebody who is to come to the desk. */
    public record Appointment(String username, String proposedBy, Instant proposedAt) {}

    private final Organization organization;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    ReportDesk(Organization organization, JdbcTemplate jdbc, Clock clock) {
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
        if (username.equals(by)) {
            throw Refusal.forbidden("organization.desk.oneself");
        }
        if (organization.holds(username, Duty.ADMIN)) {
            throw Refusal.conflict("organization.desk.administrator");
        }
        organization.requireRoomAtTheDesk(username);
        if (organization.peopleWith(Duty.REPORT_DESK).isEmpty()) {
            organization.assign(username, Duty.REPORT_DESK, null);
        } else if (!organization.holds(username, Duty.REPORT_DESK)
                && proposals().stream().noneMatch(known -> known.username().equals(username))) {
            jdbc.update(
                    "insert into desk_appointment (username, proposed_by, proposed_at) values (?, ?, ?)",
                    username,
                    by,
                    Timestamp.from(clock.instant()));
        }
    }

    /** Who is to come, oldest first. */
    @Transactional(readOnly = true)
    public List<Appointment> proposals() {
        return jdbc.query(
                "select username, proposed_by, proposed_at from desk_appointment order by proposed_at, username",
                (row, n) -> new Appointment(
                        row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()));
    }

    /** One of the desk agrees or does not; either way the proposal is settled. */
    public void answer(String username, boolean agreed, String by) {
        if (!organization.holds(by, Duty.REPORT_DESK) || username.equals(by)) {
            throw Refusal.forbidden("organization.desk.only");
        }
        if (jdbc.update("delete from desk_appointment where username = ?", username) == 0) {
            throw Refusal.notFound("organization.desk.no-proposal");
        }
        if (agreed) {
            if (organization.holds(username, Duty.ADMIN)) {
                throw Refusal.conflict("organization.desk.administrator");
            }
            organization.assign(username, Duty.REPORT_DESK, null);
        }
    }
}
