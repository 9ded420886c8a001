package cn.qingfeng.notification;

import java.util.Optional;

/**
 * Where a clue's reporter can be told that the promised date moved. Asked when the message goes out, so that no telephone
 * number lies in an outbox.
 */
public interface ReporterPhones {

    /** The telephone number; empty for a sealed report, an anonymous reporter, or when none was given. */
    Optional<String> phoneOf(String clueNumber);
}
