package cn.qingfeng.operation;

import cn.qingfeng.StartFault;
import java.sql.SQLException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells the operator in a sentence why the product did not start, where hundreds of lines of a program would stand. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFaults implements FailureAnalyzer {

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var fault = cause instanceof StartFault known ? known : of(cause);
            if (fault != null) {
                return new FailureAnalysis(fault.getMessage(), fault.remedy(), fault);
            }
        }
        return null;
    }

    private static StartFault of(Throwable cause) {
        if (cause instanceof PortInUseException taken) {
            return new StartFault("start.port", String.valueOf(taken.getPort()));
        }
        return cause instanceof SQLException sql ? of(sql) : null;
    }

    /** What a database says when it cannot be used. Null when it says something else. */
    static StartFault of(SQLException sql) {
        var words = String.valueOf(sql.getMessage());
        return switch (sql.getErrorCode()) {
            // H2
            case 90020 -> new StartFault("start.twice");
            case 90030 -> new StartFault("start.damaged");
            case 90031, 90028, 90062 ->
                words.contains("locked") || words.contains("in use")
                        ? new StartFault("start.twice")
                        : new StartFault("start.disk");
            case 90097 -> new StartFault("start.read-only", "");
            case 90048 -> new StartFault("start.damaged");
            case 50000 ->
                words.contains("MVStoreException") || words.contains("chunk") ? new StartFault("start.damaged") : null;
            // MySQL
            case 1045, 1044, 1698 -> new StartFault("start.login");
            case 1049 -> new StartFault("start.no-schema");
            case 0 ->
                words.contains("Communications link failure") || words.contains("Connection refused")
                        ? new StartFault("start.unreachable")
                        : null;
            default -> null;
        };
    }
}
