package cn.qingfeng.intake.imports;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.imports.ClueImport.RowState;
import cn.qingfeng.intake.imports.ClueImport.State;
import cn.qingfeng.intake.imports.sheet.SheetFile;
import cn.qingfeng.intake.imports.sheet.SheetRow;
import cn.qingfeng.keys.Sealer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Imports and their rows. What a file said lies sealed, and only until it is a clue or is not wanted any more. */
@Component
@Transactional
class ImportBook {

    static final String PURPOSE = "import-row";

    /** After so long without a sign nobody is at it any more: its node died. */
    private static final Duration DEAD = Duration.ofMinutes(2);

    /** A row as it is kept. */
    record Kept(int line, RowState state, String doubleOf, ClueNumber number, SheetRow row) {}

    private final JdbcTemplate jdbc;
    private final Sealer sealer;
    private final ObjectMapper json;
    private final Clock clock;

    ImportBook(JdbcTemplate jdbc, Sealer sealer, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.json = json;
        this.clock = clock;
    }

    void add(ClueImport fresh) {
        jdbc.update(
                "insert into intake_import (id, made_by, made_at, file_name, sheet, other_sheets, mapping, state, whole,"
                        + " doubles, progress, touched_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
                fresh.id(),
                fresh.by(),
                Utc.of(fresh.at()),
                fresh.fileName(),
                fresh.sheet(),
                written(fresh.otherSheets()),
                null,
                fresh.state().name(),
                false,
                false,
                Utc.of(fresh.at()));
    }

    void addRows(String id, Collection<SheetRow> rows, RowState state) {
        jdbc.batchUpdate(
                "insert into intake_import_row (import_id, line_no, state, sealed) values (?, ?, ?, ?)",
                rows.stream()
                        .map(row -> new Object[] {
                            id, row.line(), state.name(), sealer.seal(PURPOSE, id + "/" + row.line(), written(row))
                        })
                        .toList());
    }

    /** What the sheet is called, once it is read. */
    void read(String id, SheetFile.Read read) {
        var others = written(read.others());
        jdbc.update(
                "update intake_import set sheet = ?, other_sheets = ? where id = ?",
                shortened(read.sheet(), 200),
                others.length() > 500 ? written(read.others().subList(0, 1)) : others,
                id);
    }

    @Transactional(readOnly = true)
    public Optional<ClueImport> find(String id) {
        return jdbc.query("select * from intake_import where id = ?", this::read, id).stream()
                .findFirst();
    }

    @Transactional(readOnly = true)
    public List<ClueImport> newest(int most) {
        return jdbc.query("select * from intake_import order by made_at desc limit ?", this::read, most);
    }

    @Transactional(readOnly = true)
    public Map<RowState, Long> counts(String id) {
        var counts = new EnumMap<RowState, Long>(RowState.class);
        jdbc.query(
                "select state, count(*) from intake_import_row where import_id = ? group by state",
                row -> {
                    counts.put(RowState.valueOf(row.getString(1)), row.getLong(2));
                },
                id);
        return counts;
    }

    /** The rows in one of these states behind a line, not more than so many: in the order of the key, so that none is read beyond. */
    @Transactional(readOnly = true)
    public List<Kept> rows(String id, int after, int most, RowState... states) {
        var marks = String.join(", ", java.util.Collections.nCopies(states.length, "?"));
        var args = new java.util.ArrayList<Object>(List.of(id, after));
        for (var state : states) {
            args.add(state.name());
        }
        args.add(most);
        return jdbc.query(
                "select * from intake_import_row where import_id = ? and line_no > ? and state in (" + marks
                        + ") order by import_id, line_no limit ?",
                (row, at) -> kept(id, row),
                args.toArray());
    }

    void stand(String id, Collection<Kept> rows) {
        jdbc.batchUpdate(
                "update intake_import_row set state = ?, double_of = ? where import_id = ? and line_no = ?",
                rows.stream()
                        .map(row -> new Object[] {row.state().name(), row.doubleOf(), id, row.line()})
                        .toList());
    }

    /** All that this person sent; nobody else changes any of it until this transaction is over. */
    List<ClueImport> lockedOf(String by) {
        return jdbc.query("select * from intake_import where made_by = ? order by id for update", this::read, by);
    }

    /** Its rows are to be looked at as these columns mean it. */
    void check(String id, Mapping mapping) {
        jdbc.update(
                "update intake_import set mapping = ?, state = ?, failed_line = null, progress = 0, touched_at = ?"
                        + " where id = ?",
                written(mapping),
                State.CHECKING.name(),
                Utc.of(clock.instant()),
                id);
    }

    /**
     * Its rows are looked at so far; nobody changes that until this transaction is over.
     *
     * @return whether they still are to be looked at in this way: somebody may have stopped it, or said anew what its columns mean
     */
    boolean goesOnChecking(ClueImport one, int progress) {
        var wanted = jdbc.query("select * from intake_import where id = ? for update", this::read, one.id()).stream()
                .anyMatch(now -> now.state() == State.CHECKING && one.mapping().equals(now.mapping()));
        if (wanted) {
            jdbc.update(
                    "update intake_import set progress = ?, touched_at = ? where id = ?",
                    progress,
                    Utc.of(clock.instant()),
                    one.id());
        }
        return wanted;
    }

    /** @return false where nobody looks at its rows */
    boolean stopChecking(String id) {
        return jdbc.update(
                        "update intake_import set state = ?, progress = 0, touched_at = ? where id = ? and state = ?",
                        State.READ.name(),
                        Utc.of(clock.instant()),
                        id,
                        State.CHECKING.name())
                > 0;
    }

