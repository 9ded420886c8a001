package cn.qingfeng.insight.column;

import cn.qingfeng.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which columns somebody wants to see, in which order: kept with the account, for the page and for what is taken out. */
@Component
@Transactional
public class LedgerColumns {

    private final JdbcTemplate jdbc;

    LedgerColumns(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What the person chose, as far as it is the person's to read; empty where nothing was chosen. */
    @Transactional(readOnly = true)
    public Optional<List<LedgerColumn>> chosen(String username, boolean readsOffices) {
        var readable = LedgerColumn.of(readsOffices);
        return jdbc
                .queryForList("select chosen from ledger_columns where username = ?", String.class, username)
                .stream()
                .findFirst()
                .map(kept -> Arrays.stream(kept.split(","))
                        .flatMap(name ->
                                readable.stream().filter(column -> column.name().equals(name)))
                        .toList())
                .filter(columns -> !columns.isEmpty());
    }

    /**
     * Keeps the choice. The number is always among it, and first unless it was put elsewhere: by it a clue is opened.
     *
     * @throws Refusal invalid, for a column that there is not
     */
    public void choose(String username, Collection<String> names) {
        var columns = new LinkedHashSet<LedgerColumn>();
        for (var name : names) {
            columns.add(column(name));
        }
        if (columns.isEmpty()) {
            throw Refusal.invalid("ledger.columns.none");
        }
        var kept = new ArrayList<>(columns);
        if (!kept.contains(LedgerColumn.NUMBER)) {
            kept.add(0, LedgerColumn.NUMBER);
        }
        reset(username);
        jdbc.update(
                "insert into ledger_columns (username, chosen) values (?, ?)",
                username,
                String.join(",", kept.stream().map(Enum::name).toList()));
    }

    /** Back to the usual ones. */
    public void reset(String username) {
        jdbc.update("delete from ledger_columns where username = ?", username);
    }

    private static LedgerColumn column(String name) {
        return Arrays.stream(LedgerColumn.values())
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("ledger.columns.unknown"));
    }
}
