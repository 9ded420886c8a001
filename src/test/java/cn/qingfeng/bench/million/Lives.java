package cn.qingfeng.bench.million;

import cn.qingfeng.bench.million.Table.Column;
import cn.qingfeng.bench.million.Table.Kind;
import cn.qingfeng.bench.million.Table.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What belongs to each clue in the whole schema, found without knowing any table: rows that share an id belong together, and
 * what hangs on a clue's number is one life, two where one clue ended in another. Ids of what is in force for all (definitions,
 * deployments, people) bind nothing.
 */
final class Lives {

    /** An id, or a number: of a clue, of its dispatch order, or of something else that is counted. */
    static final Pattern TOKEN = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
            + "|(?<![A-Z])[A-Z]{2}(?:\\d{8}|\\d{4})-\\d{4,6}(?!\\d)");

    private static final Pattern FOR_ALL = Pattern.compile(
            "(ACT_RE_|ACT_ID_|ACT_RU_JOBDEF|ACT_RU_FILTER|ACT_RU_METER|ACT_GE_SCHEMA|ACT_GE_PROPERTY|QRTZ_|SPRING_SESSION).*",
            Pattern.CASE_INSENSITIVE);

    /** Lists over many clues, what is left of a day, what files contain, and papers. */
    private static final Set<String> LEFT_OUT = Set.of(
            "pack",
            "schedule_run",
            "schedule_difference",
            "evidence_piece",
            "evidence_waiting",
            // Counted within its year over all clues; nobody asks for pages by papers here.
            "paper",
            // Matters are no clue's life: of each there is the one of the demo, and the clue that came of it.
            "pledge_break",
            "visit",
            "matter_clue",
            // What a round counted is the round's.
            "result_clue",
            "evaluation_objection",
            "flyway_schema_history");

    private final Map<String, String> parents = new HashMap<>();

    /**
     * What was found.
     *
     * @param lives the rows of each, those with the lowest clue number first
     * @param shared ids of what is there for all
     */
    record Found(List<List<Row>> lives, Set<String> shared) {}

    private Lives() {}

    /** The numbered token that stands for what was found: a dispatch order has its clue's number under other letters. */
    static String token(String found) {
        return found.startsWith("JB") ? "WY" + found.substring(2) : found;
    }

    static Found in(Connection connection) throws SQLException {
        return new Lives().read(connection);
    }

    private Found read(Connection connection) throws SQLException {
        var shared = new HashSet<String>();
        var kept = new ArrayList<Row>();
        var clues = new TreeSet<String>();
        for (var table : Table.all(connection)) {
            if (LEFT_OUT.contains(table.name())) {
                continue;
            }
            var rows = table.rows(connection);
            if (FOR_ALL.matcher(table.name()).matches()) {
                rows.forEach(row -> shared.addAll(tokens(row)));
            } else {
                kept.addAll(rows);
            }
            if (table.name().equals("clue")) {
                rows.forEach(row -> clues.add((String) row.get("clue_number")));
            }
        }
        var of = new HashMap<Row, String>();
        for (var row : kept) {
            String first = null;
            for (var token : tokens(row)) {
                if (shared.contains(token) || token.startsWith("WY") && !clues.contains(token)) {
                    continue;
                }
                if (first == null) {
                    first = token;
                    of.put(row, token);
                } else {
                    parents.put(root(token), root(first));
                }
            }
        }
        Map<String, List<Row>> lives = new LinkedHashMap<>();
        clues.forEach(number -> lives.computeIfAbsent(root(number), root -> new ArrayList<>()));
        of.forEach((row, token) -> lives.computeIfPresent(root(token), (root, rows) -> {
            rows.add(row);
            return rows;
        }));
        lives.values()
                .forEach(rows ->
                        rows.sort(Comparator.comparing(row -> row.table().name())));
        return new Found(List.copyOf(lives.values()), shared);
    }

    private String root(String token) {
        var at = token;
        for (var next = parents.get(at); next != null && !next.equals(at); next = parents.get(at)) {
            at = next;
        }
        return at;
    }

    private static Set<String> tokens(Row row) {
        var found = new TreeSet<String>();
        List<Column> columns = row.table().columns();
        for (var at = 0; at < columns.size(); at++) {
            if (columns.get(at).kind() == Kind.TEXT && row.values()[at] != null) {
                var matcher = TOKEN.matcher((String) row.values()[at]);
                while (matcher.find()) {
                    found.add(token(matcher.group()));
                }
            }
        }
        return found;
    }
}
