package cn.qingfeng.security.signin;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many failed sign-ins; tells how long to wait. */
public class SignInPaused extends AuthenticationException {

    private final long seconds;

    public SignInPaused(Duration pause) {
        super("too many failed sign-ins");
        this.seconds = Math.max(1, pause.plusMillis(999).toSeconds());
    }

    /** For the header Retry-After. */
    public long seconds() {
        return seconds;
    }

    public long minutes() {
        return (seconds + 59) / 60;
    }
}
