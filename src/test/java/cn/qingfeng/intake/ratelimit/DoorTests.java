package cn.qingfeng.intake.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.util.ReflectionTestUtils;

class DoorTests {

    private static final class Watch implements TimeMeter {
        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        void wait(Duration time) {
            nanos += time.toNanos();
        }
    }

    private final Watch watch = new Watch();
    private final Throttle throttle =
            new Throttle(new MockEnvironment().withProperty("qingfeng.door.missed-lookups", "3/15m"), watch);

    @Test
    void letsThroughAsOftenAsTheSettingSaysAndTellsHowLongToWait() {
        for (int i = 0; i < 3; i++) {
            throttle.pass(RateLimit.MISS, "10.0.0.1");
        }
        assertThatThrownBy(() -> throttle.pass(RateLimit.MISS, "10.0.0.1"))
                .isInstanceOfSatisfying(
                        Refusal.class, often -> assertThat(often.retryAfter()).hasValue(Duration.ofMinutes(5)));
        throttle.pass(RateLimit.MISS, "10.0.0.2");
        throttle.pass(RateLimit.LOOKUP, "10.0.0.1");

        watch.wait(Duration.ofMinutes(5));
        throttle.pass(RateLimit.MISS, "10.0.0.1");
    }

    @Test
    void asksWithoutCounting() {
        for (int i = 0; i < 10; i++) {
            throttle.mayPass(RateLimit.MISS, "10.0.0.1");
        }
        for (int i = 0; i < 4; i++) {
            throttle.count(RateLimit.MISS, "10.0.0.1");
        }
        assertThatThrownBy(() -> throttle.mayPass(RateLimit.MISS, "10.0.0.1")).isInstanceOf(Refusal.class);
    }

    @Test
    void takesAnIpv6NetworkForOne() {
        for (int i = 0; i < 3; i++) {
            throttle.pass(RateLimit.MISS, "2001:db8:1:2:0:0:0:" + i);
        }
        assertThatThrownBy(() -> throttle.pass(RateLimit.MISS, "2001:db8:1:2:a:b:c:d"))
                .isInstanceOf(Refusal.class);
        assertThatCode(() -> throttle.pass(RateLimit.MISS, "2001:db8:1:3:0:0:0:1"))
                .doesNotThrowAnyException();
    }

    @Test
    void keepsNoAddress() {
        throttle.pass(RateLimit.MISS, "203.0.113.77");
        assertThat(String.valueOf(ReflectionTestUtils.getField(throttle, "buckets")))
                .doesNotContain("203.0.113");
    }

    @Test
    void takesOnlyWorkForItsOwnPageAndNotForEver() throws Exception {
        var keys = keys();
        var now = Instant.parse("2026-03-02T02:00:00Z");
        var puzzle = new ProofOfWork(keys, at(now), 10);
        var challenge = puzzle.pose("page");
        var work = solve(challenge, 10);

        assertThat(puzzle.solved("page", challenge, work)).isTrue();
        assertThat(puzzle.solved("another page", challenge, work)).isFalse();
        assertThat(puzzle.solved("page", challenge.replaceFirst("\\d", "9"), work))
                .isFalse();
        assertThat(puzzle.solved("page", challenge, null)).isFalse();
        assertThat(puzzle.solved("page", challenge, "1 or 1=1")).isFalse();
        assertThat(puzzle.solved("page", "nonsense", work)).isFalse();
        assertThat(new ProofOfWork(keys, at(now.plus(Duration.ofHours(13))), 10).solved("page", challenge, work))
                .isFalse();
        assertThat(new ProofOfWork(keys, at(now), 60).solved("page", challenge, work))
                .isFalse();
    }

    private static String solve(String challenge, int bits) {
        long number = 0;
        while (ProofOfWork.zeroBits(challenge + ":" + number) < bits) {
            number++;
        }
        return Long.toString(number);
    }

    private static Clock at(Instant moment) {
        return Clock.fixed(moment, ZoneId.of("Asia/Shanghai"));
    }

    private static cn.qingfeng.keys.Keys keys() throws Exception {
        var constructor = cn.qingfeng.keys.Keys.class.getDeclaredConstructor(String.class);
        constructor.setAccessible(true);
        return constructor.newInstance("dGVzdC1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RzLi4=");
    }

    @Test
    void knowsThePeriodsOfAllItsGates() {
        for (var gate : RateLimit.values()) {
            throttle.pass(gate, "somebody");
        }
        assertThat(TimeUnit.NANOSECONDS.toSeconds(watch.currentTimeNanos())).isZero();
    }
}
