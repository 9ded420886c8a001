package cn.qingfeng.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many failed sign-ins; tells how long to wait. */
class SignInPaused extends AuthenticationException {

    private final long seconds;

    SignInPaused(Duration pause) {
        super("too many failed sign-ins");
        this.seconds = Math.max(1, pause.plusMillis(999).toSeconds());
    }

    /** For the header Retry-After. */
    long seconds() {
        return seconds;
    }

    long minutes() {
        return (seconds + 59) / 60;
    }
}
