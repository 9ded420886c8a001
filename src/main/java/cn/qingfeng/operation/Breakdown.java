package cn.qingfeng.operation;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a machine that is broken, such as a full disk or a database that is away, from a fault of the program. */
public final class Breakdown {

    /** H2: I/O, the file is closed, corrupt, or cannot be opened; out of memory; the database is closed or read-only. */
    private static final Set<Integer> H2 = Set.of(90028, 90031, 90030, 90098, 90121, 90108, 90067, 90097);

    /** MySQL: disk full, table full, file not writable, read-only, shutting down, too many connections. */
    private static final Set<Integer> MYSQL = Set.of(1021, 1114, 1026, 1290, 1836, 1053, 1040, 3675, 1030);

    private static final Pattern WORDS = Pattern.compile("No space left on device|[Dd]isk (?:is )?full|quota exceeded"
            + "|database has been closed|Database is already closed|Database may be already"
            + "|Connection is not available, request timed out|Could not open (?:JDBC|JPA)|Unable to acquire JDBC"
            + "|Communications link failure|MVStoreException|This map is closed|File is closed"
            + "|The file is locked|chunk .* not found|Read-only file system|Error writing file");

    private Breakdown() {}

    /** Whether this comes from a broken machine. */
    public static boolean isBehind(Throwable problem) {
        var depth = 0;
        for (var cause = problem; cause != null && depth < 30; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLException sql
                            && (H2.contains(sql.getErrorCode()) || MYSQL.contains(sql.getErrorCode()))
                    || (cause instanceof IOException
                                    || cause instanceof RuntimeException
                                    || cause instanceof SQLException)
                            && isToldBy(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    /** Whether an error's text, as another program reports it, tells of a broken machine. */
    public static boolean isToldBy(String words) {
        return words != null && WORDS.matcher(words).find();
    }
}
