package cn.qingfeng.security.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many failed sign-ins are borne within {@code window}, and how long the pause is after them.
 *
 * @param perAddress higher than per account, because a whole office may stand behind one address
 */
@ConfigurationProperties("qingfeng.security.sign-in")
public record SignInLimits(
        @DefaultValue("15m") Duration window,
        @DefaultValue("5") int perAccount,
        @DefaultValue("5m") Duration accountPause,
        @DefaultValue("50") int perAddress,
        @DefaultValue("15m") Duration addressPause) {}
