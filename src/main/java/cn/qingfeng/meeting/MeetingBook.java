package cn.qingfeng.meeting;

import cn.qingfeng.Marks;
import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.clue.ClueNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The meetings, their agendas and their decisions, as they are kept. Writes join the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MeetingBook {

    private final JdbcTemplate jdbc;

    MeetingBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(Meeting meeting) {
        jdbc.update(
                "insert into meeting (id, title, place, meets_at, state, called_by, called_at) values (?, ?, ?, ?, ?, ?, ?)",
                meeting.id(),
                meeting.title(),
                meeting.place(),
                Utc.of(meeting.meetsAt()),
                meeting.state().name(),
                meeting.calledBy(),
                Utc.of(meeting.calledAt()));
        for (var at = 0; at < meeting.agenda().size(); at++) {
            add(meeting.id(), meeting.agenda().get(at), at);
        }
    }

    void add(String meeting, ClueNumber clue, int ordinal) {
        jdbc.update(
                "insert into meeting_item (meeting_id, clue_number, ordinal) values (?, ?, ?)",
                meeting,
                clue.value(),
                ordinal);
    }

    /** Ends it; answers whether it was still planned. */
    boolean end(String id, Meeting.State state, String outcome, String by, Instant at) {
        return jdbc.update(
                        "update meeting set state = ?, outcome = ?, ended_by = ?, ended_at = ? where id = ? and state = 'PLANNED'",
                        state.name(),
                        outcome,
                        by,
                        Utc.of(at),
                        id)
                == 1;
    }

    void add(Decision one) {
        jdbc.update(
                "insert into meeting_decision (id, meeting_id, clue_number, unit_code, person, task, due_at, state,"
                        + " late_told, decided_by, decided_at) values (?, ?, ?, ?, ?, ?, ?, ?, false, ?, ?)",
                one.id(),
                one.meeting(),
                one.clue().value(),
                one.unit(),
                one.person(),
                one.task(),
                Utc.of(one.dueAt()),
                one.state().name(),
                one.decidedBy(),
                Utc.of(one.decidedAt()));
    }

    /** From one state to another; answers whether it was in that one. */
    boolean end(String id, Decision.State before, Decision.State after, String result, String by, Instant at) {
        return jdbc.update(
                        "update meeting_decision set state = ?, result = ?, ended_by = ?, ended_at = ? where id = ? and state = ?",
                        after.name(),
                        result,
                        by,
                        Utc.of(at),
                        id,
                        before.name())
                == 1;
    }

    /** Done, and not well enough: open again until another day. */
    boolean again(String id, Instant due) {
        return jdbc.update(
                        "update meeting_decision set state = 'OPEN', late_told = false, due_at = ?, result = null,"
                                + " ended_by = null, ended_at = null where id = ? and state = 'DONE'",
                        Utc.of(due),
                        id)
                == 1;
    }

    void takeOver(ClueNumber number, String unit, String heir) {
        jdbc.update(
                "update meeting_decision set unit_code = ?, person = null where clue_number = ? and unit_code = ? and state = 'OPEN'",
                heir,
                number.value(),
                unit);
    }

    /** Notes that those concerned hear of it now; answers whether nobody noted it before. */
    boolean toldLate(String id) {
        return jdbc.update(
                        "update meeting_decision set late_told = true where id = ? and state = 'OPEN' and late_told = false",
                        id)
                == 1;
    }

    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<Decision> late(Instant now) {
        return jdbc.query(
                "select * from meeting_decision where state = 'OPEN' and late_told = false and due_at < ? order by due_at",
                this::readDecision,
                Utc.of(now));
    }

    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Meeting get(String id) {
        return jdbc.query("select * from meeting where id = ?", this::readMeeting, id).stream()
                .findFirst()
                .map(found -> with(found, agendas(List.of(found)).getOrDefault(id, List.of())))
                .orElseThrow(() -> Refusal.notFound("meeting.unknown"));
    }

    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<Meeting> newest(int most) {
        var found = jdbc.query("select * from meeting order by meets_at desc, id limit ?", this::readMeeting, most);
        var agendas = agendas(found);
        return found.stream()
                .map(one -> with(one, agendas.getOrDefault(one.id(), List.of())))
                .toList();
    }

    private Map<String, List<ClueNumber>> agendas(List<Meeting> meetings) {
        var agendas = new HashMap<String, List<ClueNumber>>();
        if (!meetings.isEmpty()) {
            jdbc.query(
                    "select meeting_id, clue_number from meeting_item where meeting_id in (" + Marks.of(meetings)
                            + ") order by ordinal",
                    row -> {
                        agendas.computeIfAbsent(row.getString(1), none -> new ArrayList<>())
                                .add(ClueNumber.of(row.getString(2)));
                    },
                    meetings.stream().map(Meeting::id).toArray());
        }
        return agendas;
    }

    private static Meeting with(Meeting one, List<ClueNumber> agenda) {
        return new Meeting(
                one.id(),
                one.title(),
                one.place(),
                one.meetsAt(),
                one.state(),
                one.calledBy(),
                one.calledAt(),
                one.outcome(),
                one.endedBy(),
                one.endedAt(),
                agenda);
    }

    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<Decision> decisions(String meeting) {
        return jdbc.query(
                "select * from meeting_decision where meeting_id = ? order by decided_at, id",
                this::readDecision,
                meeting);
    }

    /** How many of each meeting are open, by its id. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Map<String, Integer> open(List<Meeting> meetings) {
        var open = new HashMap<String, Integer>();
        if (!meetings.isEmpty()) {
            jdbc.query(
                    "select meeting_id, count(*) from meeting_decision where state = 'OPEN' and meeting_id in ("
                            + Marks.of(meetings) + ") group by meeting_id",
                    row -> {
                        open.put(row.getString(1), row.getInt(2));
                    },
                    meetings.stream().map(Meeting::id).toArray());
        }
        return open;
    }

    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<Decision> of(ClueNumber number) {
        return jdbc.query(
                "select * from meeting_decision where clue_number = ? order by decided_at, id",
                this::readDecision,
                number.value());
    }

    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<Decision> decision(String id) {
        return jdbc.query("select * from meeting_decision where id = ?", this::readDecision, id).stream()
                .findFirst();
    }

    private Meeting readMeeting(ResultSet row, int at) throws SQLException {
        return new Meeting(
                row.getString("id"),
                row.getString("title"),
                row.getString("place"),
                Utc.of(row, "meets_at"),
                Meeting.State.valueOf(row.getString("state")),
                row.getString("called_by"),
                Utc.of(row, "called_at"),
                row.getString("outcome"),
                row.getString("ended_by"),
                Utc.of(row, "ended_at"),
                List.of());
    }

    private Decision readDecision(ResultSet row, int at) throws SQLException {
        return new Decision(
                row.getString("id"),
                row.getString("meeting_id"),
                ClueNumber.of(row.getString("clue_number")),
                row.getString("unit_code"),
                row.getString("person"),
                row.getString("task"),
                Utc.of(row, "due_at"),
                Decision.State.valueOf(row.getString("state")),
                row.getString("decided_by"),
                Utc.of(row, "decided_at"),
                row.getString("result"),
                row.getString("ended_by"),
                Utc.of(row, "ended_at"));
    }
}
