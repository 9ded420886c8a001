package cn.qingfeng.bench.million;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * The secondary indexes of some tables, taken away before very many rows go in and built afterwards from what is there: each is
 * sorted once then, instead of a place being looked for with each row. A double in a unique one is found by that too.
 */
final class Indexes {

    private static final Pattern REFERENCE = Pattern.compile("(?m)^ *(CONSTRAINT `([^`]+)` FOREIGN KEY .*?),?$");
    private static final Pattern INDEX = Pattern.compile("(?m)^ *((?:UNIQUE |FULLTEXT )?KEY `([^`]+)` .*?),?$");
    private static final int BUILDERS = 2;
    /** Bytes of sorting for each clue: what is put into memory for it is paid for with each table, however small. */
    private static final int SORTED_BY_CLUE = 128;

    private static final int SORTED_AT_LEAST = 1 << 20;

    private final Callable<Connection> database;
    private final Map<String, List<String>> taken = new LinkedHashMap<>();
    private final Map<String, List<String>> references = new LinkedHashMap<>();

    private Indexes(Callable<Connection> database) {
        this.database = database;
    }

    static Indexes taken(Callable<Connection> database, Collection<String> tables) throws Exception {
        var indexes = new Indexes(database);
        // An index that a reference needs cannot go before it.
        for (var table : tables) {
            indexes.take(table, REFERENCE, "drop foreign key", indexes.references);
        }
        for (var table : tables) {
            indexes.take(table, INDEX, "drop key", indexes.taken);
        }
        return indexes;
    }

    private void take(String table, Pattern pattern, String drop, Map<String, List<String>> into) throws Exception {
        try (var connection = database.call();
                var statement = connection.createStatement()) {
            String made;
            try (var row = statement.executeQuery("show create table " + table)) {
                row.next();
                made = row.getString(2);
            }
            var added = new ArrayList<String>();
            var dropped = new ArrayList<String>();
            for (var found = pattern.matcher(made); found.find(); ) {
                added.add("add " + found.group(1));
                dropped.add(drop + " `" + found.group(2) + "`");
            }
            if (!dropped.isEmpty()) {
                statement.execute("alter table " + table + " " + String.join(", ", dropped));
                into.put(table, added);
            }
        }
    }

    /** Puts all in their place again, with so many clues there. */
    void build(int clues) throws Exception {
        add(taken, clues, false);
        // InnoDB makes one at a time of those that hold words.
        add(taken, clues, true);
        add(references, clues, false);
    }

    private void add(Map<String, List<String>> all, int clues, boolean ofWords) throws Exception {
        var builders = Executors.newFixedThreadPool(ofWords ? 1 : BUILDERS);
        try {
            var tasks = new ArrayList<Callable<Void>>();
            all.forEach((table, each) -> tasks.add(() -> {
                var added = each.stream()
                        .filter(one -> one.startsWith("add FULLTEXT") == ofWords)
                        .toList();
                if (added.isEmpty()) {
                    return null;
                }
                try (var connection = database.call();
                        var statement = connection.createStatement()) {
                    // What was copied from rows that refer to each other does so too.
                    statement.execute("set foreign_key_checks = 0");
                    statement.execute(
                            "set innodb_ddl_buffer_size = " + Math.max(SORTED_AT_LEAST, SORTED_BY_CLUE * clues));
                    for (var some : ofWords ? added : List.of(String.join(", ", added))) {
                        statement.execute("alter table " + table + " " + some);
                    }
                }
                return null;
            }));
            for (var done : builders.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            builders.shutdownNow();
        }
    }
}
