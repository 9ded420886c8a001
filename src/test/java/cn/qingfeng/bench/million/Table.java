package cn.qingfeng.bench.million;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table of the schema, whatever it is: its columns but those that the database works out itself.
 *
 * @param own columns of text that are the table's key, or a unique one, by themselves
 */
record Table(String name, List<Column> columns, Set<String> own) {

    /** How a column's values are copied. */
    enum Kind {
        TEXT,
        MOMENT,
        BYTES,
        PLAIN
    }

    record Column(String name, Kind kind) {}

    /** One row by the columns in their order: text, {@code LocalDateTime}, bytes, or null. */
    record Row(Table table, Object[] values) {
        Object get(String column) {
            for (var at = 0; at < values.length; at++) {
                if (table.columns.get(at).name().equalsIgnoreCase(column)) {
                    return values[at];
                }
            }
            return null;
        }
    }

    boolean isTheEngines() {
        return name.regionMatches(true, 0, "ACT_", 0, 4);
    }

    /** How rows of this table are loaded from a stream. */
    String load() {
        var columns = new ArrayList<String>();
        var sets = new ArrayList<String>();
        for (var column : this.columns) {
            columns.add((column.kind() == Kind.BYTES ? "@b_" : "") + column.name());
            if (column.kind() == Kind.BYTES) {
                sets.add(column.name() + " = unhex(@b_" + column.name() + ")");
            }
        }
        return "load data local infile '" + name + "' into table " + name
                + " character set utf8mb4 fields terminated by '\\t' escaped by '\\\\' lines terminated by '\\n' ("
                + String.join(", ", columns) + ")" + (sets.isEmpty() ? "" : " set " + String.join(", ", sets));
    }

    /** All tables of the schema. */
    static List<Table> all(Connection connection) throws SQLException {
        var own = new LinkedHashMap<String, Set<String>>();
        try (var rows = connection.createStatement().executeQuery("""
                select table_name, max(column_name) from information_schema.statistics
                where table_schema = database() and non_unique = 0
                group by table_name, index_name having count(*) = 1""")) {
            while (rows.next()) {
                own.computeIfAbsent(rows.getString(1), name -> new HashSet<>()).add(rows.getString(2));
            }
        }
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        try (var rows = connection.createStatement().executeQuery("""
                select c.table_name, c.column_name, c.data_type from information_schema.columns c
                join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                where c.table_schema = database() and t.table_type = 'BASE TABLE' and c.extra not like '%GENERATED%'
                order by c.table_name, c.ordinal_position""")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(new Column(rows.getString(2), kind(rows.getString(3))));
            }
        }
        return columns.entrySet().stream()
                .map(each -> new Table(each.getKey(), each.getValue(), own.getOrDefault(each.getKey(), Set.of())))
                .toList();
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "datetime", "timestamp" -> Kind.MOMENT;
            case "longblob", "mediumblob", "blob", "tinyblob", "varbinary", "binary" -> Kind.BYTES;
            case "varchar", "char", "text", "mediumtext", "longtext", "tinytext" -> Kind.TEXT;
            default -> Kind.PLAIN;
        };
    }

    List<Row> rows(Connection connection) throws SQLException {
        var found = new ArrayList<Row>();
        var names = columns.stream().map(Column::name).toList();
        try (var rows =
                connection.createStatement().executeQuery("select " + String.join(", ", names) + " from " + name)) {
            while (rows.next()) {
                var values = new Object[columns.size()];
                for (var at = 0; at < values.length; at++) {
                    values[at] = switch (columns.get(at).kind()) {
                        case MOMENT -> rows.getObject(at + 1, java.time.LocalDateTime.class);
                        case BYTES -> rows.getBytes(at + 1);
                        default -> rows.getString(at + 1);
                    };
                }
                found.add(new Row(this, values));
            }
        }
        return found;
    }
}
