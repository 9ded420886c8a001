package cn.qingfeng;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AfterStartTests {

    private final AfterStart afterStart = new AfterStart();
    private final AtomicInteger parts = new AtomicInteger();

    @Test
    void whatIsDoneInOnePartIsDoneBeforeTheStartGoesOn() {
        afterStart.add("little", () -> parts.incrementAndGet() < 1);
        assertThat(parts).hasValue(1);
    }

    @Test
    void noStartWaitsForMany() throws InterruptedException {
        var started = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        afterStart.add("many", () -> {
            if (parts.incrementAndGet() > 1) {
                await(started);
            }
            if (parts.get() == 5) {
                ended.countDown();
            }
            return parts.get() < 5;
        });
        assertThat(parts.get()).as("the first at once, the others later").isLessThan(3);
        started.countDown();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(parts).hasValue(5);
    }

    @Test
    void theEndOfTheProductEndsIt() throws InterruptedException {
        var running = new CountDownLatch(2);
        afterStart.add("endless", () -> {
            parts.incrementAndGet();
            running.countDown();
            return true;
        });
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        afterStart.end();
        var then = parts.get();
        afterStart.end();
        assertThat(parts).as("nothing more").hasValue(then);
    }

    /** What broke off is for the next start; others go on. */
    @Test
    void whatBreaksStopsNothingElse() throws InterruptedException {
        var other = new CountDownLatch(1);
        afterStart.add("breaks", () -> {
            if (parts.incrementAndGet() > 1) {
                throw new IllegalStateException("broken");
            }
            return true;
        });
        afterStart.add("other", () -> {
            if (parts.incrementAndGet() > 2) {
                other.countDown();
            }
            return other.getCount() > 0;
        });
        assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
