package cn.qingfeng.operation;

import org.springframework.stereotype.Component;

/** How far a long start has come, for whoever waits for it in the browser. */
@Component
public class StartProgress {

    private volatile String key;
    private volatile int done;
    private volatile int of;
    private volatile long since;

    /** Begins a stage; {@code key} is its message, {@code of} how many steps it has. */
    public void begin(String key, int of) {
        this.key = key;
        this.done = 0;
        this.of = of;
        this.since = System.nanoTime();
    }

    /** One more step is done. */
    public void step() {
        done = Math.min(of, done + 1);
    }

    public String key() {
        return key;
    }

    public int percent() {
        return of == 0 ? 0 : 100 * done / of;
    }

    /** Seconds that are left, by the pace so far; 0 when that cannot be told yet. */
    public long secondsLeft() {
        if (done == 0 || of == 0) {
            return 0;
        }
        return (System.nanoTime() - since) / done * (of - done) / 1_000_000_000L;
    }
}
