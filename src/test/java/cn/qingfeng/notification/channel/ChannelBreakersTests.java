package cn.qingfeng.notification.channel;

import static cn.qingfeng.notification.channel.ChannelBreakers.Entry.CLOSED;
import static cn.qingfeng.notification.channel.ChannelBreakers.Entry.FULL;
import static cn.qingfeng.notification.channel.ChannelBreakers.Entry.OPEN;
import static cn.qingfeng.notification.channel.NoticeChannel.EMAIL;
import static cn.qingfeng.notification.channel.NoticeChannel.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A dead channel is left alone, a slow one is not waited for, and neither is any other's matter. */
class ChannelBreakersTests {

    private static final Outcome DOWN = Outcome.down("notice.failure.unreachable", "");
    private static final Outcome NOT_NOW = Outcome.notNow("notice.failure.unreachable", "");

    private final ChannelBreakers breakers = new ChannelBreakers(Clock.systemUTC());

    private void pass(Outcome outcome) {
        assertThat(breakers.enter(SMS)).isEqualTo(OPEN);
        breakers.leave(SMS, outcome, Duration.ofMillis(1));
    }

    private void goDown() {
        IntStream.range(0, ChannelBreakers.PATIENCE).forEach(time -> pass(DOWN));
    }

    @Test
    void turnsBackAfterFailuresInARowAndTellsWhyUntilSomebodyReopens() {
        goDown();

        assertThat(breakers.enter(SMS)).isEqualTo(CLOSED);
        assertThat(breakers.why(SMS)).isEqualTo(DOWN);
        assertThat(breakers.closed(SMS)).isTrue();
        assertThat(breakers.enter(EMAIL)).isEqualTo(OPEN);
        breakers.reopen();
        assertThat(breakers.closed(SMS)).isFalse();
        pass(DOWN);
    }

    @Test
    void bearsFailuresThatAreNotInARowAndRefusalsOfSingleMessages() {
        for (var round = 0; round < 4; round++) {
            pass(DOWN);
            pass(DOWN);
            pass(NOT_NOW);
        }
        assertThat(breakers.closed(SMS)).isFalse();
    }

    @Test
    void takesTwoAtATimeAndGivesTheNextALaterPlaceEach() {
        assertThat(breakers.enter(SMS)).isEqualTo(OPEN);
        assertThat(breakers.enter(SMS)).isEqualTo(OPEN);

        assertThat(breakers.enter(SMS)).isEqualTo(FULL);
        assertThat(breakers.nextPlace(SMS)).isAfter(Clock.systemUTC().instant());
        breakers.leave(SMS, NOT_NOW, Duration.ofMillis(1));
        assertThat(breakers.enter(SMS)).isEqualTo(OPEN);
    }
}
