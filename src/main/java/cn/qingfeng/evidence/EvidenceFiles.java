package cn.qingfeng.evidence;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.evidence.storage.FileContents;
import cn.qingfeng.evidence.virus.ScanResult;
import cn.qingfeng.keys.Sealer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows: which files hang on which clue. Asks nobody's rights; {@link Evidence} does. */
@Component
public class EvidenceFiles {

    /** The purpose under which names are sealed: an official's file may be named after a person. */
    static final String NAME = "evidence-name";

    private static final String SELECT = "select f.id, f.clue_number, f.sealed_name, c.file_type, c.bytes, f.origin,"
            + " f.unit_code, f.added_by, f.added_at, f.released_at, c.scan, f.content_id, c.sealed_key"
            + " from evidence_file f join evidence_content c on c.id = f.content_id";

    private final JdbcTemplate jdbc;
    private final Sealer sealer;
    private final FileContents contents;
    private final Clock clock;

    EvidenceFiles(JdbcTemplate jdbc, Sealer sealer, FileContents contents, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.contents = contents;
        this.clock = clock;
    }

    /** Holds the clue until the transaction's end, so that two files that come at once are counted one after the other. */
    void lock(ClueNumber number) {
        jdbc.queryForList("select version from clue where clue_number = ? for update", number.value());
    }

    /** Files of the clue in the order in which they came; those that wait for a scan are not among them. */
    public List<EvidenceFile> of(ClueNumber number) {
        return jdbc.query(
                SELECT + " where f.clue_number = ? and c.scan <> ? order by f.added_at, f.id",
                this::file,
                number.value(),
                ScanResult.WAITING.name());
    }

    /** One of the clue's files, as {@link #of}. */
    Optional<EvidenceFile> find(ClueNumber number, String id) {
        return jdbc
                .query(
                        SELECT + " where f.clue_number = ? and f.id = ? and c.scan <> ?",
                        this::file,
                        number.value(),
                        id,
                        ScanResult.WAITING.name())
                .stream()
                .findFirst();
    }

    private EvidenceFile file(ResultSet row, int n) throws SQLException {
        var id = row.getString(1);
        var content = row.getString(12);
        var released = row.getTimestamp(10);
        return new EvidenceFile(
                id,
                row.getString(2),
                sealer.open(NAME, id, row.getString(3)),
                FileType.valueOf(row.getString(4)),
                row.getLong(5),
                contents.sha256(content, row.getString(13)),
                Origin.valueOf(row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getTimestamp(9).toInstant(),
                released == null ? null : released.toInstant(),
                ScanResult.valueOf(row.getString(11)) == ScanResult.INFECTED,
                content);
    }

    /** How many files of that side the clue has, those that wait for a scan too. */
    int count(ClueNumber number, Origin origin, String unit) {
        return (int) jdbc
                .queryForList(
                        "select coalesce(unit_code, '') from evidence_file where clue_number = ? and origin = ?",
                        String.class,
                        number.value(),
                        origin.name())
                .stream()
                .filter(code -> unit == null || unit.equals(code))
                .count();
    }

    /** How many of the reporter's files are of that group: the next one's number. */
    int count(ClueNumber number, FileType.Group group) {
        return (int) jdbc
                .queryForList(
                        "select c.file_type from evidence_file f join evidence_content c on c.id = f.content_id"
                                + " where f.clue_number = ? and f.origin = ?",
                        String.class,
                        number.value(),
                        Origin.REPORTER.name())
                .stream()
                .filter(type -> FileType.valueOf(type).group() == group)
                .count();
    }

    boolean isInfected(String contentId) {
        return jdbc.queryForObject(
                        "select count(*) from evidence_content where id = ? and scan = ?",
                        Integer.class,
                        contentId,
                        ScanResult.INFECTED.name())
                > 0;
    }

    /** Whether one of these units has added a file in which no virus was found. */
    boolean hasProof(ClueNumber number, Collection<String> units) {
        return jdbc
                .queryForList(
                        "select f.unit_code from evidence_file f join evidence_content c on c.id = f.content_id"
                                + " where f.clue_number = ? and f.origin = ? and c.scan <> ?",
                        String.class,
                        number.value(),
                        Origin.UNIT.name(),
                        ScanResult.INFECTED.name())
                .stream()
                .anyMatch(units::contains);
    }

    String put(ClueNumber number, String contentId, Origin origin, String unit, String by, String name) {
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into evidence_file (id, clue_number, content_id, origin, unit_code, added_by, added_at,"
                        + " sealed_name) values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                number.value(),
                contentId,
                origin.name(),
                unit,
                by,
                Timestamp.from(clock.instant()),
                sealer.seal(NAME, id, name));
        return id;
    }

    /** Lets the units see a file; false when they could already. */
    boolean release(String id, String by) {
        return jdbc.update(
                        "update evidence_file set released_at = ?, released_by = ? where id = ? and released_at is null",
                        Timestamp.from(clock.instant()),
                        by,
                        id)
                == 1;
    }

    /** Erases all files of these clues, and the contents that no other clue has. */
    void erase(Collection<ClueNumber> numbers) {
        for (var number : numbers) {
            var held = jdbc.queryForList(
                    "select distinct content_id from evidence_file where clue_number = ?",
                    String.class,
                    number.value());
            jdbc.update("delete from evidence_file where clue_number = ?", number.value());
            held.forEach(contents::discardAfterCommit);
        }
    }

    /** Which of these clues have files. */
    List<String> cluesWithFiles() {
        return jdbc.queryForList("select distinct clue_number from evidence_file", String.class);
    }
}
