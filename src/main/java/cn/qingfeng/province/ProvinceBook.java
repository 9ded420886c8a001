package cn.qingfeng.province;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.clue.ClueNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of our clues on the platform, and of theirs that are not here. Numbers, statuses and times; nobody's words. */
@Component
@Transactional
class ProvinceBook {

    private static final String JOINED = "select p.* from province_case p join clue c on c.clue_number = p.clue_number";

    /** What ended before it became a case belongs nowhere. */
    private static final String BELONGS = " and c.status not in ('MERGED', 'CORRECTED', 'WITHDRAWN', 'PASSED_UP')";

    private static final String OWED = JOINED + " where p.province_number is null and p.exempt is null" + BELONGS;

    /** A case of theirs that we do not know. */
    record Unknown(String number, String status, Instant createdAt, Instant seenAt) {}

    /** Who took what out. */
    record Taken(String by, Instant at, int clues, String format) {}

    /** A clue that is not on the list yet. */
    record Missing(ClueNumber clue, Instant registeredAt) {}

    private final JdbcTemplate jdbc;

    ProvinceBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(ClueNumber clue, Instant dueAt) {
        jdbc.update("insert into province_case (clue_number, due_at) values (?, ?)", clue.value(), Utc.of(dueAt));
    }

    /** Open clues from before, and such as came by another way. */
    List<Missing> missing(int most) {
        return jdbc.query(
                "select c.clue_number, c.registered_at from clue c where c.is_open = true and c.kind <> 'SUGGESTION'"
                        + " and not exists (select 1 from province_case p where p.clue_number = c.clue_number)"
                        + " order by c.clue_number limit ?",
                (row, at) -> new Missing(ClueNumber.of(row.getString(1)), Utc.of(row, "registered_at")),
                most);
    }

    @Transactional(readOnly = true)
    public Optional<ProvinceCase> find(ClueNumber clue) {
        return jdbc.query("select * from province_case where clue_number = ?", this::read, clue.value()).stream()
                .findFirst();
    }

    @Transactional(readOnly = true)
    public Optional<ProvinceCase> findByNumber(String number) {
        return jdbc.query("select * from province_case where province_number = ?", this::read, number).stream()
                .findFirst();
    }

    /** Those that are to be entered, the most urgent first. */
    @Transactional(readOnly = true)
    public List<ProvinceCase> owed(boolean reports, int most) {
        return jdbc.query(OWED + kind(reports) + " order by p.due_at, p.clue_number limit ?", this::read, most);
    }

    @Transactional(readOnly = true)
    public List<ProvinceCase> owedSince(Instant before, boolean reports) {
        return jdbc.query(OWED + kind(reports) + " and p.due_at < ? order by p.due_at", this::read, Utc.of(before));
    }

    /** Those that are entered, the newest first. */
    @Transactional(readOnly = true)
    public List<ProvinceCase> entered(boolean reports, int most) {
        return jdbc.query(
                JOINED + " where p.province_number is not null" + kind(reports)
                        + " order by p.entered_at desc, p.clue_number limit ?",
                this::read,
                most);
    }

    private static String kind(boolean reports) {
        return reports ? " and c.kind = 'REPORT'" : " and c.kind = 'APPEAL'";
    }

    /** Not yet warned of, due before the first moment; those due before the second are late. Answers how many of each. */
    int[] warn(Instant soonBefore, Instant now, boolean reports) {
        var soon = jdbc.query(
                OWED + kind(reports) + " and p.warned = 0 and p.due_at < ? and p.due_at >= ?",
                this::read,
                Utc.of(soonBefore),
                Utc.of(now));
        var late = jdbc.query(OWED + kind(reports) + " and p.warned < 2 and p.due_at < ?", this::read, Utc.of(now));
        soon.forEach(one -> jdbc.update(
                "update province_case set warned = 1 where clue_number = ?",
                one.clue().value()));
        late.forEach(one -> jdbc.update(
                "update province_case set warned = 2 where clue_number = ?",
                one.clue().value()));
        return new int[] {soon.size(), late.size()};
    }

    /** @throws Refusal conflict, when another clue has the number */
    void entered(ClueNumber clue, String number, Instant at, String by) {
        try {
            jdbc.update(
                    "update province_case set province_number = ?, entered_at = ?, entered_by = ?, exempt = null"
                            + " where clue_number = ?",
                    number,
                    Utc.of(at),
                    by,
                    clue.value());
        } catch (DuplicateKeyException taken) {
            throw Refusal.conflict("province.number.taken", number);
        }
        jdbc.update("delete from province_unknown where province_number = ?", number);
    }

    void exempt(ClueNumber clue, String why) {
        jdbc.update("update province_case set exempt = ? where clue_number = ?", why, clue.value());
    }

    void returned(ClueNumber clue, String status, Instant due, Instant at) {
        jdbc.update(
                "update province_case set status = coalesce(?, status), their_due = coalesce(?, their_due),"
                        + " returned_at = ? where clue_number = ?",
                status,
                due == null ? null : Utc.of(due),
                Utc.of(at),
                clue.value());
    }

    void unknown(String number, String status, Instant createdAt, Instant at) {
        jdbc.update("delete from province_unknown where province_number = ?", number);
        jdbc.update(
                "insert into province_unknown (province_number, status, created_at, seen_at) values (?, ?, ?, ?)",
                number,
                status,
                createdAt == null ? null : Utc.of(createdAt),
                Utc.of(at));
    }

    @Transactional(readOnly = true)
    public List<Unknown> unknown(int most) {
        return jdbc.query(
                "select * from province_unknown order by province_number limit ?",
                (row, at) -> new Unknown(
                        row.getString("province_number"),
                        row.getString("status"),
                        Utc.of(row, "created_at"),
                        Utc.of(row, "seen_at")),
                most);
    }

    void taken(String id, String by, Instant at, int clues, String format) {
        jdbc.update(
                "insert into province_export (id, made_by, made_at, clues, sheet_format) values (?, ?, ?, ?, ?)",
                id,
                by,
                Utc.of(at),
                clues,
                format);
    }

    @Transactional(readOnly = true)
    public List<Taken> taken(int most) {
        return jdbc.query(
                "select * from province_export order by made_at desc limit ?",
                (row, at) -> new Taken(
                        row.getString("made_by"),
                        Utc.of(row, "made_at"),
                        row.getInt("clues"),
                        row.getString("sheet_format")),
                most);
    }

    private ProvinceCase read(ResultSet row, int at) throws SQLException {
        return new ProvinceCase(
                ClueNumber.of(row.getString("clue_number")),
                Utc.of(row, "due_at"),
                row.getString("province_number"),
                Utc.of(row, "entered_at"),
                row.getString("entered_by"),
                row.getString("status"),
                Utc.of(row, "their_due"),
                Utc.of(row, "returned_at"),
                row.getString("exempt"));
    }
}
