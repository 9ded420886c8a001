package cn.qingfeng.clue.numbering;

import cn.qingfeng.clue.ClueNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Numbers of one day that are reserved and that nobody has asked for yet: as many as were taken in the last tenth of a second.
 * Where registrations come one by one there are none. It is memory alone: what is lost with it was reserved and not used, and
 * is entered as void like any other such number.
 */
final class NumberStock {

    /** After so long without a registration what lies here goes back. */
    static final Duration QUIET = Duration.ofSeconds(1);

    /** For so long a number may lie here at the most: a sweep of another node takes it for one that was cut off later. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int MOST = 32;

    /** Fewer in the last tenth of a second are people who happened to come together. */
    private static final int FEW = 3;

    private static final double WINDOW_NANOS = 100e6;

    private record Ready(ClueNumber number, Instant reservedAt, long since) {}

    private final Deque<Ready> ready = new ArrayDeque<>();
    private LocalDate day;
    private double taken;
    private long lastTaken = System.nanoTime();
    private boolean filling;

    /** The next of that day; null where none lies ready, and the clerk has to be asked. */
    synchronized ClueNumber take(LocalDate wanted) {
        note(wanted);
        return wanted.equals(day) && !ready.isEmpty() ? ready.poll().number() : null;
    }

    /** Up to so many, in their order. */
    synchronized List<ClueNumber> takeMost(int most) {
        var some = new ArrayList<ClueNumber>();
        while (some.size() < most && !ready.isEmpty()) {
            some.add(ready.poll().number());
        }
        return some;
    }

    private void note(LocalDate wanted) {
        if (wanted.equals(day)) {
            var now = System.nanoTime();
            taken = taken * Math.exp((lastTaken - now) / WINDOW_NANOS) + 1;
            lastTaken = now;
        }
    }

    /** Whether somebody should fill it up; whoever hears so does. */
    synchronized boolean fills() {
        if (filling || ready.isEmpty() || ready.size() > wanted() / 2) {
            return false;
        }
        filling = true;
        return true;
    }

    synchronized void filled() {
        filling = false;
    }

    /** How many should lie ready. */
    private int wanted() {
        return taken < FEW ? 0 : Math.min(MOST, (int) taken);
    }

    /** How many should be laid beside those that are. */
    synchronized int lacking() {
        return Math.max(0, wanted() - ready.size());
    }

    synchronized LocalDate day() {
        return day;
    }

    /** Lays down numbers that were reserved at that time or later, by the county's clock: it may be moved while they are. */
    synchronized void lay(List<ClueNumber> numbers, Instant reservedAt) {
        var now = System.nanoTime();
        numbers.forEach(number -> ready.add(new Ready(number, reservedAt, now)));
    }

    /** From now on it holds numbers of that day; what lay there of another comes back. */
    synchronized List<ClueNumber> turnTo(LocalDate next) {
        if (next.equals(day)) {
            return List.of();
        }
        day = next;
        taken = 1;
        return all();
    }

    /** What lies here for too long, in their order. */
    synchronized List<ClueNumber> leftOver() {
        var now = System.nanoTime();
        return !ready.isEmpty()
                        && (now - lastTaken > QUIET.toNanos()
                                || now - ready.peek().since() > LONGEST.toNanos())
                ? all()
                : List.of();
    }

    /** Whether the county's clock was moved since they were reserved. */
    synchronized boolean isPast(Instant now) {
        return !ready.isEmpty()
                && Duration.between(ready.peek().reservedAt(), now).abs().compareTo(LONGEST.multipliedBy(2)) > 0;
    }

    /** All, in their order; none stays. */
    synchronized List<ClueNumber> all() {
        var all = new ArrayList<ClueNumber>();
        ready.forEach(each -> all.add(each.number()));
        ready.clear();
        return all;
    }
}
