package cn.qingfeng.console;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Why a job of the engine gave up, found in what it left behind, in the terms of somebody who runs the product and has not
 * written it. Words for readers are the messages {@code trouble.<NAME>}.
 */
enum FailedJob {
    /** A channel did not take a notice; the exception's own message was written for administrators. */
    NOTICE("cn.qingfeng.notification.NotDelivered"),
    /** The product's own rules refused the step. */
    REFUSED("cn.qingfeng.Refusal", ".RefusedSubmission"),
    /** Somebody else changed the same thing at that moment. */
    OVERTAKEN("OptimisticLockingException", "OptimisticLockingFailureException", "OptimisticLockException"),
    DATABASE(
            "CannotGetJdbcConnectionException",
            "JDBCConnectionException",
            "SQLTransientConnectionException",
            "CommunicationsException",
            "SQLNonTransientConnectionException",
            "PessimisticLock",
            "CannotAcquireLockException",
            "DataAccessResourceFailureException",
            "org.h2.mvstore.MVStoreException"),
    /** The disk, or the place where files lie. */
    DISK("No space left on device", "java.nio.file.FileSystemException"),
    /** A table without a fitting rule, or one that says something that the product does not know. */
    TABLE("org.camunda.bpm.dmn.engine", "DecisionException", ".table.DecisionColumn", ".LimitRows"),
    /** An expression of a diagram. */
    DIAGRAM("camunda.bpm.impl.juel", "org.camunda.bpm.engine.impl.javax.el", "Unknown property used in expression"),
    OTHER;

    private static final Pattern REFUSAL = Pattern.compile("cn\\.qingfeng\\.Refusal: ([a-z][A-Za-z0-9.-]+)");

    private final List<String> marks;

    FailedJob(String... marks) {
        this.marks = List.of(marks);
    }

    /** What the exception that a job left tells, its causes included. */
    static FailedJob in(String trace) {
        for (var trouble : values()) {
            if (trouble.marks.stream().anyMatch(trace::contains)) {
                return trouble;
            }
        }
        return OTHER;
    }

    /** The message key of the refusal in that exception; empty where there is none. */
    static String refusalIn(String trace) {
        var found = REFUSAL.matcher(trace);
        return found.find() ? found.group(1) : "";
    }
}
