package cn.qingfeng.conduct;

import cn.qingfeng.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The editions, their items and who acknowledged them, as they are kept. Writes join the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class EditionBook {

    private static final String ALL = "select * from conduct_edition ";
    private static final String ITEMS = "select * from conduct_item where edition = ? order by side, ordinal";

    private final JdbcTemplate jdbc;

    EditionBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<Edition> draft() {
        return one(ALL + "where state = 'DRAFT'");
    }

    /** The draft, held until the transaction ends: two who change it at once come one after the other. */
    Optional<Edition> draftHeld() {
        return one(ALL + "where state = 'DRAFT' for update");
    }

    @Transactional(readOnly = true)
    public Optional<Edition> published(int number) {
        return one(ALL + "where state = 'PUBLISHED' and number = ?", number);
    }

    /** The published edition that holds on that day. */
    @Transactional(readOnly = true)
    public Optional<Edition> holdingOn(LocalDate day) {
        return one(ALL + "where state = 'PUBLISHED' and in_force_from <= ? order by number desc limit 1", day);
    }

    /** Every published edition without its items, newest first. */
    @Transactional(readOnly = true)
    public List<Edition> published() {
        return jdbc.query(ALL + "where state = 'PUBLISHED' order by number desc", (row, n) -> edition(row, List.of()));
    }

    private Optional<Edition> one(String asked, Object... values) {
        return jdbc
                .query(
                        asked,
                        (row, n) -> edition(row, jdbc.query(ITEMS, (item, m) -> item(item), row.getInt("number"))),
                        values)
                .stream()
                .findFirst();
    }

    private static Edition edition(ResultSet row, List<Item> items) throws SQLException {
        return new Edition(
                row.getInt("number"),
                row.getObject("in_force_from", LocalDate.class),
                Optional.ofNullable(row.getString("note")).orElse(""),
                row.getString("published_by"),
                Utc.of(row, "published_at"),
                items);
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getInt("code"),
                Side.valueOf(row.getString("side")),
                row.getInt("ordinal"),
                row.getString("words"),
                row.getString("ground"),
                row.getString("binds"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class));
    }

    /** Begins a draft with the items of the newest published edition. */
    void begin(int number, String by, Instant at) {
        jdbc.update(
                "insert into conduct_edition (number, state, begun_by, begun_at) values (?, 'DRAFT', ?, ?)",
                number,
                by,
                Utc.of(at));
        jdbc.update(
                "insert into conduct_item (edition, code, side, ordinal, words, ground, binds, valid_from, valid_to)"
                        + " select ?, code, side, ordinal, words, ground, binds, valid_from, valid_to from conduct_item"
                        + " where edition = ?",
                number,
                number - 1);
    }

    void discard(int number) {
        jdbc.update("delete from conduct_item where edition = ?", number);
        jdbc.update("delete from conduct_edition where number = ? and state = 'DRAFT'", number);
    }

    /** A code that no edition has used. */
    int freeCode() {
        return jdbc.queryForObject("select coalesce(max(code), 0) + 1 from conduct_item", Integer.class);
    }

    /** Writes the items of a draft anew. */
    void write(int edition, List<Item> items) {
        jdbc.update("delete from conduct_item where edition = ?", edition);
        jdbc.batchUpdate(
                "insert into conduct_item (edition, code, side, ordinal, words, ground, binds, valid_from, valid_to)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                items.stream()
                        .map(item -> new Object[] {
                            edition,
                            item.code(),
                            item.side().name(),
                            item.ordinal(),
                            item.words(),
                            item.ground(),
                            item.binds(),
                            item.from(),
                            item.to()
                        })
                        .toList());
    }

    void publish(int number, LocalDate from, String note, String by, Instant at) {
        jdbc.update(
                "update conduct_edition set state = 'PUBLISHED', in_force_from = ?, note = ?, published_by = ?,"
                        + " published_at = ? where number = ? and state = 'DRAFT'",
                from,
                note,
                by,
                Utc.of(at),
                number);
    }

    void acknowledge(String username, int year, int edition, Instant at) {
        jdbc.update(
                "insert into conduct_acknowledgement (username, of_year, edition, at) values (?, ?, ?, ?)",
                username,
                year,
                edition,
                Utc.of(at));
    }

    /** When each person acknowledged it in that year. */
    @Transactional(readOnly = true)
    public Map<String, Instant> acknowledged(int year) {
        var found = new HashMap<String, Instant>();
        jdbc.query(
                "select username, at from conduct_acknowledgement where of_year = ?",
                row -> {
                    found.put(row.getString("username"), Utc.of(row, "at"));
                },
                year);
        return found;
    }

    /** When this person did, in that year. */
    @Transactional(readOnly = true)
    public Optional<Instant> acknowledged(String username, int year) {
        return jdbc
                .query(
                        "select at from conduct_acknowledgement where username = ? and of_year = ?",
                        (row, n) -> Utc.of(row, "at"),
                        username,
                        year)
                .stream()
                .findFirst();
    }
}
