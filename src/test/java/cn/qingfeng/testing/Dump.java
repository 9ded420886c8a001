package cn.qingfeng.testing;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole database as a thief would hold it: every row of every table, ours, Quartz's and the engine's. */
public final class Dump {

    private Dump() {}

    /** Where one of these words stands, as “TABLE.COLUMN: word”; empty when nowhere. */
    public static Collection<String> findings(JdbcTemplate jdbc, Collection<String> words) {
        var found = new TreeSet<String>();
        for (var table : tables(jdbc)) {
            jdbc.query("select * from " + table, row -> {
                search(row, table, words, found);
            });
        }
        return found;
    }

    /** Every table of the schema, quoted as a query wants it. */
    public static List<String> tables(JdbcTemplate jdbc) {
        return jdbc.execute((ConnectionCallback<List<String>>) connection -> {
            var names = new ArrayList<String>();
            var quote = connection.getMetaData().getIdentifierQuoteString();
            try (var all = connection
                    .getMetaData()
                    .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"
                    })) {
                while (all.next()) {
                    names.add(quote + all.getString("TABLE_NAME") + quote);
                }
            }
            return names;
        });
    }

    private static void search(ResultSet row, String table, Collection<String> words, Collection<String> found)
            throws SQLException {
        var columns = row.getMetaData();
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            var text = text(row, i);
            for (var word : words) {
                if (text.contains(word)) {
                    found.add(table.substring(1, table.length() - 1) + "." + columns.getColumnLabel(i) + ": " + word);
                }
            }
        }
    }

    /** Bytes are looked at as the two encodings that Java writes strings in. */
    private static String text(ResultSet row, int column) throws SQLException {
        var value = row.getObject(column);
        if (value == null) {
            return "";
        }
        if (value instanceof byte[] || value instanceof java.sql.Blob) {
            var bytes = row.getBytes(column);
            return new String(bytes, StandardCharsets.UTF_8) + new String(bytes, StandardCharsets.UTF_16BE);
        }
        return row.getString(column);
    }
}
