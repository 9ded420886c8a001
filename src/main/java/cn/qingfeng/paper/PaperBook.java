package cn.qingfeng.paper;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.paper.Paper.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of issued papers. Asks nobody's rights; {@link Papers} does. */
@Component
class PaperBook {

    /** The purpose under which reasons are sealed: an official's words may name a person. */
    static final String REASON = "paper-void";

    private static final String SELECT =
            "select id, kind, series, paper_number, clue_number, subject, template, content_id,"
                    + " sha256, issued_by, issued_at, corrects, corrected_by, voided_by, voided_at, signed_by, signed_at,"
                    + " countersigned_by, countersigned_at, sent_by, sent_at, scan_file, ordinal from paper";

    /** What can be put down about a paper, by the beginning of its columns. */
    enum Step {
        SIGNED,
        COUNTERSIGNED,
        SENT;

        private String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final JdbcTemplate jdbc;
    private final Sealer sealer;
    private final Clock clock;

    PaperBook(JdbcTemplate jdbc, Sealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.clock = clock;
    }

    void enter(Paper paper, PaperNumbers.Taken number, String onceKey) {
        jdbc.update(
                "insert into paper (id, kind, series, issue_year, ordinal, paper_number, clue_number, subject, template,"
                        + " content_id, sha256, issued_by, issued_at, corrects, once_key)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                paper.id(),
                paper.kind().name(),
                paper.series(),
                number.year(),
                number.ordinal(),
                paper.number(),
                paper.clueNumber(),
                paper.subject(),
                paper.template(),
                paper.contentId(),
                paper.sha256(),
                paper.issued().by(),
                Timestamp.from(paper.issued().at()),
                paper.corrects(),
                onceKey);
        if (paper.corrects() != null) {
            change(
                    "update paper set corrected_by = ? where id = ? and corrected_by is null and voided_at is null",
                    paper.id(),
                    paper.corrects());
        }
    }

    Optional<Paper> once(String onceKey) {
        return jdbc.query(SELECT + " where once_key = ?", PaperBook::paper, onceKey).stream()
                .findFirst();
    }

    /** @throws Refusal not found */
    Paper get(String id) {
        return jdbc.query(SELECT + " where id = ?", PaperBook::paper, id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("paper.unknown"));
    }

    /** Of one clue, the oldest first. */
    List<Paper> of(ClueNumber number) {
        return jdbc.query(
                SELECT + " where clue_number = ? order by issued_at, paper_number", PaperBook::paper, number.value());
    }

    /** Of one pack. */
    List<Paper> of(PaperKind kind, String label) {
        return jdbc.query(
                SELECT + " where kind = ? and subject = ? order by issued_at", PaperBook::paper, kind.name(), label);
    }

    /** Those of a series and year with ordinals from the one to the other. */
    List<Paper> page(String series, int year, int from, int to) {
        return jdbc.query(
                SELECT + " where series = ? and issue_year = ? and ordinal between ? and ? order by ordinal desc",
                PaperBook::paper,
                series,
                year,
                from,
                to);
    }

    /** The last number of a series in a year. */
    int last(String series, int year) {
        return jdbc
                .queryForList(
                        "select last_ordinal from paper_counter where series = ? and issue_year = ?",
                        Integer.class,
                        series,
                        year)
                .stream()
                .findFirst()
                .orElse(0);
    }

    List<Integer> years() {
        return jdbc.queryForList(
                "select distinct issue_year from paper_counter where issue_year > 0 order by issue_year desc",
                Integer.class);
    }

    void makeVoid(Paper paper, String by, String reason) {
        change(
                "update paper set voided_by = ?, voided_at = ?, sealed_void_reason = ?"
                        + " where id = ? and voided_at is null and corrected_by is null",
                by,
                now(),
                sealer.seal(REASON, paper.id(), reason),
                paper.id());
    }

    Optional<String> reason(Paper paper) {
        return jdbc.queryForList("select sealed_void_reason from paper where id = ?", String.class, paper.id()).stream()
                .filter(kept -> kept != null)
                .findFirst()
                .map(kept -> sealer.open(REASON, paper.id(), kept));
    }

    void mark(Paper paper, Step step, String by) {
        change(
                "update paper set " + step.column() + "_by = ?, " + step.column() + "_at = ? where id = ? and "
                        + step.column() + "_at is null and voided_at is null",
                by,
                now(),
                paper.id());
    }

    void scanned(Paper paper, String file) {
        jdbc.update("update paper set scan_file = ? where id = ?", file, paper.id());
    }

    /** Its words go; its number and its path stay. */
    void forget(Paper paper) {
        jdbc.update("update paper set content_id = null where id = ?", paper.id());
    }

    private void change(String sql, Object... args) {
        if (jdbc.update(sql, args) != 1) {
            throw Refusal.conflict("paper.moved");
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Paper paper(ResultSet row, int n) throws SQLException {
        return new Paper(
                row.getString(1),
                PaperKind.valueOf(row.getString(2)),
                row.getString(3),
                row.getInt(23),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                mark(row, 10),
                row.getString(12),
                row.getString(13),
                mark(row, 14),
                mark(row, 16),
                mark(row, 18),
                mark(row, 20),
                row.getString(22));
    }

    private static Mark mark(ResultSet row, int column) throws SQLException {
        var at = row.getTimestamp(column + 1);
        return at == null ? null : new Mark(row.getString(column), at.toInstant());
    }
}
