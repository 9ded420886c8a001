package cn.qingfeng.insight;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.text.Normal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists of the ledger under a name, one's own or shared by an office. A view keeps filters and order, never what was typed to
 * search, which may be a name; what it shows is what its reader may see.
 */
@Component
@Transactional
class LedgerViews {

    /**
     * One of them.
     *
     * @param shared with everybody of the owner's office
     * @param own whether the reader made it, and so may change it
     * @param first whether the reader's ledger opens with it
     */
    record View(String id, String name, String address, boolean shared, boolean own, boolean first) {}

    private static final int MOST = 30;
    private static final int LONGEST_NAME = 30;
    private static final int LONGEST_ADDRESS = 1000;

    private final JdbcTemplate jdbc;
    private final Organization organization;
    private final Clock clock;

    LedgerViews(JdbcTemplate jdbc, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.clock = clock;
    }

    /** The person's own and those of the person's office, by name. */
    @Transactional(readOnly = true)
    List<View> of(String username) {
        return jdbc.query(
                "select v.id, v.name, v.query, v.unit_code, v.owner, f.view_id from ledger_view v"
                        + " left join ledger_view_first f on f.view_id = v.id and f.username = ?"
                        + " where v.owner = ? or v.unit_code = (select p.unit_code from person p where p.username = ?)"
                        + " order by v.name, v.id",
                (row, at) -> new View(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4) != null,
                        row.getString(5).equals(username),
                        row.getString(6) != null),
                username,
                username,
                username);
    }

    /** With which the person's ledger opens. */
    @Transactional(readOnly = true)
    Optional<String> first(String username) {
        return of(username).stream().filter(View::first).map(View::address).findFirst();
    }

    /** @throws Refusal invalid, for no name or one that the person has; conflict, for whoever has too many */
    void save(String username, String name, LedgerQuery query, boolean shared, boolean first) {
        var address = query.withoutTyped().at(0);
        if (address.length() > LONGEST_ADDRESS) {
            throw Refusal.invalid("ledger.view.long");
        }
        var own = jdbc.queryForList("select name from ledger_view where owner = ?", String.class, username);
        if (own.size() >= MOST) {
            throw Refusal.conflict("ledger.view.many", MOST);
        }
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into ledger_view (id, owner, unit_code, name, query, made_at) values (?, ?, ?, ?, ?, ?)",
                id,
                username,
                shared ? organization.person(username).map(Person::unit).orElseThrow() : null,
                checked(name, own),
                address,
                Utc.of(clock.instant()));
        if (first) {
            openWith(username, id);
        }
    }

    private static String checked(String name, List<String> others) {
        var line = name == null ? "" : Normal.line(name);
        if (line.isEmpty() || line.length() > LONGEST_NAME) {
            throw Refusal.invalid("ledger.view.name", LONGEST_NAME);
        }
        if (others.contains(line)) {
            throw Refusal.invalid("ledger.view.twice", line);
        }
        return line;
    }

    /** @throws Refusal not found, for a view that is not the person's own */
    void rename(String username, String id, String name) {
        own(username, id);
        var others = jdbc.queryForList(
                "select name from ledger_view where owner = ? and id <> ?", String.class, username, id);
        jdbc.update("update ledger_view set name = ? where id = ?", checked(name, others), id);
    }

    /** @throws Refusal not found, for a view that is not the person's own */
    void delete(String username, String id) {
        own(username, id);
        jdbc.update("delete from ledger_view_first where view_id = ?", id);
        jdbc.update("delete from ledger_view where id = ?", id);
    }

    private void own(String username, String id) {
        if (jdbc.queryForList("select id from ledger_view where id = ? and owner = ?", String.class, id, username)
                .isEmpty()) {
            throw Refusal.notFound("ledger.view.unknown");
        }
    }

    /**
     * @param id with which the person's ledger opens from now on; empty for the whole account
     * @throws Refusal not found, for a view that the person does not have
     */
    void openWith(String username, String id) {
        if (!id.isEmpty() && of(username).stream().noneMatch(view -> view.id().equals(id))) {
            throw Refusal.notFound("ledger.view.unknown");
        }
        jdbc.update("delete from ledger_view_first where username = ?", username);
        if (!id.isEmpty()) {
            jdbc.update("insert into ledger_view_first (username, view_id) values (?, ?)", username, id);
        }
    }
}