    /** Not all of its rows were looked at. */
    void checkBrokeOff(String id) {
        jdbc.update(
                "update intake_import set state = ?, touched_at = ? where id = ? and state = ?",
                State.CHECK_BROKEN_OFF.name(),
                Utc.of(clock.instant()),
                id,
                State.CHECKING.name());
    }

    /** This node still has it in hand, or waiting; it stands at once. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void alive(String id) {
        jdbc.update(
                "update intake_import set touched_at = ? where id = ? and state in ('CHECKING', 'RUNNING', 'WITHDRAWING')",
                Utc.of(clock.instant()),
                id);
    }

    /**
     * From one state to another.
     *
     * @throws Refusal conflict, when somebody else was first
     */
    void go(ClueImport from, State to, boolean whole, boolean doubles) {
        var stored =
                from.state() == State.BROKEN_OFF ? List.of(State.RUNNING, State.WITHDRAWING) : List.of(from.state());
        var changed = 0;
        for (var state : stored) {
            changed += jdbc.update(
                    "update intake_import set state = ?, whole = ?, doubles = ?, failed_line = null, progress = 0,"
                            + " touched_at = ? where id = ? and state = ? and touched_at = ?",
                    to.name(),
                    whole,
                    doubles,
                    Utc.of(clock.instant()),
                    from.id(),
                    state.name(),
                    Utc.of(from.touchedAt()));
        }
        if (changed == 0) {
            throw Refusal.conflict("imports.not-now", Refusal.word("imports.state." + from.state()));
        }
    }

    void end(String id, State state, Integer failedLine) {
        jdbc.update(
                "update intake_import set state = ?, failed_line = ?, touched_at = ? where id = ?",
                state.name(),
                failedLine,
                Utc.of(clock.instant()),
                id);
    }

    void withdrawn(String id, String by, String why) {
        jdbc.update(
                "update intake_import set withdrawn_by = ?, withdrawn_at = ?, withdrawn_why = ? where id = ?",
                by,
                Utc.of(clock.instant()),
                why,
                id);
    }

    /** Somebody is still at it; it stands at once, whatever becomes of the rows. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void touch(String id, int progress) {
        jdbc.update(
                "update intake_import set touched_at = ?, progress = ? where id = ?",
                Utc.of(clock.instant()),
                progress,
                id);
    }

    /** A row is a clue now; what the file said of it is gone. */
    void done(String id, int line, ClueNumber number) {
        jdbc.update(
                "update intake_import_row set state = ?, sealed = null, clue_number = ?"
                        + " where import_id = ? and line_no = ?",
                RowState.DONE.name(),
                number.value(),
                id,
                line);
    }

    void row(String id, int line, RowState state) {
        jdbc.update(
                "update intake_import_row set state = ? where import_id = ? and line_no = ?", state.name(), id, line);
    }

    /** Nothing of it was registered: it leaves no trace. */
    void discard(String id) {
        jdbc.update("delete from intake_import_row where import_id = ?", id);
        jdbc.update("delete from intake_import where id = ?", id);
    }

    /** Forgets what files said that nobody has wanted since that moment. Answers how many rows. */
    int forget(Instant before) {
        var old = jdbc.queryForList(
                "select id from intake_import where touched_at < ? and state not in ('RUNNING', 'WITHDRAWING')",
                String.class,
                Utc.of(before));
        var rows = 0;
        for (var id : old) {
            rows += jdbc.update("delete from intake_import_row where import_id = ? and clue_number is null", id);
            jdbc.update(
                    "delete from intake_import where id = ? and state in ('READ', 'CHECKING', 'CHECK_BROKEN_OFF',"
                            + " 'CHECKED')",
                    id);
        }
        return rows;
    }

    private ClueImport read(ResultSet row, int at) throws SQLException {
        var state = State.valueOf(row.getString("state"));
        var touched = Utc.of(row, "touched_at");
        var dead = touched.plus(DEAD).isBefore(clock.instant());
        var mapping = row.getString("mapping");
        return new ClueImport(
                row.getString("id"),
                row.getString("made_by"),
                Utc.of(row, "made_at"),
                row.getString("file_name"),
                row.getString("sheet"),
                read(row.getString("other_sheets"), new TypeReference<List<String>>() {}),
                mapping == null ? null : read(mapping, new TypeReference<Mapping>() {}),
                dead ? state.abandoned() : state,
                row.getBoolean("whole"),
                row.getBoolean("doubles"),
                (Integer) row.getObject("failed_line"),
                row.getInt("progress"),
                touched,
                row.getString("withdrawn_by"),
                Utc.of(row, "withdrawn_at"),
                row.getString("withdrawn_why"));
    }

    private Kept kept(String id, ResultSet row) throws SQLException {
        var line = row.getInt("line_no");
        var sealed = row.getString("sealed");
        var number = row.getString("clue_number");
        return new Kept(
                line,
                RowState.valueOf(row.getString("state")),
                row.getString("double_of"),
                number == null ? null : ClueNumber.of(number),
                sealed == null
                        ? new SheetRow(line, List.of())
                        : read(sealer.open(PURPOSE, id + "/" + line, sealed), new TypeReference<SheetRow>() {}));
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(String written, TypeReference<T> type) {
        try {
            return json.readValue(written, type);
        } catch (JsonProcessingException e) {
            // The text is somebody's: it stays out of the exception.
            throw new IllegalStateException("A kept row of an import cannot be read");
        }
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
