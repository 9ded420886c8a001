package cn.qingfeng.security.signin;

import cn.qingfeng.Refusal;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many failed sign-ins; tells how long to wait. */
public class SignInPaused extends AuthenticationException {

    private final Duration pause;

    public SignInPaused(Duration pause) {
        super("too many failed sign-ins");
        this.pause = pause;
    }

    public Refusal refusal() {
        return Refusal.tooOften("security.paused", pause);
    }
}
