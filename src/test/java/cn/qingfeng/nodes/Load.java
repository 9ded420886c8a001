package cn.qingfeng.nodes;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Officials at work on all nodes at once: every third clue is left with a unit that does not sign for it, the others are
 * carried to their ends. Every clue that was acknowledged is remembered.
 */
final class Load {

    private static final int LEFT_LYING = 3;

    private final List<Node> nodes;
    private final int hands;
    private final ExecutorService pool;
    private final Semaphore gate;
    private final AtomicInteger keys = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final Map<String, String> numbersByKey = new ConcurrentHashMap<>();
    private final Map<String, Boolean> carried = new ConcurrentHashMap<>();
    private final List<? extends Future<?>> running;
    private volatile boolean ended;

    /** So many officials begin at once, each with the next clue as soon as one is done. */
    Load(List<Node> nodes, int hands) {
        this.nodes = nodes;
        this.hands = hands;
        this.pool = Executors.newFixedThreadPool(hands);
        this.gate = new Semaphore(hands, true);
        this.running = IntStream.range(0, hands)
                .mapToObj(hand -> pool.submit(this::work))
                .toList();
    }

    private void work() {
        var walker = new Walker(nodes);
        while (!ended) {
            gate.acquireUninterruptibly();
            try {
                if (!ended) {
                    one(walker);
                }
            } finally {
                gate.release();
            }
        }
        repeated.addAndGet(walker.repeated());
    }

    private void one(Walker walker) {
        var turn = keys.incrementAndGet();
        var key = "load-" + turn;
        var number = walker.register(key);
        numbersByKey.put(key, number);
        if (turn % LEFT_LYING == 0) {
            walker.carryUntil(number, "userTask_signFor");
            carried.put(number, false);
        } else {
            walker.carryToTheEnd(number);
            carried.put(number, true);
        }
    }

    /** Waits until so many more clues were carried as far as they should be; fails when a hand gave up. */
    void goOnFor(int clues) {
        int enough = carried.size() + clues;
        await("so many more clues: " + clues).atMost(Duration.ofMinutes(10)).until(() -> {
            for (var hand : running) {
                if (hand.isDone()) {
                    hand.get();
                }
            }
            return carried.size() >= enough;
        });
    }

    /** Lets everybody finish the clue in hand and begin no other. */
    void pause() {
        gate.acquireUninterruptibly(hands);
    }

    void resume() {
        gate.release(hands);
    }

    /** Ends the work after the clues in hand. */
    void end() throws Exception {
        ended = true;
        for (var hand : running) {
            hand.get();
        }
        pool.shutdown();
    }

    /** The number that was acknowledged for each key. */
    Map<String, String> acknowledged() {
        return numbersByKey;
    }

    /** By number, whether the clue was carried to its end or left lying. */
    Map<String, Boolean> carried() {
        return carried;
    }

    /** How often something had to be tried again. */
    int repeated() {
        return repeated.get();
    }
}
